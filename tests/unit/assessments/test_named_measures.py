"""Named measures: exact figures from counts, no data told from zero, parameters that must fit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.domain.marks import MarkCounts
from assessments.domain.measure_wording import proposed_measure
from assessments.domain.named_measures import (
    MEASURES,
    MeasureChoice,
    SchoolGroup,
    Standing,
    says_the_same,
)
from assessments.domain.objectivity.index import Index
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules import Category

OGE = Work(Procedure.OGE, "Математика", 9)
EGE = Work(Procedure.EGE, "Физика", 11)
LISTED, FREE = Category.LOW_RESULTS, Category.NONE


def marked(school: str, *marks: int) -> Result:
    counts = MarkCounts(*marks)
    return Result(school, OGE, 2025, counts.total, counts)


def value(key: str, *results: Result) -> Fraction | None:
    figure = MEASURES[key].of_results(results)
    return figure and figure.value


def test_share_is_of_all_participants_together_not_the_mean_of_schools() -> None:
    assert value("low_share", marked("a", 1, 1, 0, 0), marked("b", 0, 7, 0, 0)) == Fraction(100, 9)


def test_share_keeps_what_was_divided() -> None:
    figure = MEASURES["quality_rate"].of_results([marked("a", 1, 2, 3, 4), marked("b", 0, 1, 0, 0)])
    assert (figure.value, figure.part, figure.whole, figure.schools) == (
        Fraction(700, 11),
        7,
        11,
        2,
    )


@pytest.mark.parametrize("key", [key for key, one in MEASURES.items() if one.of_results])
def test_nobody_is_no_data_and_not_zero(key: str) -> None:
    assert value(key) is None
    assert value(key, marked("a", 0, 0, 0, 0)) is None


def test_nobody_below_the_threshold_is_zero() -> None:
    assert value("low_share", marked("a", 0, 1, 0, 0)) == 0


def test_school_whose_file_does_not_tell_is_left_out_and_counted() -> None:
    silent = Result("b", EGE, 2025, 50)
    told = Result("a", EGE, 2025, 4, below_minimum=1, mean_score=Decimal("60.5"), high_scorers=2)
    low = MEASURES["low_share"].of_results([told, silent])
    assert (low.value, low.whole, low.schools, low.unknown) == (25, 4, 1, 1)
    assert value("mean_score", told, silent) == Fraction(121, 2)
    assert value("high_share", told, silent) == 50


def test_mean_mark_and_sou_are_those_of_the_sum() -> None:
    rows = (marked("a", 1, 0, 0, 0), marked("b", 0, 0, 0, 2))
    assert value("mean_mark", *rows) == 4
    assert value("sou", *rows) == Fraction(216, 3)


def listed(key: str, now: dict[str, Category], before: dict[str, Category] | None = None):
    figure = MEASURES[key].of_list(Standing(now, before))
    return figure and figure.value


def test_list_is_counted_by_schools() -> None:
    now = {"a": LISTED, "b": Category.AT_RISK, "c": FREE}
    assert listed("listed_schools", now) == 1
    assert listed("listed_share", now) == Fraction(100, 3)
    assert listed("risk_schools", now) == 1
    assert listed("listed_schools", {"a": FREE}) == 0
    assert listed("listed_schools", {}) is None


def test_school_without_data_has_not_left_the_list() -> None:
    before = {"a": LISTED, "b": LISTED, "c": LISTED, "d": FREE}
    now = {"a": FREE, "b": Category.NO_DATA, "c": LISTED, "d": FREE}
    assert listed("left_schools", now, before) == 1
    assert listed("left_share", now, before) == Fraction(100, 3)
    assert listed("left_schools", now) is None
    assert listed("left_share", now, {"d": FREE}) is None


def test_share_of_schools_with_signs_and_the_index_make_a_hundred() -> None:
    index = Index(("a", "b", "c"), schools=12, unjudged=1)
    share = MEASURES["bias_share"].of_signs(index)
    clear = MEASURES["objectivity_index"].of_signs(index)
    assert (share.value, share.part, share.whole, share.unknown) == (25, 3, 12, 1)
    assert (clear.value, clear.part) == (75, 9)
    assert MEASURES["bias_share"].of_signs(Index((), schools=0)) is None
    assert MeasureChoice("bias_share", Procedure.VPR).plain() == MeasureChoice("bias_share")


def test_choice_comes_back_as_it_was_kept() -> None:
    choice = MeasureChoice("low_share", Procedure.VPR, "Математика", 5, SchoolGroup.LISTED)
    assert MeasureChoice.from_dict(choice.as_dict()) == choice
    assert "5\u00a0класс" in choice.words


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (MeasureChoice("low_share"), "процедуру"),
        (MeasureChoice("mean_score", Procedure.OGE), "только для процедур"),
        (MeasureChoice("quality_rate", Procedure.EGE), "только для процедур"),
        (MeasureChoice("low_share", Procedure.OGE, "", 9), "Класс"),
        (MeasureChoice("low_share", Procedure.VPR, "", 5), ""),
        (MeasureChoice("listed_schools"), ""),
    ],
)
def test_parameters_must_fit_the_measure(choice: MeasureChoice, said: str) -> None:
    assert said in choice.problem()
    assert bool(choice.problem()) is bool(said)


@pytest.mark.parametrize(
    ("entered", "exact", "is_same"),
    [
        ("12.4", Fraction(124, 10), True),
        ("12.4", Fraction(1239, 100), True),
        ("12.4", Fraction(1245, 100), False),
        ("12", Fraction(1235, 100), True),
        ("120", Fraction(1204, 10), True),
        ("-3", Fraction(-3), True),
    ],
)
def test_digits_that_people_left_off_do_not_make_another_figure(entered, exact, is_same) -> None:
    assert says_the_same(Decimal(entered), exact) is is_same


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        (
            "Доля участников ОГЭ по математике, получивших «2»", "%",
            MeasureChoice("low_share", Procedure.OGE, "Математика"),
        ),
        (
            "Доля выпускников 9 классов, сдавших ОГЭ по математике с первого раза", "%",
            MeasureChoice("pass_rate", Procedure.OGE, "Математика"),
        ),
        (
            "Доля обучающихся 5 классов, не преодолевших порог ВПР по русскому языку", "%",
            MeasureChoice("low_share", Procedure.VPR, "Русский язык", 5),
        ),
        (
            "Качество знаний по ВПР по математике в школах с низкими результатами", "%",
            MeasureChoice("quality_rate", Procedure.VPR, "Математика", None, SchoolGroup.LISTED),
        ),
        (
            "Средний балл ЕГЭ по физике", "балл",
            MeasureChoice("mean_score", Procedure.EGE, "Физика"),
        ),
        (
            "Средний балл ЕГЭ по математике профильного уровня", "",
            MeasureChoice("mean_score", Procedure.EGE_PROFILE, "Математика"),
        ),
        ("Количество школ с низкими образовательными результатами", "школ",
         MeasureChoice("listed_schools")),
        ("Доля ШНОР в общем числе школ", "%", MeasureChoice("listed_share")),
        ("Доля школ, вышедших из перечня ШНОР", "%", MeasureChoice("left_share")),
        ("Число школ в зоне риска", "", MeasureChoice("risk_schools")),
        (
            "Доля школ с признаками необъективности результатов ВПР", "%",
            MeasureChoice("bias_share"),
        ),
        ("Индекс объективности муниципалитета", "", MeasureChoice("objectivity_index")),
        ("Количество школ с признаками необъективности", "школ", None),
        ("Количество педагогов ШНОР, прошедших КПК", "чел.", None),
        ("Доля учителей, прошедших повышение квалификации", "%", None),
        ("Доля родителей на школьных собраниях", "%", None),
    ],
)  # fmt: skip
def test_measure_is_proposed_by_the_words_of_an_indicator(name, unit, expected) -> None:
    found = proposed_measure(name, unit)
    assert (found and found.choice) == expected


def test_proposal_names_the_words_it_rests_on() -> None:
    found = proposed_measure("Доля участников ОГЭ по математике, получивших «2»", "%")
    assert found.reason == "«2», «математике»"
