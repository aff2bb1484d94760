"""The value that a clause comes to."""

from typing import NamedTuple

from roadmaps.domain.deadlines.nodes import Scale
from roadmaps.domain.deadlines.values import DeadlineKind, Recurrence, Span


class Outcome(NamedTuple):
    """A clause read: `note` holds the words of an event or a schedule beside its dates.

    `aside` is another reading that is not told; `earlier` are the limits if «до мая» means before
    May begins. `named` if the text names dates that come round; `doubts` are hundredths of
    confidence taken off, with `issue` where a person should look.
    """

    kind: DeadlineKind
    spans: tuple[Span, ...] = ()
    by: bool = False
    recurrence: Recurrence | None = None
    words: str = ""
    note: "Outcome | None" = None
    aside: "Outcome | None" = None
    label: str = ""
    choice: bool = False
    doubtful: bool = False
    earlier: tuple[Span, ...] = ()
    scale: Scale = Scale.DAY
    times: int = 1
    step: int = 1
    named: bool = False
    doubts: int = 0
    issue: str = ""
