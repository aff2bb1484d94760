"""Charts of results: their labels agree with the tables, and they say who and how many."""

from fractions import Fraction

import pytest

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure
from assessments.domain.reading.grids import change, for_chart, number
from assessments.domain.reading.groups import Group, SchoolGroup
from assessments.domain.reading.work_measures import WorkFigures, marks_block
from core.office import charts
from core.values.charts import Chart, ChartKind, Series


def labels(chart: Chart) -> list[str]:
    return [text.text or "" for text in charts.svg(chart).iter("text")]


@pytest.mark.parametrize("value", [Fraction(300, 17), Fraction(3300, 163), Fraction(1, 20)])
@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.STACKED, ChartKind.LINES])
def test_a_label_of_a_chart_is_the_number_of_the_table(value, kind):
    drawn = Chart("Доля", kind, ("а", "б"), (Series("", (for_chart(value),) * 2),), "%")

    said = charts.described(drawn)
    assert f"а — {number(value).words};" in said
    if kind is ChartKind.BARS:
        assert number(value).words in labels(drawn)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(4, 100), 1, "0,0"), (Fraction(-4, 100), 1, "0,0"), (Fraction(5, 100), 1, "+0,1"),
        (Fraction(4, 100), 2, "+0,04"), (Fraction(-5, 100), 1, "−0,1"),
    ],
)  # fmt: skip
def test_a_difference_shown_as_nought_has_no_sign(value, places, expected):
    assert change(value, places).words == expected


def test_a_long_name_in_a_chart_says_that_it_goes_on_and_large_numbers_are_grouped():
    name = "Муниципальная общеобразовательная школа-интернат имени дважды Героя"
    school = SchoolGroup("edu1", name, Group(1, 12345, MarkCounts(0, 12345, 0, 0)))
    block = marks_block(WorkFigures("Работа", Procedure.VPR, [school], None, []))

    said = labels(block.chart)
    assert "n = 12\u00a0345" in said
    assert said[5].endswith("…")
    assert "Героя" not in " ".join(said)


def test_two_points_of_a_mean_score_are_not_drawn_as_a_cliff():
    values = (for_chart(Fraction(689, 10)), for_chart(Fraction(655, 10)))
    drawn = Chart("Средний балл", ChartKind.LINES, ("1", "2"), (Series("а", values),), "балл")

    ticks = [float(label) for label in labels(drawn) if label.isdecimal() and len(label) == 2]
    assert max(ticks) - min(ticks) >= 10
