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
    r"^\W*(?P<short>[А-ЯЁ]{2,8})\s*[-–—]\s*(?P<full>[а-яё«][^.;]{5,160})[.;,]?$"
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
        for line in text.split("\n"):
            definition = _DEFINITION.match(line)
            if definition:
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
    """The words before the brackets that the abbreviation stands for."""
    quoted = _QUOTED.findall(before)
    if quoted and quoted[-1][:1].upper() == short[0]:
        return one_line(quoted[-1])
    words = one_line(before).split(" ")
    for count in range(1, min(len(words), len(short) * 2) + 1):
        first = words[-count].lstrip("«\"'(")
        if first[:1].upper() == short[0] and count >= min(len(short) - 1, 2):
            return " ".join(words[-count:])
    return ""
