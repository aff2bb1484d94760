"""What was understood of an uploaded workbook, before a person decides: rows, issues, places.

A draft knows the file only; which school a row means is settled when it meets the register.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from core.office.issues import Issue


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One school, procedure, subject, grade and year as the file has them.

    `cells` names the cell of every figure; `percents` are the percentages as printed, where the
    counts of marks were recovered from them. `written_year` differs from `academic_year` for a
    ВПР written in autumn on the programme of the year before.
    """

    school_code: str
    school_name: str
    municipality: str
    work: Work
    academic_year: int
    written_year: int
    participants: int
    marks: MarkCounts | None = None
    mean_score: Decimal | None = None
    below_minimum: int | None = None
    below_entry_minimum: int | None = None
    high_scorers: int | None = None
    recovered: bool = False
    percents: tuple[Decimal, ...] = ()
    sheet: str = ""
    cell: str = ""
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, Work, int]:
        """What may occur once in a file."""
        return (self.school_code or self.school_name.lower(), self.work, self.academic_year)


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """Percentages of the whole sample, a region or a municipality, to compare schools with."""

    scope: str
    code: str
    name: str
    work: Work
    academic_year: int
    schools: int | None
    participants: int
    percents: tuple[Decimal, ...]
    sheet: str
    cell: str


@dataclass(slots=True)
class ResultsDraft:
    """Everything read from one file."""

    kinds: list[str] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    references: list[ReferenceRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def row_as_dict(row: DraftRow) -> dict[str, Any]:
    """A draft row as plain data for a JSON column."""
    return {
        "school_code": row.school_code, "school_name": row.school_name,
        "municipality": row.municipality, "procedure": row.work.procedure.value,
        "subject": row.work.subject, "grade": row.work.grade,
        "academic_year": row.academic_year, "written_year": row.written_year,
        "participants": row.participants,
        "marks": list(row.marks.as_tuple()) if row.marks else None,
        "mean_score": None if row.mean_score is None else str(row.mean_score),
        "below_minimum": row.below_minimum, "below_entry_minimum": row.below_entry_minimum,
        "high_scorers": row.high_scorers, "recovered": row.recovered,
        "percents": [str(percent) for percent in row.percents],
        "sheet": row.sheet, "cell": row.cell, "cells": dict(row.cells),
    }  # fmt: skip


def row_from_dict(data: dict[str, Any]) -> DraftRow:
    """The draft row that `row_as_dict` described."""
    values = dict(data)
    work = Work(Procedure(values.pop("procedure")), values.pop("subject"), values.pop("grade"))
    marks, mean = values.pop("marks"), values.pop("mean_score")
    percents, cells = values.pop("percents"), values.pop("cells")
    return DraftRow(
        work=work,
        marks=MarkCounts(*marks) if marks else None,
        mean_score=None if mean is None else Decimal(mean),
        percents=tuple(map(Decimal, percents)),
        cells=tuple(cells.items()),
        **values,
    )


def reference_as_dict(row: ReferenceRow) -> dict[str, Any]:
    """A reference row as plain data for a JSON column."""
    return {
        "scope": row.scope, "code": row.code, "name": row.name,
        "procedure": row.work.procedure.value, "subject": row.work.subject,
        "grade": row.work.grade, "academic_year": row.academic_year, "schools": row.schools,
        "participants": row.participants, "percents": [str(percent) for percent in row.percents],
        "sheet": row.sheet, "cell": row.cell,
    }  # fmt: skip
