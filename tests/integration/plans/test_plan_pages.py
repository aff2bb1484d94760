"""Pages of plans: who sees what, filters in words, and a cost that does not grow."""

from __future__ import annotations

import pytest

from roadmaps.models import Activity, Assignment, Occurrence, Party, Roadmap, RoadmapStatus
from tests.integration.plans.conftest import TODAY

pytestmark = pytest.mark.django_db

EVERYBODY = ("administrator", "coordinator", "curator", "executor", "head", "observer")
OFFICE = ("administrator", "coordinator", "executor", "observer")
EDITORS = ("administrator", "coordinator")


def pages(roadmap, activity) -> list[str]:
    """Pages for reading."""
    return [f"/roadmaps/{roadmap.pk}/", f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/"]


def editing_pages(roadmap, activity) -> list[str]:
    """Pages for those who change plans."""
    return [
        f"/roadmaps/{roadmap.pk}/state/",
        f"/roadmaps/{roadmap.pk}/activities/add/",
        f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/",
    ]


@pytest.mark.parametrize("who", EVERYBODY)
def test_plan_in_force_is_seen_by_everybody_at_home(client, world, roadmap, activity, who) -> None:
    client.force_login(getattr(world, who))
    for url in pages(roadmap, activity):
        assert client.get(url).status_code == 200, url
    assert roadmap.title in client.get("/roadmaps/").content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_editors_open_the_forms(client, world, roadmap, activity, who) -> None:
    client.force_login(getattr(world, who))
    expected = 200 if who in EDITORS else 403
    for url in [*editing_pages(roadmap, activity), "/roadmaps/import/"]:
        answer = client.get(url)
        assert answer.status_code == expected, url
        if expected == 403:
            assert "координатор или администратор" in answer.content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_project_is_seen_by_the_office_alone(client, world, roadmap, activity, who) -> None:
    Roadmap.objects.update(status=RoadmapStatus.DRAFT)
    client.force_login(getattr(world, who))
    expected = 200 if who in OFFICE else 404
    for url in pages(roadmap, activity):
        assert client.get(url).status_code == expected, url
    assert (roadmap.title in client.get("/roadmaps/").content.decode()) == (who in OFFICE)


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_strangers_find_nothing(client, world, roadmap, activity, who) -> None:
    client.force_login(getattr(world, who))
    plan_import = roadmap.imports.get()
    row = plan_import.rows.first()
    reading = f"/roadmaps/reading/?text=май&roadmap={roadmap.pk}"
    for url in [*pages(roadmap, activity), *editing_pages(roadmap, activity), reading]:
        assert client.get(url).status_code == 404, url
    imported = f"/roadmaps/import/{plan_import.pk}/"
    assert client.get(imported).status_code == 404
    assert client.get(f"{imported}file/").status_code == 404
    for part in (
        "plan",
        "accept",
        "confirm",
        "discard",
        f"rows/{row.pk}",
        f"rows/{row.pk}/decision",
    ):
        assert client.post(f"{imported}{part}/").status_code == 404, part
    assert roadmap.title not in client.get("/roadmaps/").content.decode()


@pytest.mark.parametrize("who", ["executor", "observer"])
def test_the_rest_of_the_office_does_not_decide_on_drafts(client, world, draft, who) -> None:
    plan_import = draft()
    row = plan_import.rows.first()
    client.force_login(getattr(world, who))
    imported = f"/roadmaps/import/{plan_import.pk}/"
    assert client.get(imported).status_code == 403
    for part in (
        "plan",
        "accept",
        "confirm",
        "discard",
        f"rows/{row.pk}",
        f"rows/{row.pk}/decision",
    ):
        assert client.post(f"{imported}{part}/").status_code == 403, part


def test_row_of_another_plan_is_not_reached_through_mine(client, world, draft) -> None:
    from roadmaps.actions.imports import draft_import
    from tests.integration.plans.conftest import plan_document

    foreign = draft_import(
        municipality=world.other_office,
        by=world.stranger,
        file_name="x.docx",
        content=plan_document(),
    )
    client.force_login(world.coordinator)
    row = foreign.rows.first()
    answer = client.post(
        f"/roadmaps/import/{draft().pk}/rows/{row.pk}/decision/", {"decision": "drop"}
    )
    assert answer.status_code == 404


def test_head_sees_the_work_of_the_own_school_alone(client, world, roadmap, activity) -> None:
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/").content.decode()
    assert "Школа №\u00a01" in page
    assert "Школа №\u00a02" not in page
    assert "Вся история с работой школ" not in page


def test_head_reads_that_the_office_does_its_own_work(client, world, roadmap) -> None:
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{roadmap.pk}/").content.decode()
    assert "1\u00a0выполняет управление" in page
    own = roadmap.activities.get(number="1.2")
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{own.pk}/").content.decode()
    assert "выполняет управление" in page
    assert "нет поручений" not in page


def test_plan_says_how_it_stands(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{roadmap.pk}/").content.decode()
    assert "3\u00a0мероприятия: 1\u00a0ждёт даты, 2\u00a0впереди" in page
    assert "через 9\u00a0дней" in page
    assert "Принято 0 из 8\u00a0поручений" in page


@pytest.mark.parametrize(
    ("query", "numbers", "words"),
    [
        ("state=undated", ["2.1"], "ждёт даты"),
        ("state=open", ["1.1", "1.2", "2.1"], "не принято"),
        ("state=accepted", [], "принято"),
        ("period=near", ["1.1"], "ближайшие"),
        ("period=2027-4", ["1.2"], "апрель – июнь 2027"),
    ],
)
def test_filters_are_said_in_words(client, world, roadmap, query, numbers, words) -> None:
    client.force_login(world.coordinator)
    answer = client.get(f"/roadmaps/{roadmap.pk}/?{query}")
    found = [row.activity.number for part in answer.context["page"].parts for row in part.rows]
    assert found == numbers
    page = answer.content.decode()
    assert f"Показано {len(numbers)} из 3" in page
    assert words in page
    assert "Сбросить" in page


def test_filter_by_section_and_by_party(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    section = roadmap.sections.get(title="Методическая помощь")
    party = Party.objects.get(name="Методист округа")
    answer = client.get(f"/roadmaps/{roadmap.pk}/?section={section.pk}&party={party.pk}")
    found = [row.activity.number for part in answer.context["page"].parts for row in part.rows]
    assert found == ["2.1"]


def test_nonsense_in_a_filter_shows_the_whole_plan(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    answer = client.get(f"/roadmaps/{roadmap.pk}/?section=x&party=999999&period=%00&state='")
    assert answer.status_code == 200
    assert answer.context["page"].shown == 3


@pytest.mark.parametrize(
    "text",
    [
        "январь, июль ежегодно",
        "<script>alert(1)</script>",
        "31 июня",
        "\x00\x1b[2J",
        "по " * 5000,
        "99999999999999999999.99.9999",
        "{% load static %}{{ request }}",
        "",
    ],
)
def test_reading_answers_any_text(client, world, roadmap, text) -> None:
    client.force_login(world.coordinator)
    answer = client.get("/roadmaps/reading/", {"text": text, "roadmap": roadmap.pk})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("who", ["executor", "observer", "head"])
@pytest.mark.parametrize("fragment", ["reading", "responsible"])
def test_fragments_of_the_forms_are_for_editors(client, world, roadmap, who, fragment) -> None:
    client.force_login(getattr(world, who))
    url = f"/roadmaps/{fragment}/"
    assert client.get(url, {"text": "май", "roadmap": roadmap.pk}).status_code == 403
    expected = 404 if who == "head" else 403
    plan = roadmap.imports.get()
    assert client.get(url, {"text": "май", "plan": plan.pk}).status_code == expected


@pytest.mark.parametrize("roadmap_id", ["", "x", "-1", "9" * 40, "²"])
def test_reading_without_a_plan_is_not_found(client, world, roadmap_id) -> None:
    client.force_login(world.coordinator)
    answer = client.get("/roadmaps/reading/", {"text": "май", "roadmap": roadmap_id})
    assert answer.status_code == 404


def test_reading_offers_the_other_readings(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    text = "до 01.02.2027 / В течение всего периода"
    page = client.get("/roadmaps/reading/", {"text": text, "roadmap": roadmap.pk}).content.decode()
    assert page.count('type="radio"') >= 2
    assert "checked" in page


def grow(world, roadmap, number: int) -> None:
    """Adds activities with a date and an assignment for each school."""
    section = roadmap.sections.first()
    party = Party.objects.filter(fans_out="schools").first()
    first = roadmap.activities.count() + 1
    made = Activity.objects.bulk_create(
        Activity(
            roadmap=roadmap,
            section=section,
            position=first + n,
            number=str(n),
            title=f"Мероприятие {n}",
            deadline_text="Октябрь 2026 года",
            responsible_text="Руководители ОО",
        )
        for n in range(number)
    )
    from roadmaps.models import ActivityParty

    ActivityParty.objects.bulk_create(
        ActivityParty(activity=one, party=party, position=1) for one in made
    )
    dates = Occurrence.objects.bulk_create(Occurrence(activity=one, due_on=TODAY) for one in made)
    Assignment.objects.bulk_create(
        Assignment(occurrence=one, school=school)
        for one in dates
        for school in (world.school, world.other_school)
    )


@pytest.mark.parametrize("query", ["", "?state=overdue&period=near"])
def test_a_longer_plan_costs_no_more_queries(client, world, roadmap, count_queries, query) -> None:
    client.force_login(world.coordinator)
    url = f"/roadmaps/{roadmap.pk}/{query}"
    grow(world, roadmap, 7)
    small = count_queries(lambda: client.get(url))
    grow(world, roadmap, 90)
    assert count_queries(lambda: client.get(url)) == small
    # Of these, nine ask what the plan lacks.
    assert small <= 33


def test_more_plans_cost_no_more_queries(client, world, roadmap, count_queries) -> None:
    client.force_login(world.coordinator)
    few = count_queries(lambda: client.get("/roadmaps/"))
    Roadmap.objects.bulk_create(
        Roadmap(
            municipality=world.office,
            title=f"План {n}",
            first_year=2026,
            last_year=2027,
            status="in_force",
        )
        for n in range(20)
    )
    assert count_queries(lambda: client.get("/roadmaps/")) == few


def test_a_longer_draft_costs_no_more_queries(client, world, draft, count_queries) -> None:
    from tests.integration.plans.conftest import plan_document

    def long_plan(number: int) -> bytes:
        return plan_document(
            [(str(n), f"Семинар {n}", "май 2027", "Методист", "Отчёт") for n in range(1, number)]
        )

    client.force_login(world.coordinator)
    short, long = draft(long_plan(6)), draft(long_plan(60))
    few = count_queries(lambda: client.get(f"/roadmaps/import/{short.pk}/"))
    assert count_queries(lambda: client.get(f"/roadmaps/import/{long.pk}/")) == few
