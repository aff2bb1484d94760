"""What taking a file back would do: the figures that disappear, that return and that stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Attempt
from assessments.models import ResultsImport
from assessments.queries.fact_kinds import ALL, FactKind
from assessments.queries.resting import Resting, resting_on
from core.values import academic_year

Key = tuple[Any, ...]
_READ_BY_RUNS = frozenset({"marks", "scores", "journal", "sign", "reference"})


class Fate(StrEnum):
    """What becomes of one figure of the file."""

    GONE = "gone"
    BACK = "back"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class WithdrawalLine:
    """One figure of the file and what will stand in its place."""

    school: str
    work: str
    year: str
    kind: str
    now: str
    afterwards: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class WithdrawalPart:
    """Rows of one kind: `own` of the file, `replaced` by it, each with who replaces it next."""

    kind: FactKind
    own: list[Any]
    replaced: list[tuple[Any, int | None]]

    def heirs(self) -> dict[int | None, list[Any]]:
        """What the file had replaced, by the later file that replaces it now; None: it counts."""
        found: dict[int | None, list[Any]] = defaultdict(list)
        for row, heir in self.replaced:
            found[heir].append(row)
        return found

    def read_by_runs(self) -> Iterator[tuple[int, int | None]]:
        """Years of first results that the file has brought or removed, with who replaces them now.

        Whoever calculated after a removal has counted without the figure.
        """
        if self.kind.name not in _READ_BY_RUNS:
            return
        own = {self.kind.stored_key(row) for row in self.own}
        removed = [pair for pair in self.replaced if self.kind.stored_key(pair[0]) not in own]
        for row, heir in (*((row, row.superseded_by_id) for row in self.own), *removed):
            if getattr(row, "attempt", Attempt.FIRST) == Attempt.FIRST:
                yield row.academic_year, heir

    def returning(self) -> dict[Key, Any]:
        """Rows that will count again."""
        return {self.kind.stored_key(row): row for row, heir in self.replaced if heir is None}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Everything a person has to know before a file is taken back."""

    results_import: ResultsImport
    parts: list[WithdrawalPart]
    resting: Resting

    def lines(self) -> list[WithdrawalLine]:
        """Each figure, those that disappear first."""
        found = [line for part in self.parts for line in _lines(part)]
        return sorted(found, key=lambda line: (list(Fate).index(line.fate), line.school, line.work))

    def changed_years(self) -> dict[str, list[int]]:
        """Academic years whose figures disappear or return, by the name of their kind.

        A figure that a later file has replaced counts no longer: without it nothing changes.
        """
        found: dict[str, set[int]] = {}
        for part in self.parts:
            rows = [row for row in part.own if row.superseded_by_id is None]
            rows += [row for row, heir in part.replaced if heir is None]
            if rows:
                found[part.kind.name] = {row.academic_year for row in rows}
        return {name: sorted(years) for name, years in found.items()}

    def counts(self) -> dict[str, int]:
        """How many figures have each fate."""
        lines = self.lines()
        return {fate.value: sum(line.fate is fate for line in lines) for fate in Fate}


def withdrawal_of(results_import: ResultsImport) -> Withdrawal:
    """The consequences as things stand now; a fixed number of queries for each kind."""
    parts = [_part(kind, results_import) for kind in ALL]
    touched = [part for part in parts if part.own or part.replaced]
    read = [one for part in touched for one in part.read_by_runs()]
    return Withdrawal(results_import, touched, resting_on(results_import, read))


def removed_by(results_import: ResultsImport) -> list[WithdrawalLine]:
    """Figures that a table filled in by hand has removed and put nothing in their place."""
    found = []
    for part in (_part(kind, results_import) for kind in ALL):
        own = {part.kind.stored_key(row) for row in part.own}
        found += [
            _line(part.kind, row, row, None, Fate.GONE)
            for row, _ in part.replaced
            if part.kind.stored_key(row) not in own
        ]
    return sorted(found, key=lambda line: (line.school, line.work))


def _part(kind: FactKind, results_import: ResultsImport) -> WithdrawalPart:
    owner = kind.owner.removesuffix("_id")
    versions = kind.model.versions.select_related(owner)
    own = list(versions.filter(results_import=results_import))
    replaced = list(versions.filter(superseded_by=results_import))
    heirs = {kind.stored_key(row): row.superseded_by_id for row in own}
    removed = [row for row in replaced if kind.stored_key(row) not in heirs]
    heirs.update(_later_versions(kind, removed, results_import))
    return WithdrawalPart(
        kind, own, [(row, heirs.get(kind.stored_key(row))) for row in replaced]
    )  # fmt: skip


def _later_versions(
    kind: FactKind, removed: list[Any], results_import: ResultsImport
) -> dict[Key, int]:
    """The next file with a figure for what this one has removed without a new figure."""
    if not removed:
        return {}
    later = kind.model.versions.filter(
        academic_year__in={row.academic_year for row in removed},
        results_import__municipality=results_import.municipality_id,
        results_import__decided_at__gt=results_import.decided_at,
    ).order_by("results_import__decided_at", "results_import_id")
    found: dict[Key, int] = {}
    for row in later:
        found.setdefault(kind.stored_key(row), row.results_import_id)
    return found


def _lines(part: WithdrawalPart) -> Iterable[WithdrawalLine]:
    returning = part.returning()
    for row in part.own:
        back = returning.pop(part.kind.stored_key(row), None)
        if row.superseded_by_id is not None:
            yield _line(part.kind, row, row, None, Fate.REPLACED)
        else:
            yield _line(part.kind, row, row, back, Fate.BACK if back else Fate.GONE)
    for row in returning.values():
        yield _line(part.kind, row, None, row, Fate.BACK)


def _line(kind: FactKind, named: Any, now: Any, afterwards: Any, fate: Fate) -> WithdrawalLine:
    work = Work(Procedure(named.procedure), named.subject, named.grade)
    return WithdrawalLine(
        school=named.school.name if kind.owner == "school_id" else named.name,
        work=work.title,
        year=academic_year.label(named.academic_year),
        kind=kind.title,
        now=_words(kind, now),
        afterwards=_words(kind, afterwards),
        fate=fate,
    )


def _words(kind: FactKind, row: Any) -> str:
    if row is None:
        return ""
    columns = (field.name for field in row._meta.fields if not field.is_relation)
    return kind.words({name: getattr(row, name) for name in columns})
