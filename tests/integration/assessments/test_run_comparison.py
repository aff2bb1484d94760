"""Two calculations compared: who came and went and why, what differs, what cannot be compared."""

import io

import openpyxl
import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run, create_run_at
from assessments.actions.importing import confirm_import, draft_import, withdraw_import
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, RunPlace, Verdict
from assessments.queries import run_comparisons
from assessments.queries.run_comparisons import comparable_runs
from schools.models import School

pytestmark = pytest.mark.django_db
HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
FIRST = (
    "2024/25;5;Русский язык;edu980001;10;4;3;3;0\n"
    "2024/25;5;Математика;edu980001;10;5;3;2;0\n"
    "2024/25;5;Русский язык;edu980002;10;2;4;3;1\n"
    "2024/25;5;Математика;edu980002;10;3;3;3;1\n"
)


def load(world, lines, name):
    draft = draft_import(
        municipality=world.office, content=(HEAD + lines).encode(), file_name=name,
        by=world.coordinator,
    )  # fmt: skip
    return confirm_import(results_import=draft, by=world.coordinator).results_import


def run_by(world, *settings, key="federal-30-2", year=2024, place=None):
    run = create_run(
        municipality=place or world.office, academic_year=year,
        criteria=shipped(key).with_settings(settings), by=world.coordinator,
    )  # fmt: skip
    return carry_out_run(run.pk)


def compared(client, person, now, before=None, **asked):
    client.force_login(person)
    if before is not None:
        asked["with"] = before.pk
    return client.get(reverse("assessments:run_comparison", args=[now.pk]), asked)


def words(answer):
    return " ".join(answer.text.replace("\xa0", " ").split())


@pytest.fixture
def two_runs(world):
    """The same data under a threshold of 30 and of 20 per cent."""
    load(world, FIRST, "Осень.csv")
    return run_by(world), run_by(world, "threshold=20")


def test_another_threshold_is_told_with_who_came_and_by_which_figures(client, world, two_runs):
    before, now = two_runs
    page = words(compared(client, world.coordinator, now, before))

    assert "Вошла 1, вышли 0, сменили категорию 0, осталась в перечне 1." in page
    assert '<td data-label="Было">30</td><td data-label="Стало"><strong>20</strong></td>' in page
    assert "Между расчётами файлов не загружали и не отзывали." in page
    assert "2 из 10 (20,0 %), порог 30 % — близко к порогу</td>" in page
    assert "2 из 10 (20,0 %), порог 20 % — низкий результат" in page
    for run in two_runs:
        assert reverse("assessments:verdict", args=[run.pk, "edu980002"]) in page


def test_new_results_are_named_and_the_reason_of_both_sides_is_said(client, world, two_runs):
    before, _ = two_runs
    better = load(world, "2024/25;5;Математика;edu980001;10;1;3;3;3\n", "Пересчёт.csv")
    withdraw_import(results_import=load(world, FIRST, "Зря.csv"), by=world.coordinator)
    now = run_by(world)
    page = words(compared(client, world.coordinator, now, before))

    assert "Вошли 0, вышла 1," in page
    assert "Данные разные: отпечатки входа не совпадают. Между расчётами:" in page
    assert "Результаты из файла «Пересчёт.csv»" in page
    assert "Отозван файл результатов «Зря.csv»" in page
    assert "изкие результаты по 2 процедурам" in page
    assert "5 из 10 (50,0 %) — низкий результат</td>" in page
    assert "1 из 10 (10,0 %) — не низкий</td>" in page
    assert better.file_name in page


def test_a_later_withdrawal_hides_nothing_of_what_was_loaded_in_between(client, world, two_runs):
    before, _ = two_runs
    loaded = load(world, "2024/25;5;Математика;edu980001;10;1;3;3;3\n", "Ошибка.csv")
    now = run_by(world)
    withdraw_import(results_import=loaded, by=world.coordinator)
    assert "«Ошибка.csv»" in words(compared(client, world.coordinator, now, before))


def test_the_same_data_and_criteria_are_said_to_be_the_same(client, world, two_runs):
    before, _ = two_runs
    page = words(compared(client, world.coordinator, run_by(world), before))
    assert "Данные те же до последней цифры" in page
    assert "остались в перечне: 1" in page
    assert "Показатели те же" not in page


def test_another_year_shows_what_is_no_data_now(client, world, two_runs):
    before, _ = two_runs
    load(world, "2025/26;5;Русский язык;edu980001;10;0;4;3;3\n", "Год.csv")
    page = words(compared(client, world.coordinator, run_by(world, year=2025), before))
    assert "Учебные годы разные, поэтому разные и данные." in page
    assert "<strong>2025/26</strong>" in page
    assert "вышли: 1" in page
    assert "сменили категорию: 1" in page
    assert ">нет данных</td>" in page


def test_schools_of_one_calculation_only_are_kept_apart(client, world, two_runs):
    before, _ = two_runs
    School.objects.create(municipality=world.office, login="edu980009", name="Новая школа")
    page = words(compared(client, world.coordinator, run_by(world), before))
    assert "только в одном расчёте: 1" in page
    assert "Новая школа" in page


def test_the_previous_run_is_offered_first_and_taken_where_none_is_named(client, world, two_runs):
    before, now = two_runs
    later = run_by(world, "k=3")
    run_by(world, key="high-results")
    client.force_login(world.coordinator)
    page = client.get(reverse("assessments:run", args=[later.pk])).text
    offered = page[page.index("Сравнить с расчётом") :]
    assert offered.index(f'value="{now.pk}"') < offered.index(f'value="{before.pk}"')
    assert f"расчёт №&nbsp;{now.pk}</a></th>" in compared(client, world.coordinator, later).text


def test_many_runs_of_this_year_do_not_hide_the_last_year(client, world, two_runs, monkeypatch):
    load(world, "2023/24;5;Русский язык;edu980001;10;0;4;3;3\n", "Прошлый.csv")
    old = run_by(world, year=2023)
    for _ in range(3):
        now = run_by(world)
    monkeypatch.setattr(run_comparisons, "RUNS_OFFERED", 2)
    client.force_login(world.coordinator)
    offered = comparable_runs(world.coordinator, now)
    assert [one.academic_year for one in offered] == [2024, 2024, 2023]
    assert offered[2] == old
    assert comparable_runs(world.coordinator, two_runs[1])[0] == two_runs[0]


def test_an_automatic_run_says_what_it_followed(client, world, two_runs):
    before, now = two_runs
    ClassificationRun.objects.filter(pk=now.pk).update(cause="schedule")
    page = words(compared(client, world.coordinator, now, before))
    assert '<td data-label="Было">вручную</td><td data-label="Стало">по расписанию</td>' in page


def test_what_cannot_be_compared_is_said_in_a_sentence(client, world, two_runs):
    before, now = two_runs
    waiting = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"),
        by=world.coordinator,
    )  # fmt: skip
    assert "Это один и тот же расчёт." in compared(client, world.coordinator, now, now).text
    for one, other in ((now, waiting), (waiting, now)):
        assert "ещё не выполнен. Сравнить можно" in words(
            compared(client, world.coordinator, one, other)
        )
    ClassificationRun.objects.exclude(pk=before.pk).delete()
    assert "Сравнивать не с чем" in compared(client, world.coordinator, before).text


def test_runs_of_another_place_are_not_there(client, world, two_runs):
    _, now = two_runs
    foreign = run_by(world, place=world.other_office)
    for person in (world.coordinator, world.observer):
        assert compared(client, person, now, foreign).status_code == 404
    assert compared(client, world.stranger, now, foreign).status_code == 404
    assert compared(client, world.coordinator, now, **{"with": "9" * 30}).status_code == 404


def test_a_head_compares_the_own_school_and_no_journal(client, world, two_runs):
    before, _ = two_runs
    load(world, "2024/25;5;Математика;edu980001;10;1;3;3;3\n", "Тайна.csv")
    page = words(compared(client, world.head, run_by(world), before))
    assert "Школа № 1" in page
    assert "Школа № 2" not in page
    assert "Тайна.csv" not in page
    assert "вышли: 1" in page


def test_the_workbook_has_all_schools_and_what_differs(client, world, two_runs):
    before, now = two_runs
    client.force_login(world.coordinator)
    address = reverse("assessments:run_comparison_workbook", args=[now.pk])
    content = client.get(address, {"with": before.pk}).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    said = [row[0] for row in rows]
    assert any(str(one).startswith("доля, с которой") or "30 → 20" in str(one) for one in said)
    named = {row[1]: row for row in rows if str(row[1]).startswith("edu98")}
    assert {login: row[3] for login, row in named.items()} == {
        "edu980001": "осталась в перечне", "edu980002": "вошла в перечень",
        "edu980003": "без изменений",
    }  # fmt: skip
    assert "порог 20\xa0%\xa0— низкий результат" in named["edu980002"][8]
    part = client.get(address, {"with": before.pk, "shift": "entered"}).content
    assert len(list(openpyxl.load_workbook(io.BytesIO(part)).active.values)) == len(rows) - 2
    assert client.get(address, {"with": now.pk}).status_code == 404


def test_chosen_schools_are_shown_and_more_schools_ask_no_more(
    client, world, two_runs, count_queries
):
    before, now = two_runs
    page = words(compared(client, world.coordinator, now, before, shift="same"))
    assert "Филиал школы № 1" in page
    assert "Школа № 2" not in page[page.index("<tbody") :]
    few = count_queries(lambda: compared(client, world.coordinator, now, before))
    made = School.objects.bulk_create(
        School(municipality=world.office, login=f"edu97{number:04}", name=f"Школа {number}")
        for number in range(30)
    )
    for run, category in ((before, "at_risk"), (now, "low_results")):
        Verdict.objects.bulk_create(
            Verdict(
                run=run, school=school, category=category, reason="—", low_procedures=0,
                assessed_procedures=0, findings=[],
            )
            for school in made
        )  # fmt: skip
    assert count_queries(lambda: compared(client, world.coordinator, now, before)) == few


def test_runs_of_a_region_are_compared_with_each_other_only(client, world, two_runs):
    _, own = two_runs
    runs = []
    for settings in ([], ["threshold=20"]):
        run = create_run_at(
            place=RunPlace(region=world.region), academic_year=2024, by=None,
            criteria=shipped("federal-30-2").with_settings(settings),
        )  # fmt: skip
        runs.append(carry_out_run(run.pk))
    page = words(compared(client, world.observer, runs[1], runs[0]))
    assert "вошли: 1</a>" in page
    assert "Приозёрный муниципальный округ" in page
    assert compared(client, world.observer, runs[1], own).status_code == 404
    assert compared(client, world.coordinator, runs[1], runs[0]).status_code == 404
