"""The workflow's table: every state against every move, and what the date adds."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain import diagram
from roadmaps.domain.standing import is_overdue, standing
from roadmaps.domain.work import (
    CLOSED_STATUSES,
    EXPLANATION_MISSING,
    MOVE_NAMES,
    OPEN_STATUSES,
    RULES,
    Move,
    Part,
    Status,
    refusal,
)

TODAY = date(2026, 10, 22)

ALLOWED = {
    Move.START: {"assigned"},
    Move.SUBMIT: {"assigned", "in_progress", "returned", "postponed"},
    Move.WITHDRAW: {"submitted"},
    Move.ACCEPT: {"submitted"},
    Move.RETURN: {"submitted"},
    Move.REOPEN: {"accepted"},
    Move.POSTPONE: {"assigned", "in_progress", "returned", "postponed"},
    Move.CANCEL: {"assigned", "in_progress", "returned", "postponed"},
    Move.RESTORE: {"cancelled"},
}


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("status", Status)
def test_move_is_possible_or_refused_with_a_sentence(move, status):
    reason = refusal(move, status)
    assert (reason == "") == (status.value in ALLOWED[move])
    assert reason == "" or reason.endswith(".")


def test_every_move_has_a_rule_and_a_name():
    assert set(RULES) == set(MOVE_NAMES) == set(Move)


def test_only_the_doer_hands_in_and_only_the_reviewer_judges():
    doer = {move for move, rule in RULES.items() if rule.part == Part.DOER}
    assert doer == {Move.START, Move.SUBMIT, Move.WITHDRAW}


def test_every_move_to_be_explained_says_what_to_write():
    asked = {move for move, rule in RULES.items() if rule.needs_comment}
    assert asked == set(EXPLANATION_MISSING)


def test_states_are_open_submitted_or_closed():
    assert OPEN_STATUSES | CLOSED_STATUSES | {Status.SUBMITTED} == set(Status)
    assert not OPEN_STATUSES & CLOSED_STATUSES


@pytest.mark.parametrize("status", Status)
def test_nothing_is_late_on_its_day(status):
    assert not is_overdue(status, TODAY, TODAY)


@pytest.mark.parametrize("status", Status)
def test_only_what_is_owed_is_late_the_day_after(status):
    yesterday = TODAY - timedelta(days=1)
    assert is_overdue(status, yesterday, TODAY) == (status in OPEN_STATUSES)


@pytest.mark.parametrize(
    ("status", "due_on", "expected"),
    [
        ("assigned", date(2026, 10, 30), ("ahead", "через 8\u00a0дней", "")),
        ("assigned", TODAY, ("ahead", "сегодня", "")),
        ("assigned", None, ("ahead", "ждёт даты", "")),
        ("assigned", date(2026, 10, 15), ("overdue", "просрочено на 7\u00a0дней", "")),
        ("in_progress", date(2026, 10, 25), ("active", "в работе", "через 3\u00a0дня")),
        ("returned", date(2026, 10, 21), ("overdue", "просрочено на 1\u00a0день", "возвращено")),
        ("returned", date(2026, 10, 31), ("returned", "возвращено", "через 9\u00a0дней")),
        ("postponed", date(2026, 10, 31), ("off", "перенесено", "через 9\u00a0дней")),
        ("submitted", date(2026, 10, 1), ("review", "на проверке", "")),
        ("accepted", date(2026, 10, 1), ("done", "принято", "")),
        ("cancelled", None, ("off", "отменено", "")),
    ],
)
def test_standing_in_words(status, due_on, expected):
    shown = standing(Status(status), due_on, TODAY)
    assert (shown.sign, shown.word, shown.detail) == expected


@given(st.sampled_from(list(Status)), st.one_of(st.none(), st.dates()), st.dates())
def test_standing_and_overdue_always_agree(status, due_on, today):
    shown = standing(status, due_on, today)
    assert shown.is_overdue == is_overdue(status, due_on, today) == (shown.sign == "overdue")


def test_drawn_states_are_not_stale():
    drawn = (Path(__file__).resolve().parents[2] / diagram.PATH).read_text(encoding="utf-8")
    assert drawn == diagram.document(), "run manage.py draw_assignment_states"
