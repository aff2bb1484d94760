"""Which school of the register a row of a file means: by login, alias, code, then by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process, utils

ENOUGH = 90
CLEARLY_BETTER = 5
WORTH_PROPOSING = 60

_FORMS = (
    (re.compile(r"муниципальн\w+ (?:бюджетн\w+|автономн\w+|казенн\w+|общеобразоват\w+)"), " "),
    (re.compile(r"\b(?:бюджетн\w+|автономн\w+|казенн\w+|общеобразовательн\w+|учреждени\w+)"), " "),
    (re.compile(r"\bм[абко]?о?б?оу\b|\bмоу\b"), " "),
    (re.compile(r"\bсредн\w+\s+школ\w+"), "сош "),
    (re.compile(r"\bосновн\w+\s+школ\w+"), "оош "),
    (re.compile(r"\bначальн\w+\s+школ\w+"), "нош "),
    (re.compile(r"\b(?:имени|им)\b"), " "),
    (re.compile(r"№\s*"), " "),
)  # fmt: skip


class How(StrEnum):
    """By what a school was recognised."""

    LOGIN = "login"
    ALIAS = "alias"
    CODE = "code"
    NAME = "name"
    SIMILAR_NAME = "similar_name"


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school of the register as far as matching needs it."""

    key: int
    login: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The school found and how sure that is, 0–100."""

    school: KnownSchool
    how: How
    score: int = 100


class Register:
    """Schools of one municipality, indexed for matching."""

    def __init__(self, schools: Iterable[KnownSchool]) -> None:
        self._by_login: dict[str, KnownSchool] = {}
        self._by_alias: dict[str, KnownSchool] = {}
        self._by_code: dict[str, list[KnownSchool]] = {}
        self._by_name: dict[str, list[KnownSchool]] = {}
        self._found: dict[tuple[str, str], Match | None] = {}
        self._named: dict[str, KnownSchool | None] = {}
        for school in schools:
            self._enter(school)

    def match(self, code: str, name: str) -> Match | None:
        """The school that `code` or else `name` means; None where that is not certain enough."""
        key = (code, name)
        if key not in self._found:
            self._found[key] = self._by_written_code(code) or self._by_written_name(name)
        return self._found[key]

    def named(self, name: str) -> KnownSchool | None:
        """The only school that bears `name`, but for its legal form and quotes."""
        if name not in self._named:
            same = self._by_name.get(plain_name(name), []) if name else []
            self._named[name] = same[0] if len(same) == 1 else None
        return self._named[name]

    def nearest(self, name: str) -> Match | None:
        """The school whose name is most alike, to be proposed to a person; numbers may differ."""
        wanted = plain_name(name)
        best = process.extractOne(
            wanted, list(self._by_name), scorer=fuzz.token_sort_ratio, score_cutoff=WORTH_PROPOSING
        )
        if not wanted or best is None:
            return None
        return Match(self._by_name[best[0]][0], How.SIMILAR_NAME, round(best[1]))

    def _enter(self, school: KnownSchool) -> None:
        self._by_login[school.login.lower()] = school
        self._by_login.setdefault(_digits(school.login), school)
        for alias in school.aliases:
            self._by_alias[alias.lower()] = school
        for code in {code.lstrip("0") for code in school.codes if code}:
            self._by_code.setdefault(code, []).append(school)
        for name in {plain_name(name) for name in school.names if name}:
            self._by_name.setdefault(name, []).append(school)

    def _by_written_code(self, code: str) -> Match | None:
        if not code:
            return None
        if code in self._by_login:
            return Match(self._by_login[code], How.LOGIN)
        if code in self._by_alias:
            return Match(self._by_alias[code], How.ALIAS)
        # Spreadsheets drop the leading zeros of numeric codes.
        owners = self._by_code.get(code.lstrip("0"), [])
        return Match(owners[0], How.CODE) if len(owners) == 1 else None

    def _by_written_name(self, name: str) -> Match | None:
        wanted = plain_name(name)
        if not wanted:
            return None
        same = self._by_name.get(wanted, [])
        if same:
            return Match(same[0], How.NAME) if len(same) == 1 else None
        return self._by_similar_name(wanted)

    def _by_similar_name(self, wanted: str) -> Match | None:
        """Alike but for words and endings; numbers in the names must be the same."""
        numbers = re.findall(r"\d+", wanted)
        candidates = [name for name in self._by_name if re.findall(r"\d+", name) == numbers]
        best = process.extract(wanted, candidates, scorer=fuzz.token_sort_ratio, limit=2)
        if not best or best[0][1] < ENOUGH:
            return None
        if len(best) > 1 and best[0][1] - best[1][1] < CLEARLY_BETTER:
            return None
        owners = self._by_name[best[0][0]]
        return Match(owners[0], How.SIMILAR_NAME, round(best[0][1])) if len(owners) == 1 else None


def plain_name(name: str) -> str:
    """A name without legal form, quotes and punctuation, for comparing."""
    shown = name.lower().replace("ё", "е")
    shown = re.sub(r"[«»\"'„“”()]", " ", shown)
    for pattern, replacement in _FORMS:
        shown = pattern.sub(replacement, shown)
    return re.sub(r"\s+", " ", utils.default_process(shown)).strip()


def _digits(login: str) -> str:
    return re.sub(r"\D", "", login)
