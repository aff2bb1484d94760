"""How much waits for a person: the figure in the menu of every page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from roadmaps.queries.date_requests import requests_waiting_for
from roadmaps.queries.school_plans import checks_waiting_for
from roadmaps.queries.work import bare_waiting_for
from schools.permissions import memberships_of

KEPT = 500
"""People whose question a process keeps."""


def number_waiting_for(user: Any) -> int:
    """Work handed in, other dates asked for and plans of schools that wait for the person.

    One question for all three, composed once as long as the person's roles stay: composing it
    costs twenty times what the database needs to answer.
    """
    roles = tuple(
        (one.role, one.region_id, one.municipality_id, one.school_id, _office_of(one.school))
        for one in memberships_of(user)
    )
    try:
        statement, values = _question(user, roles)
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        # The statement is Django's own, with its values apart.
        cursor.execute(f"SELECT COUNT(*) FROM ({statement}) waiting", values)  # noqa: S608
        return int(cursor.fetchone()[0])


def _office_of(school: Any) -> int | None:
    return school.municipality_id if school is not None else None


@lru_cache(maxsize=KEPT)
def _question(user: Any, roles: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """SQL with its values; it names the person and where their `roles` are, nothing else."""
    work, *others = (
        waiting.order_by().values_list("pk")
        for waiting in (
            bare_waiting_for(user),
            requests_waiting_for(user),
            checks_waiting_for(user),
        )
    )
    return work.union(*others, all=True).query.sql_with_params()
