"""What was read in a file is as long as the file: no list may carry it along with each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_DRAFT = re.compile(r'(\w+)"?\."(?:draft|difference)"')
_TABLE = re.compile(r'\bFROM "(\w+)"')


def carried_drafts(sql: str) -> list[str]:
    """Tables whose drafts a query of another table reads for each of its rows."""
    table = _TABLE.search(sql)
    if table is None:
        return []
    chosen = sql[: table.start()]
    return [owner for owner in _DRAFT.findall(chosen) if owner != table[1]]


@contextmanager
def drafts_aside() -> Iterator[None]:
    """AssertionError for a query that carries a draft along with rows of another table."""

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        assert not carried_drafts(sql), sql
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield
