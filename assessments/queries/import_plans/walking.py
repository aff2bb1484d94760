"""Whole files met with the portal, a handful of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from assessments.models import ResultsImport
from assessments.parsing.results_draft import ResultsDraft
from assessments.queries.draft_pieces import ROWS_AT_ONCE, DraftLine, portions_of, rows_at
from assessments.queries.import_plans.known import Known
from assessments.queries.import_plans.lines import PlanLine
from assessments.queries.import_plans.meeting import Meeting, line_of, repeated_line
from assessments.queries.import_plans.plans import ImportPlan
from schools.models import Municipality


class Walk:
    """The lines of a file in its order; `plan` is whole when the walk has come to its end."""

    def __init__(
        self,
        municipality: Municipality,
        decisions: Mapping[str, int | None],
        rows: Iterable[list[DraftLine]],
    ) -> None:
        self._rows = rows
        self._known = Known(municipality)
        self._meeting = Meeting(self._known, decisions)

    def __iter__(self) -> Iterator[list[PlanLine]]:
        for rows in self._rows:
            yield from _met(self._known, [(self._meeting, rows)])
        self._meeting.finish()

    @property
    def plan(self) -> ImportPlan:
        """Totals over the lines walked so far."""
        return self._meeting.plan


def walk_of(results_import: ResultsImport) -> Walk:
    """An uploaded file as things stand now."""
    rows = (
        [row for portion in portions for row in portion.rows]
        for portions in portions_of([results_import])
    )
    return Walk(results_import.municipality, results_import.decisions, rows)


def walk_of_draft(municipality: Municipality, draft: ResultsDraft) -> Walk:
    """A file that was read and is not kept."""
    rows: Iterator[DraftLine] = chain(draft.rows, draft.facts, draft.references)
    handfuls = iter(lambda: list(islice(rows, ROWS_AT_ONCE)), [])
    return Walk(municipality, {}, handfuls)


def plan_of(results_import: ResultsImport, known: Known | None = None) -> ImportPlan:
    """The plan of an uploaded file as things stand now; `known` where somebody has it already."""
    (plan,) = _plans(known or Known(results_import.municipality), [results_import])
    return plan


def plans_of(
    municipality: Municipality,
    imports: Sequence[ResultsImport],
    told: Callable[[ResultsImport, PlanLine], None],
) -> list[ImportPlan]:
    """The plans of several files, each as if it were confirmed now and alone.

    `told` hears of every row of every file, in their order. The number of queries depends on the
    number of rows, not on the number of files.
    """
    return _plans(Known(municipality), imports, told)


def lines_at(
    results_import: ResultsImport, known: Known, places: Sequence[tuple[int, bool]]
) -> list[PlanLine]:
    """The lines at places of the draft, met as things stand now.

    Each place comes with whether another row of the file has said the same before.
    """
    rows = rows_at(results_import, [place for place, _ in places])
    known.learn_logins(rows)
    meeting = Meeting(known, results_import.decisions)
    recognised = [meeting.recognise(row) for row in rows]
    stored = known.stored(one.wanted for one in recognised if one.wanted)
    return [
        repeated_line(one) if is_repeated else line_of(one, stored)
        for one, (_, is_repeated) in zip(recognised, places, strict=True)
    ]


def _plans(
    known: Known,
    imports: Sequence[ResultsImport],
    told: Callable[[ResultsImport, PlanLine], None] | None = None,
) -> list[ImportPlan]:
    files = {one.pk: one for one in imports}
    meetings = {one.pk: Meeting(known, one.decisions) for one in imports}
    for portions in portions_of(imports):
        parts = [(meetings[portion.file], portion.rows) for portion in portions]
        for portion, lines in zip(portions, _met(known, parts), strict=True):
            if told is not None:
                for line in lines:
                    told(files[portion.file], line)
    return [meetings[one.pk].finish() for one in imports]


def _met(
    known: Known, parts: Sequence[tuple[Meeting, Sequence[DraftLine]]]
) -> Iterator[list[PlanLine]]:
    """The lines of parts of files; what they need is asked for once for all of them."""
    known.learn_logins(row for _, rows in parts for row in rows)
    recognised = [[meeting.recognise(row) for row in rows] for meeting, rows in parts]
    stored = known.stored(one.wanted for part in recognised for one in part if one.wanted)
    for (meeting, _), part in zip(parts, recognised, strict=True):
        yield meeting.meet(part, stored)
