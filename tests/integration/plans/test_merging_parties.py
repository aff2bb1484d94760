"""Two parties that are one come together; work done on either side is never lost."""

from __future__ import annotations

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.imports import confirm_import
from roadmaps.actions.merging_parties import keep_apart, merge_parties
from roadmaps.actions.plans import move_plan
from roadmaps.actions.synonyms import learn_synonym
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Assignment, Party, PartySynonym, SynonymOrigin
from roadmaps.queries.party_pages import doubles_among
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db

ROWS = (
    ("1", "Совещание", "Октябрь 2026 года", "Методист округа", "Протокол"),
    ("2", "Посещение уроков", "Ноябрь 2026 года", "Методист округа, Опорный центр", "Справка"),
    ("3", "Анализ", "Декабрь 2026 года", "Опорный центр", "Справка"),
)


@pytest.fixture
def plan(world, draft, today):
    return confirm_import(plan_import=draft(plan_document(ROWS)), by=world.coordinator)


@pytest.fixture
def methodist(world, plan) -> Party:
    return Party.objects.get(municipality=world.office, name="Методист округа")


@pytest.fixture
def centre(world, plan) -> Party:
    return Party.objects.get(municipality=world.office, name="Опорный центр")


def owed(plan) -> dict[str, list[str]]:
    return {
        activity.number: [
            str(one.party)
            for one in Assignment.objects.filter(occurrence__activity=activity).order_by("pk")
        ]
        for activity in plan.activities.order_by("number")
    }


def work_on(party: Party, number: str) -> Assignment:
    found = Assignment.objects.filter(party=party, occurrence__activity__number=number)
    found.update(status="in_progress", note="Начато")
    return found.get()


def test_activities_and_assignments_come_together(world, plan, methodist, centre) -> None:
    merge_parties(party=methodist, into=centre, by=world.coordinator)

    assert owed(plan) == {number: ["Опорный центр"] for number in "123"}
    assert [a.party_links.count() for a in plan.activities.all()] == [1, 1, 1]
    assert not Party.objects.filter(pk=methodist.pk).exists()


def test_the_merged_name_is_another_name_from_then_on(world, plan, methodist, centre) -> None:
    learn_synonym(
        party=methodist, words="Окружной методист", origin=SynonymOrigin.ADDED,
        by=world.coordinator,
    )  # fmt: skip
    merge_parties(party=methodist, into=centre, by=world.coordinator)

    assert {one.words: one.origin for one in centre.synonyms.all()} == {
        "Окружной методист": "added",
        "Методист округа": "merged",
    }
    event = AuditEvent.objects.about("roadmaps.party", centre.pk).get(action="merge parties")
    assert event.summary == "Объединены ответственные: Методист округа → Опорный центр"


def test_started_work_stays_whichever_side_it_was_on(world, plan, methodist, centre) -> None:
    of_gone, of_kept = work_on(methodist, "2"), work_on(centre, "3")
    merge_parties(party=methodist, into=centre, by=world.coordinator)

    left = Assignment.objects.filter(pk__in=(of_gone.pk, of_kept.pk))
    assert [(one.party, one.note) for one in left] == [(centre, "Начато")] * 2
    assert owed(plan)["2"] == ["Опорный центр"]


def test_work_of_both_on_one_date_is_for_people_to_settle(world, plan, methodist, centre) -> None:
    work_on(methodist, "2")
    work_on(centre, "2")

    with pytest.raises(NotPossible, match="Посещение уроков"):
        merge_parties(party=methodist, into=centre, by=world.coordinator)
    assert Party.objects.filter(pk=methodist.pk).exists()


def test_the_person_behind_goes_along(world, plan, methodist, centre) -> None:
    Party.objects.filter(pk=methodist.pk).update(user=world.executor)
    methodist.refresh_from_db()
    assert merge_parties(party=methodist, into=centre, by=world.coordinator).user == world.executor


def test_schools_get_the_work_of_a_party_that_means_them(world, plan, methodist) -> None:
    heads = Party.objects.create(
        municipality=world.office, name="Руководители ОО", kind="group", fans_out="schools"
    )
    merge_parties(party=methodist, into=heads, by=world.coordinator)

    assert len(owed(plan)["1"]) == 3
    of_schools = Assignment.objects.filter(occurrence__activity__number="1", school__isnull=False)
    assert of_schools.count() == 3


def test_a_closed_plan_keeps_its_work(world, plan, methodist, centre) -> None:
    done = work_on(methodist, "1")
    move_plan(roadmap=plan, by=world.coordinator, move=PlanMove.CLOSE)
    merge_parties(party=methodist, into=centre, by=world.coordinator)

    done.refresh_from_db()
    assert (done.party, done.note) == (centre, "Начато")


def test_a_party_does_not_merge_with_itself_or_a_neighbours(world, plan, centre) -> None:
    foreign = Party.objects.create(municipality=world.other_office, name="ЦРО", kind="post")
    for other in (centre, foreign):
        with pytest.raises(NotPossible):
            merge_parties(party=other, into=centre, by=world.coordinator)


@pytest.mark.parametrize("who", ["executor", "head", "curator", "observer", "stranger"])
def test_only_editors_merge(world, plan, methodist, centre, who: str) -> None:
    with pytest.raises(Refusal):
        merge_parties(party=methodist, into=centre, by=getattr(world, who))


def test_a_second_click_finds_it_done(world, plan, methodist, centre) -> None:
    merge_parties(party=methodist, into=centre, by=world.coordinator)
    methodist.pk = methodist.pk or 10**9
    with pytest.raises(NotPossible, match="уже нет"):
        merge_parties(party=methodist, into=centre, by=world.coordinator)


# Doubles.


def test_doubles_are_listed_until_somebody_calls_them_two(world, plan) -> None:
    names = ("МБУ «ЦРО»", "Центр развития образования")
    one, other = (
        Party.objects.create(municipality=world.office, name=name, kind="organisation")
        for name in names
    )
    (double,) = doubles_among([world.office])
    assert {double.party, double.into} == {one, other}
    assert double.reason == "сокращение: ЦРО — Центр развития образования"

    keep_apart(party=other, other=one, by=world.coordinator)
    keep_apart(party=one, other=other, by=world.coordinator)

    assert doubles_among([world.office]) == []
    assert AuditEvent.objects.filter(action="keep parties apart").count() == 1


def test_the_one_with_more_activities_stays(world, plan, methodist) -> None:
    double = Party.objects.create(municipality=world.office, name="Методисты округа", kind="group")
    (found,) = doubles_among([world.office])
    assert (found.party, found.into) == (double, methodist)


def test_the_page_asks_once_and_then_merges(client, world, plan, methodist, centre) -> None:
    client.force_login(world.coordinator)
    address = f"/roadmaps/parties/{methodist.pk}/merge/"
    page = client.get(address, {"name": "опорный  центр"}).content.decode()
    assert "Объединить «Методист округа» с «Опорный центр»?" in page
    assert "2\u00a0мероприятия и 2\u00a0поручения" in page
    assert Party.objects.filter(pk=methodist.pk).exists()

    answer = client.post(address, {"into": centre.pk}, follow=True)

    assert answer.status_code == 200
    assert "«Методист округа» теперь «Опорный центр»." in answer.content.decode()
    assert PartySynonym.objects.get().party == centre


def test_an_unknown_name_leads_back_with_a_sentence(client, world, plan, methodist) -> None:
    client.force_login(world.coordinator)
    answer = client.get(f"/roadmaps/parties/{methodist.pk}/merge/", {"name": "Никто"}, follow=True)
    assert "Выберите из подсказки, с кем объединить." in answer.content.decode()


def test_a_refused_merger_says_why_beside_the_button(
    client, world, plan, methodist, centre
) -> None:
    work_on(methodist, "2")
    work_on(centre, "2")
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/parties/{methodist.pk}/merge/", {"into": centre.pk})
    assert "выполнение отмечено у обоих" in page.content.decode()
    assert "disabled" in page.content.decode()


def test_the_list_shows_doubles_and_takes_the_word_that_they_are_two(client, world, plan) -> None:
    one, other = (
        Party.objects.create(municipality=world.office, name=name, kind="organisation")
        for name in ("МБУ «ЦРО»", "ЦРО")
    )
    client.force_login(world.coordinator)
    assert "Похоже, это один и тот же" in client.get("/roadmaps/parties/").content.decode()
    client.post(f"/roadmaps/parties/{one.pk}/apart/", {"into": other.pk})
    assert "Похоже, это один и тот же" not in client.get("/roadmaps/parties/").content.decode()
