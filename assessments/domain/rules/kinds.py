"""Kinds of values in criteria: how each is read from text or JSON, and written back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.domain import subjects
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import EGE_RUSSIAN_ENTRY_MINIMUM, EGE_RUSSIAN_MINIMUM

_GRADES = range(1, 12)
_YEARS_BACK = 5
_LARGEST = 9999
_LONGEST_QUOTED = 60


class CriteriaError(Exception):
    """A parameter, rule or criteria key that cannot be used; the message is Russian."""


@dataclass(frozen=True, slots=True)
class Corridor:
    """Limits of marks for one work: at least `twos` % of «2», at most `fives` % of «5».

    `fours` is the share of «4» above which the source only warns (DOMAIN.md 2, R10).
    """

    work: Work
    twos: Decimal
    fours: Decimal
    fives: Decimal

    def __str__(self) -> str:
        limits = f"{self.twos}/{self.fours}/{self.fives}"
        return f"{self.work.subject} {self.work.grade}: {limits}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value; `parse` raises ValueError for what does not fit.

    `doubt` may say more exactly than `expected` what is wrong with a text; `options` are all values
    of a kind that takes one of few words.
    """

    parse: Callable[[str], Any]
    expected: str
    doubt: Callable[[str], str] = str
    options: tuple[str, ...] = ()

    def read(self, value: object) -> Any:
        """The value behind a text, number or list; ValueError where it does not fit."""
        if value is None or isinstance(value, bool | float | Mapping):
            raise ValueError(value)
        text = ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        try:
            return self.parse(text.strip())
        except InvalidOperation as error:
            raise ValueError(text) from error

    def complaint(self, value: object) -> str:
        """What is wrong with a value that `read` refused, without an end: a part of a sentence."""
        said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        short = said if len(said) <= _LONGEST_QUOTED else f"{said[:_LONGEST_QUOTED]}…"
        exact = self.doubt(said) if self.doubt is not str else ""
        return exact or f"указано «{short}», а нужно {self.expected}"

    def plain(self, value: Any) -> Any:
        """`value` as JSON holds it."""
        if isinstance(value, tuple):
            return [item if type(item) is int else str(item) for item in value]
        return value if type(value) is int else str(value)

    def shown(self, value: Any) -> str:
        """`value` as people read it."""
        plain = self.plain(value)
        if isinstance(plain, list):
            return ", ".join(map(str, plain))
        return str(plain).replace(".", ",")


def choice(*words: str) -> Kind:
    """A kind that takes one of `words`."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Kind(parse, " или ".join((", ".join(words[:-1]), words[-1])), options=words)


def choices(*words: str) -> Kind:
    """A kind that takes one or more of `words`."""

    def parse(text: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(_parts(text)))
        if not found or not set(found) <= set(words):
            raise ValueError(text)
        return found

    return Kind(parse, f"одно или несколько через запятую: {', '.join(words)}")


def whole(minimum: int, maximum: int) -> Kind:
    """A kind that takes whole numbers from `minimum` to `maximum`."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or not minimum <= int(text) <= maximum:
            raise ValueError(text)
        return int(text)

    return Kind(parse, f"целое число не меньше {minimum} и не больше {maximum}")


def _decimal(text: str) -> Decimal:
    value = Decimal(text.replace(",", ".").rstrip("% \u00a0"))
    if not value.is_finite():
        raise ValueError(text)
    return value


def _percent(text: str) -> Decimal:
    value = _decimal(text)
    if not 0 < value <= 100:
        raise ValueError(text)
    return value


def _factor(text: str) -> Decimal:
    value = _decimal(text)
    if not 0 <= value <= 10:
        raise ValueError(text)
    return value


def _amount(text: str) -> Decimal:
    value = _decimal(text)
    if not 0 <= value < 1_000_000:
        raise ValueError(text)
    return value


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _grades(text: str) -> tuple[int, ...]:
    grades: set[int] = set()
    for part in _parts(text):
        first, _, last = part.replace("–", "-").partition("-")
        grades.update(range(int(first), int(last or first) + 1))
    if not grades.issubset(_GRADES):
        raise ValueError(text)
    return tuple(sorted(grades))


def _subjects(text: str) -> tuple[str, ...]:
    names = [subjects.recognise(part) for part in _parts(text)]
    if None in names:
        raise ValueError(text)
    return tuple(dict.fromkeys(name for name in names if name))


def _unknown_subjects(text: str) -> str:
    unknown = [part for part in _parts(text) if subjects.recognise(part) is None]
    if not unknown:
        return ""
    said = ", ".join(f"«{one[:_LONGEST_QUOTED]}»" for one in unknown[:5])
    return f"портал не знает предмета {said}: впишите названия предметов через запятую"


def _levels(text: str) -> tuple[Procedure, ...]:
    levels = tuple(dict.fromkeys(Procedure(part) for part in _parts(text)))
    if not set(levels) <= {Procedure.EGE_BASE, Procedure.EGE_PROFILE}:
        raise ValueError(text)
    return levels


def _procedures(text: str) -> tuple[Procedure, ...]:
    return tuple(dict.fromkeys(Procedure(part) for part in _parts(text)))


def _russian_minimum(text: str) -> int:
    if text not in {str(EGE_RUSSIAN_MINIMUM), str(EGE_RUSSIAN_ENTRY_MINIMUM)}:
        raise ValueError(text)
    return int(text)


_CORRIDOR = re.compile(r"(.+?)\s*(\d{1,2})\s*:\s*([\d.]+)\s*/\s*([\d.]+)\s*/\s*([\d.]+)")


def _corridors(text: str) -> tuple[Corridor, ...]:
    return tuple(_corridor(part) for part in _parts(text))


def _corridor(text: str) -> Corridor:
    found = _CORRIDOR.fullmatch(text)
    subject = subjects.recognise(found.group(1)) if found else None
    if found is None or subject is None or int(found.group(2)) not in _GRADES:
        raise ValueError(text)
    twos, fours, fives = (_percent(part) for part in found.group(3, 4, 5))
    return Corridor(Work(Procedure.VPR, subject, int(found.group(2))), twos, fours, fives)


PERCENT = Kind(_percent, "число больше 0 и не больше 100")
FACTOR = Kind(_factor, "число от 0 до 10")
AMOUNT = Kind(_amount, "число от 0 до 1 000 000")
COUNT = whole(1, _LARGEST)
NUMBER = whole(0, _LARGEST)
YEARS = whole(1, _YEARS_BACK)
SUBJECTS = Kind(_subjects, "перечислить предметы через запятую", _unknown_subjects)
GRADES = Kind(_grades, "перечислить классы от 1 до 11 через запятую")
LEVELS = Kind(_levels, "ege_base, ege_profile или оба через запятую")
PROCEDURES = Kind(_procedures, f"одно или несколько из: {', '.join(Procedure)}")
RUSSIAN_MINIMUM = Kind(_russian_minimum, "24 или 36")
CORRIDORS = Kind(_corridors, "перечислить коридоры через запятую, например «РУ 4: 15/40/5»")
