"""Paragraph styles: names, heading levels, numbering and visibility, inheritance included."""

import re
from dataclasses import dataclass

from lxml import etree

from core.office.word.names import W, child_value, is_on, whole

_HEADING = re.compile(r"(?:heading|заголовок)\s*(\d)", re.IGNORECASE)
_MAX_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says about its paragraphs; `numbering` is (list id, level)."""

    name: str = ""
    level: int = 0
    numbering: tuple[str, int] | None = None
    bold: bool = False
    hidden: bool = False
    centred: bool = False
    is_contents: bool = False


PLAIN = Style()


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Styles by id, each with what it inherits."""
    if root is None:
        return {}
    elements = {
        identifier: element
        for element in root.iter(f"{W}style")
        if (identifier := element.get(f"{W}styleId"))
    }
    return {identifier: _resolve(element, elements) for identifier, element in elements.items()}


def _resolve(element: etree._Element, elements: dict[str, etree._Element]) -> Style:
    chain = [element]
    while len(chain) < _MAX_ANCESTORS:
        parent = elements.get(child_value(chain[-1], "basedOn") or "")
        if parent is None or parent in chain:
            break
        chain.append(parent)
    name = child_value(element, "name") or ""
    levels = [level for link in chain if (level := _heading_level(link))]
    numbered = [found for link in chain if (found := _numbering(link))]
    return Style(
        name=name,
        level=levels[0] if levels else 0,
        numbering=numbered[0] if numbered else None,
        bold=any(is_on(link.find(f"{W}rPr"), "b") for link in chain),
        hidden=is_on(element.find(f"{W}rPr"), "vanish"),
        centred=any(child_value(link, "pPr", "jc") == "center" for link in chain),
        is_contents=name.lower().startswith(("toc", "оглавление")),
    )


def _heading_level(element: etree._Element) -> int:
    match = _HEADING.match(child_value(element, "name") or "")
    if match:
        return int(match.group(1))
    outline = whole(child_value(element, "pPr", "outlineLvl"), 9)
    return outline + 1 if outline < 9 else 0


def _numbering(element: etree._Element) -> tuple[str, int] | None:
    properties = element.find(f"{W}pPr/{W}numPr")
    if properties is None:
        return None
    identifier = child_value(properties, "numId")
    level = whole(child_value(properties, "ilvl"), 0, high=8)
    return (identifier, level) if identifier else None
