"""How a row without a date gets one, the customary dates of exams, and several calendars."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.values import academic_year
from roadmaps.models import CalendarEvent, EventSeries, OfficeDay, SchoolYear
from schools.models import Membership
from tests.integration.calendars.test_moving_events import APRIL, YEAR, Calendar
from tests.routes.calendars import school_year_as_shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(world) -> Calendar:
    return Calendar(world)


@pytest.fixture
def coordinator(client, calendar):
    client.force_login(calendar.by)
    return client


def way(calendar: Calendar, activity=None) -> str:
    activity = activity or calendar.activity
    return reverse("roadmaps:way_to_date", args=[calendar.roadmap.pk, activity.pk])


def in_plan(calendar: Calendar) -> str:
    plan = reverse("roadmaps:roadmap", args=[calendar.roadmap.pk])
    return f"{plan}#activity-{calendar.activity.pk}"


def test_row_that_hangs_leads_to_the_date_of_its_events_and_back(coordinator, calendar) -> None:
    calendar.hang()
    plan = coordinator.get(reverse("roadmaps:roadmap", args=[calendar.roadmap.pk])).text
    assert f'<a href="activities/{calendar.activity.pk}/date/">внести дату</a>' in plan
    form = coordinator.get(way(calendar)).url
    assert form.startswith(reverse("roadmaps:event_add", args=[calendar.series.pk]))
    assert in_plan(calendar) in coordinator.get(form).text
    sent = {"starts_on": APRIL.starts_on.isoformat(), "ends_on": APRIL.ends_on.isoformat()}
    shown = coordinator.post(form, sent)
    seal = shown.text.split('name="seen" value="')[1].split('"')[0]
    assert coordinator.post(form, {**sent, "seen": seal}).url == in_plan(calendar)
    assert calendar.days() == [date(YEAR, 4, 25)]


def test_row_whose_words_name_events_leads_to_the_calendar_and_back(coordinator, calendar) -> None:
    form = coordinator.get(way(calendar)).url
    address = reverse(
        "roadmaps:activity_calendar", args=[calendar.roadmap.pk, calendar.activity.pk]
    )
    assert form == f"{address}?back=plan"
    calendar.enter(APRIL)
    sent = {"series": calendar.series.pk, "side": "during", "count": "working", "edge": "end"}
    shown = coordinator.post(form, sent)
    seal = shown.text.split('name="seen" value="')[1].split('"')[0]
    assert coordinator.post(form, {**sent, "seen": seal}).url == in_plan(calendar)


def test_row_that_no_event_dates_leads_to_its_words(coordinator, calendar) -> None:
    other = calendar.add("Прочее", "по мере необходимости", "Руководители ОО")
    form = coordinator.get(way(calendar, other)).url
    assert form == (
        reverse("roadmaps:activity_edit", args=[calendar.roadmap.pk, other.pk])
        + "?back=plan#reading"
    )
    page = coordinator.get(form).text
    assert '<details class="field" open><summary>Ни одно чтение не подходит' in page


def test_a_foreign_row_is_no_way_back(coordinator, calendar) -> None:
    stray = calendar.add("Прочее", "по графику", "Руководители ОО")
    address = reverse("roadmaps:event_add", args=[calendar.series.pk])
    page = coordinator.get(f"{address}?activity={stray.pk}")
    assert page.context["back"] == ""


def test_customary_dates_are_offered_in_the_form_and_never_entered(
    coordinator, calendar, settings
) -> None:
    settings.CUSTOMARY_PERIODS = {"vpr": (date(2026, 4, 20), date(2026, 5, 20))}
    year = academic_year.of_date(timezone.localdate())
    page = coordinator.get(f"{reverse('roadmaps:calendar')}?year={year}").text
    assert f"обычно 20.04.{year + 1}–20.05.{year + 1}, как в 2026 году; уточните" in page
    address = reverse("roadmaps:event_add", args=[calendar.series.pk])
    offered = coordinator.get(f"{address}?year={year}")
    assert offered.context["form"]["starts_on"].value() == date(year + 1, 4, 20)
    assert "Уточните их по приказу" in offered.text
    assert not CalendarEvent.objects.exists()
    for wrong in ("", "?year=1", "?year=x", "?year=99999999999999999"):
        assert coordinator.get(address + wrong).context["form"]["starts_on"].value() is None
    own = EventSeries.objects.create(municipality=calendar.world.office, kind="own", name="Своё")
    assert coordinator.get(reverse("roadmaps:event_add", args=[own.pk])).context["usual"] is None


def test_entered_dates_leave_no_room_for_customary_ones(coordinator, calendar, settings) -> None:
    settings.CUSTOMARY_PERIODS = {"vpr": (date(2026, 4, 20), date(2026, 5, 20))}
    calendar.enter(APRIL)
    page = coordinator.get(f"{reverse('roadmaps:calendar')}?year={YEAR - 1}").text
    assert "ВПР 4–8 классы" in page
    assert "уточните по приказу" not in page


@pytest.fixture
def of_two(client, world, calendar):
    """The coordinator of both municipalities, at home in the first."""
    Membership.objects.create(
        user=world.coordinator, role="coordinator", municipality=world.other_office
    )
    client.force_login(world.coordinator)
    return client


def test_who_keeps_two_calendars_adds_to_the_one_that_is_shown(of_two, world) -> None:
    there = f"?municipality={world.other_office.pk}"
    page = of_two.get(reverse("roadmaps:calendar") + there).text
    for name in ("series_add", "office_day"):
        assert f'{reverse(f"roadmaps:{name}")}{there}"' in page
    year = academic_year.of_date(timezone.localdate())
    school_year = reverse("roadmaps:school_year", args=[year])
    assert f'{school_year}{there}"' in page

    of_two.post(reverse("roadmaps:series_add") + there, {"kind": "oge"})
    assert EventSeries.objects.get(kind="oge").municipality == world.other_office
    day = {"day": f"{year}-12-30", "is_working": "0"}
    of_two.post(reverse("roadmaps:office_day") + there, day)
    assert OfficeDay.objects.get().municipality == world.other_office
    form = of_two.get(school_year + there)
    assert world.other_office.name in form.text
    of_two.post(school_year + there, school_year_as_shown(year))
    assert SchoolYear.objects.get().municipality == world.other_office


def test_without_a_word_the_first_calendar_is_meant(of_two, world) -> None:
    of_two.post(reverse("roadmaps:series_add"), {"kind": "oge"})
    assert EventSeries.objects.get(kind="oge").municipality == world.office


def test_who_keeps_one_calendar_is_asked_nothing(coordinator, world) -> None:
    page = coordinator.get(reverse("roadmaps:series_add")).text
    assert 'aria-label="Муниципалитет"' not in page
    there = f"?municipality={world.other_office.pk}"
    assert coordinator.get(reverse("roadmaps:series_add") + there).status_code == 404
