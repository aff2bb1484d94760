"""Rows of a plan's table as activities inside its sections."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from roadmaps.domain.deadlines.reading import is_ditto
from roadmaps.domain.deadlines.sections import names_month, stands_for_time
from roadmaps.parsing.calendar_cells import calendar_words
from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.draft import (
    EMPTY_CELL,
    ActivityDraft,
    ActivityKind,
    ExtraCell,
    Issue,
    Severity,
    Source,
    bare_activity,
)
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.kinds import is_checkpoint
from roadmaps.parsing.matrices import MatrixItem
from roadmaps.parsing.numbers import (
    has_marker,
    parts,
    row_number,
    split_number,
    split_section_number,
)
from roadmaps.parsing.rows import RowKind, RowReading, is_approval, read_row
from roadmaps.parsing.sections import SectionTree
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.subitems import numbers_in, split_beside, split_row
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.values import RowValues, combined, row_values, times_apart, titles_apart
from roadmaps.parsing.vocabulary import GROUPING, Role
from roadmaps.parsing.wording import is_nothing, one_line, with_rest

_MEMBERS: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("deadline_text", (Role.DEADLINE, Role.MONTH)),
    ("responsible_text", (Role.RESPONSIBLE,)),
    ("deliverable", (Role.DELIVERABLE,)),
    ("expected_outcome", (Role.OUTCOME,)),
    ("indicator_text", (Role.INDICATOR, Role.TARGET)),
    ("funding_text", (Role.FUNDING,)),
    ("information_text", (Role.INFORMATION,)),
    ("done_mark", (Role.DONE,)),
)
_READ_ROLES = {
    Role.NUMBER,
    Role.TITLE,
    *GROUPING,
    *(role for _, roles in _MEMBERS for role in roles),
    Role.IGNORED,
}
_SHORT_TITLE = 4
_MATRIX = 0.8


class ActivityReader:
    """Reads the plan tables of one document in order; sections go on from table to table."""

    def __init__(self, tree: SectionTree) -> None:
        self.tree = tree
        self.activities: list[ActivityDraft] = []
        self.issues: list[Issue] = []
        self.headlines: list[str] = []

    def read(self, segment: Segment, header: Header, kind: ActivityKind, certainty: float) -> None:
        """Read a segment; `certainty` is lowered where the columns were guessed."""
        first = len(self.activities)
        for index in segment.leading:
            self._leading(segment.grid, index)
        above: RowKind | None = None
        for position, index in enumerate(segment.rows):
            reading = read_row(segment, header, position, above)
            above = reading.kind
            if reading.kind is RowKind.ACTIVITY:
                self._activity(segment.grid, index, header, kind, certainty, first)
            else:
                self._other(segment.grid, index, reading)
        self.activities[first:] = self._regrouped(self.activities[first:])

    def read_matrix(self, items: Iterable[MatrixItem]) -> None:
        """Activities that stand in the cells of a matrix, in sections by their kinds of work."""
        sections: dict[str, int] = {}
        for item in items:
            if item.kind and item.kind not in sections:
                self.tree.leave()
                sections[item.kind] = self.tree.open_row("", item.kind, item.kind_source).id
            section = sections.get(item.kind)
            bare = bare_activity(section, "", item.title, item.source, _MATRIX)
            places = dict.fromkeys(("title", "deadline_text"), item.source)
            self.activities.append(
                replace(
                    bare,
                    deadline_text=item.deadline_text,
                    responsible_text=item.responsible_text,
                    cells=places,
                )
            )

    def _leading(self, grid: Grid, index: int) -> None:
        cells = grid.own_cells(index)
        text = one_line(" ".join(cell.text for cell in cells))
        source = grid.source(index, cells[0].first)
        times = stands_for_time(text)
        goes_on = bool(self.headlines) and not split_section_number(text).number and not times
        if len(cells) == 1 and (is_plan_title(text) or goes_on):
            self.headlines.append(text)
        elif len(cells) == 1 and (times or not is_approval(text)):
            self.tree.open_row("", text, source)
        else:
            self._say(Severity.INFO, f"Строка над шапкой таблицы не перенесена: «{text}»", source)

    def _other(self, grid: Grid, index: int, reading: RowReading) -> None:
        source = grid.source(index, reading.column)
        text = one_line(reading.text)
        if reading.kind is RowKind.SECTION:
            self.tree.open_row(reading.number, text, source)
            self._beside_section(grid, index, reading)
        elif reading.kind is RowKind.BLANK_SECTION:
            self._say(
                Severity.WARNING,
                f"В строке только номер «{reading.number}»: раздел без названия не создан.",
                source,
            )
        elif reading.kind is RowKind.SUMMARY:
            self._say(Severity.INFO, f"Итоговая строка не перенесена: «{text}»", source)
        elif reading.kind is RowKind.SIGNATURE:
            self._say(Severity.INFO, f"Подпись не перенесена: «{_short(text)}»", source)
        elif reading.kind is RowKind.NOTE:
            self._say(Severity.INFO, f"Пояснение в таблице не перенесено: «{text}»", source)

    def _beside_section(self, grid: Grid, index: int, reading: RowReading) -> None:
        """Tell what else the row of a section holds: a section has neither time nor doer."""
        own = [cell.text for cell in grid.own_cells(index) if cell.first > reading.column]
        if own and len(set(own)) > 1:
            words = one_line("; ".join(own))
            text = f"Кроме названия раздела в строке указано и не перенесено: «{_short(words)}»"
            self._say(Severity.INFO, text, grid.source(index, reading.column))

    def _activity(
        self,
        grid: Grid,
        index: int,
        header: Header,
        kind: ActivityKind,
        certainty: float,
        first: int,
    ) -> None:
        values = row_values(grid, index, header)
        torn = self._is_torn_off(values)
        is_rest = torn or not values.has_own(Role.TITLE)
        if is_rest and self._continue(values, first, torn=torn):
            return
        groups = [
            (value.column.role, "" if is_ditto(value.text) else value.text, value.source)
            for value in values.of(*GROUPING)
            if value.column.role is not None
        ]
        if groups:
            self.tree.open_columns(groups)
        previous = self.activities[-1] if len(self.activities) > first else None
        for one in titles_apart(values):
            activity = self._draft(grid, index, one, kind, certainty, previous)
            self.activities.extend(self._taken_apart(activity, one.text(Role.NUMBER), header))
            self._check(activity, header)

    def _taken_apart(
        self, activity: ActivityDraft, numbers_text: str, header: Header
    ) -> list[ActivityDraft]:
        """The row's activities: itself, or the sub-items that its cells list."""
        texts: dict[str, Any] = {member: getattr(activity, member) for member, _ in _MEMBERS}
        numbers = numbers_in(numbers_text)
        items = split_beside(numbers, activity.title, texts)
        if numbers and not items:
            said = f"В строке несколько номеров ({', '.join(numbers)}), а мероприятия по ним"
            self._say(Severity.WARNING, f"{said} не разделены: разделите их.", activity.source)
        counts_inside = not header.has(Role.NUMBER)
        items = items or split_row(
            activity.number, activity.title, texts, counts_inside=counts_inside
        )
        if not items:
            return [activity]
        found = []
        for item in items:
            own: dict[str, Any] = dict(item.texts)
            confidence = round(activity.confidence * 0.9, 2)
            found.append(
                replace(
                    activity,
                    number=item.number,
                    title=item.title,
                    confidence=confidence,
                    **own,
                )
            )
        return found

    def _continue(self, values: RowValues, first: int, *, torn: bool) -> bool:
        """A row without a title of its own adds to the activity above it; `torn` off, its words."""
        number = values.first(Role.NUMBER)
        if len(self.activities) <= first or (number and number.own and number.text):
            return False
        changes: dict[str, Any] = {}
        last = self.activities[-1]
        for member, roles in (("title", (Role.TITLE,)), *_MEMBERS):
            own = tuple(value for value in values.of(*roles) if value.own and value.text)
            added = combined(own)
            if added and not is_nothing(added):
                known = getattr(last, member)
                changes[member] = with_rest(known, added) if torn else f"{known}\n{added}".strip()
        confidence = round(last.confidence * 0.9, 2)
        self.activities[-1] = replace(last, **changes, confidence=confidence)
        return True

    @staticmethod
    def _is_torn_off(values: RowValues) -> bool:
        """Whether a row holds the rest of the words above, torn off by a page or a scan."""
        title = values.text(Role.TITLE)
        if not title[:1].islower() or has_marker(title):
            return False
        return bool(values.of(Role.NUMBER)) or not values.has_own(Role.DEADLINE)

    def _draft(
        self,
        grid: Grid,
        index: int,
        values: RowValues,
        kind: ActivityKind,
        certainty: float,
        previous: ActivityDraft | None,
    ) -> ActivityDraft:
        numbers, title = values.text(Role.NUMBER), values.text(Role.TITLE)
        number = ", ".join(numbers_in(numbers)) or row_number(numbers)
        if not number:
            numbered = split_number(title)
            number, title = numbered.number, numbered.text
        if previous is not None and is_ditto(title):
            title = previous.title
        texts, cells = _texts(values, previous)
        for member, role in (("number", Role.NUMBER), ("title", Role.TITLE)):
            value = values.first(role)
            if value is not None:
                cells[member] = value.source
        section = self.tree.current()
        if is_nothing(texts["deadline_text"]):
            self._time_of_section(section, texts, cells)
        return ActivityDraft(
            section=section,
            number=number,
            kind=ActivityKind.CHECKPOINT if is_checkpoint(title) else kind,
            title=title,
            **texts,
            source=grid.source(index),
            confidence=_confidence(values, title, texts, certainty),
            cells=cells,
            extra=_extra(values),
        )

    def _time_of_section(
        self, section: int | None, texts: dict[str, Any], cells: dict[str, Source]
    ) -> None:
        """«I этап (январь – март)» says the time of each of its rows that has none."""
        words, source = self.tree.time(section)
        if words:
            texts["deadline_text"] = words
            if source is not None:
                cells["deadline_text"] = source

    def _check(self, activity: ActivityDraft, header: Header) -> None:
        missing = []
        if not activity.title:
            self._say(Severity.ERROR, "В строке нет названия мероприятия.", activity.source)
        sections = self.tree.titles(activity.section)
        timed = not is_nothing(activity.deadline_text) or any(map(names_month, sections))
        if header.has(Role.DEADLINE, Role.MONTH) and not timed:
            missing.append("срок")
        if header.has(Role.RESPONSIBLE) and is_nothing(activity.responsible_text):
            missing.append("ответственный")
        if missing:
            text = f"{EMPTY_CELL} {' и '.join(missing)}: «{_short(activity.title)}»."
            self._say(Severity.WARNING, text, activity.source)

    def _regrouped(self, activities: list[ActivityDraft]) -> list[ActivityDraft]:
        """An activity «6.» after the sections «1.»–«5.» stands beside them, not in the fifth.

        Only where activities repeat the number of their section («5.1.»); plans that count through
        («12.» in section «2.») keep their order.
        """
        inside = [a for a in activities if a.section is not None and self._is_prefixed(a)]
        if len(inside) * 2 <= len(activities):
            return activities
        return [a if self._may_stay(a) else replace(a, section=self._home(a)) for a in activities]

    def _section_parts(self, identifier: int | None) -> list[tuple[int, tuple[int, ...]]]:
        chain = self.tree.chain(identifier)
        return [(section.id, parts(section.number)) for section in chain if parts(section.number)]

    def _is_prefixed(self, activity: ActivityDraft) -> bool:
        own = parts(activity.number)
        return any(
            len(own) > len(above) and own[: len(above)] == above
            for _, above in self._section_parts(activity.section)
        )

    def _may_stay(self, activity: ActivityDraft) -> bool:
        above = self._section_parts(activity.section)
        own = parts(activity.number)
        return not own or not above or len(own) > min(len(numbers) for _, numbers in above)

    def _home(self, activity: ActivityDraft) -> int | None:
        own = parts(activity.number)
        for identifier, above in self._section_parts(activity.section):
            if len(own) > len(above) and own[: len(above)] == above:
                return identifier
        return None

    def _say(self, severity: Severity, text: str, source: Source | None) -> None:
        self.issues.append(Issue(severity, text, source))


def _texts(
    values: RowValues, previous: ActivityDraft | None
) -> tuple[dict[str, Any], dict[str, Source]]:
    texts: dict[str, Any] = {}
    cells: dict[str, Source] = {}
    for member, roles in _MEMBERS:
        text = next((words for role in roles if (words := _words(values, role))), "")
        value = next((found for role in roles if (found := values.first(role))), None)
        if value is not None:
            cells[member] = value.source
        if previous is not None and is_ditto(text):
            text = getattr(previous, member)
            cells[member] = previous.cells.get(member, previous.source)
        texts[member] = text
    doer = values.first(Role.RESPONSIBLE)
    if doer is not None and doer.column.also is Role.DEADLINE:
        texts["deadline_text"], texts["responsible_text"] = times_apart(texts["responsible_text"])
        cells["deadline_text"] = doer.source
    return texts, cells


def _words(values: RowValues, role: Role) -> str:
    return calendar_words(values.of(role)) if role is Role.MONTH else values.text(role)


def _extra(values: RowValues) -> tuple[ExtraCell, ...]:
    return tuple(
        ExtraCell(value.column.full_heading, value.text)
        for value in values.values
        if value.column.role not in _READ_ROLES and value.text
    ) + tuple(ExtraCell(*value.column.path[-2:]) for value in values.several)


def unread_columns(header: Header) -> Iterable[Column]:
    """Columns whose cells go nowhere but to `extra`, though nobody has said so."""
    known = _READ_ROLES | {Role.KEPT}
    return (c for c in header.columns if c.role not in known and c.path)


def _confidence(values: RowValues, title: str, texts: dict[str, str], certainty: float) -> float:
    score = certainty
    title_value = values.first(Role.TITLE)
    if title_value is not None and title_value.column.confidence < 0.7:
        score -= 0.1
    if len(title) < _SHORT_TITLE:
        score -= 0.4
    if is_nothing(texts["deadline_text"]):
        score -= 0.15
    if is_nothing(texts["responsible_text"]):
        score -= 0.1
    return round(max(score, 0.05), 2)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
