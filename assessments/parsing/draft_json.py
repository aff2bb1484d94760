"""Rows of drafts as plain data for JSON, and back."""

from collections.abc import Callable
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Attempt
from assessments.domain.tasks import Level, Outcome, Task
from assessments.parsing.drafts import (
    DraftDistribution,
    DraftFact,
    DraftJournal,
    DraftOutcomes,
    DraftReference,
    DraftRow,
    DraftSign,
    DraftTasks,
)

_KINDS: dict[str, type[DraftFact]] = {
    "marks": DraftRow,
    "scores": DraftDistribution,
    "journal": DraftJournal,
    "tasks": DraftTasks,
    "outcomes": DraftOutcomes,
    "sign": DraftSign,
}
_KIND_OF = {kind: name for name, kind in _KINDS.items()}
_PLAIN_TYPES = frozenset((str, int, bool, type(None)))
_PLAIN_NAMES = {
    kind: tuple(one.name for one in fields(kind) if one.name not in ("work", "cells", "marks"))
    for kind in _KIND_OF
}


def fact_as_dict(fact: DraftFact) -> dict[str, Any]:
    """A fact of any kind; decimals are strings, the work is spelled out."""
    data: dict[str, Any] = {"fact": _KIND_OF[type(fact)], **_work_as_dict(fact.work)}
    for name in _PLAIN_NAMES[type(fact)]:
        value = getattr(fact, name)
        data[name] = value if type(value) in _PLAIN_TYPES else _plain(value)
    if isinstance(fact, DraftRow):
        data["marks"] = list(fact.marks.as_tuple()) if fact.marks else None
    data["cells"] = dict(fact.cells)
    return data


def fact_from_dict(data: dict[str, Any]) -> DraftFact:
    """The fact that `fact_as_dict` described; drafts of earlier versions of the portal too."""
    values = dict(data)
    kind = _KINDS[values.pop("fact", "marks")]
    values["work"] = _work_from(values)
    for name, read in _READERS.items():
        if values.get(name) is not None:
            values[name] = read(values[name])
    return kind(**values)


def row_from_dict(data: dict[str, Any]) -> DraftRow:
    """Counts of marks that `fact_as_dict` described."""
    row = fact_from_dict(data)
    if not isinstance(row, DraftRow):
        raise TypeError(f"not counts of marks: {data['fact']}")
    return row


def reference_as_dict(row: DraftReference) -> dict[str, Any]:
    """A row to compare with."""
    data = {
        one.name: _plain(getattr(row, one.name))
        for one in fields(row)
        if one.name not in ("work", "figures")
    }
    figures = {name: str(value) for name, value in row.figures}
    return {**_work_as_dict(row.work), **data, "figures": figures}


def reference_from_dict(data: dict[str, Any]) -> DraftReference:
    """The row that `reference_as_dict` described."""
    values = dict(data)
    values["work"] = _work_from(values)
    values["figures"] = tuple((name, Decimal(value)) for name, value in values["figures"].items())
    return DraftReference(**values)


def _work_as_dict(work: Work) -> dict[str, Any]:
    return {"procedure": work.procedure.value, "subject": work.subject, "grade": work.grade}


def _work_from(values: dict[str, Any]) -> Work:
    return Work(Procedure(values.pop("procedure")), values.pop("subject"), values.pop("grade"))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Task | Outcome):
        return {name: _plain(one) for name, one in asdict(value).items()}
    if isinstance(value, tuple):
        return [one if type(one) in _PLAIN_TYPES else _plain(one) for one in value]
    return value


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _task(data: dict[str, Any]) -> Task:
    level = data["level"]
    return Task(
        data["number"], data["max_score"], _decimal(data["percent"]),
        None if level is None else Level(level),
    )  # fmt: skip


def _outcome(data: dict[str, Any]) -> Outcome:
    shares = ("school", "municipality", "region", "country")
    return Outcome(
        data["number"], data["text"], data["max_score"],
        **{name: _decimal(data[name]) for name in shares},
    )  # fmt: skip


_READERS: dict[str, Callable[[Any], Any]] = {
    "attempt": Attempt,
    "cells": lambda cells: tuple(cells.items()),
    "marks": lambda marks: MarkCounts(*marks),
    "mean_score": Decimal,
    "rank_correlation": Decimal,
    "percents": lambda percents: tuple(map(Decimal, percents)),
    "counts": tuple,
    "sign": Sign,
    "tasks": lambda tasks: tuple(map(_task, tasks)),
    "outcomes": lambda outcomes: tuple(map(_outcome, outcomes)),
}
