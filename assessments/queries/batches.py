"""Files that were uploaded together, as their page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.domain.procedures import Procedure, Work
from assessments.models import ImportBatch, ImportState, ResultsImport
from assessments.queries.contradictions import contradictions
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
        return bool(self.plan.lines or self.plan.references)


def batch_files(batch: ImportBatch) -> list[BatchFile]:
    """Every file with its plan as things stand now; the register is read once for all."""
    imports = list(
        ResultsImport.objects.filter(batch=batch)
        .select_related("municipality__region")
        .order_by("pk")
    )
    waiting = [one for one in imports if one.state == ImportState.DRAFT]
    found = plans_of(batch.municipality, waiting)
    plans = {one.pk: plan for one, plan in zip(waiting, found, strict=True)}
    told = _contradicting(waiting, found)
    return [_file(one, plans.get(one.pk), tuple(told.get(one.pk, ()))) for one in imports]


def _contradicting(
    waiting: Sequence[ResultsImport], plans: Sequence[ImportPlan]
) -> dict[int, list[str]]:
    """Where files say different things, in words, by the key of either file."""
    names = [one.file_name for one in waiting]
    found: dict[int, list[str]] = {}
    for one in contradictions(plans):
        for place in (one.earlier, one.later):
            found.setdefault(waiting[place].pk, []).append(one.words(names))
    return found


def _file(
    results_import: ResultsImport, plan: ImportPlan | None, told: tuple[str, ...]
) -> BatchFile:
    rows = [
        row
        for name in ("rows", "facts")
        for row in results_import.draft.get(name, ())
    ]  # fmt: skip
    titles = list(dict.fromkeys((row["procedure"], row["subject"], row["grade"]) for row in rows))
    years = sorted({row["academic_year"] for row in rows})
    found = sum(issue["severity"] == "error" for issue in results_import.issues)
    met = sum(issue.severity.value == "error" for issue in plan.issues) if plan else 0
    return BatchFile(
        results_import, _works(titles), ", ".join(map(academic_year.label, years)) or DASH, plan,
        found + met, told,
    )  # fmt: skip


def _works(titles: list[tuple[str, str, int]]) -> str:
    named = [Work(Procedure(code), subject, grade).title for code, subject, grade in titles]
    more = len(named) - _WORKS_NAMED
    return "; ".join(named[:_WORKS_NAMED]) + (f" и ещё {more}" if more > 0 else "") or DASH
