"""Headings above the tables of a plan that is drawn as a table per section."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.office.documents import Document, Paragraph, Table
from roadmaps.parsing.draft import SectionKind
from roadmaps.parsing.headers import Remembered, find_header
from roadmaps.parsing.numbers import split_section_number
from roadmaps.parsing.sections import kind_of
from roadmaps.parsing.segments import is_continuation_note
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.turning import grid_of
from roadmaps.parsing.wording import heading_key, one_line

_LONGEST = 200
_FEWEST = 2
_PLAIN_SHEETS = ("лист", "sheet", "таблица", "table")
_JOINING = frozenset(["на", "по", "в", "для", "о", "об", "с", "со", "к", "и", "за", "при", "от"])
_DEEPEST = 9


def heading_paths(
    document: Document, title: str, remembered: Remembered
) -> Mapping[int, tuple[str, ...]]:
    """The headings over each table by its number, outermost first.

    Only tables with a header that several share have them: one table under «План мероприятий» is
    no section. A heading over all of those tables names the plan, not a part of it.
    """
    shared = _shared(document, remembered)
    paths: dict[int, list[tuple[int, str]]] = {}
    open_headings: list[tuple[int, str]] = []
    above: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block)
            if block.level:
                open_headings = [each for each in open_headings if each[0] < block.level]
                open_headings.append((block.level, one_line(block.full_text)))
            continue
        if block.number in shared:
            paths[block.number] = _path(open_headings, above, block, title)
        above = []
    common = _common(list(paths.values()))
    return {number: tuple(text for _, text in path[common:]) for number, path in paths.items()}


def with_section_headings(
    paragraphs: Sequence[Paragraph], paths: Mapping[int, tuple[str, ...]]
) -> tuple[Paragraph, ...]:
    """The paragraphs, those that head sections marked as headings: no title runs into them."""
    texts = {text for path in paths.values() for text in path}
    return tuple(
        replace(p, level=p.level or _DEEPEST) if one_line(p.full_text) in texts else p
        for p in paragraphs
    )


def _shared(document: Document, remembered: Remembered) -> frozenset[int]:
    """Numbers of tables whose header of a plan another table has too, in whatever order."""
    keys: dict[int, tuple[str, ...]] = {}
    for table in document.tables:
        header = find_header(grid_of(table), remembered=remembered)
        if header is not None and header.is_plan:
            keys[table.number] = tuple(sorted(header.key))
    counts = Counter(keys.values())
    return frozenset(number for number, key in keys.items() if counts[key] >= _FEWEST)


def _path(
    headings: Sequence[tuple[int, str]], above: Sequence[Paragraph], table: Table, title: str
) -> list[tuple[int, str]]:
    styled = [(level, text) for level, text in headings if _names_section(text, title)]
    last = next((p for p in reversed(above) if p.text.strip()), None)
    if last is None or last.level:
        return styled or _of_sheet(table)
    text = one_line(last.full_text)
    fits = _names_section(text, title) and (not styled or _stands_out(last, text))
    return [*styled, (_DEEPEST, text)] if fits else styled or _of_sheet(table)


def _names_section(text: str, title: str) -> bool:
    return (
        0 < len(text) <= _LONGEST
        and not text.endswith((".", ";", ":", ","))
        and not is_plan_title(text)
        and not is_continuation_note(text)
        and not _goes_on(text, title)
    )


def _goes_on(text: str, title: str) -> bool:
    """Whether a line is the plan's title going on: «на 2025–2026 годы»."""
    key = heading_key(text)
    return key in heading_key(title) and key.split(" ")[0] in _JOINING


def _stands_out(paragraph: Paragraph, text: str) -> bool:
    """Whether plain text under a heading is a smaller heading."""
    named = kind_of(text) is not SectionKind.SECTION or split_section_number(text).number
    return paragraph.bold or bool(named)


def _of_sheet(table: Table) -> list[tuple[int, str]]:
    """A sheet named by a person is as good as a heading."""
    plain = not table.sheet or table.sheet.lower().startswith(_PLAIN_SHEETS)
    return [] if plain else [(_DEEPEST, table.sheet)]


def _common(paths: Sequence[Sequence[tuple[int, str]]]) -> int:
    """How many headings stand over all tables alike."""
    if len(paths) < _FEWEST:
        return 0
    count = 0
    while all(len(path) > count and path[count] == paths[0][count] for path in paths):
        count += 1
    return count
