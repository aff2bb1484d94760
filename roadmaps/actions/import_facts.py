"""What an imported plan as a whole is: its title, years and order, before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from roadmaps.actions.imports import open_draft, record_import
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import PlanCalendar, PlanImport
from roadmaps.queries.fields import changed_words

FACTS = (
    "title", "first_year", "last_year", "calendar", "order_number", "order_date", "is_approved",
)  # fmt: skip


def facts_as_texts(facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts as a form carries them to tell whether somebody has changed them."""
    return {name: "" if facts[name] is None else str(facts[name]) for name in FACTS}


def facts_of(plan_import: PlanImport) -> dict[str, Any]:
    """The facts as they stand."""
    return {name: getattr(plan_import, name) for name in FACTS}


@transaction.atomic
def change_plan(
    *,
    plan_import: PlanImport,
    by: User,
    title: str,
    first_year: int | None,
    last_year: int | None,
    calendar: str,
    order_number: str = "",
    order_date: date | None = None,
    is_approved: bool = True,
    expected: Mapping[str, str] | None = None,
) -> PlanImport:
    """Change what the plan as a whole is; deadlines are read by its years from then on.

    `expected` are the texts of the facts that the form was opened with: ChangedMeanwhile where
    others stand by now, but for what both people write alike.
    """
    plan_import = open_draft(plan_import, by)
    wanted: dict[str, Any] = {
        "title": title,
        "first_year": first_year,
        "last_year": last_year,
        "calendar": calendar,
        "order_number": order_number,
        "order_date": order_date,
        "is_approved": is_approved,
    }
    before = facts_of(plan_import)
    if expected is not None:
        _require_as_seen(facts_as_texts(before), facts_as_texts(wanted), expected)
    changes = changed_words(PlanImport, _told(before), _told(wanted))
    for name, value in wanted.items():
        setattr(plan_import, name, value)
    plan_import.save(update_fields=list(wanted))
    if changes:
        record_import(plan_import, by, "change plan", "Изменены сведения о плане", changes)
    return plan_import


def _require_as_seen(
    current: dict[str, str], wanted: Mapping[str, str], expected: Mapping[str, str]
) -> None:
    elsewhere = {name for name in FACTS if current[name] != expected.get(name)}
    if any(wanted[name] != current[name] for name in elsewhere):
        raise ChangedMeanwhile(current, frozenset(elsewhere))


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "calendar": PlanCalendar(facts["calendar"]).label}
