"""Sections that the text around the tables calls directions of work."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from core.office.documents import Paragraph
from roadmaps.parsing.draft import SectionDraft, SectionKind
from roadmaps.parsing.surroundings import headings_of, lines_of, list_after
from roadmaps.parsing.wording import heading_key

_HEADING = re.compile(r"^(?:\d+[.)]?\s*)*+(?:\w+ ){0,3}направлени\w*(?: \w+){0,4}$")
_ALIKE = 75
_FEWEST = 2


def with_directions(
    sections: Sequence[SectionDraft], paragraphs: Sequence[Paragraph]
) -> list[SectionDraft]:
    """The sections, those of the plan's list of directions told apart from others."""
    named = [heading_key(item) for item in _listed(paragraphs)]
    alike = {
        section.id
        for section in sections
        if section.kind is SectionKind.SECTION
        and any(fuzz.token_set_ratio(heading_key(section.title), name) >= _ALIKE for name in named)
    }
    if len(alike) < _FEWEST:
        return list(sections)
    return [
        replace(section, kind=SectionKind.DIRECTION) if section.id in alike else section
        for section in sections
    ]


def _listed(paragraphs: Sequence[Paragraph]) -> list[str]:
    lines = lines_of(paragraphs)
    for index, line in enumerate(lines):
        if len(line) < 150 and _HEADING.match(heading_key(line)):
            items = list_after(lines, index, headings_of(paragraphs))
            if items:
                return items
    return []
