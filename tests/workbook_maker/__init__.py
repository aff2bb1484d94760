"""Workbooks for tests, made in code; people, places and figures are fictional."""

from tests.workbook_maker.books import xlsx
from tests.workbook_maker.marks import HEAD, SCHOOL_ROWS, statistics, statistics_rows

__all__ = ["HEAD", "SCHOOL_ROWS", "statistics", "statistics_rows", "xlsx"]
