"""Entering and moving events: work follows, people are told once, nothing that is done is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, OutgoingLetter
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import work
from roadmaps.actions.activities import add_activity
from roadmaps.actions.calendars.events import (
    add_events,
    add_series,
    change_event,
    remove_event,
)
from roadmaps.actions.calendars.links import LinkValues, confirm_links, preview_of_values, unlink
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.domain.calendars.offsets import Anchor, DayCount, EventValues, Offset
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.models import Assignment, CalendarEvent, Occurrence, ReminderWish, Roadmap
from roadmaps.queries.calendars.changes import preview_of_events, preview_of_taking_off
from tests.conftest import World

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year + 1
FIVE_DAYS_AFTER = Offset(Anchor.END, 5)
APRIL = EventValues(date(YEAR, 4, 10), date(YEAR, 4, 20), "ВПР 4–8 классы", "приказ № 1")
MAY = EventValues(date(YEAR, 5, 10), date(YEAR, 5, 20), "ВПР 4–8 классы", "приказ № 2")


class Calendar:
    """A plan in force, the series ВПР and one activity of each school that hangs on it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by: Any = world.coordinator
        self.roadmap = Roadmap.objects.create(
            municipality=world.office, title="План", first_year=YEAR, last_year=YEAR,
            status="in_force",
        )  # fmt: skip
        self.series = add_series(
            municipality=world.office, by=self.by, kind=SeriesKind.VPR, name=""
        )
        self.activity = self.add("Анализ ВПР", "По завершении ВПР", "Руководители ОО")

    def add(self, title: str, deadline: str, responsible: str) -> Any:
        return add_activity(
            roadmap=self.roadmap, by=self.by, section=None, title=title, deadline_text=deadline,
            responsible_text=responsible,
        )  # fmt: skip

    def hang(self, activity: Any = None, offset: Offset = FIVE_DAYS_AFTER) -> int:
        values = [LinkValues(activity or self.activity, offset, series=self.series)]
        seal = preview_of_values(values).seal
        return confirm_links(roadmap=self.roadmap, by=self.by, values=values, seen=seal)

    def take_off(self, activity: Any) -> None:
        seal = preview_of_taking_off(activity.pk, self.series.pk).seal
        unlink(activity=activity, series=self.series, by=self.by, seen=seal)

    def enter(self, *values: EventValues) -> int:
        added = [one.days(-number) for number, one in enumerate(values, 1)]
        seal = preview_of_events(self.series, added=added).seal
        return add_events(series=self.series, by=self.by, values=values, seen=seal)

    def move(self, event: CalendarEvent, values: EventValues, version: int = 0) -> bool:
        seal = preview_of_events(self.series, changed=values.days(event.pk)).seal
        return change_event(
            event=event, by=self.by, values=values, version=version or event.version, seen=seal
        )

    def remove(self, event: CalendarEvent) -> None:
        seal = preview_of_events(self.series, removed=event.pk).seal
        remove_event(event=event, by=self.by, version=event.version, seen=seal)

    @property
    def event(self) -> CalendarEvent:
        return CalendarEvent.objects.standing().get()

    def days(self, activity: Any = None) -> list[date | None]:
        found = Occurrence.objects.filter(activity=activity or self.activity)
        return list(found.order_by("due_on", "pk").values_list("due_on", flat=True))

    def of_school(self, school: Any = None) -> Assignment:
        return Assignment.objects.select_related(
            "occurrence__activity__roadmap__municipality", "school", "party"
        ).get(occurrence__activity=self.activity, school=school or self.world.school)


@pytest.fixture
def calendar(world: World) -> Calendar:
    return Calendar(world)


def test_an_activity_that_hangs_waits_until_its_event_is_entered(calendar: Calendar) -> None:
    calendar.hang()
    waiting = calendar.of_school()
    assert calendar.days() == [None]
    calendar.enter(APRIL)
    assert calendar.days() == [date(YEAR, 4, 25)]
    assert calendar.of_school().pk == waiting.pk
    assert calendar.of_school().occurrence.label == "ВПР 4–8 классы"
    assert Assignment.objects.filter(occurrence__activity=calendar.activity).count() == 3


def test_work_that_was_begun_without_a_date_takes_the_date_of_the_event(calendar: Calendar) -> None:
    calendar.hang()
    begun = calendar.of_school()
    work.start(assignment=begun, by=calendar.world.head, at=timezone.now())
    calendar.enter(APRIL)
    begun.refresh_from_db()
    assert begun.occurrence.due_on == date(YEAR, 4, 25)
    assert Assignment.objects.filter(occurrence__activity=calendar.activity).count() == 3


def test_moving_an_event_moves_open_work_in_every_state(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    at, head = timezone.now(), calendar.world.head
    started = calendar.of_school()
    work.start(assignment=started, by=head, at=at)
    returned = calendar.of_school(calendar.world.branch)
    work.submit(assignment=returned, note="Сделано", by=head, at=at)
    work.return_for_rework(assignment=returned, comment="Нет подписи", by=calendar.by, at=at)
    own = calendar.of_school(calendar.world.other_school)
    due = timezone.localdate() + timedelta(days=3)
    work.postpone(assignment=own, due_on=due, comment="Ремонт", by=calendar.by, at=at)

    calendar.move(calendar.event, MAY)

    assert calendar.days() == [date(YEAR, 5, 25)]
    for one, status in ((started, "in_progress"), (returned, "returned"), (own, "postponed")):
        one.refresh_from_db()
        assert (one.status, one.occurrence.due_on) == (status, date(YEAR, 5, 25))
    assert own.own_due_on == due


def test_an_occurrence_whose_work_is_done_keeps_its_date(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    at = timezone.now()
    for school in (calendar.world.school, calendar.world.branch):
        one = calendar.of_school(school)
        work.submit(assignment=one, note="Сделано", by=calendar.world.head, at=at)
        work.accept(assignment=one, by=calendar.by, at=at)
    other = calendar.of_school(calendar.world.other_school)
    work.cancel(assignment=other, reason="Нет классов", by=calendar.by, at=at)

    calendar.move(calendar.event, MAY)

    assert calendar.days() == [date(YEAR, 4, 25)]
    assert Assignment.objects.filter(status="accepted").count() == 2


def test_each_event_in_the_plans_years_gives_its_own_occurrence(calendar: Calendar) -> None:
    calendar.hang()
    outside = EventValues(date(YEAR + 1, 4, 10), date(YEAR + 1, 4, 20))
    calendar.enter(APRIL, MAY, outside)
    assert calendar.days() == [date(YEAR, 4, 25), date(YEAR, 5, 25)]


def test_two_events_that_change_places_keep_their_own_work(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    begun = calendar.of_school()
    work.start(assignment=begun, by=calendar.world.head, at=timezone.now())
    calendar.enter(MAY)
    april, may = CalendarEvent.objects.order_by("starts_on")
    june = EventValues(date(YEAR, 6, 1), date(YEAR, 6, 5), "ВПР 4–8 классы")
    calendar.move(may, june)
    calendar.move(april, MAY)
    begun.refresh_from_db()
    assert begun.occurrence.event_id == april.pk
    assert calendar.days() == [date(YEAR, 5, 25), date(YEAR, 6, 10)]


def test_an_event_taken_out_lets_begun_work_wait_again(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    begun = calendar.of_school()
    work.start(assignment=begun, by=calendar.world.head, at=timezone.now())
    calendar.remove(calendar.event)
    begun.refresh_from_db()
    assert calendar.days() == [None]
    assert begun.occurrence.due_on is None
    assert Assignment.objects.filter(occurrence__activity=calendar.activity).count() == 3


def test_a_person_gets_one_letter_with_all_dates_that_moved(calendar: Calendar) -> None:
    calendar.hang()
    second = calendar.add("Разбор ошибок", "через 10 дней после ВПР", "Руководители ОО")
    calendar.hang(second, Offset(Anchor.END, 10))
    OutgoingLetter.objects.all().delete()
    calendar.enter(APRIL)
    to_head = OutgoingLetter.objects.get(to=calendar.world.head)
    # Two activities of the school and two of its branch.
    assert to_head.subject == "Изменились сроки 4\xa0поручений"
    assert to_head.body.count(f"было: ждёт даты, стало: 25.04.{YEAR}") == 2
    assert OutgoingLetter.objects.filter(to=calendar.world.other_head).count() == 1
    assert OutgoingLetter.objects.count() == 2

    calendar.move(calendar.event, MAY)
    moved = OutgoingLetter.objects.filter(to=calendar.world.head).latest("pk")
    assert f"было: 25.04.{YEAR}, стало: 25.05.{YEAR}" in moved.body
    assert OutgoingLetter.objects.count() == 4


def test_nobody_hears_of_a_project_of_a_plan(calendar: Calendar) -> None:
    calendar.roadmap.status = "draft"
    calendar.roadmap.save()
    calendar.hang()
    calendar.enter(APRIL)
    assert calendar.days() == [date(YEAR, 4, 25)]
    assert not OutgoingLetter.objects.exists()


def test_a_school_with_a_date_of_its_own_gets_no_letter(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    own = calendar.of_school(calendar.world.other_school)
    due = timezone.localdate() + timedelta(days=3)
    work.postpone(assignment=own, due_on=due, comment="Ремонт", by=calendar.by, at=timezone.now())
    OutgoingLetter.objects.all().delete()
    calendar.move(calendar.event, MAY)
    assert not OutgoingLetter.objects.filter(to=calendar.world.other_head).exists()
    assert OutgoingLetter.objects.filter(to=calendar.world.head).exists()


def test_the_same_change_a_second_time_writes_nothing(calendar: Calendar) -> None:
    calendar.hang()
    assert calendar.hang() == 0
    calendar.enter(APRIL)
    event = calendar.event
    calendar.move(event, MAY)
    letters, events = OutgoingLetter.objects.count(), AuditEvent.objects.count()
    assert calendar.enter(MAY) == 0
    assert not calendar.move(event, MAY, version=1)
    assert (OutgoingLetter.objects.count(), AuditEvent.objects.count()) == (letters, events)


def test_the_second_of_two_people_sees_what_the_first_has_done(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    as_opened = calendar.event
    calendar.move(as_opened, MAY)
    june = EventValues(date(YEAR, 6, 1), date(YEAR, 6, 5))
    with pytest.raises(NotPossible, match=f"10.05.{YEAR}–20.05.{YEAR}"):
        calendar.move(as_opened, june, version=as_opened.version)
    assert calendar.days() == [date(YEAR, 5, 25)]


def test_work_that_has_changed_since_the_preview_is_shown_again(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    event = calendar.event
    seal = preview_of_events(calendar.series, changed=MAY.days(event.pk)).seal
    second = calendar.add("Разбор", "после ВПР", "Руководители ОО")
    calendar.hang(second)
    with pytest.raises(SeenOtherwise):
        change_event(event=event, by=calendar.by, values=MAY, version=event.version, seen=seal)
    assert calendar.days() == [date(YEAR, 4, 25)]


def test_the_preview_says_what_then_happens(calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    at = timezone.now()
    done = calendar.of_school()
    work.submit(assignment=done, note="Сделано", by=calendar.world.head, at=at)
    work.accept(assignment=done, by=calendar.by, at=at)
    preview = preview_of_events(calendar.series, changed=MAY.days(calendar.event.pk))
    (only,) = preview.activities
    (move,) = only.moves
    assert move.before is not None
    assert move.after is not None
    assert (move.before.due_on, move.after.due_on) == (date(YEAR, 4, 25), date(YEAR, 5, 25))
    assert move.work.words == "2\xa0поручения, 1\xa0сданное без изменений"
    assert preview.sentence == "Изменятся сроки 1\xa0мероприятия, 2\xa0поручений."


def test_offsets_in_working_days_leave_out_the_offices_own_days_off(calendar: Calendar) -> None:
    from roadmaps.models import OfficeDay

    first = date(2026, 4, 6)
    Roadmap.objects.filter(pk=calendar.roadmap.pk).update(first_year=2026, last_year=2026)
    calendar.activity.roadmap.refresh_from_db()
    OfficeDay.objects.create(municipality=calendar.world.office, day=date(2026, 4, 7))
    calendar.hang(offset=Offset(Anchor.END, 2, DayCount.WORKING))
    calendar.enter(EventValues(first, first))
    assert calendar.days() == [date(2026, 4, 9)]


def test_letter_of_moved_dates_shows_the_way_out_and_who_took_it_gets_none(
    calendar: Calendar,
) -> None:
    calendar.hang()
    ReminderWish.objects.create(user=calendar.world.other_head, is_stopped=True)
    calendar.enter(APRIL)
    letter = OutgoingLetter.objects.get(to=calendar.world.head)
    assert letter.unsubscribe_path.startswith("/letters/stop/")
    assert f"Не получать напоминания: http://127.0.0.1:8000{letter.unsubscribe_path}" in letter.body
    assert not OutgoingLetter.objects.filter(to=calendar.world.other_head).exists()


def test_an_activity_taken_off_the_calendar_is_read_from_its_words_again(
    calendar: Calendar,
) -> None:
    dated = calendar.add("Сбор", f"до 1 июня {YEAR} года", "Руководители ОО")
    calendar.enter(APRIL)
    calendar.hang(dated)
    assert calendar.days(dated) == [date(YEAR, 4, 25)]
    calendar.take_off(dated)
    assert calendar.days(dated) == [date(YEAR, 6, 1)]
    calendar.take_off(dated)


def test_only_those_who_edit_plans_keep_the_calendar(calendar: Calendar) -> None:
    calendar.hang()
    for person in ("head", "executor", "observer", "stranger"):
        with pytest.raises(Refusal):
            add_events(
                series=calendar.series, by=calendar.world.people[person], values=[APRIL], seen=""
            )
    assert not CalendarEvent.objects.exists()
