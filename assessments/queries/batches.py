"""Files that were uploaded together, as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.domain.procedures import Procedure, Work
from assessments.models import ImportBatch, ImportState, ResultsImport
from assessments.queries.contradictions import Contradictions
from assessments.queries.draft_pieces import rows_among
from assessments.queries.import_plans import ImportPlan, plans_of
from core.values import academic_year
from core.values.wording import DASH

_WORKS_NAMED = 2


@dataclass(frozen=True, slots=True)
class BatchFile:
    """One file of the batch; `plan` is None where a decision has been made."""

    results_import: ResultsImport
    works: str
    years: str
    plan: ImportPlan | None
    errors: int
    contradictions: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, the same, left out."""
        return self.plan.counts() if self.plan else {}

    @property
    def may_go(self) -> bool:
        """Whether the file waits, has no errors and holds anything to load.

        Of files that contradict each other none may go: the last one would win unseen.
        """
        if self.plan is None or self.errors or self.contradictions:
            return False
        return self.plan.holds_anything


def batch_files(batch: ImportBatch) -> list[BatchFile]:
    """Every file with its plan as things stand now; the register is read once for all."""
    imports = list(
        ResultsImport.objects.filter(batch=batch)
        .select_related("municipality__region")
        .order_by("pk")
    )
    waiting = [one for one in imports if one.state == ImportState.DRAFT]
    places = {one.pk: place for place, one in enumerate(waiting)}
    contradictions = Contradictions()
    found = plans_of(
        batch.municipality, waiting,
        lambda file, line: contradictions.hear(places[file.pk], line),
    )  # fmt: skip
    plans = {one.pk: plan for one, plan in zip(waiting, found, strict=True)}
    told = _contradicting(waiting, contradictions)
    return [_file(one, plans.get(one.pk), tuple(told.get(one.pk, ()))) for one in imports]


def _contradicting(
    waiting: Sequence[ResultsImport], contradictions: Contradictions
) -> dict[int, list[str]]:
    """Where files say different things, in words, by the key of either file."""
    names = [one.file_name for one in waiting]
    earlier = [(waiting[one.earlier].pk, one.earlier_row) for one in contradictions.found]
    rows = rows_among(waiting, earlier) if earlier else {}
    found: dict[int, list[str]] = {}
    for one, place in zip(contradictions.found, earlier, strict=True):
        words = one.words(names, rows[place])
        for number in (one.earlier, one.later):
            found.setdefault(waiting[number].pk, []).append(words)
    return found


def _file(
    results_import: ResultsImport, plan: ImportPlan | None, told: tuple[str, ...]
) -> BatchFile:
    contents = results_import.contents
    years = ", ".join(map(academic_year.label, contents.get("years", ()))) or DASH
    errors = contents.get("errors", 0) + (plan.issues.errors if plan else 0)
    return BatchFile(results_import, _works(contents.get("works", ())), years, plan, errors, told)


def _works(works: Iterable[tuple[str, str, int]]) -> str:
    named = [Work(Procedure(code), subject, grade).title for code, subject, grade in works]
    more = len(named) - _WORKS_NAMED
    return "; ".join(named[:_WORKS_NAMED]) + (f" и ещё {more}" if more > 0 else "") or DASH
