"""Headings above the tables of a plan that is drawn as a table per section."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.office.documents import Document, Paragraph, Table
from roadmaps.parsing.captions import caption_of
from roadmaps.parsing.draft import SectionKind, TableKind
from roadmaps.parsing.guidance import NO_GUIDANCE, Guidance
from roadmaps.parsing.headers import find_header
from roadmaps.parsing.kinds import table_kind
from roadmaps.parsing.numbers import parts, split_section_number, without_continuation
from roadmaps.parsing.sections import kind_of
from roadmaps.parsing.segments import is_continuation_note, segments
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.turning import grid_of
from roadmaps.parsing.wording import heading_key, one_line

_PLAN_KINDS = (TableKind.ACTIVITIES, TableKind.CHECKPOINTS, TableKind.MECHANISMS)
_WHOLE = re.compile(
    r"^(?:(?:основные|планируемые|запланированные|программные)\s+)?(?:план|программ|дорожн|комплекс|"
    r"перечень|система|содержание|мероприятия|реализаци|механизм|приложени|этапы|сроки|график|"
    r"циклограмма)",
    re.IGNORECASE,
)
_LONGEST = 200
_FEWEST = 2
_PLAIN_SHEETS = ("лист", "sheet", "таблица", "table")
_JOINING = frozenset(["на", "по", "в", "для", "о", "об", "с", "со", "к", "и", "за", "при", "от"])
_DEEPEST = 9
_BACK = 4
_CAPTION = re.compile(r"^(?:таблица|табл\.|приложение|рисунок|форма|схема)\s*(?:№|\d|$)", re.I)


@dataclass(frozen=True, slots=True)
class _Headed:
    """A table of a plan under the headings `path`; `look` tells how its own one is drawn."""

    table: Table
    key: tuple[str, ...]
    path: list[tuple[int, str]]
    look: tuple[object, ...] | None
    kind: TableKind


def heading_paths(
    document: Document, title: str, guidance: Guidance = NO_GUIDANCE
) -> Mapping[int, tuple[str, ...]]:
    """The headings over each table by its number, outermost first.

    Only tables of a plan have them that are one of several: with the same columns, in whatever
    order, or under headings of one look, two of them over activities. A heading over all of those
    tables names the plan, not a part of it; over a plan's only table it is a section where it is
    numbered or called as parts are and does not speak of the whole («План мероприятий»).
    """
    tables = list(_headed(document, title, guidance))
    keys = Counter(one.key for one in tables)
    looks = Counter(one.look for one in tables if one.kind is TableKind.ACTIVITIES and one.look)
    paths = {
        one.table.number: one.path
        for one in tables
        if keys[one.key] >= _FEWEST
        or (one.kind in _PLAN_KINDS and one.look and looks[one.look] >= _FEWEST)
    }
    if not paths and len(own := [one for one in tables if one.kind is TableKind.ACTIVITIES]) == 1:
        return {own[0].table.number: _of_only_table(own[0].path)}
    common = _common(list(paths.values()))
    return {number: tuple(text for _, text in path[common:]) for number, path in paths.items()}


def names_whole(text: str) -> bool:
    """Whether a heading speaks of all that is planned: «II. Мероприятия программы»."""
    return bool(_WHOLE.match(split_section_number(text).text))


def _of_only_table(path: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The heading right over a plan's only table, if it names a part: «I. Работа с кадрами»."""
    own = path[-1][1] if path else ""
    number = split_section_number(own).number
    is_part = _is_named(own) or (bool(number) and not parts(number))
    return (own,) if is_part and not names_whole(own) else ()


def with_section_headings(
    paragraphs: Sequence[Paragraph], paths: Mapping[int, tuple[str, ...]]
) -> tuple[Paragraph, ...]:
    """The paragraphs, those that head sections marked as headings: no title runs into them."""
    texts = {text for path in paths.values() for text in path}
    return tuple(
        replace(p, level=p.level or _DEEPEST) if _words(p) in texts else p for p in paragraphs
    )


def _headed(document: Document, title: str, guidance: Guidance) -> Iterator[_Headed]:
    """The plan tables of a document with the headings above them."""
    open_headings: list[tuple[int, str]] = []
    above: list[Paragraph] = []
    last: _Headed | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block)
            if block.level:
                open_headings = [each for each in open_headings if each[0] < block.level]
                open_headings.append((block.level, _words(block)))
            continue
        if not block.width:
            continue
        grid = grid_of(block)
        header = find_header(grid, remembered=guidance.headings)
        caption = caption_of(above)
        kinds = (
            segment.kind or table_kind(segment, caption, None)
            for segment in segments(grid, guidance)
        )
        kind = next(kinds, TableKind.UNKNOWN)
        path, own = _path(open_headings, above, block, title)
        if header is not None and header.is_plan:
            key = tuple(sorted(header.key))
            if last is not None and last.key == key and _only_goes_on(above):
                path = last.path
            last = _Headed(block, key, path, _look(own), kind)
            yield last
        elif last is not None and own and kind is TableKind.UNKNOWN and _is_as_wide(block, last):
            # The table's header stands over the first part alone.
            last = _Headed(block, last.key, path, _look(own), last.kind)
            yield last
        above = []


def _is_as_wide(table: Table, last: _Headed) -> bool:
    return bool(table.width) and grid_of(table).width == grid_of(last.table).width


def _words(paragraph: Paragraph) -> str:
    return without_continuation(one_line(paragraph.full_text))


def _only_goes_on(above: Sequence[Paragraph]) -> bool:
    """Whether nothing but «Продолжение таблицы» stands above a table."""
    texts = [one_line(paragraph.full_text) for paragraph in above if paragraph.text.strip()]
    return bool(texts) and all(map(is_continuation_note, texts))


def _look(paragraph: Paragraph | None) -> tuple[object, ...] | None:
    """How a heading is drawn and numbered; None where nothing sets it apart from other text."""
    if paragraph is None:
        return None
    if paragraph.level:
        return (paragraph.level,)
    text = _words(paragraph)
    number = split_section_number(text).number
    style = "arabic" if parts(number) else "other" if number else ""
    look = (paragraph.bold, paragraph.centred, text.isupper(), kind_of(text), style)
    return None if look == (False, False, False, SectionKind.SECTION, "") else look


def _path(
    headings: Sequence[tuple[int, str]], above: Sequence[Paragraph], table: Table, title: str
) -> tuple[list[tuple[int, str]], Paragraph | None]:
    """The headings over a table, and the one that stands right above it."""
    styled = [(level, text) for level, text in headings if _names_section(text, title)]
    near = [p for p in above if p.text.strip() and not _is_caption(_words(p))]
    last = near[-1] if near else None
    if last is not None and not last.level:
        own = _own_heading(near, title)
        if own is not None and (not styled or own is not last or _stands_out(own)):
            return [*styled, (_DEEPEST, _words(own))], own
    if styled:
        return styled, next((p for p in reversed(near) if p.level), None)
    return _of_sheet(table), None


def _own_heading(near: Sequence[Paragraph], title: str) -> Paragraph | None:
    """The line right above a table, or the nearest loud one where that is a sentence."""
    if _names_section(_words(near[-1]), title):
        return near[-1]
    for paragraph in reversed(near[-_BACK:]):
        if paragraph.level:
            return None
        text = _words(paragraph)
        if _names_section(text, title) and (paragraph.bold or _is_named(text)):
            return paragraph
    return None


def _is_caption(text: str) -> bool:
    return bool(_CAPTION.match(text)) or is_continuation_note(text)


def _names_section(text: str, title: str) -> bool:
    return (
        0 < len(text) <= _LONGEST
        and not text.endswith((".", ";", ":", ","))
        and not is_plan_title(text)
        and not _is_caption(text)
        and not _goes_on(text, title)
    )


def _goes_on(text: str, title: str) -> bool:
    """Whether a line is the plan's title going on: «на 2025–2026 годы»."""
    key = heading_key(text)
    return key in heading_key(title) and key.split(" ")[0] in _JOINING


def _stands_out(paragraph: Paragraph) -> bool:
    """Whether plain text under a heading is a smaller heading."""
    text = _words(paragraph)
    return paragraph.bold or _is_named(text) or bool(split_section_number(text).number)


def _is_named(text: str) -> bool:
    return kind_of(text) is not SectionKind.SECTION


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
