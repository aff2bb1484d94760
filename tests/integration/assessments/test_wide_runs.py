"""Calculations of a region and of the country: one population, nobody's list, seen by few."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Job, User
from assessments.actions.classifying import carry_out_run, create_run, create_run_at, start_run_at
from assessments.actions.importing import confirm_import, draft_import
from assessments.actions.lists import draft_list
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, ReferenceRow, ResultsImport, RunPlace, Verdict
from assessments.queries.classification import latest_run, latest_verdict
from core.web.refusals import Refusal
from schools.models import Membership, Municipality, Region, School

pytestmark = pytest.mark.django_db

FEDERAL = shipped("federal-30-2")
WORST = shipped("ege-worst-15").with_setting("worst_percent=50")
MEANS = shipped("below-means-three-years").with_settings(
    ["years=1", "mean_measures=mark", "mean_references=region"]
)
HEAD = "Учебный год;Процедура;Класс;Предмет;Логин;Участников;2;3;4;5\n"


def exams(login: str, low: int, mathematics: int = 0) -> str:
    return (
        f"2024/25;ОГЭ;9;Русский язык;{login};10;{low};{10 - low};0;0\n"
        f"2024/25;ОГЭ;9;Математика;{login};10;{mathematics};{10 - mathematics};0;0\n"
    )


def load(municipality, rows, by=None):
    draft = draft_import(
        municipality=municipality, content=(HEAD + rows).encode(), file_name="r.csv", by=by
    )
    return confirm_import(results_import=draft, by=by)


def sheet_rows(content):
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


@pytest.fixture
def owner(db):
    return User.objects.create_user("owner@example.org", full_name="Владелец", is_superuser=True)


@pytest.fixture
def region(world):
    """Results in both municipalities of the home region, and one school of another region."""
    load(world.office, exams("edu980001", 4, 4) + exams("edu980002", 2))
    load(world.other_office, exams("edu980101", 5, 3))
    far = Region.objects.create(code="97", name="Дальняя область")
    place = Municipality.objects.create(region=far, code="reg97_m001", name="Дальний округ")
    School.objects.create(municipality=place, login="edu970001", name="Дальняя школа")
    load(place, exams("edu970001", 9, 9))
    return world.region


def calculated(place, criteria=FEDERAL):
    run = create_run_at(place=place, academic_year=2024, criteria=criteria, by=None)
    return carry_out_run(run.pk)


def categories(run):
    return dict(run.verdicts.values_list("school__login", "category"))


def test_a_region_holds_the_schools_of_all_its_municipalities(world, region):
    run = calculated(RunPlace(region=region))

    assert categories(run) == {
        "edu980001": "low_results", "edu980002": "at_risk", "edu980003": "no_data",
        "edu980101": "low_results",
    }  # fmt: skip
    assert set(categories(calculated(RunPlace()))) == {*categories(run), "edu970001"}


def test_each_school_is_judged_as_by_its_own_municipality(world, region):
    kept = ("category", "reason", "findings", "missing", "way_out", "conditions")
    own = calculated(RunPlace(world.office)).verdicts.order_by("school__login").values(*kept)
    wide = calculated(RunPlace(region=region)).verdicts.order_by("school__login")

    assert list(wide.filter(school__municipality=world.office).values(*kept)) == list(own)


def test_the_same_region_twice_gives_the_same_bytes(world, region):
    first, second = calculated(RunPlace(region=region)), calculated(RunPlace(region=region))

    assert first.input_digest == second.input_digest
    assert first.input_digest != calculated(RunPlace()).input_digest
    columns = [field.name for field in Verdict._meta.fields if field.name not in ("id", "run")]
    ordered = [run.verdicts.order_by("school__login").values(*columns) for run in (first, second)]
    assert list(ordered[0]) == list(ordered[1])


def test_batches_change_nothing(world, region, monkeypatch):
    whole = calculated(RunPlace(), WORST.widened_to("country"))
    monkeypatch.setattr("assessments.queries.run_inputs.SCHOOLS_A_BATCH", 2)
    parts = calculated(RunPlace(), WORST.widened_to("country"))

    assert parts.input_digest == whole.input_digest
    assert categories(parts) == categories(whole)


def ege(login, low):
    return f"2024/25;ЕГЭ база;11;Математика;{login};10;{low};{10 - low};0;0\n"


def test_places_are_counted_among_all_schools_of_the_region(world):
    """Of two schools of each municipality one is the worst; of the region, both of one."""
    School.objects.create(municipality=world.other_office, login="edu980102", name="Вторая")
    load(world.office, ege("edu980001", 2) + ege("edu980002", 1))
    load(world.other_office, ege("edu980101", 5) + ege("edu980102", 4))
    place = RunPlace(region=world.region)

    among_region = categories(calculated(place, WORST.widened_to(place.level)))
    among_own = categories(calculated(place, WORST))

    assert {name for name, said in among_region.items() if said == "low_results"} == {
        "edu980101", "edu980102",
    }  # fmt: skip
    assert {name for name, said in among_own.items() if said == "low_results"} == {
        "edu980001", "edu980101",
    }  # fmt: skip


def test_the_mean_of_the_region_is_counted_where_no_file_tells_it(world, region):
    run = calculated(RunPlace(region=region), MEANS)

    assert categories(run)["edu980101"] == "low_results"
    assert "данным региона" in run.verdicts.get(school=world.foreign_school).reason
    alone = calculated(RunPlace(world.other_office), MEANS)
    assert categories(alone) == {"edu980101": "no_data"}


def test_each_school_is_held_against_the_means_that_its_own_office_has_loaded(world, region):
    """The home office has a row of the region; its neighbour goes by the schools calculated."""
    ReferenceRow.objects.create(
        municipality=world.office, kind="marks", scope="region", name="Край", participants=9,
        procedure="oge", subject="Русский язык", grade=9, academic_year=2024, written_year=2024,
        figures={"2": "100"}, results_import=ResultsImport.objects.filter(
            municipality=world.office
        ).get(),
    )  # fmt: skip
    run = calculated(RunPlace(region=region), MEANS)

    def references(school):
        found = run.verdicts.get(school=school).findings
        return {one["subject"]: one["reference"] for one in found}

    assert references(world.school) == {"Русский язык": "r.csv", "Математика": "региона"}
    assert references(world.foreign_school) == {"Русский язык": "региона", "Математика": "региона"}


@pytest.mark.parametrize(
    ("person", "seen"),
    [("observer", 1), ("coordinator", 0), ("head", 0), ("stranger", 0), ("nobody", 0)],
)
def test_only_observers_of_the_region_see_its_calculation(world, region, client, person, seen):
    run = calculated(RunPlace(region=region))
    user = world.people[person]
    client.force_login(user)

    assert ClassificationRun.objects.visible_to(user).count() == seen
    assert Verdict.objects.visible_to(user).filter(run=run).count() == 4 * seen
    addresses = [
        reverse("assessments:run", args=[run.pk]),
        reverse("assessments:run_workbook", args=[run.pk]),
        reverse("assessments:run_history", args=[run.pk]),
        reverse("assessments:verdict", args=[run.pk, "edu980001"]),
    ]
    expected = 200 if seen else 404
    assert {client.get(one).status_code for one in addresses} == {expected}


def test_an_observer_of_another_region_and_of_the_country_sees_nothing(world, region, client):
    other = User.objects.create_user("far@example.org", full_name="Дальний")
    Membership.objects.create(user=other, role="observer", region=Region.objects.get(code="97"))
    run, country = calculated(RunPlace(region=region)), calculated(RunPlace())

    assert not ClassificationRun.objects.visible_to(other).exists()
    assert not ClassificationRun.objects.visible_to(world.observer).filter(pk=country.pk).exists()
    client.force_login(other)
    assert client.get(reverse("assessments:run", args=[run.pk])).status_code == 404


def test_the_owner_calculates_for_the_country_and_reads_every_wide_run(
    world, region, owner, client
):
    start_run_at(place=RunPlace(), academic_year=2024, criteria=FEDERAL, by=owner)
    own, wide = calculated(RunPlace(world.office)), calculated(RunPlace(region=region))

    assert own not in ClassificationRun.objects.visible_to(owner)
    assert wide in ClassificationRun.objects.visible_to(owner)
    client.force_login(owner)
    page = client.get(reverse("assessments:verdict", args=[wide.pk, "edu980001"]))
    text = page.content.decode()
    assert page.status_code == 200
    assert reverse("assessments:school_results", args=["edu980001"]) not in text
    assert page.context["panels"] == []
    assert "Приозёрный муниципальный округ" in text
    assert client.get(reverse("assessments:run", args=[wide.pk])).status_code == 200


@pytest.mark.parametrize(
    ("person", "place", "words"),
    [
        ("coordinator", "region", "региональный наблюдатель"),
        ("observer", "country", "владелец портала"),
        ("observer", "municipality", "координатор или администратор"),
    ],
)
def test_who_may_not_calculate_reads_why(world, region, person, place, words):
    places = {
        "region": RunPlace(region=region), "country": RunPlace(), "municipality":
        RunPlace(world.office),
    }  # fmt: skip
    with pytest.raises(Refusal, match=words):
        start_run_at(
            place=places[place], academic_year=2024, criteria=FEDERAL, by=world.people[person]
        )


def test_an_observer_starts_a_calculation_of_the_region_once(world, region, client):
    client.force_login(world.observer)
    form = client.get(reverse("assessments:runs")).content.decode()
    assert "Рассчитать перечень" in form
    assert "Где считать" in form
    assert "Вся страна" not in form
    asked = {"place": f"region-{region.pk}", "academic_year": 2024, "criteria": "ege-worst-15"}

    first, second = [client.post(reverse("assessments:runs"), asked).url for _ in range(2)]

    assert first == second
    run = ClassificationRun.objects.get(region=region)
    assert (run.municipality, run.makes_list, run.requested_by) == (None, False, world.observer)
    assert run.criteria["parameters"]["among"] == "region"
    assert Job.objects.filter(subject_id=run.pk).count() == 1
    other = {**asked, "place": "country"}
    assert client.post(reverse("assessments:runs"), other).status_code == 422


def test_the_owner_chooses_where_to_calculate(world, region, owner, client):
    client.force_login(owner)
    text = client.get(reverse("assessments:runs")).content.decode()

    assert "Где считать" in text
    assert "Вся страна" in text
    assert "Дальняя область" in text
    assert "Приозёрный муниципальный округ" not in text


def test_a_calculation_of_a_region_is_nobodys_list(world, region, client):
    own = calculated(RunPlace(world.office))
    wide = calculated(RunPlace(region=region))

    assert latest_run(world.office) == own
    assert latest_verdict(world.coordinator, world.school).run == own
    with pytest.raises(Refusal, match="перечень не составляют"):
        draft_list(run=wide, by=world.coordinator)
    client.force_login(world.observer)
    assert (
        "Перечнем он не становится"
        in client.get(reverse("assessments:run", args=[wide.pk])).content.decode()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassificationRun.objects.filter(pk=wide.pk).update(makes_list=True)


def test_the_page_counts_by_municipality_and_narrows_to_one(world, region, client):
    run = calculated(RunPlace(region=region))
    client.force_login(world.observer)
    address = reverse("assessments:run", args=[run.pk])

    page = client.get(address)
    assert [
        (one.name, one.schools, one.listed, one.at_risk, one.no_data)
        for one in page.context["totals"]
    ] == [("Заречный район", 1, 1, 0, 0), ("Приозёрный муниципальный округ", 3, 1, 1, 1)]
    one = client.get(address, {"municipality": world.other_office.pk, "category": "low_results"})
    assert [line[0].school for line in one.context["lines"]] == [world.foreign_school]
    assert f"?category=at_risk&amp;municipality={world.other_office.pk}" not in one.content.decode()
    foreign = Municipality.objects.get(code="reg97_m001")
    assert len(client.get(address, {"municipality": foreign.pk}).context["lines"]) == 4


def test_the_country_is_counted_by_region_first(world, region, owner, client):
    run = calculated(RunPlace())
    client.force_login(owner)
    address = reverse("assessments:run", args=[run.pk])

    assert [one.name for one in client.get(address).context["totals"]] == [
        "Дальняя область", "Озёрный край",
    ]  # fmt: skip
    inside = client.get(address, {"region": region.pk})
    assert [one.name for one in inside.context["totals"]] == [
        "Заречный район", "Приозёрный муниципальный округ",
    ]  # fmt: skip
    assert len(inside.context["lines"]) == 4


def test_the_workbook_comes_in_parts_and_names_municipalities(world, region, client, monkeypatch):
    monkeypatch.setattr("assessments.views.run_lines.ROWS_A_FILE", 3)
    monkeypatch.setattr("assessments.views.runs.ROWS_A_FILE", 3)
    run = calculated(RunPlace(region=region))
    client.force_login(world.observer)

    links = client.get(reverse("assessments:run", args=[run.pk])).context["workbooks"]

    assert [words for words, _ in links] == ["Excel: 1–3", "Excel: 4–4"]
    rows = [row for _, url in links for row in sheet_rows(client.get(url).content)]
    logins = [row[2] for row in rows if str(row[2]).startswith("edu")]
    assert len(logins) == len(set(logins)) == 4
    assert "Заречный район" in {row[1] for row in rows}


def test_the_command_prints_a_region_with_the_municipality_of_each_school(world, region, capsys):
    call_command("classify", "--region=98", "--academic-year=2024", "--criteria=ege-worst-15")
    document = json.loads(capsys.readouterr().out)

    assert document["criteria"]["parameters"]["among"] == "region"
    assert [(one["school"], one["municipality"]) for one in document["schools"]] == [
        ("edu980001", "reg98_m001"), ("edu980002", "reg98_m001"), ("edu980003", "reg98_m001"),
        ("edu980101", "reg98_m002"),
    ]  # fmt: skip
    call_command("classify", "--country", "--academic-year=2024")
    assert len(json.loads(capsys.readouterr().out)["schools"]) == 5
    call_command("classify", "--municipality=reg98_m001", "--academic-year=2024")
    assert "municipality" not in json.loads(capsys.readouterr().out)["schools"][0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "одним из трёх"),
        (["--country", "--region=98"], "одним из трёх"),
        (["--municipality=reg98_m001", "--country"], "одним из трёх"),
        (["--region=11"], "Региона с кодом «11» нет"),
        (["--region=98", "--criteria=own"], "Критериев «own» нет"),
    ],
)
def test_the_command_wants_one_place(world, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("classify", "--academic-year=2024", *arguments)


def test_what_a_killed_worker_has_left_is_thrown_away(world, region, monkeypatch):
    monkeypatch.setattr("assessments.queries.run_inputs.SCHOOLS_A_BATCH", 2)
    run = create_run_at(
        place=RunPlace(region=region), academic_year=2024, criteria=FEDERAL, by=None
    )

    def killed(step, done, total):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out_run(run.pk, killed)
    assert run.verdicts.count() == 2
    assert not ClassificationRun.objects.finished().filter(pk=run.pk).exists()

    done = carry_out_run(run.pk)

    assert done.verdicts.count() == 4
    assert done.input_digest == calculated(RunPlace(region=region)).input_digest


def test_results_that_change_meanwhile_begin_it_again(world, region):
    run = create_run(municipality=world.office, academic_year=2024, criteria=FEDERAL, by=None)
    asked = []

    def changing(step, done, total):
        asked.append(step)
        if len(asked) == 2:
            load(world.office, exams("edu980002", 4, 4))

    done = carry_out_run(run.pk, changing)

    assert categories(done)["edu980002"] == "low_results"
    assert done.verdicts.count() == 3
    assert done.input_digest == calculated(RunPlace(world.office)).input_digest


def test_a_run_that_another_attempt_has_emptied_meanwhile_begins_again(world, region, monkeypatch):
    monkeypatch.setattr("assessments.queries.run_inputs.SCHOOLS_A_BATCH", 2)
    run = create_run_at(
        place=RunPlace(region=region), academic_year=2024, criteria=FEDERAL, by=None
    )
    lost = []

    def empty_once(step, done, total):
        if done == 4 and not lost:
            lost.append(run.verdicts.count())
            run.verdicts.all().delete()

    carry_out_run(run.pk, empty_once)

    assert lost == [2]
    assert run.verdicts.count() == 4


def test_the_page_of_a_region_asks_no_more_for_more_schools(world, region, client, count_queries):
    # There are others to compare with, both times.
    calculated(RunPlace(region=region))
    run = calculated(RunPlace(region=region))
    client.force_login(world.observer)
    address = reverse("assessments:run", args=[run.pk])
    client.get(address)
    few = count_queries(lambda: client.get(address))
    for number in range(5):
        office = Municipality.objects.create(
            region=region, code=f"reg98_m10{number}", name=f"Район {number}"
        )
        School.objects.bulk_create(
            School(municipality=office, login=f"edu9802{number}{n}", name=f"Школа {number}{n}")
            for n in range(2)
        )
    more = calculated(RunPlace(region=region))

    address = reverse("assessments:run", args=[more.pk])
    assert len(client.get(address).context["totals"]) == 7
    assert count_queries(lambda: client.get(address)) == few
