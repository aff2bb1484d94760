"""Abbreviations that a document explains: «(далее – ЦРО)», «РМО – районное объединение …»."""

import re

from core.office.documents import Document, Paragraph
from roadmaps.parsing.wording import one_line, tidy

_HEREAFTER = re.compile(
    r"(?P<full>[^.;()]{3,160})\(\s*далее\s*(?:по тексту\s*)?[-–—:]*\s*(?P<short>[^()]{2,40})\)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b[А-ЯЁ]{2,8}\b")
_QUOTED = re.compile(r"«([^«»]{3,120})»")
_DEFINITION = re.compile(
    r"^\W*(?P<short>[А-ЯЁ]{2,8})\s*[-–—]\s*(?P<full>[А-Яа-яё«][^.;]{5,160})[.;,]?$"
)


def abbreviations_of(document: Document) -> dict[str, str]:
    """Short to full, in the words of the document."""
    found: dict[str, str] = {}
    for text in _texts(document):
        for match in _HEREAFTER.finditer(text):
            short = _SHORT.findall(match.group("short"))
            if short:
                full = _full(match.group("full"), short[-1])
                found.setdefault(short[-1], full)
        for line in re.split(r"[\n;]", text):
            definition = _DEFINITION.match(line.strip())
            if definition and _spells(definition.group("full").split(), definition.group("short")):
                found.setdefault(definition.group("short"), definition.group("full").strip())
    return {short: full for short, full in found.items() if full}


def _texts(document: Document) -> list[str]:
    texts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(tidy(block.text))
        else:
            texts += [tidy(cell.text) for row in block.rows for cell in row.cells]
    return [text for text in texts if text]


def _full(before: str, short: str) -> str:
    """The words that end at the brackets and begin with the letters of the abbreviation."""
    quoted = _QUOTED.findall(before)
    if quoted and _spells(quoted[-1].split(), short):
        return one_line(quoted[-1])
    words = one_line(before).split(" ")
    for count in range(len(short), min(len(words), 2 * len(short)) + 1):
        if _spells(words[-count:], short):
            return " ".join(words[-count:])
    return ""


def _spells(words: list[str], short: str) -> bool:
    """Whether the words' first letters are the abbreviation; prepositions do not count."""
    counted = [word.strip("«»\"'(),") for word in words]
    first = "".join(word[0] for word in counted if len(word) > 2 or word.isupper())
    return bool(words) and len(counted[0]) > 1 and first.upper() == short
