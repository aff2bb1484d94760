from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.display import cell_text, clean, typeset
from reports.domain.document import (
    NO_DATA,
    NOTHING,
    Annex,
    Chart,
    ChartKind,
    Heading,
    Number,
    Orientation,
    Row,
    Series,
    Table,
    number_or_no_data,
)
from tests.unit.reports.documents import COLUMNS, chart, document, table


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Number(Decimal("46.75"), 1), "46,8"),
        (Number(Decimal("46.749"), 1), "46,7"),
        (Number(Decimal("3.2"), 1, signed=True), "+3,2"),
        (Number(Decimal("-3.25"), 1, signed=True), "−3,3"),
        (Number(Decimal("-0.04"), 1, signed=True), "0,0"),
        (Number(0), "0"),
        (Number(35589), "35\u00a0589"),
        (Number(8, mark="*"), "8*"),
        (date(2025, 6, 5), "05.06.2025"),
        (NO_DATA, "нет данных"),
        (NOTHING, "—"),
        ("Школа № 5, 25 %", "Школа №\u00a05, 25\u00a0%"),
    ],
)
def test_cell_reads_in_russian(cell: object, expected: str) -> None:
    assert cell_text(cell) == expected


def test_missing_value_is_never_zero() -> None:
    assert number_or_no_data(None, 1) is NO_DATA
    assert number_or_no_data(0) == Number(0)


@given(st.text())
def test_cleaned_text_has_nothing_that_xml_refuses(text: str) -> None:
    assert all(ord(letter) >= 32 or letter in "\t\n" for letter in clean(text))
    assert typeset(typeset(text)) == typeset(text)


def test_row_that_does_not_fit_the_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 5"):
        Table("Таблица", COLUMNS, (Row(("одна",)),))


def test_fifth_series_of_a_chart_is_refused() -> None:
    series = tuple(Series(str(i), (Decimal(i),)) for i in range(5))
    with pytest.raises(ValueError, match="at most 4"):
        Chart("Рисунок", ChartKind.BARS, ("а",), series, "%")


def test_chart_gives_its_figures_as_a_table() -> None:
    figures = chart().table()
    assert [column.title for column in figures.columns] == [
        "", "Участников", "Русский язык, %", "Математика, %",
    ]  # fmt: skip
    assert figures.rows[1].cells == ("2023/24", Number(512), NO_DATA, Number(Decimal("16.2"), 1))


def test_annex_opens_a_part_with_its_own_sheet() -> None:
    annex = Annex(("Приложение 1",), "Школы", Orientation.LANDSCAPE)
    made = document(Heading("1"), annex, table())
    first, second = made.parts()
    assert (first.annex, first.orientation) == (None, Orientation.PORTRAIT)
    assert (second.annex, second.orientation) == (annex, Orientation.LANDSCAPE)
    assert second.blocks == (table(),)


def test_tables_of_charts_count_among_the_tables() -> None:
    assert [one.name for one in document(table(), chart()).tables()] == ["Русский", "Динамика"]
