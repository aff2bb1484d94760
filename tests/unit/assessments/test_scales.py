"""Scales: which one is in force, what it says of a score, what keeps one from being entered."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.procedures import Procedure, Work
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import Level, Scale, Scales, ScoreGroup

OGE = Work(Procedure.OGE, "Математика", 9)
EGE = Work(Procedure.EGE, "Физика", 11)
ENGLISH = Work(Procedure.OGE, "Английский язык", 9)
LANGUAGES = Work(Procedure.OGE, "Иностранный язык", 9)
SCALE = Scale(OGE, 2021, 2023, 31, 7, 14, 21)
SCORED = Scale(EGE, 2021, 2023, minimum=36)


def fields(scale):
    return [problem.field for problem in problems_of(scale)]


@st.composite
def scales(draw):
    upper = sorted(draw(st.sets(st.integers(0, 80), min_size=3, max_size=3)))
    return Scale(OGE, 2021, 2023, upper[-1] + draw(st.integers(1, 20)), *upper)


@given(scales())
@settings(max_examples=50)
def test_marks_rise_with_the_score_and_change_at_the_boundaries(scale):
    marks = [scale.mark(score) for score in range(scale.max_score + 1)]
    assert marks == sorted(marks)
    assert {mark: marks.index(mark) for mark in (3, 4, 5)} == scale.boundaries()
    assert [scale.passes(score) for score in range(len(marks))] == [mark > 2 for mark in marks]
    assert problems_of(scale) == []


@given(scales())
@settings(max_examples=50)
def test_the_marks_share_all_scores_without_a_gap(scale):
    told = [
        score
        for mark in (2, 3, 4, 5)
        for score in range(scale.lowest(mark), scale.highest(mark) + 1)
    ]
    assert told == list(range(scale.max_score + 1))


def test_the_more_particular_scale_wins():
    region = replace(SCALE, twos_to=8, level=Level.REGION)
    own = replace(SCALE, twos_to=9, first_year=2022, last_year=2022, level=Level.MUNICIPALITY)
    installation = replace(SCALE, twos_to=6, level=Level.INSTALLATION)
    known = Scales([own, SCALE, region, installation])
    assert [known.of(OGE, year).twos_to for year in (2021, 2022, 2023)] == [8, 9, 8]


def test_a_year_that_is_not_known_takes_no_neighbour():
    known = Scales([SCALE])
    for year in (2020, 2024):
        assert known.of(OGE, year) is None
        assert known.mark(OGE, year, 10) is None
        assert known.boundaries(OGE, year) == {}
        assert known.maximum(OGE, year) is None
    assert known.latest_before(OGE, 2026) == 2023
    assert known.latest_before(OGE, 2023) == 2022
    assert known.latest_before(OGE, 2021) is None
    assert known.years() == [2023, 2022, 2021]


def test_a_language_takes_the_scale_of_all_languages_unless_it_has_its_own():
    common = replace(SCALE, work=LANGUAGES, max_score=68)
    own = replace(SCALE, work=ENGLISH, max_score=70)
    assert Scales([common]).maximum(ENGLISH, 2022) == 68
    assert Scales([common, own]).maximum(ENGLISH, 2022) == 70
    entered = replace(common, max_score=66, level=Level.MUNICIPALITY)
    assert Scales([entered, own]).maximum(ENGLISH, 2022) == 66
    assert Scales([own]).of(LANGUAGES, 2022) is None


def test_a_score_that_the_work_cannot_give_is_no_mark():
    for score in (-1, 32):
        with pytest.raises(ValueError, match="от 0 до 31"):
            SCALE.mark(score)
    with pytest.raises(ValueError, match="от 0 до 100"):
        SCORED.passes(101)


def test_test_scores_have_groups_and_no_marks():
    at = {35: "ниже минимального", 36: "от минимального до 60", 60: "от минимального до 60",
          61: "61–80", 80: "61–80", 81: "81–99", 99: "81–99", 100: "100"}  # fmt: skip
    assert {score: SCORED.group(score) for score in at} == at
    assert SCORED.mark(40) is None
    assert SCORED.boundaries() == {}
    assert replace(SCORED, minimum=None).group(40) is None
    assert SCALE.group(10) is None
    assert ScoreGroup.HIGHEST == "100"


def test_a_mean_score_is_a_share_of_the_maximum():
    assert SCALE.share_of_maximum(Fraction(31, 2)) == 50
    assert replace(SCALE, max_score=None).share_of_maximum(Fraction(1)) is None


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"threes_to": 7}, "threes_to", "Границы должны расти"),
        ({"threes_to": 6}, "threes_to", "«3» кончается на 6, а «2» — на 7"),
        ({"fours_to": 31}, "fours_to", "следующей отметке ничего не остаётся"),
        ({"twos_to": None}, "threes_to", "не хватает границы более низкой отметки"),
        ({"twos_to": -1}, "twos_to", "не бывает отрицательным"),
        ({"last_year": 2020}, "last_year", "раньше, чем начинает"),
        ({"first_year": 1999}, "first_year", "1999 здесь быть не может"),
        ({"max_score": 0, "twos_to": None, "threes_to": None, "fours_to": None},
         "max_score", "от 1 до 200"),
        ({"minimum": 24}, "minimum", "стобалльной"),
        ({"work": Work(Procedure.OGE, "Математика", 8)}, "grade", "сдают в 9 классе"),
        ({"work": Work(Procedure.VPR, "Математика", 13)}, "grade", "от 1 до 12"),
        ({"work": Work(Procedure.VPR, "Математика", 9)}, "grade", "в 9-м классе не проводится"),
    ],
)  # fmt: skip
def test_a_scale_that_is_not_in_order_is_told(change, field, said):
    found = problems_of(replace(SCALE, **change))
    assert any(one.field == field and said in one.text for one in found), found


def test_a_scale_must_say_something():
    assert fields(Scale(OGE, 2021, 2021)) == ["twos_to"]
    assert fields(Scale(OGE, 2021, 2021, max_score=31)) == []
    assert fields(Scale(OGE, 2021, 2021, twos_to=7)) == []
    assert fields(Scale(EGE, 2021, 2021)) == ["minimum"]


def test_minimum_scores_are_within_the_test_scores():
    assert fields(replace(SCORED, minimum=101)) == ["minimum"]
    assert fields(replace(SCORED, entry_minimum=35)) == ["entry_minimum"]
    assert fields(replace(SCORED, twos_to=5)) == ["twos_to"]
