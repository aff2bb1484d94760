"""The rows of a plan's table: sections over the whole width, grouping columns merged downwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.domain.document import COVERED, Cell, Merged, Row, RowKind
from reports.domain.plan_facts import PlanActivity, PlanSection, PlanTable
from roadmaps.domain.plan_tables import (
    DEADLINE_AND_DOER,
    GROUPING,
    HEADINGS,
    TEXT_OF_ROLE,
    PlanColumn,
)
from roadmaps.parsing.numbers import Numbered, split_number, split_section_number
from roadmaps.parsing.sections import kind_of

FEWEST_DIRECTIONS = 2


@dataclass(frozen=True, slots=True)
class Chain:
    """The sections of a row, outermost first: those that are rows, and one per grouping column."""

    rows: tuple[PlanSection, ...]
    columns: tuple[PlanSection | None, ...]


class SectionTree:
    """Which sections of a plan are rows of the table, and which stand in its grouping columns."""

    def __init__(self, sections: Iterable[PlanSection]) -> None:
        self._by_id = {section.id: section for section in sections}
        self._order = list(self._by_id)

    def chains(self, table: PlanTable, columns: Sequence[PlanColumn]) -> list[Chain]:
        """The chain of each row of the table.

        The innermost sections stand in the columns of their kinds, unless one of them has to be a
        row elsewhere.
        """
        kinds = [column.role for column in columns if column.role in GROUPING]
        paths = [self.path(activity.section) for activity in table.activities]
        rows = {s.id for path in paths for s in path[: len(path) - len(_placed(path, kinds))]}
        chains = []
        for path in paths:
            cut = max((i + 1 for i, section in enumerate(path) if section.id in rows), default=0)
            placed = _placed(path[cut:], kinds)
            chains.append(Chain(path[:cut], tuple(placed.get(i) for i in range(len(kinds)))))
        return chains

    def silent_directions(self, tables: Iterable[PlanTable]) -> tuple[str, ...]:
        """Directions among the section rows that do not call themselves so, where several are.

        A list of them before the table says what they are; a single one says it itself.
        """
        rows: dict[int, PlanSection] = {}
        for table in tables:
            for chain in self.chains(table, table.columns):
                rows |= {section.id: section for section in chain.rows}
        silent = [s for s in rows.values() if s.kind == "direction" and not _says_its_kind(s)]
        titles = tuple(dict.fromkeys(section.title for section in silent))
        return titles if len(titles) >= FEWEST_DIRECTIONS else ()

    def path(self, identifier: int | None) -> tuple[PlanSection, ...]:
        """A section and what is around it, outermost first."""
        found: list[PlanSection] = []
        while identifier is not None and identifier in self._by_id:
            found.insert(0, self._by_id[identifier])
            identifier = found[0].parent
        return tuple(found)

    def barren(self, filled: Iterable[int | None]) -> list[PlanSection]:
        """Sections without any row inside, in the plan's order."""
        kept = {section.id for one in filled for section in self.path(one)}
        return [self._by_id[one] for one in self._order if one not in kept]

    def before(self, sections: Sequence[PlanSection], section: PlanSection) -> list[PlanSection]:
        """Those of `sections` that stand before `section` in the plan."""
        place = self._order.index(section.id)
        return [one for one in sections if self._order.index(one.id) < place]


def _placed(path: Sequence[PlanSection], kinds: Sequence[str]) -> dict[int, PlanSection]:
    """The innermost sections by the place of the grouping column of their kind."""
    placed: dict[int, PlanSection] = {}
    left = list(path)
    for place in range(len(kinds) - 1, -1, -1):
        if left and left[-1].kind == kinds[place]:
            placed[place] = left.pop()
    return placed


class Rows:
    """Lays the rows of one table out.

    `barren` sections are headed where the plan has them, `listed` titles are told to be directions
    before the table.
    """

    def __init__(
        self,
        table: PlanTable,
        columns: Sequence[PlanColumn],
        tree: SectionTree,
        barren: list[PlanSection],
        listed: Sequence[str] = (),
    ) -> None:
        self._table, self._columns, self._tree = table, columns, tree
        self._chains = tree.chains(table, columns)
        self._listed = listed
        self._barren = barren
        self._rows: list[Row] = []
        self._open: tuple[PlanSection, ...] = ()
        self._grouping = [i for i, column in enumerate(columns) if column.role in GROUPING]
        self._body: list[tuple[PlanActivity, Chain]] = []

    def made(self, *, is_last: bool) -> tuple[Row, ...]:
        """All rows; after those of the last table the sections left over are headed."""
        for activity, chain in zip(self._table.activities, self._chains, strict=True):
            if chain.rows and chain.rows != self._open[: len(chain.rows)]:
                self._head(chain.rows)
            self._body.append((activity, chain))
        self._flush()
        if is_last:
            self._head_barren(self._barren)
        return tuple(self._rows)

    def _head(self, path: tuple[PlanSection, ...]) -> None:
        self._flush()
        common = 0
        while common < len(self._open) and common < len(path) - 1:
            if self._open[common].id != path[common].id:
                break
            common += 1
        for level, section in enumerate(path[common:], common + 1):
            self._head_barren(self._tree.before(self._barren, section))
            self._rows.append(section_row(section, self._columns, level, self._listed))
        self._open = path

    def _head_barren(self, sections: Sequence[PlanSection]) -> None:
        for section in list(sections):
            self._flush()
            level = len(self._tree.path(section.id))
            self._rows.append(section_row(section, self._columns, level, self._listed))
            self._barren.remove(section)
            self._open = self._tree.path(section.id)

    def _flush(self) -> None:
        """The rows gathered under one heading, their grouping cells merged."""
        cells = [self._cells(activity, chain) for activity, chain in self._body]
        for number, place in enumerate(self._grouping):
            _merge_down(cells, place, [chain.columns[number] for _, chain in self._body])
        self._rows += [Row(tuple(row)) for row in cells]
        self._body = []

    def _cells(self, activity: PlanActivity, chain: Chain) -> list[Cell]:
        cells: list[Cell] = []
        grouping = iter(chain.columns)
        extra = _ExtraTexts(activity)
        for column in self._columns:
            if column.role in GROUPING:
                section = next(grouping)
                cells.append(section.words if section else "")
            else:
                cells.append(_text(activity, column, self._columns, extra))
        return cells


class _ExtraTexts:
    """Texts of columns without a known meaning; columns of one heading take theirs in turn."""

    def __init__(self, activity: PlanActivity) -> None:
        self._left = list(activity.extra)

    def take(self, heading: str) -> str:
        for index, (known, text) in enumerate(self._left):
            if known == heading:
                del self._left[index]
                return text
        return ""


def _text(
    activity: PlanActivity,
    column: PlanColumn,
    columns: Sequence[PlanColumn],
    extra: _ExtraTexts,
) -> str:
    if column.role == DEADLINE_AND_DOER:
        both = (activity.text("deadline_text"), activity.text("responsible_text"))
        return "\n".join(text for text in both if text)
    if column.role == "title" and not any(one.role == "number" for one in columns):
        return numbered_title(activity)
    if column.role in TEXT_OF_ROLE:
        return activity.text(TEXT_OF_ROLE[column.role])
    return extra.take(column.full_heading)


def numbered_title(activity: PlanActivity) -> str:
    """The title with its number before it, for tables without a column of numbers."""
    return f"{activity.text('number')} {activity.text('title')}".strip()


def is_numbered_in_title(activity: PlanActivity) -> bool:
    """Whether the number is told from the title again where it stands before it."""
    numbered = Numbered(activity.text("number"), activity.text("title"))
    return split_number(numbered_title(activity)) == numbered


def _says_its_kind(section: PlanSection) -> bool:
    return section.kind == "section" or kind_of(section.words).value == section.kind


def section_row(
    section: PlanSection, columns: Sequence[PlanColumn], level: int, listed: Sequence[str] = ()
) -> Row:
    """A row over the whole width; a number that its title cannot carry stands in its column."""
    words = section.words if section.title in listed else _named(section)
    whole = split_section_number(section.words)
    has_column = columns[0].role == "number" and len(columns) > 2
    if has_column and whole != Numbered(section.number, section.title):
        rest = len(columns) - 1
        cells: list[Cell] = [section.number, Merged(section.title, rest)]
        cells += [COVERED] * (rest - 1)
        return Row(tuple(cells), RowKind.SECTION, level)
    return Row((words,), RowKind.SECTION, level)


def _named(section: PlanSection) -> str:
    """The words of a section row; what it is goes before them where they do not say it."""
    if _says_its_kind(section):
        return section.words
    called = f"{HEADINGS[section.kind]}: {section.title}"
    return f"{section.number} {called}".strip()


def _merge_down(
    cells: list[list[Cell]], place: int, sections: Sequence[PlanSection | None]
) -> None:
    """One cell for neighbouring rows of the same section."""
    for first, count in _runs(sections):
        value = cells[first][place]
        if count > 1 and isinstance(value, str):
            cells[first][place] = Merged(value, rows=count)
            for row in range(first + 1, first + count):
                cells[row][place] = COVERED


def _runs(sections: Sequence[PlanSection | None]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(sections):
        last = first
        while last + 1 < len(sections) and _are_one(sections[first], sections[last + 1]):
            last += 1
        yield first, last - first + 1
        first = last + 1


def _are_one(one: PlanSection | None, other: PlanSection | None) -> bool:
    return one is not None and other is not None and one.id == other.id
