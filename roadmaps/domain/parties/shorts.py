"""Abbreviations: which of them name a party, and of what kind, listed or by their letters."""

import re
from collections.abc import Mapping
from functools import lru_cache

from roadmaps.domain.parties.vocabulary import CUT_POSTS, SHORTS, WORKS, Head, Short
from roadmaps.domain.parties.words import dictionary, word_of

_EDGES = '«»(),:;".'
# «МБУ», «КГКОУ», «МБУДО»: whose (federal, regional, municipal), what sort, учреждение.
_FORM = re.compile(r"[ФКОГРМЧНТ]{0,3}(?:Б|А|К|Г|М)?[НДПС]{0,2}О{0,2}Б?У(?:ДО|ДПО|К|ВО|Д|С)?")
# Small letters part capitals; were they optional, a long word could be cut in countless ways.
_CAPITALS = re.compile(r"[А-ЯЁ]+(?:[ипо]{1,2}[А-ЯЁ]+)*(?:ы|ов|ам|и)?")
# «ЗабКИРО», «КубГУ».
_MIXED = re.compile(r"[А-ЯЁ][а-яё]{1,5}[А-ЯЁ]{2,}")
_SMALL_WORDS = frozenset(["для", "при", "над", "под", "без", "про", "или", "все", "нет", "дом"])
_ROMAN = re.compile(r"[IVXХ]+")


def short_of(word: str, abbreviations: Mapping[str, str]) -> Short | None:
    """What an abbreviation stands for, the document's own explanation first."""
    plain = word.strip(_EDGES)
    if abbreviations:
        head = plain.split("-")[0]
        meaning = abbreviations.get(plain) or abbreviations.get(head)
        if meaning is not None:
            return _explained(meaning)
    return _usual(plain)


def is_capitals(word: str) -> bool:
    """Capitals that name work or a procedure: «УВР», «ВПР»."""
    return word.strip(_EDGES) in WORKS


@lru_cache(maxsize=8192)
def _usual(plain: str) -> Short | None:
    if plain in SHORTS:
        return SHORTS[plain]
    if plain in WORKS:
        return Short.WORK
    head = plain.split("-")[0]
    if head != plain:
        return _usual(head) if head.isupper() and len(head) > 1 else None
    if _MIXED.fullmatch(plain) and plain.lower() not in CUT_POSTS:
        return Short.OFFICE
    if len(plain) < 2 or not _CAPITALS.fullmatch(plain) or _ROMAN.fullmatch(plain):
        return None
    return _by_letters(plain)


def _by_letters(plain: str) -> Short | None:
    """An abbreviation that is not listed; nothing for a word in capitals."""
    capitals = "".join(sign for sign in plain if sign.isupper())
    if len(capitals) < 2:
        return None
    if capitals != plain and capitals in SHORTS:
        return SHORTS[capitals]
    if len(capitals) >= 3 and _FORM.fullmatch(capitals):
        return Short.FORM
    if len(capitals) > 9 or plain.lower() in _SMALL_WORDS:
        return None
    if len(capitals) > 4 and dictionary().word_is_known(plain.lower()):
        return None
    if capitals.endswith("МО") and len(capitals) <= 5:
        return Short.SCHOOL_TEAM if capitals.startswith("Ш") else Short.TEAM
    if capitals.endswith("ОШ"):
        return Short.SCHOOL_TYPE
    if capitals.startswith("Ш"):
        return Short.SCHOOLS if capitals.startswith(("ШН", "ШС")) else Short.SCHOOL_TEAM
    return Short.OFFICE


@lru_cache(maxsize=1024)
def _explained(meaning: str) -> Short:
    words = meaning.split()
    text = meaning.lower()
    if "методическ" in text and "объединени" in text:
        return Short.SCHOOL_TEAM if "школьн" in text else Short.TEAM
    if "дошкольн" in text or "дополнительного образования" in text:
        return Short.KINDERGARTENS
    found = [word_of(word) for word in words]
    heads = [(one.head, one.is_plural) for one in found if one.head is not None]
    plural = any(is_plural for head, is_plural in heads if head in (Head.ORGANISATION, Head.SCHOOL))
    general = "образовательн" in text and ("организаци" in text or "учреждени" in text)
    if (general and (plural or "«" not in text)) or text.startswith("школ"):
        return Short.SCHOOLS
    if any(head is Head.GROUP or (head is Head.POST and plural) for head, plural in heads[:1]):
        return Short.TEAM
    if heads and heads[0][0] is Head.POST:
        return Short.POST
    return Short.OFFICE
