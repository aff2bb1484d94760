"""The outline of a rule shows the answer of each condition and which of them decided."""

from assessments.domain.classification import classify_school
from assessments.domain.criteria import SHIPPED, Criteria, shipped
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import SchoolFacts
from assessments.domain.rules.outlines import Condition, outline

MATHEMATICS = Work(Procedure.VPR, "Математика", 5)
RUSSIAN = Work(Procedure.VPR, "Русский язык", 5)


def row(work: Work, low: int, year: int = 2024) -> Result:
    return Result("s", work, year, 10, MarkCounts(low, 10 - low, 0, 0))


def outlined(criteria: Criteria, *results: Result, decided: int = 0) -> list[Condition]:
    """The outlines of all categories; the one at `decided` gave the category."""
    facts = SchoolFacts("s", results)
    signs = iter(classify_school(facts, criteria, academic_year=2024).conditions)
    found = [
        outline(one.rule, signs, 2024, decides=place == decided)
        for place, one in enumerate(criteria.plan.rules)
    ]
    assert not list(signs)
    return found


def test_the_decisive_part_of_one_of_several_is_told() -> None:
    """Two low procedures, none of them a second time: «или» is decided by the first part."""
    criteria = shipped("federal-30-2-repeat-or")

    whole, _ = outlined(
        criteria, row(MATHEMATICS, 3), row(RUSSIAN, 3), row(MATHEMATICS, 0, 2023),
        row(RUSSIAN, 0, 2023),
    )  # fmt: skip

    assert (whole.words, whole.truth) == ("выполнено хотя бы одно из условий", True)
    assert [(one.truth, one.decides) for one in whole.parts] == [(True, True), (False, False)]


def test_a_condition_that_cannot_be_judged_is_neither_met_nor_not() -> None:
    criteria = shipped("federal-30-2-repeat-and")

    whole, _ = outlined(criteria, row(MATHEMATICS, 3), row(RUSSIAN, 3), decided=1)

    assert (whole.truth, whole.decides) == (None, False)
    assert [one.truth for one in whole.parts] == [True, None]


def test_each_year_of_a_rule_over_years_is_a_condition_of_its_own() -> None:
    criteria = shipped("stable-three-years")

    whole, _ = outlined(criteria, *(row(work, 4, 2023) for work in (MATHEMATICS, RUSSIAN)))

    assert whole.truth is None
    assert [one.truth for one in whole.parts] == [None, True, None]
    assert [one.words[:8] for one in whole.parts[1:]] == ["2023/24:", "2022/23:"]


def test_every_shipped_set_has_an_answer_for_each_condition() -> None:
    for criteria in SHIPPED.values():
        assert outlined(criteria, row(MATHEMATICS, 3), row(RUSSIAN, 1))
