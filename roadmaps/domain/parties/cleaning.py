"""The text of a cell before it is cut: look-alikes, quotes, notes, words broken over lines."""

import re

from roadmaps.domain.parties.words import dictionary

_LATIN = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_NOTES = re.compile(
    r"\(\s*(?:по согласованию|по договор[её]нности|далее|по отдельному|при необходимости"
    r"|при наличии|в рамках|в пределах)[^()]*\)"
    r"|,?\s+по согласованию(?=\s*(?:$|[,;.\n]))",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    r",?\s*\S+@\S+|,?\s*\bтел(?:\.|ефон\w*)?\s*:?\s*(?=[+\d(])|,?\s*(?<![\d№])[+(]?\d[\d()\s-]{5,}\d"
    r"(?![\d.])",
    re.IGNORECASE,
)
_COMPOUNDS = re.compile(
    r"(\w)\s*[-–]\s*(?=(?:предметник|психолог|логопед|дефектолог|организатор)\w*)"
    r"|(?<=\bучител)([ья]|ей|ям|ями|ями)\s+(?=предметник)",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"([А-Яа-яё]{2,})(?:[-‐‑]\s*\n\s*|- +)([а-яё]{2,})")
_SPACED_CAPITALS = re.compile(r"(?<![А-ЯЁа-яё.])([А-ЯЁ])\s([А-ЯЁ])(?![А-ЯЁа-яё.])")
_WRITTEN_APART = frozenset(["ОО", "ОУ", "УО", "КО"])


def cleaned(text: str) -> str:
    """One kind of space, dash and quote; Cyrillic letters; a word broken over lines whole again.

    Line breaks stay: they may part parties.
    """
    result = re.sub(r"[\u00a0\u2002-\u200a\u202f\t\x0c]", " ", text)
    result = re.sub(r"\r\n?|\x0b|\u2028|\u2029", "\n", result)
    result = re.sub(r"[\u200b-\u200d\u2060\ufeff\u00ad]", "", result)
    result = re.sub(r"\b0{2,3}\b", lambda zeros: "О" * len(zeros.group()), result)
    result = re.sub(r"[A-Za-zА-Яа-яЁё]+", _in_cyrillic, result)
    result = _BROKEN.sub(_healed, result)
    result = re.sub(r"[‐‑‒–—―−]", "–", result)
    result = _SPACED_CAPITALS.sub(_put_together, result)
    result = _COMPOUNDS.sub(lambda found: f"{found[1] or found[2]}-", result)
    result = re.sub(r"(?<=[а-яё]) +\.(?=[а-яё])", ". ", result)
    result = re.sub(r"(?<=[А-Яа-яё]{2})\.(?=[А-ЯЁа-яё]{3}|[А-ЯЁ]{2}(?!\w))", ". ", result)
    result = re.sub(r"(?<=\w)(?:-[ ]+|[ ]+-)(?=\w)", "-", result)
    result = re.sub(r"(?<=\w)(?=«)", " ", _paired_quotes(result))
    return _NOTES.sub("", _CONTACTS.sub("", result))


def _in_cyrillic(found: "re.Match[str]") -> str:
    """A word with look-alikes in Cyrillic, if nothing Latin is left in it."""
    word = found.group()
    changed = word.translate(_LATIN)
    return word if re.search(r"[A-Za-z]", changed) else changed


def _healed(found: "re.Match[str]") -> str:
    """«руководи-⏎тели» is one word, «педагог-⏎психолог» keeps its hyphen."""
    first, last = found.groups()
    known = dictionary().word_is_known
    if known((first + last).lower()):
        return first + last
    return f"{first}-{last}" if "\n" in found.group() or known(first.lower()) else found.group()


def _put_together(found: "re.Match[str]") -> str:
    """«О О» is «ОО»; other lone capitals may be initials."""
    together = "".join(found.groups())
    return together if together in _WRITTEN_APART else found.group()


def _paired_quotes(text: str) -> str:
    """Straight quotes as «ёлочки», by the place they stand at."""
    result = re.sub(r"(^|[\s(«\-/])[\"“„]", r"\1«", text)
    return re.sub(r"[\"”“]", "»", result)
