"""New numbers of a plan."""

import pytest

from roadmaps.domain.numbering import Scheme, mostly_dotted, numbered
from roadmaps.domain.outline import laid_out

SECTIONS = [(1, None), (2, 1), (3, None)]
ROWS = [(11, 1), (12, 1), (21, 2), (31, 3), (99, None)]
COUNTED = {row: row != 12 for row, _ in ROWS}


def numbers(scheme: Scheme, **options: bool):
    parts = laid_out(SECTIONS, ROWS)
    return numbered(parts, SECTIONS, scheme, counted=COUNTED, **options)


def test_rows_are_counted_in_their_section_and_parts_go_on_with_the_count() -> None:
    found = numbers(Scheme.BY_SECTIONS)
    assert found.sections == {1: "1.", 2: "1.2.", 3: "2."}
    assert found.rows == {11: "1.1", 21: "1.2.1", 31: "2.1", 99: "3"}


def test_all_rows_in_one_count_leave_sections_alone() -> None:
    found = numbers(Scheme.THROUGH)
    assert found.rows == {11: "1", 21: "2", 31: "3", 99: "4"}
    assert found.sections == {}


def test_dots_stand_as_the_plan_has_them() -> None:
    found = numbers(Scheme.BY_SECTIONS, row_dot=True, section_dot=False)
    assert (found.rows[11], found.sections[2]) == ("1.1.", "1.2")


@pytest.mark.parametrize(
    ("written", "dotted"),
    [(["1.", "2."], True), (["1", "2."], True), (["1", "2", "3."], False), (["", ""], False)],
)
def test_dots_are_told_by_most_numbers(written, dotted) -> None:
    assert mostly_dotted(written) is dotted
