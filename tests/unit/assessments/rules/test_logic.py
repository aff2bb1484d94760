"""Three-valued logic: what is missing is neither true nor false (Kleene)."""

from itertools import product

import pytest

from assessments.domain.rules.expressions import at_least, every, negation, some

VALUES = (True, False, None)


@pytest.mark.parametrize(("left", "right"), list(product(VALUES, VALUES)))
def test_joins_agree_with_every_way_to_fill_the_unknown(left, right):
    """A join is known exactly when no filling of what is missing could change it."""
    fillings = list(
        product(
            *((True, False) if value is None else (value,) for value in (left, right))
        )
    )  # fmt: skip
    for join, plain in ((every, all), (some, any)):
        answers = {plain(filling) for filling in fillings}
        assert join((left, right)) is (answers.pop() if len(answers) == 1 else None)


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
@pytest.mark.parametrize("number", [1, 2, 3])
def test_k_of_n_agrees_with_every_way_to_fill_the_unknown(values, number):
    fillings = product(*((True, False) if value is None else (value,) for value in values))
    answers = {sum(filling) >= number for filling in fillings}
    assert at_least(number, values) is (answers.pop() if len(answers) == 1 else None)


def test_negation_keeps_the_unknown():
    assert [negation(value) for value in VALUES] == [False, True, None]
