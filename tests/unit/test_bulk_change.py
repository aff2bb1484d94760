"""One change of words for many rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.bulk_change import BulkChange, Operation, holds_words


def replaced(text: str, find: str, words: str) -> str:
    return BulkChange("responsible_text", Operation.REPLACE, words, find).applied_to(text)


def appended(text: str, words: str) -> str:
    return BulkChange("responsible_text", Operation.APPEND, words).applied_to(text)


@pytest.mark.parametrize(
    ("text", "find", "words", "after"),
    [
        ("Лесная А. П.", "Лесная А. П.", "Полевой П. И.", "Полевой П. И."),
        ("лесная а.\u00a0п., методист", "Лесная А. П.", "Полевой П. И.", "Полевой П. И., методист"),
        ("Руководители ОО, ООО «Свет»", "ОО", "школ", "Руководители школ, ООО «Свет»"),
        ("МБУ «ЦРО»; школы", "МБУ «ЦРО»", "Методический центр", "Методический центр; школы"),
        ("Методист, школы", "методист", "", "школы"),
        ("Школы, методист", "методист", "", "Школы"),
        ("Школы, методист, ЦРО", "методист", "", "Школы, ЦРО"),
        ("Школы", "методист", "куратор", "Школы"),
        ("до 1.09 (1.09)", "1.09", "15.09", "до 15.09 (15.09)"),
        (r"путь \1", "путь", r"\g<0>", r"\g<0> \1"),
    ],
)
def test_whole_words_are_replaced(text: str, find: str, words: str, after: str) -> None:
    assert replaced(text, find, words) == after


def test_words_are_added_once() -> None:
    assert appended("Школы", "МБУ «ЦРО»") == "Школы, МБУ «ЦРО»"
    assert appended("Школы, МБУ «ЦРО»", "мбу «цро»") == "Школы, МБУ «ЦРО»"
    assert appended("Школы;", "ЦРО") == "Школы, ЦРО"
    assert appended("  ", "ЦРО") == "ЦРО"


def test_a_text_is_put_in_the_place_of_another() -> None:
    assert BulkChange("deliverable", Operation.SET, "Справка").applied_to("Приказ") == "Справка"
    assert BulkChange("deliverable", Operation.SET, "").applied_to("Приказ") == ""


@given(st.text(max_size=60), st.text(min_size=1, max_size=10), st.text(max_size=10))
def test_no_text_is_touched_that_does_not_hold_the_words(text: str, find: str, words: str) -> None:
    if not holds_words(text, find):
        assert replaced(text, find, words) == text


@given(st.text(max_size=60), st.text(max_size=20))
def test_adding_twice_adds_once(text: str, words: str) -> None:
    if words.strip():
        once = appended(text, words)
        assert appended(once, words) == once
