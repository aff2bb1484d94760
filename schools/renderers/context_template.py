"""The workbook in which an office fills context data in: a sheet for each group of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.office.sheets_out import Sheet, SheetColumn, write_workbook
from schools.domain.context.fields import GROUP_NAMES, ContextField, Group, Kind, of_group
from schools.domain.context.values import Value, value_words

_WIDE, _NARROW = 30, 14


class TemplateRow(NamedTuple):
    """A school and what is known of it by field."""

    login: str
    name: str
    values: Mapping[str, Value]


def render_template(rows: Sequence[TemplateRow], *, year: str, municipality: str) -> bytes:
    """All schools with their known figures; empty cells mean no data."""
    sheets = [_sheet(group, rows, year, municipality) for group in Group]
    return write_workbook(sheets, title=f"Контекстные данные {year}")


def _sheet(group: Group, rows: Sequence[TemplateRow], year: str, municipality: str) -> Sheet:
    fields = [one for one in of_group(group) if one.kind is not Kind.SHARE]
    columns = [SheetColumn("Логин", 14), SheetColumn("Школа", 40)]
    columns += [
        SheetColumn(one.heading, _WIDE if one.kind in (Kind.TEXT, Kind.CHOICE) else _NARROW)
        for one in fields
    ]
    name = GROUP_NAMES[group]
    return Sheet(
        name[:1].upper() + name[1:],
        columns,
        [
            [row.login, row.name, *(_value(one, row.values.get(one.key)) for one in fields)]
            for row in rows
        ],
        heading=[f"{municipality}: {name}, {year} учебный год"],
    )


def _value(field: ContextField, value: Value | None) -> Decimal | int | str | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return None if value is None else value_words(field, value)
