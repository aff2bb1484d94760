"""What a changed deadline does to occurrences and the work on them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.rescheduling import DatedSpan, Existing, Work, reschedule

OCTOBER = DatedSpan(None, date(2026, 10, 15))
NOVEMBER = DatedSpan(None, date(2026, 11, 15))
NEXT_YEAR = DatedSpan(None, date(2027, 10, 15))
UNDATED = DatedSpan(None, None)


def test_unchanged_dates_stay() -> None:
    changes = reschedule([Existing(1, OCTOBER, Work.OPEN)], [OCTOBER])
    assert (changes.moved, changes.added, changes.removed) == ((), (), ())


def test_only_the_start_of_an_occurrence_may_change() -> None:
    longer = DatedSpan(date(2026, 9, 1), date(2026, 10, 15))
    changes = reschedule([Existing(1, OCTOBER, Work.DONE)], [longer])
    assert changes.moved == ((1, longer),)


def test_shifted_date_takes_its_open_work_along() -> None:
    changes = reschedule([Existing(1, OCTOBER, Work.OPEN)], [NOVEMBER])
    assert changes.moved == ((1, NOVEMBER),)
    assert not changes.added
    assert not changes.removed


def test_done_work_keeps_its_date_when_dates_shift() -> None:
    changes = reschedule(
        [Existing(1, OCTOBER, Work.DONE), Existing(2, NEXT_YEAR, Work.NONE)],
        [NOVEMBER, DatedSpan(None, date(2027, 11, 15))],
    )
    assert changes.moved == ((2, DatedSpan(None, date(2027, 11, 15))),)
    assert not changes.added
    assert not changes.removed


def test_awaited_date_is_taken_by_what_waited() -> None:
    changes = reschedule([Existing(1, UNDATED, Work.OPEN)], [OCTOBER, NEXT_YEAR])
    assert changes.moved == ((1, OCTOBER),)
    assert changes.added == (NEXT_YEAR,)


def test_dates_that_disappear_leave_their_work_in_place() -> None:
    changes = reschedule(
        [Existing(1, OCTOBER, Work.OPEN), Existing(2, NEXT_YEAR, Work.NONE)], [NOVEMBER]
    )
    assert changes.added == (NOVEMBER,)
    assert changes.removed == (2,)


OF_EVENT = DatedSpan(None, date(2026, 10, 15), "ВПР", event=7)
MOVED_EVENT = DatedSpan(None, date(2026, 12, 1), "ВПР", event=7)
OTHER_EVENT = DatedSpan(None, date(2026, 11, 1), "ВПР", event=8)


def test_an_occurrence_moves_with_its_event_whatever_else_comes() -> None:
    changes = reschedule([Existing(1, OF_EVENT, Work.OPEN)], [OTHER_EVENT, MOVED_EVENT])
    assert changes.moved == ((1, MOVED_EVENT),)
    assert changes.added == (OTHER_EVENT,)


def test_done_work_keeps_the_date_of_its_event_and_is_not_given_out_again() -> None:
    changes = reschedule([Existing(1, OF_EVENT, Work.DONE)], [MOVED_EVENT])
    assert (changes.moved, changes.added, changes.removed) == ((), (), ())


def test_begun_work_whose_event_is_no_more_waits_for_a_date() -> None:
    begun = [Existing(1, OF_EVENT, Work.OPEN), Existing(2, OTHER_EVENT, Work.NONE)]
    changes = reschedule(begun, [UNDATED])
    assert changes.moved == ((1, UNDATED),)
    assert not changes.added
    assert changes.removed == (2,)


spans = st.builds(
    DatedSpan,
    st.none(),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    st.sampled_from(["", "ОГЭ"]),
)


@given(
    st.lists(st.tuples(spans, st.sampled_from(Work)), unique_by=lambda pair: pair[0].key),
    st.lists(spans),
)
def test_no_work_is_lost_and_dates_stay_unique(
    old: list[tuple[DatedSpan, Work]], wanted: list[DatedSpan]
) -> None:
    existing = [Existing(i, span, work) for i, (span, work) in enumerate(old)]
    changes = reschedule(existing, wanted)
    work = {one.id: one.work for one in existing}
    assert all(work[removed] is Work.NONE for removed in changes.removed)
    after = {one.id: one.span for one in existing if one.id not in changes.removed}
    after |= dict(changes.moved)
    keys = [span.key for span in [*after.values(), *changes.added]]
    assert len(keys) == len(set(keys))
    assert all(
        work[moved] is not Work.DONE or _same_key(old, moved, span) for moved, span in changes.moved
    )


def _same_key(old: list[tuple[DatedSpan, Work]], place: int, span: DatedSpan) -> bool:
    return old[place][0].key == span.key
