"""What happens to an assignment: audience × date × how far the work has come."""

from datetime import date

import pytest

from roadmaps.domain.assigning import Changes, Given, Owed, changes

TODAY = date(2026, 10, 22)
PAST, AHEAD = date(2026, 9, 1), date(2026, 11, 30)
SCHOOL, OTHER = 7, 8
MINE = Owed(1, school_id=SCHOOL)
THEIRS = Owed(1, school_id=OTHER)


def become(wanted, given, due_on, *, keeps_late=True) -> Changes:
    return changes(wanted=wanted, given=given, due={1: due_on}, today=TODAY, keeps_late=keeps_late)


@pytest.mark.parametrize("due_on", [PAST, TODAY, AHEAD, None])
def test_what_was_never_given_out_is_given_to_all(due_on) -> None:
    assert become({MINE, THEIRS}, [], due_on) == Changes(added=frozenset({MINE, THEIRS}))


@pytest.mark.parametrize(
    ("due_on", "is_added"), [(PAST, False), (TODAY, True), (AHEAD, True), (None, True)]
)
def test_school_that_joins_owes_what_is_ahead(due_on, is_added) -> None:
    given = [Given(1, THEIRS, due_on, is_untouched=True)]
    found = become({MINE, THEIRS}, given, due_on)
    assert found == Changes(added=frozenset({MINE} if is_added else set()))


@pytest.mark.parametrize("due_on", [PAST, TODAY, AHEAD, None])
@pytest.mark.parametrize("is_untouched", [True, False])
@pytest.mark.parametrize("keeps_late", [True, False])
def test_school_that_leaves_loses_only_what_it_has_not_begun(
    due_on, is_untouched, keeps_late
) -> None:
    found = become(set(), [Given(1, MINE, due_on, is_untouched)], due_on, keeps_late=keeps_late)
    is_history = keeps_late and due_on == PAST
    goes = is_untouched and not is_history
    assert found.removed == ({1} if goes else set())
    assert found.staying == (set() if goes else {1})
    assert not found.added


def test_untouched_work_of_a_party_goes_whatever_its_date() -> None:
    given = [Given(1, Owed(1, party_id=3), PAST, is_untouched=True)]
    assert become(set(), given, PAST).removed == {1}


def test_what_is_asked_for_and_given_stays_as_it_is() -> None:
    for untouched in (True, False):
        assert become({MINE}, [Given(1, MINE, AHEAD, untouched)], AHEAD) == Changes()
