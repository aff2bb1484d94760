"""From a document to the draft of a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from core.office.documents import Document, Paragraph, Table
from core.office.errors import UnreadableFileError
from core.office.reading import read_document
from roadmaps.parsing.abbreviations import abbreviations_of, explains_abbreviations
from roadmaps.parsing.activities import ActivityReader, unread_columns
from roadmaps.parsing.captions import caption_of
from roadmaps.parsing.columns import Header
from roadmaps.parsing.directions import with_directions
from roadmaps.parsing.draft import (
    ActivityKind,
    Issue,
    PlanDraft,
    Severity,
    Source,
    TableKind,
    TableReading,
)
from roadmaps.parsing.extent import refuse_long_tables
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.guessing import guess_header
from roadmaps.parsing.guidance import NO_GUIDANCE, Guidance
from roadmaps.parsing.headings import heading_paths, with_section_headings
from roadmaps.parsing.indicator_years import within_years
from roadmaps.parsing.kinds import table_kind
from roadmaps.parsing.listed import read_list
from roadmaps.parsing.matrices import (
    is_matrix_of_months,
    items_beside_months,
    items_under_months,
    month_rows,
)
from roadmaps.parsing.numbers import without_continuation
from roadmaps.parsing.orders import find_order
from roadmaps.parsing.other_tables import OtherTables
from roadmaps.parsing.passports import passport_in_text
from roadmaps.parsing.places import Places
from roadmaps.parsing.plan_years import (
    Years,
    begun,
    tells_term,
    years_in,
    years_of_deadlines,
    years_of_term,
)
from roadmaps.parsing.purposes import find_goal, find_objectives
from roadmaps.parsing.readings import with_readings
from roadmaps.parsing.sections import SectionTree
from roadmaps.parsing.segments import Segment, segments
from roadmaps.parsing.stacked import Stack, stacks
from roadmaps.parsing.surroundings import lines_of, running_text
from roadmaps.parsing.table_readings import table_reading
from roadmaps.parsing.target_lists import sentence_indicators
from roadmaps.parsing.titles import find_title
from roadmaps.parsing.turning import grid_of
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import one_line

_NO_PLAN = (
    "В документе не найдено мероприятий плана. Проверьте, тот ли файл выбран: нужна таблица "
    "с мероприятиями, сроками и ответственными."
)
_FOOTNOTE = "Сноска не перенесена, она остаётся в документе: «{}»"
_NO_YEARS = "Годы плана не найдены: сроки без года не переведены в даты. Укажите годы плана."
_PLAN_KINDS = {
    TableKind.ACTIVITIES: ActivityKind.ACTIVITY,
    TableKind.CHECKPOINTS: ActivityKind.CHECKPOINT,
    TableKind.MECHANISMS: ActivityKind.MECHANISM,
}
_CERTAIN, _CONTINUED, _GUESSED = 0.95, 0.85, 0.6
_LONGEST_CAPTION = 300


class NoPlanError(UnreadableFileError):
    """The document was read and holds no activities, indicators or other parts of a plan."""


@dataclass(slots=True)
class _Work:
    """What has been read so far."""

    reader: ActivityReader
    guidance: Guidance = NO_GUIDANCE
    other: OtherTables = field(default_factory=OtherTables)
    issues: list[Issue] = field(default_factory=list)
    tables: list[TableReading] = field(default_factory=list)
    last: tuple[Header, TableKind, int] | None = None
    paths: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def read_plan(
    content: bytes,
    filename: str,
    years: tuple[int, int] | None = None,
    guidance: Guidance = NO_GUIDANCE,
) -> PlanDraft:
    """Read a plan document; `years` are its first and last year where a person knows them.

    `guidance` is what people have said about columns, here or in earlier documents. Raises
    UnreadableFileError where the file cannot be read or holds nothing of a plan. Everything else
    that was not understood is among the draft's issues.
    """
    return plan_of(read_document(content, filename), years, guidance)


def plan_of(
    document: Document,
    years: tuple[int, int] | None = None,
    guidance: Guidance = NO_GUIDANCE,
) -> PlanDraft:
    """The draft of a plan from a document that has been read."""
    refuse_long_tables(block for block in document.blocks if isinstance(block, Table))
    title = find_title(running_text(document), ())
    known = years or _years_in(title)
    paths = heading_paths(document, title, guidance)
    work = _Work(ActivityReader(SectionTree()), guidance, paths=paths)
    before: list[Paragraph] = []
    for place, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            before.append(block)
        else:
            _read_table(work, block, before, known, place)
            before = []
    if not work.reader.activities:
        found, issues = read_list(document.paragraphs, work.reader.tree, title)
        work.reader.activities += found
        work.issues += issues
    draft = _draft(document, work, years)
    if not (
        draft.activities
        or draft.indicators
        or draft.year_tasks
        or draft.passport
        or draft.partnerships
    ):
        raise NoPlanError(_NO_PLAN)
    return draft


def _years_in(title: str) -> tuple[int, int] | None:
    found = years_in(title)
    return (found.first, found.last) if found else None


def _read_table(
    work: _Work,
    table: Table,
    before: list[Paragraph],
    years: tuple[int, int] | None,
    place: int,
) -> None:
    if not table.width:
        return
    grid = grid_of(table)
    above = caption_of(before)
    sections = work.paths.get(table.number, ())
    known = len(work.tables)
    for segment in segments(grid, work.guidance):
        caption = segment.caption or above
        name = "\n".join(
            line for line in caption.split("\n") if without_continuation(line) not in sections
        )
        kind = segment.kind or table_kind(segment, caption, years)
        if _read_matrix(work, segment, kind):
            work.tables.append(table_reading(segment, TableKind.ACTIVITIES, name))
            continue
        if kind is TableKind.UNKNOWN and segment.header is None:
            continued = _continued(work, segment, caption)
            if continued is None:
                continued = _guessed(segment)
            if continued is not None:
                headed, kind, certainty = continued
                _read_plan_table(work, headed, kind, certainty, caption)
                columns = headed.header.columns if headed.header else ()
                work.tables.append(table_reading(segment, kind, name, columns))
                continue
        if kind in _PLAN_KINDS:
            _read_plan_table(work, segment, kind, _CERTAIN, caption)
        else:
            _read_other(work, segment, kind, name, place)
        work.tables.append(table_reading(segment, kind, name))
    if any(reading.kind in _PLAN_KINDS for reading in work.tables[known:]):
        unsure = (stack for stack in stacks(table) if not (stack.starts and stack.is_sure))
        work.issues += [_stacked_issue(table, stack) for stack in unsure]


def _read_matrix(work: _Work, segment: Segment, kind: TableKind) -> bool:
    """Read a table whose cells under or beside months are activities; False for others."""
    header = segment.header
    if kind in _PLAN_KINDS and header is not None and is_matrix_of_months(segment):
        items = list(items_under_months(segment, header))
    elif _may_count_months_down(segment, kind) and (found := month_rows(segment)) is not None:
        items = list(items_beside_months(segment, found))
    else:
        return False
    work.reader.read_matrix(items)
    return True


def _may_count_months_down(segment: Segment, kind: TableKind) -> bool:
    """Whether no column alone holds the activities, as nobody or a person has said."""
    if segment.kind is None or segment.header is None:
        return kind is TableKind.UNKNOWN
    return kind in _PLAN_KINDS and len(segment.header.having(Role.TITLE)) != 1


def _continued(
    work: _Work, segment: Segment, caption: str
) -> tuple[Segment, TableKind, float] | None:
    """A table without a header goes on with the columns of the one before it."""
    if work.last is None:
        return None
    header, kind, width = work.last
    if segment.grid.width != width:
        return None
    return replace(segment, header=header), kind, _CONTINUED


def _guessed(segment: Segment) -> tuple[Segment, TableKind, float] | None:
    header = guess_header(segment.grid, segment.rows)
    if header is None:
        return None
    return replace(segment, header=header), TableKind.ACTIVITIES, _GUESSED


def _read_plan_table(
    work: _Work, segment: Segment, kind: TableKind, certainty: float, caption: str
) -> None:
    header = segment.header
    if header is None:
        return
    if caption or not _goes_on(work, segment, header):
        path = work.paths.get(segment.grid.table.number, ())
        work.reader.tree.leave(path, segment.grid.source(0))
    work.reader.read(segment, header, _PLAN_KINDS[kind], certainty)
    work.last = (header, kind, segment.grid.width)
    for column in unread_columns(header):
        source = _header_source(segment, column.first)
        said = "не распознан: его текст" if column.role is None else "не разбирается: его текст"
        text = f"Столбец «{column.full_heading}» {said} сохранён при строках как есть."
        severity = Severity.WARNING if column.role is None else Severity.INFO
        work.issues.append(Issue(severity, text, source, is_about_columns=True))
    if certainty == _GUESSED:
        text = "У таблицы нет шапки: смысл столбцов определён по содержанию. Проверьте его."
        source = _header_source(segment, None)
        work.issues.append(Issue(Severity.WARNING, text, source, is_about_columns=True))


def _goes_on(work: _Work, segment: Segment, header: Header) -> bool:
    """Whether a table goes on with the one before it: the same header, or none and its width."""
    if work.last is None:
        return False
    above, _, width = work.last
    has_headings = any(column.path for column in header.columns)
    return above.key == header.key or (not has_headings and segment.grid.width == width)


def _stacked_issue(table: Table, stack: Stack) -> Issue:
    """Tell which rows the names of a merged cell were given, where nothing sure says it."""
    source = Grid(table).source(stack.row, stack.cell.column)
    names = [_short(one_line(name)) for name in stack.names]
    if not stack.starts:
        text = (
            f"В объединённой ячейке несколько названий: «{'», «'.join(names)}». Строки рядом "
            "отнесены ко всем вместе: распределите их."
        )
        return Issue(Severity.WARNING, text, source)
    begun = zip(names[1:], stack.starts[1:], strict=True)
    said = "; ".join(
        f"«{name}» – со\u00a0строки\u00a0{table.rows[start].number}" for name, start in begun
    )
    text = (
        f"В объединённой ячейке несколько названий, граница определена по словам соседних строк: "
        f"{said}. Проверьте её."
    )
    return Issue(Severity.WARNING, text, source)


def _header_source(segment: Segment, column: int | None) -> Source:
    header = segment.header
    row = max(header.bottom, 0) if header else 0
    return segment.grid.source(min(row, len(segment.grid) - 1), column)


def _read_other(work: _Work, segment: Segment, kind: TableKind, caption: str, place: int) -> None:
    work.other.read(segment, kind, caption, place)
    if kind is TableKind.UNKNOWN:
        text = f"Таблица не распознана и не перенесена: «{_short(_all_text(segment.grid))}»"
        source = _header_source(segment, None)
        work.issues.append(Issue(Severity.WARNING, text, source, is_about_columns=True))


def _all_text(grid: Grid) -> str:
    cells = (cell.text for index in range(len(grid)) for cell in grid.own_cells(index))
    return one_line(" ".join(cells))


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99].rstrip()}…"


def _draft(document: Document, work: _Work, years: tuple[int, int] | None) -> PlanDraft:
    paragraphs = with_section_headings(running_text(document), work.paths)
    work.other.passport = work.other.passport or passport_in_text(lines_of(paragraphs))
    headlines = tuple(Paragraph(text) for text in ("", *work.reader.headlines))
    title = find_title(paragraphs + headlines, work.other.passport)
    found = _years(document, work, title, years)
    span = (found.first, found.last) if found else None
    abbreviations = abbreviations_of(document)
    activities, deadline_issues = with_readings(
        work.reader.activities, work.reader.tree, found, abbreviations
    )
    indicators, year_issues = within_years(work.other.indicators, span)
    objectives = find_objectives(paragraphs, work.other.passport)
    sentences, sentence_issues = sentence_indicators(
        paragraphs, work.other.passport, objectives, span, has_tables=bool(indicators)
    )
    general = [] if found else [Issue(Severity.WARNING, _NO_YEARS)]
    general += [Issue(Severity.WARNING, note) for note in document.notes]
    general += [Issue(Severity.INFO, _FOOTNOTE.format(_short(note))) for note in _untold(document)]
    places = Places(document, work.other.passport)
    goal = find_goal(paragraphs, work.other.passport)
    return PlanDraft(
        title=title,
        years=span,
        order=find_order(lines_of(paragraphs), work.other.front),
        goal=goal,
        objectives=objectives,
        passport=tuple(work.other.passport),
        sections=tuple(with_directions(work.reader.tree.sections, paragraphs)),
        activities=tuple(activities),
        indicators=places.named((*indicators, *sentences)),
        year_tasks=tuple(work.other.year_tasks),
        partnerships=tuple(work.other.partnerships),
        statistics=tuple(work.other.statistics),
        issues=(
            *general,
            *work.reader.issues,
            *work.issues,
            *work.other.issues,
            *year_issues,
            *deadline_issues,
            *sentence_issues,
        ),
        school_years=found.school_years if found else False,
        tables=tuple(work.tables),
        abbreviations=abbreviations,
        goal_source=places.of(goal),
        objective_sources=tuple(map(places.of, objectives)),
    )


def _untold(document: Document) -> list[str]:
    """The footnotes that say more than what an abbreviation stands for."""
    return [note for note in document.footnotes if not explains_abbreviations(note)]


def _years(
    document: Document, work: _Work, title: str, years: tuple[int, int] | None
) -> Years | None:
    """What a person said, else the title, the passport, the term, the deadlines, the text."""
    terms = [e.text for e in work.other.passport if "срок" in e.name.lower()]
    terms += filter(tells_term, lines_of(running_text(document)))
    found = years_in(title) or _first(map(years_of_term, terms))
    if years is not None:
        school = bool(found and found.school_years and (found.first, found.last) == years)
        return Years(years[0], years[1], school)
    deadlines = [activity.deadline_text for activity in work.reader.activities]
    of_deadlines = years_of_deadlines(deadlines)
    if found is not None:
        return begun(found, of_deadlines)
    return of_deadlines or _years_of_text(document)


def _years_of_text(document: Document) -> Years | None:
    lines = lines_of(running_text(document))
    return _first(years_in(line) for line in lines if len(line) < _LONGEST_CAPTION)


def _first(found: Iterable[Years | None]) -> Years | None:
    return next((years for years in found if years is not None), None)
