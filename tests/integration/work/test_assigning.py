"""Activities become assignments: fan-out to schools, repetition, what may disappear."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from roadmaps.actions.assigning import assign_school, drop_occurrences, sync_assignments
from roadmaps.models import Assignment, Occurrence, Party
from schools.actions.register import import_register
from schools.models import School
from schools.parsing.register import read_register

pytestmark = pytest.mark.django_db

PAST = date(2026, 9, 1)
AHEAD = date(2026, 11, 30)


def owed(activity):
    rows = Assignment.objects.filter(occurrence__activity=activity)
    return {(a.occurrence.due_on, str(a.school or a.party)) for a in rows}


def test_group_of_schools_gives_every_open_school_one_assignment_per_date(
    world, make_activity, school_heads, today
):
    School.objects.create(
        municipality=world.office, login="edu980009", name="Закрытая", closed_on=PAST
    )
    activity = make_activity(parties=[school_heads], dates=(PAST, AHEAD))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    names = {"Школа № 1", "Филиал школы № 1", "Школа № 2"}
    assert owed(activity) == {(day, name) for day in (PAST, AHEAD) for name in names}


def test_other_parties_get_one_assignment_each(world, make_activity, methodist, today):
    activity = make_activity(parties=[methodist])
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert owed(activity) == {(date(2026, 10, 30), "Методист")}


def test_activity_without_responsible_gets_none(world, make_activity, today):
    activity = make_activity()
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert not Assignment.objects.exists()
    assert not AuditEvent.objects.exists()


def test_twice_equals_once(world, make_activity, school_heads, methodist, today):
    activity = make_activity(parties=[school_heads, methodist], dates=(PAST, AHEAD, None))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    before = list(Assignment.objects.order_by("pk").values())
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.count() == 1
    assert AuditEvent.objects.get().summary == "По мероприятию добавлено: 12\u00a0поручений"


def test_untouched_work_of_a_removed_party_disappears(world, make_activity, methodist, today):
    activity = make_activity(parties=[methodist])
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    activity.party_links.all().delete()
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert owed(activity) == set()


@pytest.mark.parametrize(
    "fields", [{"status": "in_progress"}, {"note": "Начали"}, {"own_due_on": AHEAD}]
)
def test_work_of_a_removed_party_stays(world, make_activity, methodist, today, fields):
    activity = make_activity(parties=[methodist])
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    Assignment.objects.update(**fields)
    activity.party_links.all().delete()
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert owed(activity) == {(date(2026, 10, 30), "Методист")}


def test_closed_school_loses_only_what_it_has_not_begun(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads], dates=(PAST, AHEAD))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    Assignment.objects.filter(school=world.branch, occurrence__due_on=PAST).update(
        status="in_progress"
    )
    School.objects.filter(pk=world.branch.pk).update(closed_on=today)
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    left = Assignment.objects.filter(school=world.branch)
    assert [a.occurrence.due_on for a in left] == [PAST]


def test_school_that_comes_later_owes_only_what_is_ahead(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads], dates=(PAST, today, AHEAD, None))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    newcomer = School.objects.create(municipality=world.office, login="edu980004", name="Новая")
    assert assign_school(school=newcomer, by=world.administrator, today=today) == 3
    assert assign_school(school=newcomer, by=world.administrator, today=today) == 0
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    given = Assignment.objects.filter(school=newcomer)
    assert {a.occurrence.due_on for a in given} == {today, AHEAD, None}
    event = AuditEvent.objects.get(action="assign school")
    assert event.summary == "Школе добавлено: 3\u00a0поручения"


def test_school_of_another_municipality_gets_nothing(world, make_activity, school_heads, today):
    make_activity(parties=[school_heads])
    assert assign_school(school=world.foreign_school, by=world.stranger, today=today) == 0


def test_closed_plan_is_left_as_it_was(world, roadmap, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads])
    roadmap.status = "closed"
    roadmap.save()
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert assign_school(school=world.school, by=world.coordinator, today=today) == 0
    assert not Assignment.objects.exists()


def test_dropped_dates_go_and_dates_with_work_stay(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads], dates=(PAST, AHEAD))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    Assignment.objects.filter(school=world.school, occurrence__due_on=PAST).update(
        status="submitted"
    )
    staying = drop_occurrences(occurrence_ids=activity.occurrences.values_list("pk", flat=True))
    assert [o.due_on for o in Occurrence.objects.filter(pk__in=staying)] == [PAST]
    assert owed(activity) == {(PAST, "Школа № 1")}
    assert activity.occurrences.count() == 1


def test_cost_does_not_grow_with_schools_and_dates(
    world, make_activity, school_heads, today, count_queries
):
    small = make_activity(parties=[school_heads])
    large = make_activity(parties=[school_heads], dates=[date(2026, m, 1) for m in range(1, 13)])
    first = count_queries(
        lambda: sync_assignments(activity=small, by=world.coordinator, today=today)
    )
    School.objects.bulk_create(
        School(municipality=world.office, login=f"edu981{n}", name=f"Школа № {n}")
        for n in range(100, 150)
    )
    second = count_queries(
        lambda: sync_assignments(activity=large, by=world.coordinator, today=today)
    )
    assert first <= 11
    # SQLite takes about a hundred rows in one INSERT; nothing else may grow.
    assert second <= first + 12 * 53 // 80
    assert Assignment.objects.filter(occurrence__activity=large).count() == 12 * 53


def test_parties_of_two_activities_do_not_mix(world, make_activity, methodist, today):
    other = Party.objects.create(municipality=world.office, name="Психолог", kind="post")
    first = make_activity(parties=[methodist])
    second = make_activity(parties=[other])
    for activity in (first, second):
        sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert owed(first) == {(date(2026, 10, 30), "Методист")}
    assert owed(second) == {(date(2026, 10, 30), "Психолог")}


def test_school_of_the_register_gets_what_is_ahead(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads], dates=(date(2020, 1, 1), date(2099, 1, 1)))
    sync_assignments(activity=activity, by=world.coordinator)
    text = "Логин;Муниципалитет;Название\nedu980077;reg98_m001;Школа № 77\n"
    import_register(register=read_register(text.encode()), by=world.administrator)
    given = Assignment.objects.filter(school__login="edu980077")
    assert [a.occurrence.due_on for a in given] == [date(2099, 1, 1)]
