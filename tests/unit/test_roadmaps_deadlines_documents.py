"""Deadlines and parties of real plans, where the folder with them is at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from roadmaps.domain.deadlines.reading import DeadlineKind, PlanPeriod, read_deadline
from roadmaps.domain.responsible import read_responsible

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("SHNOR_DOCUMENTS", ROOT.parent / "shared" / "documents"))
PERIODS = {
    "kirensk": PlanPeriod(2020, 2022),
    "nevinnomyssk": PlanPeriod(2024, 2024),
    "seryshevo": PlanPeriod(2023, 2025),
    "tonshaevo": PlanPeriod(2020, 2021),
}


@pytest.fixture(params=sorted(PERIODS))
def plan(request: pytest.FixtureRequest) -> tuple[Path, PlanPeriod]:
    path = FOLDER / f"{request.param}.docx"
    if not path.is_file():
        pytest.skip("no folder of real plans here: set SHNOR_DOCUMENTS")
    return path, PERIODS[request.param]


def cells_under(path: Path, heading: str) -> Iterator[str]:
    """Texts of the cells in columns whose heading contains a word."""
    for table in docx.Document(str(path)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        columns = [n for n, text in enumerate(rows[0]) if heading in text.lower()]
        for row in rows[1:]:
            yield from (row[n] for n in columns if n < len(row) and len(set(row)) > 2)


def test_nearly_all_deadlines_of_a_real_plan_are_understood(plan: tuple[Path, PlanPeriod]) -> None:
    path, period = plan
    readings = [read_deadline(text, period) for text in cells_under(path, "срок") if text.strip()]
    read = [each for each in readings if each.kind is not DeadlineKind.UNSPECIFIED]

    assert len(readings) > 10
    assert len(read) >= 0.97 * len(readings), {each.text for each in readings} - {
        each.text for each in read
    }


def test_every_cell_of_responsible_parties_names_somebody(plan: tuple[Path, PlanPeriod]) -> None:
    path, _ = plan
    cells = [text for text in cells_under(path, "ответственн") if text.strip()]

    assert cells
    assert all(read_responsible(text) for text in cells)
