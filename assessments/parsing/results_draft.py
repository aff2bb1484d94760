"""A file of results as it is read: facts, rows to compare with and issues, in packed pieces."""

import json
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from assessments.domain.procedures import Work
from assessments.parsing.draft_json import (
    fact_as_dict,
    fact_from_dict,
    reference_as_dict,
    reference_from_dict,
    row_from_dict,
)
from assessments.parsing.drafts import DraftFact, DraftReference, DraftRow
from core.office.issues import Issue, Severity
from core.values.packed_list import PackedList


class Holds(StrEnum):
    """What a piece of a draft is made of."""

    FACTS = "facts"
    REFERENCES = "references"
    ISSUES = "issues"


class Piece(NamedTuple):
    """Some facts, rows to compare with or issues in the order of the file."""

    holds: Holds
    items: int
    content: bytes


class _Located(Protocol):
    """A row of a file; no two of one key are kept."""

    @property
    def key(self) -> Hashable: ...
    @property
    def work(self) -> Work: ...
    @property
    def academic_year(self) -> int: ...


_Row = TypeVar("_Row", bound=_Located)
_Item = TypeVar("_Item")


def packed(items: Iterable[dict[str, Any]]) -> bytes:
    """Plain data as a draft keeps it."""
    text = json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def unpacked(content: bytes) -> list[dict[str, Any]]:
    """The plain data behind `packed`."""
    found: list[dict[str, Any]] = json.loads(zlib.decompress(content))
    return found


class RowList(PackedList[_Row]):
    """Rows of one kind; what they are of is noted on the way, and which keys have come twice.

    A key is noted by its hash alone. That two keys share one costs a closer look, no row.
    """

    def __init__(
        self,
        pack: Callable[[list[_Row]], bytes],
        unpack: Callable[[bytes], list[_Row]],
        items: Iterable[_Row] = (),
    ) -> None:
        self.works: dict[Work, None] = {}
        self.years: set[int] = set()
        self._seen: set[int] = set()
        self._twice: set[int] = set()
        super().__init__(pack, unpack, items)

    def append(self, item: _Row) -> None:
        """Add one row at the end."""
        self.works[item.work] = None
        self.years.add(item.academic_year)
        mark = hash(item.key)
        if mark in self._seen:
            self._twice.add(mark)
        self._seen.add(mark)
        super().append(item)

    def without_repeated(self, told: Callable[[_Row, _Row], None]) -> Self:
        """The first row of each key; `told` hears of the first and of each that follows it."""
        if not self._twice:
            return self
        return type(self)(self._pack, self._unpack, self._first_rows(told))

    def _first_rows(self, told: Callable[[_Row, _Row], None]) -> Iterator[_Row]:
        first: dict[Hashable, _Row] = {}
        for row in self:
            if hash(row.key) not in self._twice or first.setdefault(row.key, row) is row:
                yield row
            else:
                told(first[row.key], row)


class IssueList(PackedList[Issue]):
    """Issues, and how many of them leave a row out."""

    def __init__(self, items: Iterable[Issue] = ()) -> None:
        self.errors = 0
        super().__init__(_pack_issues, _unpack_issues, items)

    def append(self, item: Issue) -> None:
        """Add one issue at the end."""
        self.errors += item.severity is Severity.ERROR
        super().append(item)


def _pack_with(plain: Callable[[_Item], dict[str, Any]], items: list[_Item]) -> bytes:
    return packed(map(plain, items))


def _unpack_with(read: Callable[[dict[str, Any]], _Item], content: bytes) -> list[_Item]:
    return list(map(read, unpacked(content)))


_pack_facts: Callable[[list[Any]], bytes] = partial(_pack_with, fact_as_dict)
_pack_issues = partial(_pack_with, Issue.as_dict)
_unpack_issues = partial(_unpack_with, Issue.from_dict)


def _rows() -> RowList[DraftRow]:
    return RowList(_pack_facts, partial(_unpack_with, row_from_dict))


def _facts() -> RowList[DraftFact]:
    return RowList(_pack_facts, partial(_unpack_with, fact_from_dict))


def _references() -> RowList[DraftReference]:
    return RowList(
        partial(_pack_with, reference_as_dict), partial(_unpack_with, reference_from_dict)
    )


@dataclass(slots=True)
class ResultsDraft:
    """Everything read from one file.

    `rows` are counts of marks and scores, `facts` all other kinds. `personal` says that the file
    names pupils: it must not be kept, and `title` is what to call it instead of its own name.
    """

    kinds: list[str] = field(default_factory=list)
    rows: RowList[DraftRow] = field(default_factory=_rows)
    facts: RowList[DraftFact] = field(default_factory=_facts)
    references: RowList[DraftReference] = field(default_factory=_references)
    issues: IssueList = field(default_factory=IssueList)
    personal: bool = False
    title: str = ""

    def add(self, facts: Iterable[DraftFact]) -> None:
        """Puts facts where their kind belongs: counts of marks and scores apart from the others."""
        for fact in facts:
            if isinstance(fact, DraftRow):
                self.rows.append(fact)
            else:
                self.facts.append(fact)

    def fact_at(self, place: int) -> DraftFact:
        """The figure at a place counted over `rows` and `facts`."""
        beyond = place - len(self.rows)
        return self.rows[place] if beyond < 0 else self.facts[beyond]

    def pieces(self) -> Iterator[Piece]:
        """The draft as it is stored: counts first, issues last."""
        for holds, items in (
            (Holds.FACTS, self.rows),
            (Holds.FACTS, self.facts),
            (Holds.REFERENCES, self.references),
            (Holds.ISSUES, self.issues),
        ):
            for count, content in items.pieces():
                yield Piece(holds, count, content)

    def contents(self) -> dict[str, Any]:
        """What the draft is about, without its rows; the shape of `ResultsImport.contents`."""
        works = {**self.rows.works, **self.facts.works}
        return {
            "kinds": self.kinds,
            "rows": len(self.rows) + len(self.facts) + len(self.references),
            "works": [[work.procedure.value, work.subject, work.grade] for work in works],
            "years": sorted(self.rows.years | self.facts.years),
            "errors": self.issues.errors,
        }
