"""What a report for publication hides: groups of fewer than five and what gives them away."""

from datetime import date

import pytest

from assessments.domain.classification import classify_school, survey
from assessments.domain.criteria import read_definition
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.rules.cases import SchoolFacts
from assessments.domain.subjects import MATHEMATICS, RUSSIAN
from reports.domain.analysis_vpr import PUBLIC_NOTE, compose
from reports.domain.display import cell_text
from reports.domain.document import Chart, NumberedList, Paragraph
from reports.domain.office import Office
from reports.domain.publication import (
    HIDDEN_NOTE,
    hidden_titles,
    masked,
    masked_for,
    note_of,
    published,
)
from reports.domain.run_facts import Ground, RunFacts, SchoolVerdict
from reports.domain.vpr_facts import VprFacts
from reports.domain.vpr_objectivity import BiasFacts

DAY = date(2025, 11, 21)
OFFICE = Office("Управление образования", "Сосновский округ", "Сосновского округа", "пгт. Сосновка")
SCHOOLS = {f"edu98000{number}": f"Школа {number}" for number in range(1, 5)}
RU5 = Work(Procedure.VPR, RUSSIAN, 5)
MA5 = Work(Procedure.VPR, MATHEMATICS, 5)


def result(school, marks, *, work=RU5, year=2024):
    counts = MarkCounts(*marks)
    return Result(f"edu98000{school}", work, year, counts.total, counts)


RESULTS = (
    result(1, (1, 1, 1, 0)), result(2, (5, 4, 0, 0)), result(3, (2, 9, 9, 0)),
    result(1, (0, 9, 9, 0), work=MA5), result(2, (0, 5, 5, 2), work=MA5),
    result(3, (1, 9, 9, 2), work=MA5), result(4, (1, 9, 9, 2), work=MA5),
)  # fmt: skip


def made(*results, public=True, **more):
    return compose(VprFacts(2024, SCHOOLS, results, is_public=public, **more), OFFICE, DAY)


def rows(document, name):
    [table] = [one for one in document.tables() if one.name == name]
    return {cell_text(row.cells[0]): [cell_text(cell) for cell in row.cells] for row in table.rows}


def notes(document, name):
    return next(one.notes for one in document.tables() if one.name == name)


def words(document):
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        if isinstance(block, NumberedList):
            found += block.items
    return found


def test_a_small_school_hides_the_next_one_and_both_their_totals():
    document = made(*RESULTS)

    of_work = rows(document, RUSSIAN)
    assert set(of_work["Школа 1"][1:]) == set(of_work["Школа 2"][1:]) == {"скрыто"}
    assert of_work["Школа 3"][1] == "20"
    assert of_work["Итого по муниципалитету"][1] == "32"
    of_schools = rows(document, "Школы")
    assert set(of_schools["Школа 1"][1:]) == set(of_schools["Школа 2"][1:]) == {"скрыто"}
    assert list(of_schools)[-3:] == ["Школа 1", "Школа 2", "По муниципалитету"]
    assert rows(document, MATHEMATICS)["Школа 1"][1] == "18"
    assert HIDDEN_NOTE in notes(document, RUSSIAN)
    assert HIDDEN_NOTE not in notes(document, MATHEMATICS)
    assert PUBLIC_NOTE in words(document)


def test_nothing_is_hidden_in_what_is_not_published():
    document = made(*RESULTS, public=False)

    assert rows(document, RUSSIAN)["Школа 1"][1] == "3*"
    assert PUBLIC_NOTE not in words(document)


def test_no_conclusion_names_a_school_whose_total_is_hidden():
    plain, public = (words(made(*RESULTS, public=one)) for one in (False, True))

    assert any("у 1: Школа 2 (23,8" in one for one in plain)
    assert not any("Школа 2" in one for one in public)


def test_a_year_in_which_few_wrote_a_work_has_no_figures_and_no_chart():
    document = made(*RESULTS, result(3, (1, 1, 1, 1), year=2023), result(3, (5, 5, 5, 5), work=MA5,
                    year=2023))  # fmt: skip

    of_work = rows(document, "Динамика")["Русский язык, 5\u00a0кл."]
    assert of_work[1:4] == ["скрыто"] * 3
    assert of_work[4] == "32"
    assert of_work[7:] == ["скрыто"] * 2
    assert rows(document, "Динамика")["Математика, 5\u00a0кл."][1] == "20"
    assert not [one for one in document.blocks if isinstance(one, Chart)]


def test_signs_of_bias_name_no_school():
    bias = BiasFacts("Признаки есть у 1 из 3 школ.", None)

    assert "Признаки есть у 1 из 3 школ." in words(made(*RESULTS, bias=bias))
    assert not [one for one in made(*RESULTS, bias=bias).tables() if one.name == "Признаки"]


def test_grounds_of_a_run_lose_the_figures_of_few_people():
    grounds = (Ground(RU5, 2024, 3, 1, "30", True), Ground(MA5, 2024, 18, 9, "30", True))
    verdict = SchoolVerdict(
        "edu980001", Category.LOW_RESULTS,
        f"В перечне: {RU5.title} — 33,3 %; {MA5.title} — 50,0 %.", grounds,
    )  # fmt: skip
    run = published(
        RunFacts("«федеральные 30/2», версия 1", DAY, (verdict,)),
        {"edu980001": frozenset({RU5.title})},
    )

    assert run.verdicts[0].reason == f"В перечне: {RU5.title} — скрыто; {MA5.title} — 50,0 %."
    document = made(*RESULTS, run=run)
    assert rows(document, "Перечень")[RU5.title][2:5] == ["скрыто"] * 3
    assert rows(document, "Перечень")[MA5.title][2:5] == ["18", "9", "50,0"]
    assert HIDDEN_NOTE in notes(document, "Перечень")


def test_works_are_hidden_for_any_year_that_the_grounds_may_name():
    results = (result(3, (2, 0, 0, 0), year=2023), result(3, (9, 9, 9, 9)))

    assert hidden_titles(results, frozenset()) == {"edu980003": {RU5.title}}
    assert hidden_titles((), frozenset({("edu980002", MA5), (None, RU5)})) == {
        "edu980002": {MA5.title}
    }


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ОГЭ, математика, 2025/26: 1 из 3 (33,3 %); ОГЭ, химия, 2025/26: 5 из 9 (55,6 %)",
         "ОГЭ, математика — скрыто; ОГЭ, химия, 2025/26: 5 из 9 (55,6 %)"),
        ("Доля выросла (ОГЭ, математика — на 33,3 п. п.); ещё",
         "Доля выросла (ОГЭ, математика — скрыто); ещё"),
        ("Низкие: ОГЭ, математика — 75,0 % и ещё 2.", "Низкие: ОГЭ, математика — скрыто"),
        ("По другой работе", "По другой работе"),
    ],
)  # fmt: skip
def test_figures_of_a_hidden_work_are_cut_out_of_words(said, shown):
    assert masked(said, ["ОГЭ, математика"]) == shown


def decided(rule, results):
    """What a rule of one's own says of each school."""
    rules = read_definition({
        "key": "own", "version": "1", "name": "свои", "works": [{"procedures": ["vpr"]}],
        "categories": [{"category": "low_results", "rule": rule}],
    })  # fmt: skip
    schools = [SchoolFacts(one.school, [one]) for one in results]
    whole = survey(schools, rules, academic_year=2024)
    return [
        classify_school(one, rules, academic_year=2024, landscape=whole).reason for one in schools
    ]


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        ({"rank": {"measure": "mark", "end": "worst", "percent": "50", "per": "together"}},
         "2,33, место 1 из 2, в группу входит 1\u00a0место"),
        ({"joint_fails": {"percent": "60"}},
         "у школы 2, у школ с большим числом 0, всего 3"),
        ({"mean_below": {"measures": ["mark"]}},
         ", средняя отметка\u00a0— 2,33 против 3,69 по данным муниципалитета"),
        ({"rank": {"measure": "low_share", "end": "worst", "percent": "50"}},
         "\u00a0— 66,7\u00a0%, место 1 из 2, в группу входит 1\u00a0место"),
    ],
)  # fmt: skip
def test_means_places_and_sums_that_rest_on_few_people_are_hidden(rule, figures):
    reason, _ = decided(rule, (result(1, (2, 1, 0, 0)), result(2, (1, 9, 9, 7))))
    hidden = {"edu980001": frozenset({RU5.title})}

    assert figures in reason
    shown = masked_for("edu980001", reason, hidden)
    assert "скрыто" in shown
    assert not set("1234567890") & set(shown.partition(": ")[2].partition(": ")[2].replace(
        RU5.title, ""))  # fmt: skip
    assert masked_for("edu980001", reason, {}) == reason


def test_a_place_by_a_shown_work_stays_beside_a_hidden_one():
    said = f"В перечне: {MA5.title}\u00a0— 2,33, место 1 из 2, в группу входит 1\u00a0место."

    assert masked_for("edu980001", said, {"edu980001": frozenset({RU5.title})}) == said


def test_the_school_that_guards_a_smaller_one_is_hidden_in_exams_too():
    oge = Work(Procedure.OGE, MATHEMATICS, 9)
    results = [result(n, (0, people, 0, 0), work=oge) for n, people in enumerate((3, 7, 40), 1)]

    assert set(hidden_titles(results, frozenset())) == {"edu980001", "edu980002"}


def test_words_of_a_calculation_hide_groups_that_have_grown_since():
    results = [result(1, (9, 9, 9, 9))]

    assert hidden_titles(results, frozenset(), [("edu980001", RU5, 3), ("edu980001", MA5, 5)]) == {
        "edu980001": {RU5.title}
    }


def test_a_table_says_why_only_where_something_is_hidden():
    assert note_of(["ОГЭ, математика — скрыто"]) == (HIDDEN_NOTE,)
    assert note_of(["5 из 9"]) == ()
