"""Primary keys from outside."""

import pytest

from core.web.ids import read_id


@pytest.mark.parametrize(("text", "expected"), [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_numbers_of_rows_are_read(text, expected):
    assert read_id(text) == expected


@pytest.mark.parametrize("text", [None, "", "²", "٣", "-1", " 7", "1e3", "9" * 19, "\x00", "1.0"])
def test_what_can_be_no_key_is_no_row(text):
    assert read_id(text) == 0
