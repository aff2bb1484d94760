"""States of a partnership, its limits, its subjects as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.domain.partnerships import (
    MOVES,
    STATE_NAMES,
    Move,
    PartnershipRules,
    PartnershipState,
    limit_of,
    moves_from,
    number_and_date,
    overload,
    refusal_of,
    subjects_as_text,
    subjects_from_text,
)


def test_ended_partnerships_move_nowhere_and_open_ones_can_be_stopped():
    for state in PartnershipState:
        is_ended = state in (PartnershipState.FINISHED, PartnershipState.STOPPED)
        assert (Move.STOP in moves_from(state)) is not is_ended
        assert (moves_from(state) == []) is is_ended


@pytest.mark.parametrize("move", Move)
def test_refusal_names_the_state_it_met(move):
    for state in PartnershipState:
        told = refusal_of(move, state)
        assert (told == "") is (state in MOVES[move][0])
        assert not told or f"«{STATE_NAMES[state]}»" in told


def test_teacher_supports_fewer_schools_than_a_school():
    rules = PartnershipRules()
    assert (limit_of(rules, is_teacher=False), limit_of(rules, is_teacher=True)) == (2, 1)
    assert overload("Лицей", 1, 2) == ""
    assert "поддерживает 2\xa0школы при пределе 2" in overload("Лицей", 2, 2)


@given(st.lists(st.sampled_from(["Математика", "Русский язык", "История", "История России"])))
def test_subjects_come_back_each_once(names):
    kept = subjects_from_text(subjects_as_text(names))
    assert set(kept) == set(names)
    assert len(kept) == len(set(kept))
    assert subjects_as_text(reversed(names)) == subjects_as_text(names)


@pytest.mark.parametrize(
    ("number", "day", "told"),
    [("5", "01.09.2025", "№\xa05 от 01.09.2025"), ("", "01.09.2025", "от 01.09.2025"),
     ("5", "", "№\xa05"), ("", "", "")],
)  # fmt: skip
def test_agreement_is_told_by_what_is_known(number, day, told):
    assert number_and_date(number, day) == told
