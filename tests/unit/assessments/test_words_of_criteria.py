"""What criteria call the categories: the list only where there is one."""

import pytest

from assessments.domain.classification import classify
from assessments.domain.criteria import SHIPPED, DefinitionError, read_definition, shipped
from assessments.domain.criteria.differences import differences
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules import Category

AUXILIARY = [one for one in SHIPPED.values() if not one.makes_list]


def own(**more):
    rule = {"low_procedures": {"at_least": 2, "share": "30"}}
    return read_definition({
        "key": "own", "version": "1", "name": "свои", "works": [{"procedures": ["oge"]}],
        "categories": [{"category": "low_results", "rule": rule}], **more,
    })  # fmt: skip


@pytest.mark.parametrize("criteria", AUXILIARY, ids=lambda one: one.key)
def test_no_word_and_no_sentence_of_auxiliary_criteria_names_the_list(criteria):
    works = [Work(Procedure.VPR, "Русский язык", 4), Work(Procedure.OGE, "Математика", 9)]
    results = [
        Result(school, work, year, 20, MarkCounts(twos, 12 - twos, 4, 4))
        for school, twos in (("a", 0), ("b", 4), ("c", 12))
        for work in works
        for year in (2022, 2023, 2024)
    ]
    found = classify(results, criteria, academic_year=2024, schools=["a", "b", "c", "d"])
    said = [*criteria.words.titles.values(), *(one.reason for one in found)]
    assert [one for one in said if "перечн" in one.lower()] == []
    assert {one.reason for one in found}


def test_own_words_begin_the_sentence():
    assert shipped("corridor").words.heading(Category.NONE) == "Отметки в коридоре"
    result = Result("a", Work(Procedure.VPR, "Русский язык", 4), 2024, 20, MarkCounts(3, 9, 7, 1))
    (verdict,) = classify([result], shipped("corridor"), academic_year=2024)
    assert verdict.reason.replace("\u00a0", " ") == (
        "Отметки в коридоре: ВПР, русский язык, 4 класс: «2» — 15,0 % при ожидаемых не менее 15 %, "
        "«5» — 5,0 % при ожидаемых не более 5 %."
    )


def test_a_school_beside_all_groups_is_told_the_figures_of_what_was_to_be_true():
    criteria = shipped("high-results").with_settings(["years=1", "best_percent=50"])
    work = Work(Procedure.OGE, "Математика", 9)
    results = [
        Result(school, work, 2024, 10, MarkCounts(0, threes, 10 - threes, 0))
        for school, threes in (("a", 1), ("b", 9))
    ]
    found = classify(results, criteria, academic_year=2024)
    assert found[1].reason.replace("\u00a0", " ") == (
        "Не среди стабильно высоких: 2024/25: 3,10, место 2 из 2, в группу входит 1 место."
    )


def test_criteria_without_words_of_their_own_say_that_no_condition_is_met():
    criteria = own(makes_list=False)
    result = Result("a", Work(Procedure.OGE, "Математика", 9), 2024, 10, MarkCounts(1, 9, 0, 0))
    (verdict,) = classify([result], criteria, academic_year=2024)
    assert verdict.reason == (
        "Условия не выполнены: в единственной учтённой процедуре результат не низкий."
    )
    assert criteria.words.titles[Category.LOW_RESULTS] == "низкие результаты"


def test_the_list_is_called_the_list_whatever_the_criteria_would_say():
    criteria = own(titles={"low_results": "слабые", "none": "сильные"})
    assert criteria.words.titles[Category.LOW_RESULTS] == "в перечне"
    assert criteria.words.titles[Category.NONE] == "не в перечне"


def test_words_are_kept_by_a_snapshot_and_told_as_a_difference():
    before = own(makes_list=False)
    after = own(makes_list=False, titles={"low_results": "слабые по ОГЭ"})
    assert read_definition(after.snapshot()).titles == {Category.LOW_RESULTS: "слабые по ОГЭ"}
    assert [tuple(one) for one in differences(before, after)] == [
        ("слова «низкие результаты»", "низкие результаты", "слабые по ОГЭ")
    ]
    purpose = differences(own(), before)
    assert [tuple(one) for one in purpose] == [
        ("назначение", "составляют перечень", "вспомогательные, перечня не составляют")
    ]


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["в коридоре"], "titles: нужны категории и слова для них."),
        ({"no_data": "пусто"}, "категории «no_data» нет"),
        ({"none": " "}, "none: нужны слова, не длиннее 40 знаков"),
        ({"none": "а" * 41}, "none: нужны слова, не длиннее 40 знаков"),
    ],
)
def test_words_that_cannot_be_used_are_told(titles, said):
    with pytest.raises(DefinitionError, match=said):
        own(makes_list=False, titles=titles)
