"""A database of its own on a PostgreSQL server, dropped afterwards."""

from __future__ import annotations

import os
from itertools import count

import psycopg2

_NUMBERS = count(1)


class ScratchDatabase:
    """Entered, it gives the URL of a new database beside that of `server`.

    Empty, or a copy of `template`, to which nobody may be connected meanwhile.
    """

    def __init__(self, server: str, *, template: ScratchDatabase | None = None) -> None:
        self.server = server
        self.template = template
        self.name = f"shnor_scratch_{os.getpid()}_{next(_NUMBERS)}"

    def __enter__(self) -> str:
        source = f' TEMPLATE "{self.template.name}"' if self.template else ""
        self._execute(f'CREATE DATABASE "{self.name}"{source}')
        return self.server.rsplit("/", 1)[0] + f"/{self.name}"

    def __exit__(self, *_: object) -> None:
        self._execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        connection = psycopg2.connect(self.server)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()
