"""Which words are marked in «было» and «стало»."""

from __future__ import annotations

import pytest

from core.values.word_difference import MOST_TOKENS, Piece, word_difference


def marked(pieces: tuple[Piece, ...]) -> str:
    """The text with its changed words in brackets."""
    return "".join(f"[{one.text}]" if one.is_changed else one.text for one in pieces)


@pytest.mark.parametrize(
    ("before", "after", "was", "became"),
    [
        ("До 01.02.2027", "До 15.02.2027", "До [01].02.2027", "До [15].02.2027"),
        (
            "Семинар для школ.",
            "семинар для всех школ",
            "Семинар для школ.",
            "семинар для [всех] школ",
        ),
        ("Справка", "", "[Справка]", ""),
        ("май – июнь", "май-июль", "май – [июнь]", "май-[июль]"),
        ("ЦРО, завучи", "школы, учителя", "[ЦРО, завучи]", "[школы, учителя]"),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, was: str, became: str) -> None:
    words = word_difference(before, after)
    assert (marked(words.before), marked(words.after)) == (was, became)


def test_very_long_texts_are_marked_from_the_first_to_the_last_difference() -> None:
    shared, long = "общие слова " * MOST_TOKENS, "слово " * (MOST_TOKENS + 1)
    words = word_difference(f"{shared}а {long}конец", f"{shared}б {long[::-1]} конец")
    assert [piece.is_changed for piece in words.before] == [False, True, False]


def test_texts_with_nothing_but_small_words_in_common_are_changed_as_a_whole() -> None:
    words = word_difference("Работа с учащимися и родителями", "Контроль и подведение итогов")
    assert (marked(words.before), marked(words.after)) == (
        "[Работа с учащимися и родителями]",
        "[Контроль и подведение итогов]",
    )
