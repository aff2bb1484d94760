"""What people tied to a row beside its words comes back when a change is undone."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from roadmaps.actions.activities import delete_activity
from roadmaps.actions.audience import set_audience
from roadmaps.actions.calendars.events import add_events, add_series
from roadmaps.actions.calendars.links import LinkValues, confirm_links, preview_of_values
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.links import link_activities
from roadmaps.domain.audience import Audience
from roadmaps.domain.calendars.offsets import Anchor, DayCount, EventValues, Offset
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.models import Activity, Assignment, CalendarLink, Indicator
from roadmaps.queries.audience import addressed_of, audience_mark
from roadmaps.queries.calendars.changes import preview_of_events
from schools.domain.risks import RiskFactor

pytestmark = pytest.mark.django_db
STANDING_PLAN = True

AFTER = Offset(Anchor.END, 3, DayCount.WORKING)
NEXT = timezone.localdate().year + 1
VPR = EventValues(date(NEXT, 4, 12), date(NEXT, 5, 14), "ВПР", "")


@pytest.fixture
def tied(world, roadmap):
    """«Посещение уроков»: two parties, chosen schools, a calendar, an indicator, a risk factor."""
    by = world.coordinator
    row = roadmap.activities.get(number="2.1")
    series = add_series(municipality=world.office, by=by, kind=SeriesKind.VPR, name="")
    values = [LinkValues(row, AFTER, series=series)]
    confirm_links(roadmap=roadmap, by=by, values=values, seen=preview_of_values(values).seal)
    seal = preview_of_events(series, added=[VPR.days(-1)]).seal
    add_events(series=series, by=by, values=[VPR], seen=seal)
    indicator = Indicator.objects.create(roadmap=roadmap, position=1, name="Доля школ")
    for goal in (indicator, RiskFactor.MOTIVATION):
        link_activities(roadmap=roadmap, goal=goal, by=by, link=[row.pk])
    choose_school(world, row)
    return row


def choose_school(world, row) -> None:
    link = row.party_links.get(party__fans_out="schools")
    set_audience(
        link=link, by=world.coordinator, audience=Audience.CHOSEN, schools=[world.school],
        reason="Только эта школа", seen=audience_mark(addressed_of(link)),
    )  # fmt: skip


def ties(pk: int) -> object:
    """Everything that hangs on the row, dates and work included."""
    row = Activity.objects.get(pk=pk)
    return (
        [
            (one.party.name, one.position, one.audience, one.audience_reason, one.audience_by_id,
             list(one.schools.values_list("pk", flat=True)))
            for one in row.party_links.order_by("position")
        ],
        [
            (one.pk, one.series_id, one.offset, one.confirmed_by_id, second_of(one.confirmed_at))
            for one in row.calendar_links.all()
        ],
        [
            (one.indicator_id, one.linked_by_name, second_of(one.linked_at))
            for one in row.indicator_links.all()
        ],
        [
            (one.factor, one.linked_by_name, second_of(one.linked_at))
            for one in row.risk_links.all()
        ],
        list(row.occurrences.values_list("due_on", "label", "event")),
        sorted(
            Assignment.objects.filter(occurrence__activity=row).values_list("school", "party"),
            key=str,
        ),
    )  # fmt: skip


def second_of(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def test_deleted_row_comes_back_with_everything_tied_to_it(world, tied) -> None:
    before = ties(tied.pk)
    assert all(before)
    change = delete_activity(activity=tied, by=world.coordinator)
    assert not CalendarLink.objects.exists()
    back = undo_change(change=change, by=world.coordinator)
    assert ties(tied.pk) == before
    again = undo_change(change=back, by=world.coordinator)
    assert not Activity.objects.filter(pk=tied.pk).exists()
    undo_change(change=again, by=world.coordinator)
    assert ties(tied.pk) == before


def test_row_comes_back_without_what_has_gone_since(world, tied) -> None:
    change = delete_activity(activity=tied, by=world.coordinator)
    Indicator.objects.all().delete()
    undo_change(change=change, by=world.coordinator)
    row = Activity.objects.get(pk=tied.pk)
    assert not row.indicator_links.exists()
    assert row.risk_links.get().factor == RiskFactor.MOTIVATION.value
    assert row.calendar_links.exists()


def test_schools_that_a_person_chose_come_back_with_the_words(world, tied) -> None:
    before = ties(tied.pk)
    change = edit_cell(
        activity=tied, field="responsible_text", value="Методист округа",
        expected=tied.responsible_text, by=world.coordinator,
    )  # fmt: skip
    assert not tied.party_links.filter(audience="chosen").exists()
    undo_change(change=change, by=world.coordinator)
    assert ties(tied.pk)[0] == before[0]
    assert ties(tied.pk)[5] == before[5]


def test_words_that_still_name_the_group_keep_its_schools(world, tied) -> None:
    change = edit_cell(
        activity=tied, field="responsible_text", value="Руководители ОО",
        expected=tied.responsible_text, by=world.coordinator,
    )  # fmt: skip
    assert "held" not in change.steps[0]
    assert tied.party_links.get().audience == "chosen"
    undo_change(change=change, by=world.coordinator)
    assert tied.party_links.get(party__fans_out="schools").audience == "chosen"


def test_a_change_kept_before_ties_were_kept_is_taken_back_too(world, tied) -> None:
    change = delete_activity(activity=tied, by=world.coordinator)
    del change.steps[0]["held"]
    change.save()
    undo_change(change=change, by=world.coordinator)
    assert Activity.objects.get(pk=tied.pk).party_links.count() == 2
