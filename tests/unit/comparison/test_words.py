"""Which words are marked in «было» and «стало»."""

from __future__ import annotations

import pytest

from roadmaps.domain.comparison.words import MOST_TOKENS, Piece, word_difference


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
            "семинар для [всех ]школ",
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
    long = "слово " * (MOST_TOKENS + 10)
    words = word_difference(f"Начало {long}а конец", f"Начало {long[::-1]}б конец")
    assert [piece.is_changed for piece in words.before] == [False, True, False]
