"""Context data in calculations: the index, its sources, what is missing, digests, «Что, если…»."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run, create_run_at
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.criteria import read_definition, shipped
from assessments.models import ClassificationRun, RunPlace
from assessments.queries.run_inputs import conditions_of
from schools.models import ContextUpload, ContextValue, ContextWeights, School

pytestmark = pytest.mark.django_db
YEAR = 2024


@pytest.fixture
def town(world):
    """Four schools, an index of one field: the share of incomplete families."""
    ContextWeights.objects.create(
        municipality=world.office, version=1, weights={"single_parent": "-1"},
        normalisation="min_max", least_coverage=100, set_by_name="Лугова Т. В.",
    )  # fmt: skip
    world.people["fourth"] = School.objects.create(
        municipality=world.office, login="edu980004", name="Школа № 4"
    )
    return world


def passport(world, name="Социальный паспорт.xlsx"):
    return ContextUpload.objects.create(
        municipality=world.office, academic_year=YEAR, file_name=name, state="confirmed"
    )


def families(school, share, upload=None, year=YEAR):
    for field, number in (("pupils", 100), ("single_parent", share)):
        ContextValue.objects.update_or_create(
            school=school, academic_year=year, field=field,
            defaults={"number": number, "upload": upload},
        )  # fmt: skip


@pytest.fixture
def known(town):
    upload = passport(town)
    for school, share in (
        (town.school, 40), (town.other_school, 10), (town.branch, 20), (town.fourth, 30),
    ):  # fmt: skip
        families(school, share, upload)
    return town


def run_by(world, criteria):
    run = create_run(
        municipality=world.office, academic_year=YEAR, criteria=criteria, by=world.coordinator
    )
    return carry_out_run(run.pk)


def categories(run):
    return dict(run.verdicts.order_by("school__login").values_list("school__login", "category"))


ADVERSE = shipped("adverse-conditions")


def test_the_lowest_quarter_by_the_index_is_found_with_figure_place_and_file(known):
    run = run_by(known, ADVERSE)

    assert categories(run) == {
        "edu980001": "adverse_conditions", "edu980002": "none", "edu980003": "none",
        "edu980004": "none",
    }  # fmt: skip
    verdict = run.verdicts.get(school=known.school)
    assert verdict.reason == (
        "Неблагоприятные условия: среди 25\u00a0% школ муниципалитета с наименьшим индексом "
        "социального благополучия: индекс\u00a0−1,00, место 1 из 4, в группу входит 1\u00a0место."
    )
    (finding,) = verdict.findings
    assert (finding["value"], finding["place"], finding["of"]) == ("-1.00", 1, 4)
    assert finding["academic_year"] == YEAR
    assert finding["source"] == {
        "file": "Социальный паспорт.xlsx", "sheet": "веса индекса, версия 1", "cell": "",
        "import": None,
    }  # fmt: skip


def test_missing_context_is_no_data_and_never_a_zero(known):
    ContextValue.objects.filter(school=known.other_school).delete()
    ContextValue.objects.filter(school=known.fourth, field="single_parent").delete()
    run = run_by(known, ADVERSE)

    assert categories(run)["edu980002"] == categories(run)["edu980004"] == "no_data"
    nothing = run.verdicts.get(school=known.other_school).reason
    assert nothing == "Нет данных: за 2024/25 учебный год нет сведений об условиях работы школы."
    little = run.verdicts.get(school=known.fourth).reason
    assert "нужны данные не менее чем для 100\u00a0% весов, а есть для 0\u00a0%" in little
    assert "из 2," in run.verdicts.get(school=known.branch).findings[0]["words"]


def test_context_of_another_year_does_not_count(town):
    families(town.school, 40, year=YEAR - 1)
    families(town.other_school, 10, year=YEAR - 1)
    assert set(categories(run_by(town, ADVERSE)).values()) == {"no_data"}


def test_the_index_of_a_calculation_is_the_one_of_its_page(client, known):
    School.objects.filter(pk=known.fourth.pk).update(closed_on=f"{YEAR + 1}-02-01")
    run = run_by(known, ADVERSE)
    client.force_login(known.coordinator)
    content = client.get(reverse("context_index_workbook"), {"year": YEAR}).content
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    shown = {row[1]: row[2] for row in rows if str(row[1]).startswith("edu98")}
    counted = dict(run.verdicts.values_list("school__login", "findings"))
    assert len(shown) == len(counted) == 4
    for login, (finding,) in counted.items():
        assert round(float(shown[login]), 2) == float(finding["value"])


def test_changed_context_and_weights_change_the_digest_of_rules_that_look_at_them(known):
    before = run_by(known, ADVERSE).input_digest
    assert run_by(known, ADVERSE).input_digest == before
    families(known.branch, 21)
    after = run_by(known, ADVERSE).input_digest
    assert after != before
    ContextWeights.objects.create(
        municipality=known.office, version=2, weights={"single_parent": "-1"},
        normalisation="z_score", least_coverage=100, set_by_name="Лугова Т. В.",
    )  # fmt: skip
    assert run_by(known, ADVERSE).input_digest not in (before, after)


@pytest.mark.parametrize("key", ["federal-30-2", "ege-worst-15", "high-results"])
def test_rules_that_look_at_no_context_keep_their_digest(known, key):
    before = run_by(known, shipped(key)).input_digest
    families(known.branch, 90)
    School.objects.filter(pk=known.school.pk).update(is_correctional=True)
    assert run_by(known, shipped(key)).input_digest == before


def own(rule):
    return read_definition({
        "key": "own", "version": "1", "name": "свои", "works": [{"procedures": ["oge"]}],
        "categories": [{"category": "at_risk", "rule": rule}],
    })  # fmt: skip


def test_a_flag_that_no_rule_asks_for_changes_nothing(known):
    rules = own({"flag": {"flag": "boarding"}})
    before = run_by(known, rules)
    School.objects.filter(pk=known.school.pk).update(is_correctional=True)
    assert run_by(known, rules).input_digest == before.input_digest
    School.objects.filter(pk=known.school.pk).update(is_boarding=True)
    after = run_by(known, rules)
    assert after.input_digest != before.input_digest
    finding = after.verdicts.get(school=known.school).findings[0]
    assert (finding["words"], finding["source"]["file"]) == (
        "2024/25: школа-интернат\u00a0— да", "реквизиты школы",
    )  # fmt: skip


def test_several_factors_of_the_context_put_a_school_at_risk(known, count_queries):
    rules = own({"at_least": {"number": 2, "rules": [
        {"context": {"field": "single_parent", "limit": "at_least", "value": "30"}},
        {"context": {"field": "вакансий учителей", "limit": "at_least", "value": "2"}},
        {"context": {"field": "distance", "limit": "at_least", "value": "40"}},
    ]}})  # fmt: skip
    for school, number in ((known.school, 3), (known.other_school, 5), (known.fourth, 0)):
        ContextValue.objects.create(
            school=school, academic_year=YEAR, field="vacancies", number=number
        )
    before = run_by(known, rules)
    assert categories(before) == {
        "edu980001": "at_risk", "edu980002": "none", "edu980003": "none", "edu980004": "none",
    }  # fmt: skip
    verdict = before.verdicts.get(school=known.school)
    assert verdict.reason == (
        "В зоне риска: из неполных семей\u00a0— 40\u00a0% (не меньше 30\u00a0%); "
        "вакансий учителей\u00a0— 3 (не меньше 2)."
    )
    assert [one["source"]["file"] for one in verdict.findings] == [
        "Социальный паспорт.xlsx", "введено вручную",
    ]  # fmt: skip
    unsure = before.verdicts.get(school=known.other_school)
    assert "расстояние до районного центра: нет данных за 2024/25" in " ".join(unsure.unjudged)

    families(known.branch, 21)
    assert run_by(known, rules).input_digest != before.input_digest
    places = [known.office, known.other_office]
    assert count_queries(lambda: conditions_of(places, [YEAR], rules.plan.context_needs)) == 1


def test_two_years_in_adverse_conditions_need_both(known):
    rule = {"rank": {"measure": "index", "end": "worst", "percent": "25"}}
    rules = own({"in_years": {"at_least": 2, "of": 2, "rule": rule}})
    assert categories(run_by(known, rules))["edu980001"] == "none"
    assert run_by(known, rules).verdicts.get(school=known.school).unjudged
    for school, share in (
        (known.school, 50), (known.other_school, 5), (known.branch, 6), (known.fourth, 7),
    ):  # fmt: skip
        families(school, share, year=YEAR - 1)
    assert categories(run_by(known, rules))["edu980001"] == "at_risk"


def test_more_schools_ask_no_more_of_the_database(known, count_queries):
    few = count_queries(lambda: run_by(known, ADVERSE))
    made = School.objects.bulk_create(
        School(municipality=known.office, login=f"edu97{number:04}", name=f"Школа {number}")
        for number in range(15)
    )
    for number, school in enumerate(made):
        families(school, number)
    assert count_queries(lambda: run_by(known, ADVERSE)) == few


def test_what_if_says_what_a_calculation_says(client, known):
    line = "2024/25;5;Русский язык;edu980001;10;4;3;3;0\n"
    draft = draft_import(
        municipality=known.office, file_name="r.csv", by=known.coordinator,
        content=f"Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n{line}".encode(),
    )  # fmt: skip
    confirm_import(results_import=draft, by=known.coordinator)
    ContextValue.objects.filter(school=known.fourth).delete()
    client.force_login(known.coordinator)
    asked = {"criteria": "adverse-conditions", "of": "adverse-conditions", "context_percent": "40"}
    content = client.get(reverse("assessments:what_if_workbook"), asked).content
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    tried = {row[2]: (row[4], row[8]) for row in rows if str(row[2]).startswith("edu98")}
    run = run_by(known, ADVERSE.with_setting("context_percent=40"))
    assert tried == {one.school.login: (one.title, one.reason) for one in run.verdicts.all()}
    assert {said for said, _ in tried.values()} == {
        "неблагоприятные условия", "неблагоприятных условий нет", "нет данных",
    }  # fmt: skip


def test_what_if_on_several_places_asks_as_often_as_on_one(known, count_queries):
    places = [known.office, known.other_office]
    needs = ADVERSE.plan.context_needs
    one = count_queries(lambda: conditions_of(places[:1], [YEAR], needs))
    assert count_queries(lambda: conditions_of(places, [YEAR], needs)) == one == 3


def test_the_page_of_a_verdict_names_the_index_and_its_file(client, known):
    run = run_by(known, ADVERSE)
    client.force_login(known.coordinator)
    page = client.get(reverse("assessments:verdict", args=[run.pk, "edu980001"])).text
    assert 'Социальный паспорт.xlsx<span class="under">веса индекса, версия 1</span>' in page
    assert "индекс\u00a0−1,00, место 1 из 4" in page


def test_in_a_calculation_of_a_region_indexes_are_compared_within_each_municipality(known):
    ContextWeights.objects.create(
        municipality=known.other_office, version=1, weights={"single_parent": "1"},
        normalisation="z_score", least_coverage=100, set_by_name="Заречная В. В.",
    )  # fmt: skip
    families(known.foreign_school, 99)
    run = create_run_at(
        place=RunPlace(region=known.region), academic_year=YEAR, by=None,
        criteria=ADVERSE.with_setting("context_percent=50").widened_to("region"),
    )  # fmt: skip
    run = carry_out_run(run.pk)
    found = run.verdicts.get(school=known.foreign_school)
    assert (found.category, found.findings[0]["of"]) == ("none", 1)
    assert run.verdicts.get(school=known.school).findings[0]["of"] == 4


def test_a_year_with_context_data_alone_can_be_calculated(client, known):
    client.force_login(known.coordinator)
    asked = {"academic_year": YEAR, "criteria": "adverse-conditions"}
    page = client.get(reverse("assessments:runs")).text
    assert "2024/25" in page
    place = re.search(r'name="place" value="([^"]+)"', page).group(1)
    answer = client.post(reverse("assessments:runs"), {**asked, "place": place})
    assert answer.status_code == 302
    assert ClassificationRun.objects.get().academic_year == YEAR
