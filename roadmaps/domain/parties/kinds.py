"""Tells what a party is from its head noun, and whether it stands for each school."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import (
    COMMON_GROUPS,
    CUT_POSTS,
    EVERYBODY,
    NOT_SCHOOLS,
    SCHOOL_GENITIVES,
    SCHOOL_PHRASES,
    SCHOOL_PLURALS,
    SCHOOL_POSTS,
    SCHOOL_STEMS,
    TEACHING,
    Head,
    Short,
)
from roadmaps.domain.parties.words import Form, Word, word_of

_NUMBERED = re.compile(
    r"№\s*\d"
    r"|(?:[СОН]{1,2}ОШ|СШ|\bшкол\w*|\bлице\w*|\bгимнази\w*)\s*(?:\d|«(?!\d))"
    r"|\b[А-Я]{2,}ОУ\s+(?:[СОН]{1,2}ОШ|«)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"[СОН]{1,2}ОШ\s+(?:(?:с|п|д|г|ст|х|пос|дер|им)\.\s*)?[А-ЯЁ][а-яё]"
    r"|(?<=\s)[А-ЯЁ][а-яё]+(?:ой|ей)\s+(?:[СОН]{1,2}ОШ|(?:средн|основн|начальн|гимнази|школ))"
    r"|[А-ЯЁ][а-яё]+(?:ая|яя|кая|ский)\s+(?:[СОН]{1,2}ОШ|(?:средн|основн|начальн|гимнази|школ|лице))"
)
_SCHOOL_DEPUTY = re.compile(
    r"\w+\.?\s*(?:дир(?:\.|ект)|рук(?:\.|овод)|по\s+(?:увр|ур|вр|нмр|умр|мр|уч|восп|научн|метод|безоп|ахч))"
)
_MUNICIPAL = (Short.OFFICE, Short.FORM, Short.TEAM, Short.KINDERGARTENS)
_GROUP_SHORTS = (
    Short.SCHOOLS, Short.SCHOOL_TYPE, Short.KINDERGARTENS, Short.TEAM, Short.SCHOOL_TEAM,
)  # fmt: skip
_SUPPORTERS = (
    "куратор",
    "координатор",
    "тьютор",
    "наставник",
    "методист",
    "консультант",
    "эксперт",
)


@dataclass(frozen=True, slots=True)
class _First:
    """The head noun or the short name that comes first in a party."""

    head: Head | None
    short: Short | None
    lemma: str = ""
    is_plural: bool = False


def is_group(text: str, abbreviations: Mapping[str, str]) -> bool:
    """Several people or bodies: posts in the plural, teams, «ОО», a school's administration."""
    first = _first(text, abbreviations)
    if first.head is None and first.short is None:
        return text.lower() == EVERYBODY
    if first.head is None:
        return first.short in _GROUP_SHORTS and not _is_one_school(text)
    if first.head is Head.GROUP:
        return True
    if first.head is Head.ADMINISTRATION:
        return _of_schools(text, abbreviations)
    if first.head is Head.ORGANISATION and _is_of_parents(text):
        return True
    if first.head in (Head.ORGANISATION, Head.SCHOOL):
        return first.is_plural or _is_generic_school(text)
    return first.is_plural


def is_organisation(text: str, abbreviations: Mapping[str, str]) -> bool:
    """A body with a name of its own: an office, a centre, a school by number."""
    first = _first(text, abbreviations)
    if first.head is None:
        return first.short is not Short.POST
    return first.head in (Head.ORGANISATION, Head.SCHOOL, Head.ADMINISTRATION)


def _first(text: str, abbreviations: Mapping[str, str]) -> _First:
    """Of the words before the quotes; a name in quotes alone tells by its own words."""
    before, quote, _ = text.partition("«")
    return _first_of(before if quote and before.strip() else text, abbreviations)


def _first_of(text: str, abbreviations: Mapping[str, str]) -> _First:
    words = text.split()
    forms: frozenset[Form] | None = None
    for place, written in enumerate(words):
        short = short_of(written, abbreviations)
        if short not in (None, Short.LEVEL, Short.WORK):
            of_office = short is Short.SCHOOLS and _is_of_administration(words, place)
            return _First(None, Short.OFFICE if of_office else short)
        word = word_of(written)
        if word.head is None or _is_adjective(word, words, place):
            forms = _narrowed(forms, word)
            continue
        agreed = word.forms if forms is None else (word.forms & forms) or word.forms
        plural = _is_plural(word, agreed) or _is_cut_plural(word, words, place)
        return _First(word.head, None, word.lemma, plural)
    return _First(None, None)


def _is_of_administration(words: list[str], place: int) -> bool:
    """«ОО администрации района» is a department (отдел образования), no schools."""
    return words[place + 1 : place + 2] != [] and words[place + 1].lower().startswith("адм")


def _is_adjective(word: Word, words: list[str], place: int) -> bool:
    """«ответственный исполнитель», «заведующие» alone is a noun."""
    if not word.modifies or place + 1 >= len(words):
        return False
    noun = word_of(words[place + 1])
    return noun.head is not None and any(f[0] == "nomn" and f in noun.forms for f in word.forms)


def _narrowed(forms: frozenset[Form] | None, word: Word) -> frozenset[Form] | None:
    if not word.modifies or not word.forms:
        return forms
    return word.forms if forms is None else forms & word.forms


def _is_plural(word: Word, agreed: frozenset[Form]) -> bool:
    nominative = {number for case, number in agreed if case == "nomn"}
    if nominative:
        return "plur" in nominative and (
            "sing" not in nominative or word.head is Head.ADMINISTRATION
        )
    return bool(agreed) and all(number == "plur" for _, number in agreed)


def _is_cut_plural(word: Word, words: list[str], place: int) -> bool:
    """«зам. директоров» are several."""
    if word.lemma not in CUT_POSTS or place + 1 >= len(words):
        return False
    following = word_of(words[place + 1])
    return following.head is Head.POST and ("gent", "plur") in following.forms


def _is_one_school(text: str) -> bool:
    """A school by its number or its place."""
    return bool(_NUMBERED.search(text) or _PLACED.search(text))


def _is_of_parents(text: str) -> bool:
    """A committee that is no office: of parents, of the trade union."""
    return any(stem in text.lower() for stem in ("родительск", "профсоюзн", "попечительск"))


def fans_out_to_schools(text: str, abbreviations: Mapping[str, str]) -> bool:
    """Whether each school of the municipality answers for itself."""
    first = _first(text, abbreviations)
    if _is_one_school(text):
        return False
    if first.head is None:
        if first.short is Short.POST or text.lower().startswith(SCHOOL_STEMS):
            return True
        return first.short in (Short.SCHOOLS, Short.SCHOOL_TYPE, Short.SCHOOL_TEAM)
    if first.head is Head.SCHOOL:
        return not _is_for_people(text)
    if first.head is Head.ORGANISATION and not _is_of_parents(text):
        return _is_generic_school(text) or text.lower().startswith(SCHOOL_STEMS)
    if first.head is Head.GROUP or first.head is Head.ORGANISATION:
        return _works_in_school(text, first) or _is_of_one_school(text, first, abbreviations)
    if _of_schools(text, abbreviations):
        return True
    return _works_in_school(text, first) and not _elsewhere(text, abbreviations)


def _is_for_people(text: str) -> bool:
    """«Школа молодого педагога» is no school."""
    words = [word_of(word) for word in text.split()]
    place = next((at for at, word in enumerate(words) if word.head is Head.SCHOOL), 0)
    rest = [word for word in words[place + 1 :] if not word.modifies]
    return bool(rest) and rest[0].head is Head.POST and not rest[0].may_open


def _is_of_one_school(text: str, first: _First, abbreviations: Mapping[str, str]) -> bool:
    """What each school has of its own; groups of people from several schools are not."""
    if first.lemma in COMMON_GROUPS or not _of_schools(text, abbreviations):
        return False
    words = [word_of(word) for word in text.split()]
    return not any(word.head is Head.POST and not word.modifies for word in words)


def _is_generic_school(text: str) -> bool:
    lowered = text.lower().replace("ё", "е")
    if _is_one_school(text) or "дошкольн" in lowered or "дополнительн" in lowered:
        return False
    return any(phrase in lowered for phrase in SCHOOL_PLURALS) or lowered.startswith("школ")


def _of_schools(text: str, abbreviations: Mapping[str, str]) -> bool:
    """A complement that names schools in general: «директора школ», «руководители ОО»."""
    if _is_one_school(text):
        return False
    text = _without_purpose(text)
    words = text.split()
    if any(word_of(word).lemma.startswith(_SUPPORTERS) for word in words):
        return False
    shorts = [short_of(word, abbreviations) for word in words[1:]]
    named = next((one for one in shorts if one not in (None, Short.LEVEL, Short.WORK)), None)
    if named in (Short.SCHOOLS, Short.SCHOOL_TYPE, Short.SCHOOL_TEAM):
        return True
    if named is not None:
        return False
    lowered = f" {text.lower().replace('ё', 'е')} "
    if "дошкольн" in lowered:
        return False
    return any(re.search(rf"\W{genitive}\W", lowered) for genitive in SCHOOL_GENITIVES) or any(
        stem in lowered for stem in ("школьного метод", "школьных метод")
    )


def _without_purpose(text: str) -> str:
    """«члены рабочей группы по сопровождению ШНОР» are no schools' people."""
    before, purpose, _ = text.partition(" по ")
    is_of_group = any(word_of(word).head is Head.GROUP for word in before.split())
    return before if purpose and is_of_group else text


def _works_in_school(text: str, first: _First) -> bool:
    """Posts that exist in schools only: class teachers, subject teachers, head's deputies."""
    lowered = text.lower().replace("ё", "е")
    if lowered.startswith(SCHOOL_PHRASES) or lowered.startswith(SCHOOL_STEMS):
        return True
    if first.lemma in ("зам", "заместитель") and _SCHOOL_DEPUTY.match(lowered):
        return True
    if "педагогическ" in lowered and first.lemma in TEACHING:
        return True
    return first.head is Head.POST and first.lemma in (*SCHOOL_POSTS, "директор", "замдиректора")


def _elsewhere(text: str, abbreviations: Mapping[str, str]) -> bool:
    """Words that place the post outside a school."""
    lowered = f" {text.lower().replace('ё', 'е')} "
    if any(short_of(word, abbreviations) in _MUNICIPAL for word in text.split()):
        return True
    return any(f" {words}" in lowered for words in NOT_SCHOOLS)
