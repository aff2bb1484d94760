"""The columns of a plan's table in the office's own order and words.

A column has a `role`: the meaning its cells were read by (`roadmaps.parsing.vocabulary.Role`), or
none, and then each row keeps the cell's text under the column's heading.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.values.wording import lower_first

TEXT_OF_ROLE = {
    "number": "number",
    "title": "title",
    "deadline": "deadline_text",
    "responsible": "responsible_text",
    "deliverable": "deliverable",
    "expected_outcome": "expected_outcome",
    "indicator": "indicator_text",
    "funding": "funding_text",
    "information": "information_text",
    "done_mark": "done_mark",
}
"""The field of an activity that a role's cells hold."""
DEADLINE_AND_DOER = "deadline_and_responsible"
"""One column for both: its lines are times and doers."""
GROUPING = ("section", "stage", "level", "direction", "objective")
"""Roles whose cells name the section of a row; they are the kinds of sections."""
HEADINGS = {
    "number": "№ п/п",
    "title": "Мероприятие",
    "deadline": "Срок исполнения",
    "responsible": "Ответственные",
    "deliverable": "Итоговый документ",
    "expected_outcome": "Ожидаемый результат",
    "indicator": "Показатель",
    "funding": "Финансирование",
    "information": "Информационное сопровождение",
    "done_mark": "Отметка о выполнении",
    "section": "Раздел",
    "stage": "Этап",
    "level": "Уровень",
    "direction": "Направление",
    "objective": "Задача",
    DEADLINE_AND_DOER: "Срок, ответственные",
}
TITLES = {
    "activity": "Мероприятие",
    "checkpoint": "Контрольная точка",
    "mechanism": "Механизм реализации",
}
DEFAULT_ROLES = ("number", "title", "deadline", "responsible", "deliverable")
"""Columns of a plan that was made in the portal."""
_MONTH = "month"
_DROPPED = frozenset({"ignored"})


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column; `group` is the heading over it and its neighbours, an unknown `role` is empty."""

    heading: str
    role: str = ""
    group: str = ""

    @property
    def full_heading(self) -> str:
        """The headings above each other as readings join them."""
        return f"{self.group} / {self.heading}" if self.group else self.heading


def office_columns(columns: Iterable[tuple[Sequence[str], str]]) -> tuple[PlanColumn, ...]:
    """The columns as an activity keeps their texts, from headings above each other and roles.

    Columns of one role are kept as one text (months, beginning and end, years of funding), so they
    are one column here, where the first of them stood.
    """
    found = [(tuple(path), role) for path, role in columns if role not in _DROPPED]
    kept: list[PlanColumn] = []
    done: set[str] = set()
    for path, role in found:
        role = "deadline" if role == _MONTH else role
        known = role in TEXT_OF_ROLE or role == DEADLINE_AND_DOER
        if not known:
            kept.append(_alone(path, role if role in GROUPING else ""))
        elif role not in done:
            done.add(role)
            kept.append(_together([(p, r) for p, r in found if _text_role(r) == role], role))
    return tuple(kept)


def _text_role(role: str) -> str:
    return "deadline" if role == _MONTH else role


def _alone(path: tuple[str, ...], role: str) -> PlanColumn:
    if not path:
        return PlanColumn(HEADINGS.get(role, ""), role)
    if len(path) == 1:
        return PlanColumn(path[0], role)
    return PlanColumn(" / ".join(path[1:]), role, group=path[0])


def _together(columns: Sequence[tuple[tuple[str, ...], str]], role: str) -> PlanColumn:
    if len(columns) == 1:
        return _alone(columns[0][0], role)
    paths = [path for path, _ in columns if path]
    shared = _shared(paths)
    if shared:
        return PlanColumn(" / ".join(shared), role)
    if not paths or any(one == _MONTH for _, one in columns):
        return PlanColumn(HEADINGS[role], role)
    names = [" / ".join(path) for path in paths]
    return PlanColumn(", ".join([names[0], *map(lower_first, names[1:])]), role)


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings over all of the columns."""
    shared: list[str] = []
    for level in zip(*(path[:-1] for path in paths), strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def default_column(kind: str, role: str) -> PlanColumn:
    """A column in the portal's own words."""
    return PlanColumn(TITLES[kind] if role == "title" else HEADINGS[role], role)


def columns_as_json(columns: Iterable[PlanColumn]) -> list[dict[str, str]]:
    """Plain data that `columns_from_json` reads back."""
    return [
        {"heading": column.heading, "role": column.role, "group": column.group}
        for column in columns
    ]


def columns_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[PlanColumn, ...]:
    """The columns that `columns_as_json` wrote."""
    return tuple(PlanColumn(one["heading"], one["role"], one["group"]) for one in data)
