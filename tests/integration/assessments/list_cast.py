"""Calculations with given verdicts, and lists that orders approve, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from assessments.actions.lists import approve_list, draft_list
from assessments.domain.criteria import shipped
from assessments.models import ApprovedList, ClassificationRun, Verdict
from schools.models import School


def calculated(world: Any, year: int, **categories: str) -> ClassificationRun:
    """A finished calculation: `school="low_results"`, schools of the cast by name."""
    return run_of(world, year, {getattr(world, name): one for name, one in categories.items()})


def run_of(world: Any, year: int, categories: dict[School, str]) -> ClassificationRun:
    """A finished calculation with these verdicts."""
    run = ClassificationRun.objects.create(
        municipality=world.office, academic_year=year, input_digest="x",
        criteria=shipped("federal-30-2").snapshot(), finished_at=timezone.now(),
    )  # fmt: skip
    low = {
        "procedure": "vpr", "subject": "Математика", "grade": 5, "academic_year": year,
        "participants": 10, "low": 3, "share": "30.00", "threshold": "30", "met": True,
        "counted": True, "near": False, "growth": None, "grown": False, "margin": 1,
        "recovered": False, "source": None, "kind": "share",
    }  # fmt: skip
    Verdict.objects.bulk_create(
        Verdict(
            run=run, school=school, category=category, reason="Нет данных: за год.",
            low_procedures=2, assessed_procedures=3,
            findings=[low] if category == "low_results" else [],
        )
        for school, category in categories.items()
    )  # fmt: skip
    return run


def approved(
    world: Any, run: ClassificationRun, number: str = "12", day: date = date(2025, 10, 5)
) -> ApprovedList:
    """The list of a calculation as it is, approved by an order."""
    return approve_list(
        approved_list=draft_list(run=run, by=world.coordinator), order_number=number,
        order_date=day, by=world.coordinator,
    )  # fmt: skip
