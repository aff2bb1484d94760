"""An activity of many schools is done by its rule, everywhere that its state is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.rollups import set_rules
from roadmaps.actions.work import accept, cancel, submit
from roadmaps.domain.rollup import Enough, RollUp
from roadmaps.models import Assignment
from roadmaps.queries import progress
from roadmaps.queries.dates import marks_of
from roadmaps.queries.matrix import matrix_of
from roadmaps.queries.past import work_on
from roadmaps.queries.plans import work_by_activity, work_of
from roadmaps.queries.rollups import rules_with_dates

pytestmark = pytest.mark.django_db
ONE = RollUp(Enough.AT_LEAST, 1)


@pytest.fixture
def activity(world, make_activity, school_heads, today, now):
    """Three schools owe it; one is accepted, two are still open."""
    made = make_activity(parties=[school_heads])
    sync_assignments(activity=made, by=None, today=today)
    own = Assignment.objects.select_related("occurrence__activity__roadmap__municipality").get(
        occurrence__activity=made, school=world.school
    )
    submit(assignment=own, note="Проведено", by=world.head, at=now)
    accept(assignment=own, by=world.coordinator, at=now)
    return made


def give(world, activity, rule, seen="all:"):
    return set_rules(
        roadmap=activity.roadmap, rule=rule, seen={activity.pk: seen}, by=world.coordinator
    )


def test_enough_schools_make_the_activity_done(world, activity, today):
    late = today + timedelta(days=30)
    assert work_of(world.coordinator, activity, late).is_late
    give(world, activity, ONE)
    work = work_of(world.coordinator, activity, late)
    assert work.is_accepted
    assert not work.is_late
    assert work.rule_words == "1 из 3\u00a0школ, нужно 1"
    assert work_by_activity(world.coordinator, activity.roadmap, late)[activity.pk] == work


def test_schools_to_which_it_does_not_apply_are_not_counted(world, activity, today, now):
    give(world, activity, RollUp(Enough.SHARE, 50))
    assert not work_of(world.coordinator, activity, today).is_accepted
    other = Assignment.objects.select_related("occurrence__activity__roadmap__municipality").get(
        occurrence__activity=activity, school=world.other_school
    )
    cancel(assignment=other, reason="Нет старших классов", by=world.coordinator, at=now)
    work = work_of(world.coordinator, activity, today)
    assert work.rule_words == "1 из 2\u00a0школ, нужно 1"
    assert work.is_accepted


def test_school_reads_of_its_own_work_alone(world, activity, today):
    give(world, activity, ONE)
    late = today + timedelta(days=30)
    assert work_of(world.other_head, activity, late).is_late
    assert work_of(world.other_head, activity, late).rule_words == ""
    assert rules_with_dates(world.other_head, Assignment.objects.all()) == {}


def test_page_of_a_past_day_goes_by_the_rule(world, activity, today, now):
    give(world, activity, ONE)
    assert work_on(world.coordinator, activity.roadmap, today)[activity.pk].is_accepted
    before = work_on(world.coordinator, activity.roadmap, today - timedelta(days=1))
    assert not before[activity.pk].is_accepted
    of_school = work_on(world.other_head, activity.roadmap, today)[activity.pk]
    assert not of_school.is_accepted


def test_day_of_the_calendar_and_edge_of_the_matrix_go_by_the_rule(world, activity, today):
    give(world, activity, ONE)
    every = Assignment.objects.visible_to(world.coordinator)
    rules = rules_with_dates(world.coordinator, every)
    late = today + timedelta(days=30)
    (mark,) = marks_of(every, today, late, late, rules)
    assert (mark.standing.sign, mark.standing.word) == ("done", "выполнено")
    (column,) = matrix_of(every, activity.roadmap, late, rules=rules).columns
    assert column.is_done
    assert (column.edge.words, column.rule_words) == ("1/3", "1 из 3\u00a0школ, нужно 1")
    (usual,) = matrix_of(every, activity.roadmap, late, rules={}).columns
    assert not usual.is_done


def test_date_that_enough_schools_have_kept_is_not_among_those_to_come(world, activity, today):
    every = Assignment.objects.visible_to(world.coordinator)
    assert [one.words for one in progress.coming_dates(every, today)] == ["2 из 3"]
    give(world, activity, RollUp(Enough.AT_LEAST, 2))
    (due,) = progress.coming_dates(every, today, rules=rules_with_dates(world.coordinator, every))
    assert due.words == "2 из 3; 1 из 3\u00a0школ, нужно 2"
    give(world, activity, ONE, seen="at_least:2")
    rules = rules_with_dates(world.coordinator, every)
    assert progress.coming_dates(every, today, rules=rules) == []


def test_filter_of_the_plan_finds_what_is_done_by_its_rule(client, world, activity):
    client.force_login(world.coordinator)
    address = f"/roadmaps/{activity.roadmap_id}/?state=accepted"
    assert activity.title not in client.get(address).text
    give(world, activity, ONE)
    assert activity.title in client.get(address).text


def test_plan_says_that_more_schools_are_asked_for_than_there_are(client, world, activity):
    client.force_login(world.coordinator)
    address = f"/roadmaps/{activity.roadmap_id}/activities/{activity.pk}/done-when/"
    sent = {"enough": "at_least", "schools": "9", "seen": f"{activity.pk}=all:"}
    page = client.post(address, sent, follow=True)
    said = "нужно 9, а мероприятие выполняют 3\u00a0школы"
    assert f"Выполнить нельзя: {said}." in page.text
    assert said in client.get(f"/roadmaps/{activity.roadmap_id}/").text
    assert "не меньше 9\u00a0школ" in page.text


def test_second_click_changes_nothing_and_second_person_reads_who_was_first(world, activity):
    assert give(world, activity, ONE).written == 1
    assert give(world, activity, ONE).written == 0
    events = AuditEvent.objects.filter(action="set rule of done")
    assert events.count() == 1
    (change,) = events.get().changes
    assert (change["before"], change["after"]) == ("всех школ", "не меньше 1\u00a0школы")
    outcome = give(world, activity, RollUp(Enough.SHARE, 80))
    assert (outcome.written, outcome.left) == (0, (activity,))
    activity.refresh_from_db()
    assert activity.roll_up == ONE


@pytest.mark.parametrize(
    "rule",
    [RollUp(Enough.AT_LEAST, None), RollUp(Enough.SHARE, 0), RollUp(Enough.SHARE, 101)],
)
def test_rule_without_its_number_is_refused(world, activity, rule):
    with pytest.raises(NotPossible):
        give(world, activity, rule)


@pytest.mark.parametrize("who", ["curator", "executor", "head", "observer", "stranger"])
def test_only_editors_decide_when_work_is_done(world, activity, who):
    with pytest.raises(Refusal):
        set_rules(
            roadmap=activity.roadmap, rule=ONE, seen={activity.pk: "all:"}, by=world.people[who]
        )


def test_one_rule_for_the_ticked_rows_of_a_plan(
    client, world, activity, make_activity, school_heads
):
    other = make_activity("Карта", parties=[school_heads])
    of_office = make_activity("Приказ управления")
    client.force_login(world.coordinator)
    address = f"/roadmaps/{activity.roadmap_id}/done-when/"
    page = client.get(address).text
    assert other.title in page
    assert of_office.title not in page
    sent = {
        "enough": "share", "share": "80", "row": [other.pk],
        "seen": [f"{activity.pk}=all:", f"{other.pk}=all:"],
    }  # fmt: skip
    assert "у 1\u00a0мероприятия" in client.post(address, sent, follow=True).text
    other.refresh_from_db()
    activity.refresh_from_db()
    assert other.roll_up == RollUp(Enough.SHARE, 80)
    assert activity.roll_up == RollUp()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"enough": "share"}, "Напишите, какая доля школ нужна."),
        ({"enough": "at_least"}, "Напишите, сколько школ нужно."),
        ({"enough": "at_least", "schools": "0"}, "1"),
        ({"enough": "share", "share": "101"}, "100"),
    ],
)
def test_form_says_what_is_missing(client, world, activity, sent, said):
    client.force_login(world.coordinator)
    address = f"/roadmaps/{activity.roadmap_id}/activities/{activity.pk}/done-when/"
    page = client.post(address, {**sent, "seen": f"{activity.pk}=all:"})
    assert page.status_code == 422
    assert said in page.text
    activity.refresh_from_db()
    assert activity.roll_up == RollUp()


def test_excluded_dates_do_not_stand_in_the_way(world, activity, today, now):
    """A date on which the work concerns no school asks for nothing."""
    from roadmaps.models import Occurrence

    later = Occurrence.objects.create(activity=activity, due_on=date(2027, 3, 1))
    owed = Assignment.objects.create(occurrence=later, school=world.school)
    give(world, activity, ONE)
    assert not work_of(world.coordinator, activity, today).is_accepted
    cancel(assignment=owed, reason="Нет классов", by=world.coordinator, at=now)
    assert work_of(world.coordinator, activity, today).is_accepted
