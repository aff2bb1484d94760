"""Rows of typical roadmaps and of other schools' plans on the events of an office."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from core.web.refusals import NotPossible
from roadmaps.actions.calendars.events import USED_BY_TYPICAL, WORKED_BY, add_series, remove_series
from roadmaps.actions.templates import save_as_template
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.models import Activity, CalendarEvent, CalendarLink, EventSeries, Occurrence, Roadmap
from roadmaps.queries.calendars.pages import links_on, series_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(world):
    return add_series(
        municipality=world.office, by=world.coordinator, name="КПК", kind=SeriesKind.OWN
    )


def plan_with_row(world, series, **values) -> Activity:
    plan = Roadmap.objects.create(
        municipality=world.office, title="План", first_year=2026, last_year=2027, **values
    )
    row = Activity.objects.create(
        roadmap=plan, position=1, title="Курсы", deadline_text="По графику КПК"
    )
    CalendarLink.objects.create(
        activity=row, series=series, anchor="end", offset_days=0, day_count="calendar"
    )
    return row


@pytest.fixture
def typical(world, series) -> Activity:
    """A row of a typical roadmap on the series; the plan that it was kept from is gone."""
    row = plan_with_row(world, series, status="draft")
    template = save_as_template(
        roadmap=row.roadmap, by=world.coordinator, name="Типовая", press=uuid4()
    )
    row.roadmap.delete()
    return template.activities.get()


def test_rows_of_typical_roadmaps_are_not_counted_as_work_on_events(world, series, typical) -> None:
    (view,) = series_of(world.coordinator, world.office, 2026)
    assert view.activities == 0
    assert links_on(world.coordinator, series) == []
    plan_with_row(world, series, status="in_force")
    (view,) = series_of(world.coordinator, world.office, 2026)
    assert view.activities == 1
    assert len(links_on(world.coordinator, series)) == 1


def test_page_of_the_series_names_its_typical_roadmaps_and_removes_it_after_that(
    world, series, typical, client
) -> None:
    client.force_login(world.coordinator)
    page = client.get(reverse("roadmaps:series", args=[series.pk]))
    assert "мероприятий пока нет" in page.text
    assert "Типовая" in page.text
    assert "без привязки к календарю" in page.text
    remove = reverse("roadmaps:series_remove", args=[series.pk])
    client.post(remove)
    assert EventSeries.objects.filter(pk=series.pk).exists()
    client.post(remove, {"typical_rows": page.context["typical_rows"]})
    assert not EventSeries.objects.filter(pk=series.pk).exists()
    typical.refresh_from_db()
    assert typical.deadline_text == "По графику КПК"
    assert not typical.calendar_links.exists()


def test_school_is_not_told_of_typical_roadmaps_on_the_series(
    world, series, typical, client
) -> None:
    client.force_login(world.head)
    assert "Типовая" not in client.get(reverse("roadmaps:series", args=[series.pk])).text


def test_one_row_more_than_was_told_is_said_again(world, series, typical) -> None:
    with pytest.raises(NotPossible, match=USED_BY_TYPICAL[:30]):
        remove_series(series=series, by=world.coordinator, typical_rows=2)
    plan_with_row(world, series, status="draft")
    with pytest.raises(NotPossible, match="Сначала снимите"):
        remove_series(series=series, by=world.coordinator, typical_rows=1)


def test_series_whose_dates_were_taken_out_is_removed_unless_work_stands_on_them(
    world, series
) -> None:
    row = plan_with_row(world, series, status="in_force")
    event = CalendarEvent.objects.create(
        series=series, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 2),
        removed_at="2026-01-01T00:00Z",
    )  # fmt: skip
    work = Occurrence.objects.create(activity=row, due_on=date(2026, 3, 2), event=event)
    row.calendar_links.all().delete()
    with pytest.raises(NotPossible, match=WORKED_BY[:30]):
        remove_series(series=series, by=world.coordinator)
    work.delete()
    remove_series(series=series, by=world.coordinator)
    assert not EventSeries.objects.filter(pk=series.pk).exists()


def test_rows_of_a_schools_plan_stay_hidden_from_other_schools(world, series) -> None:
    row = plan_with_row(world, series, status="in_force", school=world.school)
    seen = CalendarLink.objects.visible_to
    assert seen(world.head).filter(activity=row).exists()
    assert seen(world.coordinator).filter(activity=row).exists()
    assert not seen(world.other_head).filter(activity=row).exists()
    assert links_on(world.other_head, series) == []
