"""One row of a file and what confirming would do with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assessments.parsing.drafts import DraftFact
from assessments.queries.fact_kinds import FactKind
from schools.domain.matching import How, Match
from schools.models import School

Key = tuple[Any, ...]

UNNAMED = "школа в файле не названа"


class Effect(StrEnum):
    """What confirming would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


_DOUBTFUL_FIRST = (Effect.LEFT_OUT, Effect.CHANGED, Effect.NEW, Effect.SAME)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the file, the school it means and what it would change.

    `identity` and `figures` are the columns to be stored, `stored` is the current row.
    `is_unknown` says that the school may be one of ours and was not recognised, `is_repeated`
    that another row of the file is the same work of the same school.
    """

    row: Any
    kind: FactKind
    school: School | None
    effect: Effect
    identity: dict[str, Any]
    figures: dict[str, Any]
    stored: Any = None
    match: Match | None = None
    is_unknown: bool = False
    is_repeated: bool = False

    @property
    def before(self) -> str:
        """The current figures in words; empty where there are none."""
        if self.stored is None:
            return ""
        return self.kind.words(self.kind.stored_figures(self.stored, self.figures))

    @property
    def after(self) -> str:
        """The file's figures in words."""
        return self.kind.words(self.figures)

    @property
    def is_guessed(self) -> bool:
        """Whether the school was recognised by a name that is only alike."""
        return self.match is not None and self.match.how is How.SIMILAR_NAME

    @property
    def rank(self) -> int:
        """Rows that are left out first, then guessed schools, then what changes, then the rest."""
        is_doubtful = self.effect is Effect.LEFT_OUT or self.is_guessed
        return len(_DOUBTFUL_FIRST) * (not is_doubtful) + _DOUBTFUL_FIRST.index(self.effect)


def shown_school(row: DraftFact) -> str:
    """How a file names a school, for people."""
    return row.school_name or row.school_code or UNNAMED


def written_school(row: DraftFact) -> str:
    """How a file names a school: what decisions about it are kept by."""
    return f"{row.school_code}|{row.school_name}"
