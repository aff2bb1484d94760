"""The approval in the upper right corner of an annex to an order (ГОСТ Р 7.0.97, DOMAIN.md 6.4).

«УТВЕРЖДЕНА» agrees with the name of the plan, the office's name stands in the genitive.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from core.values import wording

APPROVED = {"masc": "УТВЕРЖДЁН", "femn": "УТВЕРЖДЕНА", "neut": "УТВЕРЖДЕНО", "plur": "УТВЕРЖДЕНЫ"}
BLANK_DATE, BLANK_NUMBER = "____________", "________"
_QUOTES = "«»\"'„“()"
_LONGEST_ABBREVIATION = 6
_SHORTEST_NOUN = 3


def approval_lines(
    title: str, office: str, number: str, day: date | None, *, is_approved: bool
) -> tuple[str, ...]:
    """The lines of the corner; what is not known yet is left blank to be written in."""
    dated = f"от {wording.short_date(day) if day else BLANK_DATE}"
    numbered = f"{dated} №{wording.NBSP}{number or BLANK_NUMBER}"
    if not is_approved:
        return ("ПРОЕКТ", "Приложение", f"к приказу {genitive(office)}".strip(), numbered)
    return ("Приложение", approved(title), f"приказом {genitive(office)}".strip(), numbered)


def school_approval_lines(
    school: str, number: str, day: date | None, *, is_approved: bool
) -> tuple[str, ...]:
    """The corner of a school's own plan: its head approves it and signs there.

    The name of the head is written in by hand, as is what is not known yet.
    """
    dated = f"от {wording.short_date(day) if day else BLANK_DATE}"
    numbered = f"приказ {dated} №{wording.NBSP}{number or BLANK_NUMBER}"
    lines = ("УТВЕРЖДАЮ", "Директор", school, f"{BLANK_DATE} / {BLANK_DATE} /", numbered)
    return lines if is_approved else ("ПРОЕКТ", *lines)


def approved(title: str) -> str:
    """«УТВЕРЖДЕНА» for «Дорожная карта …», «УТВЕРЖДЁН» for «План …», «УТВЕРЖДЕНЫ» for «Меры …».

    The first noun decides; where it is not in the nominative («О мерах …») the neuter stands.
    """
    for word in _words(title):
        nouns = [p.tag for p in _dictionary().parse(word.lower()) if p.tag.POS == "NOUN"]
        if nouns and len(word) >= _SHORTEST_NOUN:
            tag = next((tag for tag in nouns if tag.case == "nomn"), None)
            form = tag and ("plur" if tag.number == "plur" else tag.gender)
            return APPROVED.get(form or "neut", APPROVED["neut"])
    return APPROVED["neut"]


def genitive(name: str) -> str:
    """«Управления образования …» for «Управление образования …»; names in quotes stay."""
    words = name.split(" ")
    for index, word in enumerate(words):
        if not word or word[0] in _QUOTES or _is_abbreviation(word):
            break
        parsed = _nominative(word, alone=index > 0)
        if parsed is None:
            break
        inflected = parsed.inflect({"gent"})
        if inflected is not None:
            words[index] = _cased(inflected.word, word)
    return " ".join(words)


def _words(text: str) -> Iterator[str]:
    return (word for part in text.split() if (word := part.strip(_QUOTES + ".,:;")))


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION


def _nominative(word: str, *, alone: bool) -> Any:
    """The word's likeliest reading where it is an adjective or a noun in the nominative.

    Behind the first word (`alone`) only the singular counts: «образования» after «управление» is
    whose management it is.
    """
    readings = _dictionary().parse(word.lower())
    for parsed in readings[:1] if alone else readings:
        tag = parsed.tag
        is_named = tag.POS in ("NOUN", "ADJF", "PRTF") and tag.case == "nomn"
        if is_named and not (alone and tag.number == "plur"):
            return parsed
    return None


def _cased(word: str, model: str) -> str:
    if model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    # Loading takes a third of a second, which most reports never need.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
