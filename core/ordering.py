"""Natural order of names in the database: `order_by(NaturalKey("name"), "pk")`."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func

from core.values.natural_order import natural_key


class NaturalKey(Func):
    """`core.values.natural_order.natural_key` of a text field, computed by the database."""

    function = "natural_key"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same by PostgreSQL's own functions: numbers padded to eight digits, «ё» as «е»."""
        template = (
            "regexp_replace(regexp_replace(replace(lower(%(expressions)s), 'ё', 'е'),"
            r" '(\d+)', '0000000\1', 'g'), '0*(\d{8})', '\1', 'g')"
        )
        return self.as_sql(compiler, connection, template=template, **extra)


def teach_sqlite(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give a new SQLite connection the function that PostgreSQL has by itself."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("natural_key", 1, _key_or_none, deterministic=True)


def _key_or_none(text: str | None) -> str | None:
    return None if text is None else natural_key(text)
