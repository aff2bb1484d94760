"""What people say about the columns of an imported document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.guidance import TableDecision
from roadmaps.parsing.vocabulary import Role
from roadmaps.queries.mapping import (
    KIND_WORDS,
    NOT_READ,
    ROLE_WORDS,
    ColumnView,
    TableView,
)

_WITH_TITLE = frozenset({TableKind.ACTIVITIES, TableKind.CHECKPOINTS, TableKind.MECHANISMS})
_LAST_ROW = 20_000
_MOST_HEADER_ROWS = 6


@dataclass(frozen=True, slots=True)
class TableFields:
    """One table with its fields, for the template."""

    view: TableView
    kind: BoundField
    top: BoundField
    bottom: BoundField
    columns: tuple[tuple[ColumnView, BoundField], ...]


class MappingForm(forms.Form):
    """Kind, header rows and columns of each table as shown; only what was changed is decided.

    `mark` tells whether the tables are still those that were shown.
    """

    mark = forms.CharField(widget=forms.HiddenInput())
    remember = forms.BooleanField(
        label="Запомнить для следующих планов управления",
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, tables: Sequence[TableView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tables = tables
        for table in tables:
            self.fields |= dict(_fields(table))

    @property
    def tables(self) -> Iterator[TableFields]:
        """The tables in document order, each with its bound fields."""
        for table in self._tables:
            yield TableFields(
                view=table,
                kind=self[_name("kind", table)],
                top=self[_name("top", table)],
                bottom=self[_name("bottom", table)],
                columns=tuple(
                    (column, self[_name("role", table, column)]) for column in table.columns
                ),
            )

    def clean(self) -> dict[str, Any]:
        """Header rows in order; a table of activities that was changed names them."""
        cleaned = super().clean() or {}
        for table in self._tables:
            self._check_header(cleaned, table)
            kind = cleaned.get(_name("kind", table))
            roles = {cleaned.get(_name("role", table, column)) for column in table.columns}
            if self._is_changed(table) and kind in _WITH_TITLE and Role.TITLE not in roles:
                self.add_error(
                    _name("kind", table),
                    "Укажите столбец с мероприятиями: без него строки не прочитать.",
                )
        return cleaned

    def _check_header(self, cleaned: dict[str, Any], table: TableView) -> None:
        top, bottom = (cleaned.get(_name(end, table)) for end in ("top", "bottom"))
        if (top is None) != (bottom is None):
            self.add_error(_name("top", table), "Укажите обе строки шапки или ни одной.")
        elif top is not None and not 0 <= bottom - top < _MOST_HEADER_ROWS:
            self.add_error(_name("top", table), "В шапке от одной до шести строк подряд.")

    @property
    def decisions(self) -> tuple[TableDecision, ...]:
        """What was decided about the tables that a person has changed."""
        return tuple(self._decision(table) for table in self._tables if self._is_changed(table))

    def _is_changed(self, table: TableView) -> bool:
        names = [name for name, _ in _fields(table)]
        return any(name in self.changed_data for name in names)

    def _decision(self, table: TableView) -> TableDecision:
        said = self.cleaned_data
        top, bottom = said[_name("top", table)], said[_name("bottom", table)]
        chosen = {one.place: said[_name("role", table, one)] for one in table.columns}
        return TableDecision(
            table=table.table,
            row=table.row,
            kind=TableKind(said[_name("kind", table)]),
            header=None if top is None else (top, bottom),
            columns={place: Role(role) for place, role in chosen.items() if role},
        )


def _name(what: str, table: TableView, column: ColumnView | None = None) -> str:
    return f"{what}_{table.index}" + (f"_{column.place}" if column else "")


def _fields(table: TableView) -> Iterator[tuple[str, forms.Field]]:
    yield (
        _name("kind", table),
        forms.ChoiceField(label="Что в таблице", choices=_kinds(table), initial=table.kind),
    )
    for end, label, place in (("top", "первая строка шапки", 0), ("bottom", "последняя", 1)):
        yield (
            _name(end, table),
            forms.IntegerField(
                label=label,
                required=False,
                min_value=1,
                max_value=_LAST_ROW,
                localize=False,
                initial=table.header[place] if table.header else None,
                widget=forms.NumberInput(attrs={"class": "width-4"}),
            ),
        )
    for column in table.columns:
        yield (
            _name("role", table, column),
            forms.ChoiceField(
                label=column.heading or f"столбец {column.place}",
                required=False,
                choices=_roles(column),
                initial=column.role,
            ),
        )


def _kinds(table: TableView) -> list[tuple[str, str]]:
    unknown = TableKind.UNKNOWN.value
    return [
        (str(kind), words)
        for kind, words in KIND_WORDS.items()
        if kind != unknown or table.kind == unknown
    ]


def _roles(column: ColumnView) -> list[Any]:
    groups: list[Any] = [
        (group, [(str(role), words) for role, words in roles.items()])
        for group, roles in ROLE_WORDS.items()
    ]
    return groups if column.role else [("", NOT_READ), *groups]
