"""The report of indicators: every year with its source, missing told from zero, both formats."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import docx
from openpyxl import load_workbook

from core.values.charts import ChartKind, Series
from reports.domain.document import NO_DATA, Chart, Document, Number, Table
from reports.domain.kinds import ReportFormat
from reports.domain.office import Office
from reports.domain.plan_indicators import IndicatorFacts, YearFacts, compose, summary
from reports.renderers import render

OFFICE = Office("Управление образования", "Приозёрный округ")
DAY = date(2026, 11, 25)
LINE = Chart(
    "Доля сдавших", ChartKind.LINES, ("2025", "2026"),
    (Series("факт", (Decimal("82.4"), Decimal("85.1"))),), "%",
)  # fmt: skip


def year(number: int, actual: str | None, outcome: str = "", plan: str = "не ниже 88 %"):
    value = None if actual is None else Decimal(actual)
    return YearFacts(number, plan, value, outcome, "", "Протокол" if actual else "")


def indicator(*years: YearFacts, chart: Chart | None = LINE) -> IndicatorFacts:
    return IndicatorFacts("Доля сдавших", "%", "76 (2024)", years, chart)


def document(*indicators: IndicatorFacts, with_charts: bool = True) -> Document:
    return compose("План поддержки", indicators, OFFICE, DAY, with_charts=with_charts)


def test_each_year_stands_with_its_source_and_no_data_is_not_zero() -> None:
    made = document(indicator(year(2026, "0", "не достигнут"), year(2027, None, "нет данных")))
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    heading, first, second = (row.cells for row in table.rows)
    assert heading == ("Доля сдавших, % (исходное значение: 76 (2024))",)
    assert (first[2], first[5]) == (Number(Decimal(0), 0), "Протокол")
    assert second[2] is NO_DATA


def test_sentence_counts_by_the_last_year_with_target_and_fact() -> None:
    reached = indicator(year(2025, "80", "не достигнут"), year(2026, "90", "достигнут"))
    unknown = indicator(year(2026, None, "нет данных"))
    unjudged = indicator(year(2026, "3", "нельзя оценить"))
    said = summary([reached, unknown, unjudged], DAY)
    assert "3\u00a0показателя" in said
    assert said.endswith(
        "достигнуто 1, не достигнуто 0, нельзя оценить 1, нет данных по 1."
    )  # fmt: skip


def test_charts_are_for_paper_only() -> None:
    facts = indicator(year(2026, "85.1", "не достигнут"))
    assert LINE in document(facts).blocks
    assert LINE not in document(facts, with_charts=False).blocks


def test_word_and_excel_say_the_same() -> None:
    facts = indicator(year(2026, "85.1", "не достигнут"), chart=None)
    word = docx.Document(io.BytesIO(render(document(facts), ReportFormat.DOCX)))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert {"85,1", "не достигнут", "Протокол"} <= cells
    book = load_workbook(io.BytesIO(render(document(facts, with_charts=False), ReportFormat.XLSX)))
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {85.1, "не достигнут", "Протокол"} <= values
