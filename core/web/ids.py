"""Primary keys that come from outside: in an address, a query or a form.

A longer number fits into no column: SQLite raises at it where there is no row to find.
"""

from django.urls.converters import IntConverter

LONGEST = 18


class IdConverter(IntConverter):
    """`<id:pk>` in an address: a number that a key can be."""

    regex = f"[0-9]{{1,{LONGEST}}}"


def read_id(text: str | None) -> int:
    """The key that `text` says; 0, which no row has, for anything that can be none."""
    written = text or ""
    is_key = written.isascii() and written.isdigit() and len(written) <= LONGEST
    return int(written) if is_key else 0
