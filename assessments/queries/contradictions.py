"""Files that say different things of the same work of the same school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.queries.import_plans import Effect, ImportPlan, Key, PlanLine
from core.values import academic_year


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a later file says otherwise than an earlier one; files by their places in the list."""

    earlier: int
    earlier_line: PlanLine
    later: int
    line: PlanLine

    def words(self, names: Sequence[str]) -> str:
        """Whose work it is, and both figures; `names` are those of the files."""
        school = self.line.school.name if self.line.school else ""
        year = academic_year.label(self.line.row.academic_year)
        return (
            f"{school}, {self.line.row.work.title}, {year}: в файле «{names[self.earlier]}» — "
            f"{self.earlier_line.after}; в файле «{names[self.later]}» — {self.line.after}"
        )


def contradictions(plans: Sequence[ImportPlan]) -> list[Contradiction]:
    """Figures of later files that an earlier one tells otherwise, in the order of the files.

    Figures are compared as people read them: counts restored from percentages do not contradict
    the same counts.
    """
    first: dict[Key, tuple[int, PlanLine]] = {}
    found = []
    for place, plan in enumerate(plans):
        for line in plan.lines:
            if line.effect is Effect.LEFT_OUT or line.school is None:
                continue
            key = line.kind.key_of(line.school.pk, line.identity)
            earlier, told = first.setdefault(key, (place, line))
            if told.after != line.after:
                found.append(Contradiction(earlier, told, place, line))
    return found
