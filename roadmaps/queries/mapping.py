"""How the columns of an imported document were understood, and what a municipality remembers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.values.wording import counted
from roadmaps.models import LearnedHeading, PlanImport
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.guidance import TableDecision, decision_from_json
from roadmaps.parsing.vocabulary import Role
from roadmaps.queries.places import place_in_words
from schools.models import Municipality

SURE_FROM = 0.7
ROLE_WORDS: Mapping[str, Mapping[str, str]] = {
    "Мероприятия": {
        Role.NUMBER: "номер",
        Role.TITLE: "мероприятие",
        Role.DEADLINE: "срок",
        Role.RESPONSIBLE: "ответственные",
        Role.DEADLINE_AND_RESPONSIBLE: "срок и ответственные вместе",
        Role.DELIVERABLE: "итоговый документ",
        Role.OUTCOME: "ожидаемый результат",
        Role.INDICATOR: "показатель",
        Role.FUNDING: "финансирование",
        Role.INFORMATION: "информационное сопровождение",
        Role.DONE: "отметка о выполнении",
        Role.MONTH: "месяц календаря",
        Role.PARTICIPANTS: "участники",
        Role.NOTE: "примечание",
    },
    "Разделы": {
        Role.SECTION: "раздел",
        Role.STAGE: "этап",
        Role.LEVEL: "уровень",
        Role.DIRECTION: "направление",
        Role.OBJECTIVE: "задача",
    },
    "Показатели": {
        Role.YEAR: "значение за год",
        Role.BASELINE: "исходное значение",
        Role.TARGET: "целевое значение",
        Role.UNIT: "единица измерения",
    },
    "Наставничество": {
        Role.SCHOOL: "школа",
        Role.PARTNER: "школа или педагог, который помогает",
        Role.SCOPE: "о чём сотрудничество",
    },
    "Остальное": {
        Role.KEPT: "оставить при строке",
        Role.IGNORED: "не переносить",
    },
}
"""Meanings of columns as people choose them, by groups."""
KIND_WORDS: Mapping[str, str] = {
    TableKind.ACTIVITIES: "мероприятия",
    TableKind.CHECKPOINTS: "контрольные точки",
    TableKind.MECHANISMS: "механизмы",
    TableKind.INDICATORS: "целевые показатели",
    TableKind.YEAR_TASKS: "задачи по годам",
    TableKind.PARTNERSHIPS: "наставничество школ",
    TableKind.STATISTICS: "статистика",
    TableKind.PASSPORT: "паспорт",
    TableKind.REQUISITES: "реквизиты приказа",
    TableKind.SIGNATURES: "подписи",
    TableKind.LAYOUT: "текст в рамке",
    TableKind.IGNORED: "не переносить",
    TableKind.UNKNOWN: "не распознана",
}
NOT_READ = "не распознан"
SAID_BY = {"memory": "так решили раньше", "person": "решили вы"}
_WORDS = {role: words for group in ROLE_WORDS.values() for role, words in group.items()}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column: its heading or what stands in it, and what it was taken for."""

    place: int
    heading: str
    sample: str
    role: str
    note: str

    @property
    def words(self) -> str:
        """The meaning in words."""
        return _WORDS.get(self.role, "") or NOT_READ

    @property
    def is_unknown(self) -> bool:
        """Nobody and nothing has said what the column is."""
        return not self.role


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, or the part of it under one header; `index` is its place among the readings."""

    index: int
    table: int
    row: int
    title: str
    caption: str
    kind: str
    header: tuple[int, int] | None
    columns: tuple[ColumnView, ...]

    @property
    def needs_columns(self) -> bool:
        """Whether the table is read by the meaning of its columns."""
        return self.kind in _WITH_COLUMNS | _FIGURES or self.kind == TableKind.UNKNOWN

    @property
    def kind_words(self) -> str:
        """«контрольные точки»."""
        return KIND_WORDS.get(self.kind, self.kind)


_FIGURES = frozenset({TableKind.INDICATORS, TableKind.YEAR_TASKS, TableKind.PARTNERSHIPS})
_WITH_COLUMNS = frozenset({TableKind.ACTIVITIES, TableKind.CHECKPOINTS, TableKind.MECHANISMS})


def table_views(plan_import: PlanImport) -> tuple[TableView, ...]:
    """The tables of the draft in document order; none of drafts that were read before they were
    kept."""
    tables = [table for table in plan_import.draft.get("tables", ()) if "row" in table]
    return tuple(_table(index, table) for index, table in enumerate(tables))


def columns_context(plan_import: PlanImport) -> dict[str, Any]:
    """What the block «Как поняты столбцы» shows on the review."""
    tables = table_views(plan_import)
    return {
        "tables": tables,
        "unread_columns": unread_in_words(tables),
    }


def unread_in_words(tables: Sequence[TableView]) -> str:
    """«2 столбца не распознаны, 1 таблица не распознана»; empty where all were understood."""
    columns = sum(
        one.is_unknown for table in tables if table.kind in _WITH_COLUMNS for one in table.columns
    )
    unknown = sum(table.kind == TableKind.UNKNOWN for table in tables)
    parts = []
    if columns:
        forms = ("столбец не распознан", "столбца не распознаны", "столбцов не распознаны")
        parts.append(counted(columns, *forms))
    if unknown:
        forms = ("таблица не распознана", "таблицы не распознаны", "таблиц не распознаны")
        parts.append(counted(unknown, *forms))
    return ", ".join(parts)


def _table(index: int, table: Mapping[str, Any]) -> TableView:
    place = {"table": table["number"], "sheet": table["sheet"]}
    parts = place_in_words(place), f"со строки\u00a0{table['row']}" if table["row"] > 1 else ""
    return TableView(
        index=index,
        table=table["number"],
        row=table["row"],
        title=", ".join(part for part in parts if part),
        caption=table["caption"].split("\n")[-1],
        kind=table["kind"],
        header=tuple(table["header"]) if table["header"] else None,
        columns=tuple(_column(column) for column in table["columns"]),
    )


def _column(column: Mapping[str, Any]) -> ColumnView:
    note = SAID_BY.get(column["said_by"], "")
    if not note and column["role"] and column["confidence"] < SURE_FROM:
        note = "понято неуверенно"
    return ColumnView(
        place=column["column"],
        heading=column["heading"],
        sample=column["sample"],
        role=column["role"],
        note=note,
    )


def tables_mark(plan_import: PlanImport) -> str:
    """A mark of the tables as they were shown; another one after the document was read anew."""
    shown = json.dumps(plan_import.draft.get("tables", ()), sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def decisions_of(plan_import: PlanImport) -> tuple[TableDecision, ...]:
    """What people have decided about this document's tables."""
    return tuple(decision_from_json(one) for one in plan_import.column_decisions)


def remembered_headings(municipality: Municipality) -> dict[str, Role]:
    """Meanings that the municipality has decided, by the key of their heading."""
    known = LearnedHeading.objects.filter(municipality=municipality)
    roles = set(Role)
    return {key: Role(role) for key, role in known.values_list("key", "role") if role in roles}


def learned_headings(municipalities: list[Municipality]) -> QuerySet[LearnedHeading]:
    """What these municipalities remember, in the order of the headings."""
    return (
        LearnedHeading.objects.filter(municipality__in=municipalities)
        .select_related("municipality", "decided_by")
        .order_by("municipality__name", "heading", "pk")
    )


def role_words(role: str) -> str:
    """«срок»."""
    return _WORDS.get(role, role)
