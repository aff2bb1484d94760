"""A database of its own on a PostgreSQL server, dropped afterwards."""

import os

import psycopg2


class ScratchDatabase:
    """Entered, it gives the URL of a new empty database beside that of `server`."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.name = f"shnor_scratch_{os.getpid()}"

    def __enter__(self) -> str:
        self._execute(f'CREATE DATABASE "{self.name}"')
        return self.server.rsplit("/", 1)[0] + f"/{self.name}"

    def __exit__(self, *_: object) -> None:
        self._execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        connection = psycopg2.connect(self.server)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()
