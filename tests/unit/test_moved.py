"""How a date was moved: how many times, by how many days, in words."""

from datetime import date

import pytest

from roadmaps.domain.moved import Moved, moved

FIRST = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("times", "planned_on", "due_on", "words"),
    [
        (0, FIRST, FIRST, ""),
        (0, FIRST, date(2026, 11, 5), ""),
        (1, FIRST, date(2026, 10, 2), "перенесено 1\u00a0раз, на 1\u00a0день"),
        (2, FIRST, date(2026, 11, 5), "перенесено 2\u00a0раза, на 35\u00a0дней"),
        (1, FIRST, date(2026, 9, 28), "перенесено 1\u00a0раз, раньше на 3\u00a0дня"),
        (2, FIRST, FIRST, "перенесено 2\u00a0раза"),
        (1, None, FIRST, "перенесено 1\u00a0раз"),
    ],
)
def test_moves_in_words(times, planned_on, due_on, words):
    assert moved(times, planned_on, due_on).words == words


def test_days_of_a_date_that_was_not_known_at_first_are_not_known():
    assert moved(1, None, FIRST) == Moved(1, None)
