"""Dynamics, places, cohorts, journals, tasks, scores: what their tables say."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.marks import MarkCounts
from assessments.domain.measures import wilson
from assessments.domain.procedures import Procedure, Work
from assessments.domain.reading.cohorts import Cohort, cohorts_block
from assessments.domain.reading.dynamics import WORSE, Course, Line, dynamics_block, is_negative
from assessments.domain.reading.groups import Group, Measure, Printed, SchoolGroup
from assessments.domain.reading.journals import Compared, JournalFigures, journal_block
from assessments.domain.reading.ranking import ranked, ranking_block
from assessments.domain.reading.school_results import SchoolWork, school_block
from assessments.domain.reading.scores import added, scores_block, shares_of
from assessments.domain.reading.task_results import (
    ENOUGH,
    NOT_ENOUGH,
    UNKNOWN,
    ZONE,
    TaskFigures,
    standing,
    tasks_block,
)
from assessments.domain.tasks import Level, Task


def group(twos, rest):
    return Group(1, twos + rest, MarkCounts(twos, rest, 0, 0))


def words(row):
    return [cell.words for cell in row.cells]


def course(**lines):
    schools = [Line(name, by_year, name) for name, by_year in lines.items()]
    return Course("Работа", Measure.LOW, [2022, 2023, 2024], schools, [], 10, schools)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (group(10, 90), group(20, 80), True),
        (group(100, 900), group(199, 801), False),
        (group(0, 10), None, False),
        (None, group(5, 5), False),
    ],
)
def test_ten_points_more_of_twos_are_a_negative_course(before, now, expected):
    assert is_negative(now, before, 10) is expected


def test_a_missing_year_is_a_gap_and_changes_skip_nothing_in_silence():
    block = dynamics_block(course(a={2022: group(1, 19), 2024: group(3, 17)}))
    row = block.grid.rows[0]

    assert words(row) == ["5,0", "нет данных", "15,0", "—", "+10,0", "—"]
    assert block.chart.series[0].values == (Decimal("5.00"), None, Decimal("15.00"))
    assert block.chart.counts == (20, None, 20)


def test_a_negative_course_of_few_people_says_so():
    row = dynamics_block(course(a={2023: group(0, 4), 2024: group(2, 2)})).grid.rows[0]

    assert row.cells[-1].words == WORSE
    assert row.cells[-1].under == "участников меньше десяти"
    assert row.under == "1\u00a0участник = 25,0\u00a0п.\u00a0п."
    assert row.cells[2].under == "n\u00a0=\u00a04; 15,0–85,0"


def test_a_mean_of_few_people_has_no_interval_of_a_share():
    of_means = replace(course(a={2024: group(2, 2)}), measure=Measure.MEAN_MARK)
    row = dynamics_block(of_means).grid.rows[0]

    assert row.under == ""
    assert row.cells[2].under == "n\u00a0=\u00a04"


def test_several_lines_say_whose_participants_stand_under_the_axis():
    lines = course(a={2024: group(2, 20)}, b={2024: group(3, 20)})

    assert dynamics_block(lines).chart.note == "n — участники: a"
    assert dynamics_block(course(a={2024: group(2, 20)})).chart.note == ""


def schools_of(parts):
    return [
        SchoolGroup(f"edu{place}", f"Школа {place:02}", group(low, people - low))
        for place, (low, people) in enumerate(parts)
    ]


def test_schools_with_overlapping_intervals_share_their_places():
    order = ranked(schools_of([(0, 100), (1, 100), (90, 100), (1, 4)]), Measure.LOW)

    assert [(one.school.name, one.places) for one in order] == [
        ("Школа 00", "1–2"), ("Школа 01", "1–2"), ("Школа 02", "3"),
    ]  # fmt: skip


def test_places_are_said_once_in_a_row():
    [row, *_] = ranking_block(schools_of([(0, 10), (1, 10)]), Measure.LOW, "Работа").grid.rows

    assert [cell for cell in words(row) if "1–2" in cell] == ["1–2"]


def test_who_has_no_place_is_named():
    block = ranking_block(schools_of([(0, 100), (1, 4)]), Measure.PASSED, "Работа")

    assert block.notes == (
        "Без места, потому что участников меньше 5 или показателя нет: Школа 01.",
    )
    assert words(block.grid.rows[0])[0] == "1"


PARTS = st.integers(0, 40).flatmap(
    lambda people: st.tuples(st.integers(0, people), st.just(people))
)


@given(st.lists(PARTS, max_size=8), st.sampled_from([Measure.LOW, Measure.PASSED]))
def test_places_equal_the_rule_counted_pair_by_pair(parts, measure):
    schools = schools_of(parts)
    order = ranked(schools, measure)
    bounds = {one.school.login: wilson(one.part, one.participants) for one in order}

    def better(one, other):
        if measure is Measure.LOW:
            return bounds[one][1] < bounds[other][0]
        return bounds[one][0] > bounds[other][1]

    assert {one.school.login for one in order} == {
        one.login for one in schools if one.group.participants >= 5
    }
    for one in order:
        login = one.school.login
        assert one.best == 1 + sum(better(other, login) for other in bounds)
        assert one.worst == len(bounds) - sum(better(login, other) for other in bounds)


def test_a_cohort_shows_both_works_and_their_difference():
    block = cohorts_block(
        "Математика", "Математика", [Cohort("Школа", group(2, 18), group(6, 14), "edu1")],
        Cohort("Муниципалитет", group(2, 18), None),
    )  # fmt: skip

    row = block.grid.rows[0]
    assert words(row)[:4] == ["20", "20", "10,0", "30,0"]
    assert row.cells[3].under == "+20,0"
    assert row.cells[3].under_value == 20
    assert words(block.grid.totals[0])[1] == "нет данных"
    assert row.under == ""
    assert len(block.notes) == 1
    assert len(cohorts_block("Химия", "Химия", [], None).notes) == 2


def test_a_cohort_of_few_people_says_what_one_weighs_and_the_interval():
    one = Cohort("Школа", group(2, 18), group(2, 4), "edu1")
    row = cohorts_block("Математика", "Математика", [one], None).grid.rows[0]

    assert row.under == (
        "ОГЭ: 1\u00a0участник = 16,7\u00a0п.\u00a0п., "
        "интервал «2» от\u00a09,7 до\u00a070,0\u00a0%. "
        "Разница может быть случайной."
    )


def test_a_journal_says_shares_of_those_compared_and_nothing_of_what_files_do_not_tell():
    figures = JournalFigures(
        "Работа", [("edu1", "Школа", Compared(1, 2, 1))], Compared(5, 10, 5, 2, 20), []
    )
    block = journal_block(figures)

    assert words(block.grid.rows[0]) == ["4", "1", "2", "1", "нет данных"]
    assert block.grid.rows[0].cells[1].under == "25,0\u00a0%"
    assert words(block.grid.totals[0])[-1] == "2"
    assert block.grid.totals[0].cells[-1].under == "10,0\u00a0%"
    assert block.chart.counts == (20, 4)
    assert block.grid.rows[0].under == (
        "1\u00a0участник = 25,0\u00a0п.\u00a0п., "
        "интервал понизивших от\u00a04,6 до\u00a069,9\u00a0%"
    )


@pytest.mark.parametrize(
    ("percent", "level", "expected"),
    [
        ("60", Level.BASIC, ENOUGH), ("59.99", Level.BASIC, ZONE), ("57", Level.BASIC, ZONE),
        ("56.99", Level.BASIC, NOT_ENOUGH), ("30", Level.HIGH, ENOUGH),
        ("28.5", Level.ADVANCED, ZONE), ("28.49", Level.ADVANCED, NOT_ENOUGH), ("5", None, UNKNOWN),
    ],
)  # fmt: skip
def test_limits_of_tasks_are_those_of_the_recommendations(percent, level, expected):
    assert standing(Fraction(percent), level) == expected


def task(number, percent, level=Level.BASIC):
    return Task(number, 1, None if percent is None else Decimal(percent), level)


def test_tasks_of_a_municipality_are_weighted_and_the_hardest_are_named():
    schools = [(10, [task("1", "50"), task("2", "90")]), (30, [task("1", "70"), task("2", None)])]
    block = tasks_block(TaskFigures("Работа", schools, {}, {}, is_one_school=False))

    assert words(block.grid.rows[0]) == ["базовый", "1", "65,0", ENOUGH, "1"]
    assert words(block.grid.rows[1])[2] == "90,0"
    assert block.grid.rows[0].cells[-1].under == "из 2"
    assert block.notes[0].startswith("Труднее всего в муниципалитете задания: №\u00a01\u00a0(65,0")


def test_tasks_of_one_school_stand_beside_the_municipality():
    figures = TaskFigures(
        "Работа", [(10, [task("1", "50")])], {"1": Fraction(62)}, {"Регион": {"1": Fraction(60)}},
        is_one_school=True,
    )  # fmt: skip

    assert words(tasks_block(figures).grid.rows[0])[2:] == [
        "50,0", NOT_ENOUGH, "62,0", "−12,0", "60,0",
    ]  # fmt: skip


def test_scores_say_where_marks_begin_and_when_the_form_says_nothing():
    block = scores_block("Работа", added([[1, 2, 0], [0, 1, 5, 1]]), {3: 1, 4: 2, 5: 9})

    assert [row.title for row in block.grid.rows] == ["0", "1 — с него «3»", "2 — с него «4»", "3"]
    assert [words(row)[0] for row in block.grid.rows] == ["1", "3", "5", "1"]
    assert block.chart.dividers == ((1, "«3»"), (2, "«4»"))
    assert "n\u00a0= 10" in block.chart.note
    assert block.notes == ("Участников меньше 20: о форме распределения судить нельзя.",)
    assert "неизвестна" in scores_block("Работа", [30, 30], {}).notes[0]


def test_scores_stand_beside_the_shares_of_wider_wholes():
    region = shares_of([10, 10, 20])
    block = scores_block("Работа", [1, 2, 0, 1], {}, {"Регион": region})

    assert [column.title for column in block.grid.columns] == [
        "Участ\u00adников", "Доля, %", "Регион, %",
    ]  # fmt: skip
    assert [words(row)[-1] for row in block.grid.rows] == ["25,0", "25,0", "50,0", "0,0"]
    assert shares_of([]) == []


def test_tasks_of_a_small_school_say_what_one_participant_weighs():
    schools = [(8, [task("1", "50")])]
    of_one = TaskFigures("Работа", schools, {"1": Fraction(62)}, {}, is_one_school=True)

    [note] = tasks_block(of_one).notes
    assert note.startswith("1\u00a0участник = 12,5")
    assert tasks_block(replace(of_one, schools=[(10, schools[0][1])])).notes == ()


def test_a_school_sees_its_years_beside_the_municipality():
    work = Work(Procedure.VPR, "Математика", 5)
    one = SchoolWork(work, {2023: group(2, 18), 2024: group(3, 17)}, {2024: group(10, 90)})
    block = school_block("Школа", [one])

    latest = words(block.grid.rows[0])
    assert latest[0] == "2024/25"
    assert latest[6:] == ["+5,0", "10,0"]
    assert block.grid.rows[0].cells[-1].under == "+5,0"
    assert words(block.grid.rows[1])[6:] == ["—", "—"]
    assert [series.name for series in block.chart.series] == ["школа", "муниципалитет"]


def test_a_school_stands_beside_the_region_in_the_works_that_files_print_it_of():
    shares = (Fraction(5), Fraction(33), Fraction(44), Fraction(18))
    region = Printed("Регион", 30_000, shares, "Ф3.xlsx")
    work = Work(Procedure.VPR, "Математика", 5)
    one = SchoolWork(work, {2024: group(3, 17), 2023: group(1, 19)}, {}, {2024: [region]})
    grid = school_block("Школа", [one]).grid

    assert grid.columns[-1].title == "Регион: «2», %"
    assert [words(row)[-1] for row in grid.rows] == ["5,0", "—"]
    assert [row.cells[-1].under for row in grid.rows] == ["+10,0", ""]


def test_columns_of_which_a_school_has_nothing_are_left_out():
    scored = Group(1, 5, judged=5, below=1, scored=5, score_units=5 * 600_000)
    work = Work(Procedure.EGE, "Русский язык", 11)
    grid = school_block("Школа", [SchoolWork(work, {2024: scored}, {})]).grid

    assert [column.title for column in grid.columns] == [
        "Учебный год", "Участ\u00adников", "«2» или ниже минимума, %", "Средний балл",
    ]  # fmt: skip
    assert grid.rows[0].under.endswith("интервал ниже минимума от\u00a03,6 до\u00a062,4\u00a0%")


def test_a_drawing_of_some_works_says_where_the_others_are():
    works = [
        SchoolWork(Work(Procedure.VPR, f"Предмет {n}", 5), {2024: group(n, 20)}, {})
        for n in range(13)
    ]

    assert school_block("Школа", works[:12]).notes == ()
    [note] = school_block("Школа", works).notes
    assert note == "На рисунке 12 работ с наибольшей долей «2», остальные — в таблице."
