"""Versions of figures: a file's rows take the place of earlier ones, and give it back.

See docs/decisions/figures-keep-their-versions.md. Whoever writes here holds `locked_office`: two
files of one municipality are decided one after the other, the municipality before the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Model

from assessments.models import ResultsImport
from assessments.queries.fact_kinds import REFERENCES
from assessments.queries.import_plans import Effect, PlanLine
from assessments.queries.withdrawal import Withdrawal
from schools.models import Municipality

_BATCH = 500


def locked_office(results_import: ResultsImport) -> ResultsImport:
    """The file as it stands, kept from other decisions on figures of its municipality.

    The office is locked first and always: two confirmations of different files would otherwise
    replace the same figure.
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=results_import.municipality_id)
    return (
        ResultsImport.objects.select_for_update(of=("self",))
        .select_related("municipality__region")
        .get(pk=results_import.pk)
    )


def write_figures(lines: Sequence[PlanLine], source: ResultsImport) -> None:
    """New figures are added; changed ones are added and supersede what stood there."""
    changed = [line for line in lines if line.effect is Effect.CHANGED]
    supersede((line.stored for line in changed), source)
    added = [line for line in lines if line.effect is Effect.NEW]
    for model, of_model in _by_model([*added, *changed]):
        for start in range(0, len(of_model), _BATCH):
            rows = [_row(line, source) for line in of_model[start : start + _BATCH]]
            model.versions.bulk_create(rows)


def supersede(stored: Iterable[Any], source: ResultsImport) -> None:
    """The rows stop to count; `source` has replaced or removed them."""
    ordered = sorted(stored, key=lambda row: row._meta.label)
    for _, group in groupby(ordered, key=lambda row: row._meta.label):
        rows = list(group)
        _update(type(rows[0]), [row.pk for row in rows], source.pk)


def give_back(withdrawal: Withdrawal) -> None:
    """The file's rows go; what they had replaced counts again or is handed to a later file."""
    source = withdrawal.results_import
    for part in withdrawal.parts:
        part.kind.model.versions.filter(results_import=source).delete()
        for heir, keys in part.heirs.items():
            _update(part.kind.model, keys, heir)


def _by_model(lines: Sequence[PlanLine]) -> Iterator[tuple[Any, list[PlanLine]]]:
    ordered = sorted(lines, key=lambda line: line.kind.name)
    for _, group in groupby(ordered, key=lambda line: line.kind.name):
        of_kind = list(group)
        yield of_kind[0].kind.model, of_kind


def _row(line: PlanLine, source: ResultsImport) -> Model:
    owner = (
        source.municipality_id
        if line.kind is REFERENCES
        else line.school.pk if line.school else None
    )  # fmt: skip
    return line.kind.model(
        results_import_id=source.pk, sheet=line.row.sheet[:100], cell=line.row.cell[:12],
        **{line.kind.owner: owner}, **line.identity, **line.figures,
    )  # fmt: skip


def _update(model: Any, pks: Sequence[int], heir: int | None) -> None:
    for start in range(0, len(pks), _BATCH):
        part = list(pks[start : start + _BATCH])
        model.versions.filter(pk__in=part).update(superseded_by=heir)
