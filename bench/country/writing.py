"""Writing millions of results quickly: COPY on PostgreSQL, raw rows on SQLite.

Constraints and indexes stand while rows are written: the database itself says that they are valid.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from bench.country.making import COLUMNS, make_places, rows_of_school

_ROWS_AT_ONCE = 50_000


def write_country(schools: int) -> dict[str, int]:
    """Make a country of `schools` schools in the empty database; numbers of what was made."""
    from django.db import transaction

    from schools.models import Municipality

    with transaction.atomic():
        places = make_places(schools)
        rows = _write(
            chain.from_iterable(
                rows_of_school(number, key, files) for number, (key, files) in enumerate(places)
            )
        )
        municipalities = Municipality.objects.count()
    return {"municipalities": municipalities, "rows": rows}


def _write(rows: Iterator[tuple[Any, ...]]) -> int:
    from django.db import connection

    from assessments.models import Result

    columns, rest = _columns(Result)
    table = Result._meta.db_table
    write = _copy if connection.vendor == "postgresql" else _insert
    number = 0
    while part := [(*row, *rest) for row in islice(rows, _ROWS_AT_ONCE)]:
        write(table, columns, part)
        number += len(part)
    return number


def _columns(model: Any) -> tuple[list[str], tuple[Any, ...]]:
    """Columns of COLUMNS, then of all other fields with the values that they have by default."""
    fields = {one.attname: one for one in model._meta.concrete_fields if not one.primary_key}
    others = [field for name, field in fields.items() if name not in COLUMNS]
    columns = [*(fields[name].column for name in COLUMNS), *(one.column for one in others)]
    return columns, tuple(one.get_default() for one in others)


def _copy(table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    from django.db import connection

    text = "".join(
        "\t".join("\\N" if value is None else str(value) for value in row) + "\n" for row in rows
    )
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", io.StringIO(text))


def _insert(table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    from django.db import connection

    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def tidy() -> None:
    """What a server does by itself soon after many rows have come."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
