"""Calendars in people's phones: read by a second, independent parser of iCalendar."""

from __future__ import annotations

from datetime import timedelta

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions import work
from roadmaps.actions.feeds import issue_feed, renew_feed, withdraw_feed
from roadmaps.links.feeds import feed_path
from roadmaps.models import Assignment, CalendarFeed, Occurrence

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon():
    """Ten days from now: calendars live by the real clock."""
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def feed_for(now):
    """`feed_for(user, school=None)`: the person's address."""

    def issue(user, school=None):
        return issue_feed(user=user, school=school, at=now)

    return issue


@pytest.fixture
def read(client):
    """Subscribes as a calendar program without a session does; the parsed calendar."""

    def fetch(feed):
        answer = client.get(feed_path(feed))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        return vobject.readOne(answer.content.decode())

    return fetch


def entries(calendar) -> dict[str, object]:
    """Events by their titles; a calendar without events has none."""
    return {event.summary.value: event for event in getattr(calendar, "vevent_list", [])}


def test_deadline_is_a_whole_day_whose_end_is_the_next_day(
    world, feed_for, read, make_assignment, soon
) -> None:
    assignment = make_assignment(school=world.school, due_on=soon)
    activity = assignment.occurrence.activity
    (event,) = read(feed_for(world.head)).vevent_list
    assert event.summary.value == f"{activity.number} {activity.title}"
    assert (event.dtstart.value, event.dtend.value) == (soon, soon + timedelta(days=1))
    assert event.status.value == "CONFIRMED"
    assert event.transp.value == "TRANSPARENT"
    assert reverse("roadmaps:assignment", args=[assignment.pk]) in event.description.value
    assert event.url.value.startswith("http")


def test_calendar_program_is_told_its_name_and_when_to_come_again(world, feed_for, read) -> None:
    calendar = read(feed_for(world.head))
    assert calendar.contents["x-wr-calname"][0].value == "Поручения ШНОР"
    (refresh,) = calendar.contents["refresh-interval"]
    assert (refresh.value, refresh.params) == ("PT4H", {"VALUE": ["DURATION"]})


def test_entry_keeps_its_uid_and_grows_in_sequence(
    world, feed_for, read, make_assignment, soon, now
) -> None:
    assignment = make_assignment(school=world.school, due_on=soon)
    feed = feed_for(world.head)
    (before,) = read(feed).vevent_list
    other = soon + timedelta(days=5)
    work.postpone(
        assignment=assignment, due_on=other, comment="Карантин", by=world.coordinator, at=now
    )
    (after,) = read(feed).vevent_list
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == other
    assert int(after.sequence.value) > int(before.sequence.value)


def test_work_taken_away_is_cancelled_in_the_calendar(
    world, feed_for, read, make_assignment, soon, now
) -> None:
    assignment = make_assignment(school=world.school, due_on=soon)
    work.cancel(assignment=assignment, reason="Нет классов", by=world.coordinator, at=now)
    (event,) = read(feed_for(world.head)).vevent_list
    assert event.status.value == "CANCELLED"


def test_accepted_work_has_a_tick(world, feed_for, read, make_assignment, soon, now) -> None:
    assignment = make_assignment(school=world.school, due_on=soon)
    work.submit(assignment=assignment, note="Готово", by=world.head, at=now)
    work.accept(assignment=assignment, by=world.coordinator, at=now)
    (title,) = entries(read(feed_for(world.head)))
    assert title.startswith("✓ ")


def test_text_with_commas_semicolons_and_lines_survives(
    world, feed_for, read, make_activity, soon
) -> None:
    title = "Приказ; справка, акт \\ «итоги»\nи далее " + "очень длинно " * 4
    activity = make_activity(title, dates=[soon])
    Assignment.objects.create(occurrence=activity.occurrences.get(), school=world.school)
    (event,) = read(feed_for(world.head)).vevent_list
    assert event.summary.value == f"{activity.number} {' '.join(title.split())}"


def test_head_sees_own_school_only(world, feed_for, read, make_assignment, soon) -> None:
    make_assignment(school=world.school, due_on=soon)
    make_assignment(school=world.other_school, due_on=soon)
    assert len(read(feed_for(world.head)).vevent_list) == 1
    assert len(read(feed_for(world.other_head)).vevent_list) == 1
    assert not entries(read(feed_for(world.stranger)))


def test_reviewer_gets_one_entry_a_date_with_what_is_left(
    world, feed_for, read, make_activity, soon, now
) -> None:
    activity = make_activity("Самодиагностика", dates=[soon])
    occurrence = activity.occurrences.get()
    for school in (world.school, world.branch, world.other_school):
        Assignment.objects.create(occurrence=occurrence, school=school)
    done = Assignment.objects.get(school=world.school)
    work.submit(assignment=done, note="Готово", by=world.head, at=now)
    work.return_for_rework(assignment=done, comment="Нет подписи", by=world.coordinator, at=now)
    work.submit(assignment=done, note="Готово", by=world.head, at=now)
    (title,) = entries(read(feed_for(world.coordinator)))
    assert title == f"{activity.number} Самодиагностика: не выполнено 2 из 3"


def test_calendar_of_a_school_shows_that_school_to_who_sees_it(
    world, feed_for, read, make_assignment, soon
) -> None:
    make_assignment(school=world.school, due_on=soon)
    make_assignment(school=world.other_school, due_on=soon)
    calendar = read(feed_for(world.coordinator, world.school))
    assert calendar.contents["x-wr-calname"][0].value == "Школа № 1"
    assert len(calendar.vevent_list) == 1


def test_project_and_undated_work_are_in_no_calendar(
    world, feed_for, read, make_assignment, roadmap, soon
) -> None:
    make_assignment(school=world.school, due_on=None)
    feed = feed_for(world.head)
    assert not entries(read(feed))
    make_assignment(school=world.school, due_on=soon)
    roadmap.status = "draft"
    roadmap.save()
    assert not entries(read(feed))


def test_unchanged_calendar_is_not_sent_again(
    client, world, feed_for, make_assignment, soon
) -> None:
    make_assignment(school=world.school, due_on=soon)
    address = feed_path(feed_for(world.head))
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    make_assignment(school=world.school, due_on=soon + timedelta(days=1))
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("happens", ["withdrawn", "renewed", "signed out", "no role", "forged"])
def test_address_opens_nothing_any_more(client, world, feed_for, now, happens) -> None:
    feed = feed_for(world.head)
    address = feed_path(feed)
    assert client.get(address).status_code == 200
    if happens == "withdrawn":
        withdraw_feed(feed=feed, by=world.head)
    elif happens == "renewed":
        renew_feed(feed=feed, by=world.head, at=now)
    elif happens == "signed out":
        world.head.is_active = False
        world.head.save()
    elif happens == "no role":
        world.head.memberships.all().delete()
    else:
        address = f"/calendar/{feed.key}.{'A' * 43}.ics"
    assert client.get(address).status_code == 404


def test_calendar_of_a_school_ends_with_the_view_of_the_school(client, world, feed_for) -> None:
    address = feed_path(feed_for(world.curator, world.school))
    assert client.get(address).status_code == 200
    world.curator.memberships.update(school=world.other_school)
    assert client.get(address).status_code == 404


def test_page_gives_an_address_once_and_takes_it_back(client, world) -> None:
    client.force_login(world.head)
    page = reverse("roadmaps:my_calendars")
    for _ in range(2):
        client.post(page)
    feed = CalendarFeed.objects.get(user=world.head)
    assert feed_path(feed) in client.get(page).text
    client.post(page, {"school": world.branch.pk})
    assert CalendarFeed.objects.filter(user=world.head, school=world.branch).exists()
    client.post(reverse("roadmaps:calendar_withdraw", args=[feed.pk]))
    assert feed_path(feed) not in client.get(page).text


def test_school_that_is_not_seen_cannot_be_chosen(client, world) -> None:
    client.force_login(world.head)
    answer = client.post(reverse("roadmaps:my_calendars"), {"school": world.foreign_school.pk})
    assert answer.status_code == 422
    assert not CalendarFeed.objects.exists()


def test_more_dates_cost_no_more_queries(
    client, world, feed_for, make_activity, soon, count_queries
) -> None:
    def grow(number):
        for index in range(number):
            day = soon + timedelta(days=index)
            occurrence = Occurrence.objects.create(activity=make_activity(dates=()), due_on=day)
            Assignment.objects.create(occurrence=occurrence, school=world.school)

    addresses = [feed_path(feed_for(world.head)), feed_path(feed_for(world.coordinator))]
    costs = []
    for _ in range(2):
        grow(5)
        costs.append([count_queries(lambda a=a: client.get(a)) for a in addresses])
    assert costs[0] == costs[1]
