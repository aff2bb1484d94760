"""Tells what a party is from its head noun, and whether it stands for each school."""

import re
from collections.abc import Mapping

from roadmaps.domain.parties.cutting import bare, head_of, short_of
from roadmaps.domain.parties.vocabulary import (
    NOT_SCHOOLS,
    POST_ENDINGS,
    POSTS_ENDINGS,
    SCHOOL_GENITIVES,
    SCHOOL_PHRASES,
    SCHOOL_PLURALS,
    SCHOOL_POSTS,
    SCHOOL_STEMS,
    Head,
    Short,
)

_NUMBERED = re.compile(
    r"№\s*\d"
    r"|(?:[СОН]{1,2}ОШ|\bшкол\w*|\bлице\w*|\bгимнази\w*)\s*(?:\d|«)"
    r"|\b[А-Я]{2,}ОУ\s+(?:[СОН]{1,2}ОШ|«)"
)
_PLACED = re.compile(r"[СОН]{1,2}ОШ\s+(?:(?:с|п|д|г|ст|х|пос|дер)\.\s*)?[А-ЯЁ]")
_GROUP_HEADS = (Head.POSTS, Head.GROUP, Head.GROUPS, Head.SCHOOLS, Head.ORGANISATIONS)
_GROUP_SHORTS = (
    Short.SCHOOLS, Short.SCHOOL_TYPE, Short.KINDERGARTENS, Short.TEAM, Short.SCHOOL_TEAM,
)  # fmt: skip
_MUNICIPAL_SHORTS = (Short.OFFICE, Short.FORM, Short.TEAM, Short.KINDERGARTENS)
_CUT_POSTS = ("зам", "рук", "зав", "спец")
_SUPPORTERS = ("куратор", "координатор", "тьютор", "наставник", "методист", "специалист")


def is_group(text: str, abbreviations: Mapping[str, str]) -> bool:
    """Several people or bodies: posts in the plural, teams, «ОО», a school's administration."""
    head, short = _first(text, abbreviations)
    if head is None:
        return short in _GROUP_SHORTS and not _is_one_school(text)
    if head is Head.ADMINISTRATION:
        return _of_schools(text, abbreviations)
    if head in (Head.ORGANISATION, Head.SCHOOL):
        return _is_generic_school(text)
    return head in _GROUP_HEADS


def is_organisation(text: str, abbreviations: Mapping[str, str]) -> bool:
    """A body with a name of its own: an office, a centre, a school by number."""
    head, short = _first(text, abbreviations)
    if head is None:
        return short is not None or not bare(text.split()[0]).endswith(POST_ENDINGS)
    return head in (Head.ORGANISATION, Head.SCHOOL, Head.ADMINISTRATION)


def _first(text: str, abbreviations: Mapping[str, str]) -> tuple[Head | None, Short | None]:
    """The head noun or the short name that comes first in the party."""
    words = text.split()
    for place, word in enumerate(words):
        if (head := head_of(word)) is not None:
            following = bare(words[place + 1]) if place + 1 < len(words) else ""
            cut = bare(word) in _CUT_POSTS and following.endswith(("ов", "ев", "ей", "лей"))
            return Head.POSTS if cut else head, None
        if (short := short_of(word, abbreviations)) is not None:
            return None, short
    first = bare(text.split()[0]) if text.split() else ""
    return (Head.POSTS if first.endswith(POSTS_ENDINGS) else None), None


def _is_one_school(text: str) -> bool:
    """A school by its number or its place."""
    return bool(_NUMBERED.search(text) or _PLACED.search(text))


def fans_out_to_schools(text: str, abbreviations: Mapping[str, str]) -> bool:
    """Whether each school of the municipality answers for itself."""
    head, short = _first(text, abbreviations)
    if _is_one_school(text):
        return False
    if head is None:
        return short in (Short.SCHOOLS, Short.SCHOOL_TYPE, Short.SCHOOL_TEAM)
    if head in (Head.SCHOOLS, Head.SCHOOL, Head.ORGANISATION, Head.ORGANISATIONS):
        return head in (Head.SCHOOLS, Head.SCHOOL) or _is_generic_school(text)
    if head in (Head.GROUP, Head.GROUPS):
        return _works_in_school(text) or (_is_team(text) and _of_schools(text, abbreviations))
    if _of_schools(text, abbreviations):
        return True
    return _works_in_school(text) and not _elsewhere(text, abbreviations)


def _is_team(text: str) -> bool:
    """Teams and staffs belong to schools; working groups and commissions do not."""
    return any(bare(word).startswith(("команд", "коллектив")) for word in text.split())


def _is_generic_school(text: str) -> bool:
    lowered = text.lower().replace("ё", "е")
    if _is_one_school(text) or "дошкольн" in lowered or "дополнительн" in lowered:
        return False
    return any(phrase in lowered for phrase in SCHOOL_PLURALS) or lowered.startswith("школ")


def _of_schools(text: str, abbreviations: Mapping[str, str]) -> bool:
    """A complement that names schools in general: «директора школ», «руководители ОО»."""
    if _is_one_school(text):
        return False
    words = text.split()
    shorts = [short_of(word, abbreviations) for word in words[1:]]
    named = next((short for short in shorts if short not in (None, Short.LEVEL)), None)
    if named in (Short.SCHOOLS, Short.SCHOOL_TYPE):
        return not any(bare(word).startswith(_SUPPORTERS) for word in words)
    if named is Short.SCHOOL_TEAM:
        return True
    if named is not None:
        return False
    lowered = f" {text.lower().replace('ё', 'е')} "
    if "дошкольн" in lowered or any(bare(word).startswith(_SUPPORTERS) for word in words):
        return False
    return any(re.search(rf"\W{genitive}[\W]", lowered) for genitive in SCHOOL_GENITIVES)


def _works_in_school(text: str) -> bool:
    """Posts that exist in schools only: class teachers, subject teachers, head's deputies."""
    lowered = text.lower().replace("ё", "е")
    if lowered.startswith(SCHOOL_PHRASES) or lowered.startswith(SCHOOL_STEMS):
        return True
    first = next((bare(word) for word in text.split() if head_of(word)), "")
    return first.split("-")[0] in SCHOOL_POSTS or first in ("директора", "директор")


def _elsewhere(text: str, abbreviations: Mapping[str, str]) -> bool:
    """Words that place the post outside a school."""
    lowered = f" {text.lower().replace('ё', 'е')} "
    shorts = [short_of(word, abbreviations) for word in text.split()]
    if any(
        short in (Short.OFFICE, Short.FORM, Short.TEAM, Short.KINDERGARTENS) for short in shorts
    ):
        return True
    return any(f" {words}" in lowered for words in NOT_SCHOOLS)
