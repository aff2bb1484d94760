"""Counting rows that belong to a row without joining them to it."""

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery


def counted_apart(rows: QuerySet[Any]) -> Subquery:
    """How many of `rows`, which are tied to the outer query by OuterRef.

    For outer rows that are heavy (documents kept as JSON): a join would repeat them for each row.
    """
    # A plain function, not the aggregate: that would group, and give no row where nothing counts.
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().values(counted_apart=number))
