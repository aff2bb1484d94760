"""Measures of one work: exact, weighted, equal to an independent slow reckoning."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.marks import NO_MARKS, MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.reading.groups import (
    Group,
    Measure,
    Printed,
    SchoolGroup,
    fit_for,
    mean_of_schools,
    total,
)
from assessments.domain.reading.work_measures import (
    NO_FEDERAL_ROWS,
    NO_WIDER_ROWS,
    WorkFigures,
    explanations,
    marks_block,
    measures_block,
)

NAMES = ("Ближняя школа", "Дальняя школа")


def marked(*counts):
    marks = MarkCounts(*counts)
    return Group(schools=1, participants=marks.total, marks=marks)


def scored(people, below, units, high):
    return Group(1, people, NO_MARKS, people, below, people, units, people, high)


def pupils_of(group):
    """Each pupil's mark, one by one."""
    return [
        mark
        for mark, number in zip((2, 3, 4, 5), group.marks.as_tuple(), strict=True)
        for _ in range(number)
    ]


def slow(measure, pupils):
    """The measure reckoned pupil by pupil (DOMAIN.md 5), without any formula of the portal."""
    if not pupils:
        return None
    worth = {
        Measure.LOW: {2: 100, 3: 0, 4: 0, 5: 0},
        Measure.PASSED: {2: 0, 3: 100, 4: 100, 5: 100},
        Measure.QUALITY: {2: 0, 3: 0, 4: 100, 5: 100},
        Measure.SOU: {2: 16, 3: 36, 4: 64, 5: 100},
        Measure.MEAN_MARK: {2: 2, 3: 3, 4: 4, 5: 5},
    }[measure]
    found = Fraction(0)
    for mark in pupils:
        found += Fraction(worth[mark])
    return found / len(pupils)


MARKED = (Measure.LOW, Measure.PASSED, Measure.QUALITY, Measure.SOU, Measure.MEAN_MARK)
TOWNS = st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=8)


@given(TOWNS)
def test_each_measure_equals_the_slow_reckoning_of_a_municipality(town):
    schools = [marked(*counts) for counts in town]
    everybody = [mark for school in schools for mark in pupils_of(school)]

    for measure in MARKED:
        assert total(schools).value(measure) == slow(measure, everybody)
        own = [slow(measure, pupils_of(one)) for one in schools if one.participants]
        expected = sum(own, Fraction(0)) / len(own) if own else None
        assert mean_of_schools(schools, measure) == expected


@given(
    st.lists(st.lists(st.integers(0, 100), min_size=1, max_size=6), max_size=8), st.integers(1, 60)
)
def test_scores_and_minimum_equal_the_slow_reckoning(town, minimum):
    groups = [
        scored(
            len(scores), sum(one < minimum for one in scores), 10_000 * sum(scores),
            sum(one >= 81 for one in scores),
        )
        for scores in town
    ]  # fmt: skip
    everybody = [score for scores in town for score in scores]

    def mean(values):
        return sum(values, Fraction(0)) / len(values) if values else None

    whole = total(groups)
    assert whole.value(Measure.MEAN_SCORE) == mean([Fraction(one) for one in everybody])
    assert whole.value(Measure.LOW) == mean([Fraction(100 * (one < minimum)) for one in everybody])
    assert whole.value(Measure.HIGH) == mean([Fraction(100 * (one >= 81)) for one in everybody])


def test_rows_that_do_not_tell_a_measure_do_not_count_in_it():
    silent = Group(schools=1, participants=40)
    whole = silent + marked(1, 1, 1, 1)

    assert whole.participants == 44
    assert whole.value(Measure.LOW) == 25
    assert silent.value(Measure.LOW) is None
    assert silent.value(Measure.MEAN_SCORE) is None


def figures(procedure=Procedure.VPR, groups=(), printed=()):
    schools = [
        SchoolGroup(f"edu{place}", name, group)
        for place, (name, group) in enumerate(zip(NAMES, groups, strict=True))
    ]
    return WorkFigures("Работа", procedure, schools, total(list(groups)), printed)


def words(row):
    return [cell.words for cell in row.cells]


def test_the_table_of_marks_compares_with_the_weighted_municipality():
    country = Printed(
        "Россия", 1000, (Fraction(10), Fraction(40), Fraction(30), Fraction(20)), "Ф3"
    )
    block = measures_block(
        figures(groups=(marked(1, 1, 0, 0), marked(0, 9, 9, 0)), printed=[country])
    )
    near, far = block.grid.rows
    whole, mean, printed = block.grid.totals

    assert words(near) == [
        "2",
        "1",
        "1",
        "0",
        "0",
        "50,0",
        "0,0",
        "26,0",
        "2,50",
        "9,5–90,5",
        "−45,0",
    ]
    assert near.under == "1\u00a0участник = 50,0\u00a0п.\u00a0п."
    assert near.cells[1].under == "50,0\u00a0%"
    assert far.cells[-1].words == "+5,0"
    assert words(whole)[5] == "95,0"
    assert words(mean)[5] == "75,0"
    assert not mean.is_public
    assert words(printed)[5] == "90,0"
    assert words(printed)[1] == "10,0\u00a0%"
    assert printed.cells[1].value is None
    assert printed.under == "из файла «Ф3»"


def test_the_table_of_scores_has_minimum_and_high_scorers():
    groups = (scored(4, 1, 10_000 * 200, 1), scored(6, 0, 10_000 * 420, 3))
    block = measures_block(figures(Procedure.EGE, groups))

    assert words(block.grid.rows[0])[:5] == ["4", "1", "1", "75,0", "50,0"]
    assert block.grid.rows[0].cells[-1].words == "−12,0"
    assert marks_block(figures(Procedure.EGE, groups)) is None


def test_stacked_bars_show_the_wholes_first_and_say_n():
    block = marks_block(figures(groups=(marked(1, 1, 0, 0), marked(0, 9, 9, 0))))

    assert block.chart.categories == ("Муниципалитет", *NAMES)
    assert block.chart.counts == (20, 2, 18)
    assert [series.name for series in block.chart.series] == [
        "«2», %",
        "«3», %",
        "«4», %",
        "«5», %",
    ]
    assert [row.title for row in block.grid.rows] == list(NAMES)


def test_only_measures_that_a_work_can_have_are_offered():
    marks, scores = Work(Procedure.OGE, "Математика", 9), Work(Procedure.EGE, "История", 11)

    assert Measure.HIGH not in fit_for(tuple(Measure), marks)
    assert Measure.SOU in fit_for(tuple(Measure), marks)
    assert fit_for(tuple(Measure), scores) == [
        Measure.LOW, Measure.PASSED, Measure.HIGH, Measure.MEAN_SCORE,
    ]  # fmt: skip


def test_explanations_are_those_of_the_work_and_say_what_there_is_not_to_compare_with():
    of_marks, none = explanations(figures(groups=(marked(1, 1, 0, 0),) * 2))
    assert "СОУ" in of_marks
    assert none == NO_WIDER_ROWS

    of_scores, none = explanations(figures(Procedure.EGE, (scored(4, 1, 0, 1),) * 2))
    assert "СОУ" not in of_scores
    assert "Минимум" in of_scores
    assert none == NO_FEDERAL_ROWS
