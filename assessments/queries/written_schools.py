"""Schools of a file that a person should look at: not recognised, guessed, or decided upon."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import ResultsImport
from assessments.parsing.drafts import DraftFact
from assessments.queries.draft_pieces import facts_of
from assessments.queries.import_plans import UNNAMED, DoubtfulSchool, ImportPlan, written_school
from core.values.wording import NBSP
from schools.domain.matching import Match, Register
from schools.models import School
from schools.queries.matching import known_school, schools_to_match

LEFT_OUT = "none"


@dataclass(frozen=True, slots=True)
class WrittenSchool:
    """How the file names a school, in how many rows, and what is thought of it.

    `chosen` is the key of the school for the form, LEFT_OUT, or empty where nobody has decided.
    """

    written: str
    name: str
    code: str
    rows: int
    sheet: str
    cell: str
    reason: str
    chosen: str
    is_unknown: bool

    @property
    def is_named(self) -> bool:
        """Whether there is a name that could mean the same school in other files."""
        return self.name != UNNAMED


@dataclass(frozen=True, slots=True)
class SchoolChoice:
    """What the form on the review's page offers."""

    written: list[WrittenSchool]
    schools: list[School]

    @property
    def unknown(self) -> int:
        """How many are not recognised and not decided upon."""
        return sum(one.is_unknown for one in self.written)


def school_choice(results_import: ResultsImport, plan: ImportPlan) -> SchoolChoice:
    """Doubtful schools of the file, those that are not recognised first."""
    if not plan.doubtful:
        return SchoolChoice([], [])
    schools = schools_to_match(results_import.municipality)
    register = Register(map(known_school, schools))
    found = [
        _written(written, one, results_import.decisions, register)
        for written, one in plan.doubtful.items()
    ]
    return SchoolChoice(sorted(found, key=lambda one: not one.is_unknown), schools)


def written_schools(results_import: ResultsImport) -> dict[str, DraftFact]:
    """Every way in which the file names a school, with the first row that does."""
    found: dict[str, DraftFact] = {}
    for row in facts_of(results_import):
        found.setdefault(written_school(row), row)
    return found


def _written(
    written: str, one: DoubtfulSchool, decisions: dict[str, int | None], register: Register
) -> WrittenSchool:
    is_decided = written in decisions
    decided = decisions.get(written)
    guessed = one.match.school.key if one.match and not is_decided else None
    chosen = LEFT_OUT if is_decided and decided is None else str(decided or guessed or "")
    return WrittenSchool(
        written=written, name=one.shown, code=one.code, rows=one.rows,
        sheet=one.sheet, cell=one.cell,
        reason=_reason(one, is_decided=is_decided, register=register), chosen=chosen,
        is_unknown=one.is_unknown,
    )  # fmt: skip


def _reason(one: DoubtfulSchool, *, is_decided: bool, register: Register) -> str:
    if is_decided:
        return "вы решили"
    if one.match is not None:
        return f"узнана по похожему названию: {_alike(one.match)}"
    near = register.nearest(one.name)
    return f"не узнана; похожа на {_alike(near)}" if near else "не узнана"


def _alike(match: Match) -> str:
    return f"«{match.school.names[0]}», сходство {match.score}{NBSP}%"
