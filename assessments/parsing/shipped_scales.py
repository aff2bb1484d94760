"""The scales that come with the portal: assessments/data/*.csv, every row with its source.

Source of the figures: DOMAIN.md 4.
"""

from functools import cache
from pathlib import Path

from assessments.domain.scales import Scale
from assessments.parsing.scale_tables import read_scales
from core.office.workbooks import read_workbook

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def shipped_scales() -> tuple[Scale, ...]:
    """All of them, read once.

    Raises ValueError where a file has an error: it is part of the program, not of anybody's data.
    """
    scales: list[Scale] = []
    for path in sorted(DATA.glob("*.csv")):
        tables = read_scales(read_workbook(path.read_bytes()))
        if tables.issues:
            raise ValueError(f"{path.name}: {tables.issues[0].text} ({tables.issues[0].cell})")
        scales.extend(row.scale for row in tables.rows)
    return tuple(scales)
