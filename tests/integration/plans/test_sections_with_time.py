"""A plan whose sections are months keeps its dates from the draft to the living plan."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from roadmaps.actions import imports
from roadmaps.actions.activities import edit_activity
from roadmaps.actions.editing.writing import values_of
from roadmaps.models import Occurrence
from roadmaps.queries.drafts import review_of
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db

BY_MONTHS = (
    ("Ноябрь",),
    ("1", "Совещание руководителей школ", "2 неделя", "Методист округа", "Протокол"),
    ("2", "Сбор сведений", "до 20", "Методист округа", "Справка"),
    ("Декабрь",),
    ("3", "Итоги полугодия", "", "Методист округа", "Справка"),
)
TITLE = "План работы со школами Приозёрного округа на 2026 год"


@pytest.fixture
def by_months(draft):
    return draft(plan_document(BY_MONTHS, TITLE))


def test_the_review_shows_the_dates_of_the_month(by_months) -> None:
    readings = [row.reading.dates for row in review_of(by_months).rows]
    assert readings == ["08.11.2026–14.11.2026", "до 20.11.2026", "01.12.2026–31.12.2026"]


def test_the_roadmap_has_the_dates_that_the_review_showed(world, by_months) -> None:
    roadmap = imports.confirm_import(plan_import=by_months, by=world.coordinator)
    occurrences = Occurrence.objects.filter(activity__roadmap=roadmap).order_by("due_on")
    assert [one.due_on for one in occurrences] == [
        date(2026, 11, 14),
        date(2026, 11, 20),
        date(2026, 12, 31),
    ]


def test_an_edited_deadline_is_read_in_the_month_of_its_section(world, by_months) -> None:
    roadmap = imports.confirm_import(plan_import=by_months, by=world.coordinator)
    activity = roadmap.activities.get(number="1")
    values = values_of(activity)
    changed = values | {"deadline_text": "последняя неделя"}
    edit_activity(activity=activity, by=world.coordinator, expected=values, **changed)
    assert activity.occurrences.get().due_on == date(2026, 11, 30)


def test_the_reading_follows_the_typing_within_the_section(client, world, by_months) -> None:
    roadmap = imports.confirm_import(plan_import=by_months, by=world.coordinator)
    section = roadmap.sections.get(title="Декабрь")
    client.force_login(world.coordinator)
    query = {"roadmap": roadmap.pk, "section": section.pk, "deadline_text": "до 15"}
    answer = client.get(reverse("roadmaps:reading"), query).content.decode()
    assert "15.12.2026" in answer


def test_a_new_row_is_read_in_the_month_of_the_section_it_goes_to(client, world, by_months) -> None:
    roadmap = imports.confirm_import(plan_import=by_months, by=world.coordinator)
    section = roadmap.sections.get(title="Декабрь")
    client.force_login(world.coordinator)
    sent = {"section": section.pk, "title": "Совещание", "deadline_text": "до 10"}
    client.post(reverse("roadmaps:activity_add", args=[roadmap.pk]), sent)
    added = roadmap.activities.get(title="Совещание")
    assert added.occurrences.get().due_on == date(2026, 12, 10)
