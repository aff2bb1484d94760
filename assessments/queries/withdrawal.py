"""What taking a file back would do: the figures that disappear, that return and that stay."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Attempt
from assessments.models import ResultsImport
from assessments.queries.fact_kinds import ALL, FactKind
from assessments.queries.resting import Resting, resting_on
from core.values import academic_year
from core.values.lines_on_demand import LinesOnDemand

_READ_BY_RUNS = frozenset({"marks", "scores", "journal", "sign", "reference"})


class Fate(StrEnum):
    """What becomes of one figure of the file."""

    GONE = "gone"
    BACK = "back"
    REPLACED = "replaced"


_FATES = tuple(Fate)


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


class _Version(NamedTuple):
    """A version of a figure without its numbers; versions of one figure share their `mark`.

    The mark is a hash of 64 bits: two figures of a file share one as seldom as 1 in 10^10.
    """

    key: int
    heir: int | None
    year: int
    is_first: bool
    school: str
    work: str
    mark: int


class _Entry(NamedTuple):
    """A line of the page by the keys of its rows; 0 where there is no such row."""

    fate: int
    school: str
    work: str
    kind: int
    own: int
    back: int


@dataclass(slots=True)
class WithdrawalPart:
    """Figures of one kind: `heirs` are those that the file had replaced, by their keys.

    They stand under the later file that replaces them now; under None those that count again.
    """

    kind: FactKind
    entries: list[_Entry] = field(default_factory=list)
    heirs: dict[int | None, array[int]] = field(default_factory=dict)
    changed_years: set[int] = field(default_factory=set)
    read_by_runs: set[tuple[int, int | None]] = field(default_factory=set)


class WithdrawalLines(LinesOnDemand[WithdrawalLine]):
    """Each figure, those that disappear first; the figures of a page are read for it."""

    def __init__(self, parts: Sequence[WithdrawalPart]) -> None:
        entries = (entry for part in parts for entry in part.entries)
        self._entries = sorted(entries, key=lambda one: (one.fate, one.school, one.work))

    def __len__(self) -> int:
        return len(self._entries)

    def read(self, start: int, stop: int) -> list[WithdrawalLine]:
        """The lines of a page with their figures."""
        return _lines(self._entries[start:stop])


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Everything a person has to know before a file is taken back."""

    results_import: ResultsImport
    parts: list[WithdrawalPart]
    resting: Resting

    def lines(self) -> WithdrawalLines:
        """Each figure, those that disappear first."""
        return WithdrawalLines(self.parts)

    def changed_years(self) -> dict[str, list[int]]:
        """Academic years whose figures disappear or return, by the name of their kind.

        A figure that a later file has replaced counts no longer: without it nothing changes.
        """
        return {
            part.kind.name: sorted(part.changed_years) for part in self.parts if part.changed_years
        }

    def counts(self) -> dict[str, int]:
        """How many figures have each fate."""
        found = Counter(entry.fate for part in self.parts for entry in part.entries)
        return {fate.value: found[number] for number, fate in enumerate(_FATES)}


def withdrawal_of(results_import: ResultsImport) -> Withdrawal:
    """The consequences as things stand now; a fixed number of queries for each kind."""
    parts = [_part(number, results_import) for number in range(len(ALL))]
    touched = [part for part in parts if part.entries or part.heirs]
    read = {one for part in touched for one in part.read_by_runs}
    return Withdrawal(results_import, touched, resting_on(results_import, read))


def removed_by(results_import: ResultsImport) -> list[WithdrawalLine]:
    """Figures that a table filled in by hand has removed and put nothing in their place."""
    found = []
    for kind in ALL:
        own = {version.mark for version in _versions(kind, results_import=results_import)}
        replaced = _rows_of(kind).filter(superseded_by=results_import)
        found += [
            _line(kind, row, row, None, Fate.GONE)
            for row in replaced
            if hash(kind.stored_key(row)) not in own
        ]
    return sorted(found, key=lambda line: (line.school, line.work))


def _part(number: int, results_import: ResultsImport) -> WithdrawalPart:
    """What the file has brought and replaced of the kind at `number`, in keys and hashes."""
    kind = ALL[number]
    part = WithdrawalPart(kind)
    heirs = {one.mark: one.heir for one in _versions(kind, results_import=results_import)}
    back = _give_back(part, heirs, results_import)
    for one in _versions(kind, results_import=results_import):
        returning = back.pop(one.mark, None)
        if one.heir is not None:
            fate = Fate.REPLACED
        else:
            fate = Fate.BACK if returning else Fate.GONE
            part.changed_years.add(one.year)
        beside = returning.key if returning and fate is Fate.BACK else 0
        part.entries.append(_entry(number, fate, one, one.key, beside))
        _note_reading(part, one, one.heir)
    for one in back.values():
        part.entries.append(_entry(number, Fate.BACK, one, 0, one.key))
    return part


def _give_back(
    part: WithdrawalPart, heirs: dict[int, int | None], results_import: ResultsImport
) -> dict[int, _Version]:
    """Shares out what the file had replaced; what counts again without it, by its mark."""
    kind = part.kind
    back: dict[int, _Version] = {}
    removed = {
        one.mark: one.year
        for one in _versions(kind, superseded_by=results_import)
        if one.mark not in heirs
    }
    later = _later_versions(kind, removed, results_import)
    for one in _versions(kind, superseded_by=results_import):
        heir = heirs[one.mark] if one.mark in heirs else later.get(one.mark)
        part.heirs.setdefault(heir, array("Q")).append(one.key)
        if heir is None:
            back[one.mark] = one
            part.changed_years.add(one.year)
        if one.mark in removed:
            # Whoever calculated after a removal has counted without the figure.
            _note_reading(part, one, heir)
    return back


def _note_reading(part: WithdrawalPart, one: _Version, heir: int | None) -> None:
    """Years of first results that the file has brought or removed, with who replaces them now."""
    if part.kind.name in _READ_BY_RUNS and one.is_first:
        part.read_by_runs.add((one.year, heir))


def _later_versions(
    kind: FactKind, removed: dict[int, int], results_import: ResultsImport
) -> dict[int, int]:
    """The next file with a figure for what this one has removed without a new figure."""
    if not removed:
        return {}
    later = kind.model.versions.filter(
        academic_year__in=set(removed.values()),
        results_import__municipality=results_import.municipality_id,
        results_import__decided_at__gt=results_import.decided_at,
    ).order_by("results_import__decided_at", "results_import_id")
    found: dict[int, int] = {}
    for file, *key in later.values_list("results_import_id", kind.owner, *kind.key).iterator():
        mark = hash((kind.name, *key))
        if mark in removed:
            found.setdefault(mark, file)
    return found


def _versions(kind: FactKind, **condition: ResultsImport) -> Iterator[_Version]:
    name = "school__name" if kind.owner == "school_id" else "name"
    columns = kind.model.versions.filter(**condition).values_list(
        "pk", "superseded_by_id", name, kind.owner, *kind.key
    )
    titles: dict[tuple[str, str, int], str] = {}
    schools: dict[str, str] = {}
    for key, heir, school, *identity in columns.iterator():
        named = dict(zip(kind.key, identity[1:], strict=True))
        work = (named["procedure"], named["subject"], named["grade"])
        if work not in titles:
            titles[work] = Work(Procedure(work[0]), *work[1:]).title
        is_first = named.get("attempt", Attempt.FIRST) == Attempt.FIRST
        yield _Version(
            key, heir, named["academic_year"], is_first, schools.setdefault(school, school),
            titles[work], hash((kind.name, *identity)),
        )  # fmt: skip


def _entry(kind: int, fate: Fate, one: _Version, own: int, back: int) -> _Entry:
    return _Entry(_FATES.index(fate), one.school, one.work, kind, own, back)


def _lines(entries: Sequence[_Entry]) -> list[WithdrawalLine]:
    wanted: dict[int, set[int]] = {}
    for one in entries:
        wanted.setdefault(one.kind, set()).update((one.own, one.back))
    rows = {number: _rows_of(ALL[number]).in_bulk(keys) for number, keys in wanted.items()}
    found = []
    for one in entries:
        kind, of_kind = ALL[one.kind], rows[one.kind]
        now, back, fate = of_kind.get(one.own), of_kind.get(one.back), _FATES[one.fate]
        # What a later file has replaced stays as it is.
        found.append(_line(kind, now or back, now, now if fate is Fate.REPLACED else back, fate))
    return found


def _rows_of(kind: FactKind) -> Any:
    return kind.model.versions.select_related(kind.owner.removesuffix("_id"))


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
