"""Whom a group means: read from words, decided by people, changed by a new list."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from assessments.queries.current_list import CurrentList
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.assigning import assign_school, sync_assignments
from roadmaps.actions.audience import decline_list, set_audience, take_list
from roadmaps.actions.parties import relink_parties
from roadmaps.actions.work import cancel, postpone, start
from roadmaps.domain.audience import Audience
from roadmaps.models import Activity, Assignment
from roadmaps.queries.audience import (
    addressed_of,
    audience_mark,
    changes_of,
    foresee,
    foresee_list,
    list_offer,
    list_standing,
)
from schools.actions.register import import_register
from schools.models import School
from schools.parsing.register import read_register
from tests.integration.work.audience.conftest import AHEAD, PAST, a_run, decide, doers, link_of

pytestmark = pytest.mark.django_db


def test_group_of_the_list_gives_work_to_schools_of_the_list(
    world, make_activity, listed_heads, first_list, today
):
    activity = make_activity(parties=[listed_heads], dates=(PAST, AHEAD))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert doers(activity) == {(PAST, "Школа № 1"), (AHEAD, "Школа № 1")}


def test_without_a_list_nobody_gets_the_work_and_the_plan_says_so(
    world, roadmap, make_activity, listed_heads, today, now
):
    activity = make_activity(parties=[listed_heads])
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert doers(activity) == set()
    assert list_standing(roadmap).waiting == 1
    run = a_run(world, now, school="low_results")
    assert list_standing(roadmap).waiting == 0
    offer = list_offer(roadmap)
    assert offer.words == "Перечень рассчитан: 1\u00a0школу добавить"
    take_list(roadmap=roadmap, current=CurrentList(run), by=world.coordinator, today=today)
    assert doers(activity) == {(date(2026, 10, 30), "Школа № 1")}


def test_plan_that_is_read_in_goes_by_the_newest_list(world, now):
    from roadmaps.actions.imports import confirm_import
    from tests.scene.documents import draft_plan, plan_document

    a_run(world, now, school="low_results")
    rows = [("1", "Самодиагностика", "октябрь", "Руководители ШНОР", "Карта")]
    confirm_import(plan_import=draft_plan(world, plan_document(rows)), by=world.coordinator)
    link = link_of(Activity.objects.get())
    assert (link.audience, link.audience_reason) == ("listed", "в плане сказано «ШНОР»")
    assert {one.school for one in Assignment.objects.all()} == {world.school}


def test_new_list_is_offered_and_taken_by_a_person(
    world, roadmap, make_activity, listed_heads, first_list, today, now
):
    activity = make_activity(parties=[listed_heads], dates=(PAST, AHEAD, None))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    begun = Assignment.objects.get(occurrence__due_on=AHEAD)
    start(assignment=begun, by=world.head, at=now)
    run = a_run(world, now, school="none", other_school="low_results", branch="low_results")
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert {name for _, name in doers(activity)} == {"Школа № 1"}
    offer = list_offer(roadmap)
    assert offer.words == "Перечень изменился: 2\u00a0школы добавить, 1\u00a0школу убрать"
    foreseen = foresee_list(roadmap, CurrentList(run), today)
    assert [(str(o.school), o.added, o.removed, o.staying) for o in foreseen.schools] == [
        ("Филиал школы № 1", 2, 0, 0),
        ("Школа № 1", 0, 1, 2),
        ("Школа № 2", 2, 0, 0),
    ]
    take_list(roadmap=roadmap, current=CurrentList(run), by=world.coordinator, today=today)
    after = {(PAST, "Школа № 1"), (AHEAD, "Школа № 1")} | {
        (day, name) for day in (AHEAD, None) for name in ("Школа № 2", "Филиал школы № 1")
    }
    assert doers(activity) == after
    events = AuditEvent.objects.count()
    take_list(roadmap=roadmap, current=CurrentList(run), by=world.coordinator, today=today)
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    assert doers(activity) == after
    assert AuditEvent.objects.count() == events
    assert list_offer(roadmap) is None


def test_declined_list_is_not_offered_again(
    world, roadmap, make_activity, listed_heads, first_list, today, now
):
    activity = make_activity(parties=[listed_heads])
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    run = a_run(world, now, other_school="low_results")
    decline_list(roadmap=roadmap, current=CurrentList(run), by=world.coordinator)
    assert list_offer(roadmap) is None
    assert {name for _, name in doers(activity)} == {"Школа № 1"}
    a_run(world, now, branch="low_results")
    assert list_offer(roadmap).added == (world.branch,)


def test_offer_that_is_gone_is_refused(world, roadmap, make_activity, listed_heads, today, now):
    make_activity(parties=[listed_heads])
    first = a_run(world, now, school="low_results")
    a_run(world, now, other_school="low_results")
    with pytest.raises(NotPossible, match="Посмотрите, что предлагается сейчас"):
        take_list(roadmap=roadmap, current=CurrentList(first), by=world.coordinator, today=today)


def test_same_schools_are_no_offer(world, roadmap, make_activity, listed_heads, first_list, now):
    make_activity(parties=[listed_heads])
    a_run(world, now, school="low_results")
    assert list_offer(roadmap) is None


def test_plan_without_groups_of_the_list_is_offered_nothing(
    world, roadmap, make_activity, school_heads, now
):
    make_activity(parties=[school_heads])
    a_run(world, now, school="low_results")
    assert list_offer(roadmap) is None


def test_person_decides_with_a_preview_that_holds(
    world, make_activity, school_heads, first_list, today, now
):
    activity = make_activity(parties=[school_heads], dates=(PAST, AHEAD))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    begun = Assignment.objects.get(school=world.other_school, occurrence__due_on=AHEAD)
    start(assignment=begun, by=world.other_head, at=now)
    tried = addressed_of(link_of(activity))
    tried.link.audience = Audience.LISTED
    foreseen = foresee([changes_of(activity, today, groups=[addressed_of(tried.link)])])
    assert foreseen.words == (
        "Уйдёт 1\u00a0поручение, к которым не приступали; останется 3\u00a0поручения"
    )
    decide(activity, world, today, Audience.LISTED)
    assert doers(activity) == {
        (PAST, "Школа № 1"),
        (AHEAD, "Школа № 1"),
        (PAST, "Школа № 2"),
        (AHEAD, "Школа № 2"),
        (PAST, "Филиал школы № 1"),
    }
    decide(activity, world, today, Audience.LISTED, drop_late=True)
    assert doers(activity) == {(PAST, "Школа № 1"), (AHEAD, "Школа № 1"), (AHEAD, "Школа № 2")}


def test_chosen_schools_and_nobody_else(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads])
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    decide(activity, world, today, Audience.CHOSEN, schools=[world.branch])
    assert {name for _, name in doers(activity)} == {"Филиал школы № 1"}
    decide(activity, world, today, Audience.ALL)
    assert len(doers(activity)) == 3


def test_decision_needs_a_reason_and_a_school(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads])
    with pytest.raises(NotPossible, match="почему"):
        decide(activity, world, today, Audience.AT_RISK, reason="  ")
    with pytest.raises(NotPossible, match="хотя бы одну школу"):
        decide(activity, world, today, Audience.CHOSEN)


def test_only_editors_decide(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads])
    link = link_of(activity)
    for person in (world.executor, world.head, world.curator, world.stranger):
        with pytest.raises(Refusal):
            set_audience(
                link=link,
                by=person,
                audience=Audience.LISTED,
                reason="Так",
                seen=audience_mark(addressed_of(link)),
                today=today,
            )


def test_second_person_sees_the_first_decision(world, make_activity, school_heads, today):
    activity = make_activity(parties=[school_heads])
    opened = audience_mark(addressed_of(link_of(activity)))
    decide(activity, world, today, Audience.CHOSEN, schools=[world.school], seen=opened)
    with pytest.raises(NotPossible, match="другой человек решил"):
        decide(activity, world, today, Audience.LISTED, seen=opened)
    events = AuditEvent.objects.count()
    decide(activity, world, today, Audience.CHOSEN, schools=[world.school], seen=opened)
    assert AuditEvent.objects.count() == events


def test_decision_survives_a_change_of_the_words_beside_it(
    world, make_activity, school_heads, today
):
    activity = make_activity(parties=[school_heads], responsible_text="Руководители ОО, методист")
    decide(activity, world, today, Audience.CHOSEN, schools=[world.school])
    relink_parties(activity=activity)
    link = activity.party_links.get(party=school_heads)
    assert (link.audience, list(link.schools.all())) == ("chosen", [world.school])
    assert activity.party_links.count() == 2


def test_own_dates_and_not_concerned_survive_every_sync(
    world, roadmap, make_activity, listed_heads, first_list, today, now
):
    activity = make_activity(parties=[listed_heads], dates=(AHEAD, date(2026, 12, 15)))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    moved, excused = Assignment.objects.order_by("occurrence__due_on")
    postpone(
        assignment=moved, due_on=date(2026, 12, 20), comment="Ремонт", by=world.coordinator, at=now
    )
    cancel(assignment=excused, reason="Нет 9 классов", by=world.coordinator, at=now)
    run = a_run(world, now, school="none")
    take_list(roadmap=roadmap, current=CurrentList(run), by=world.coordinator, today=today)
    a_run(world, now, school="low_results")
    take_list(
        roadmap=roadmap,
        current=list_offer(roadmap).current,
        by=world.coordinator,
        today=today,
    )
    rows = Assignment.objects.order_by("occurrence__due_on").values_list("own_due_on", "status")
    assert list(rows) == [(date(2026, 12, 20), "postponed"), (None, "cancelled")]


def test_newcomer_gets_only_what_means_it(
    world, make_activity, school_heads, listed_heads, first_list, today
):
    for_all = make_activity(parties=[school_heads])
    for_list = make_activity(parties=[listed_heads])
    newcomer = School.objects.create(municipality=world.office, login="edu980004", name="Новая")
    assign_school(school=newcomer, by=world.administrator, today=today)
    assert {name for _, name in doers(for_all)} == {"Новая"}
    assert doers(for_list) == set()


def test_school_that_closes_owes_nothing_new_and_keeps_its_history(
    world, make_activity, school_heads, today, now
):
    activity = make_activity(
        parties=[school_heads], dates=(date(2020, 1, 1), date(2098, 1, 1), date(2099, 1, 1))
    )
    sync_assignments(activity=activity, by=world.coordinator, today=date(2019, 1, 1))
    begun = Assignment.objects.get(school=world.other_school, occurrence__due_on=date(2098, 1, 1))
    start(assignment=begun, by=world.other_head, at=now)
    register = "Логин;Муниципалитет;Название;Закрыта\nedu980002;reg98_m001;Школа № 2;01.09.2026\n"
    import_register(register=read_register(register.encode()), by=world.administrator)
    left = {day for day, name in doers(activity) if name == "Школа № 2"}
    assert left == {date(2020, 1, 1), date(2098, 1, 1)}
    event = AuditEvent.objects.get(action="release school")
    assert event.summary == "Школа закрыта, убрано: 1\u00a0поручение, к которым не приступали"
    sync_assignments(activity=activity, by=world.coordinator)
    assert {day for day, name in doers(activity) if name == "Школа № 2"} == left
    register = "Логин;Муниципалитет;Название;Закрыта\nedu980002;reg98_m001;Школа № 2;\n"
    import_register(register=read_register(register.encode()), by=world.administrator)
    assert date(2099, 1, 1) in {day for day, name in doers(activity) if name == "Школа № 2"}
