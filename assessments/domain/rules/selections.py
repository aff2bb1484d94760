"""Which works a criteria set or a predicate speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assessments.domain.procedures import FINAL_GRADE, Procedure, Work


@dataclass(frozen=True, slots=True)
class Part:
    """Works of some procedures; `subjects` or `grades` of None are whatever a school has.

    ОГЭ and ЕГЭ have one grade each: another grade is no work of theirs.
    """

    procedures: tuple[Procedure, ...]
    subjects: tuple[str, ...] | None = None
    grades: tuple[int, ...] | None = None

    def has(self, work: Work) -> bool:
        """Whether the part speaks of `work`."""
        return (
            work.procedure in self.procedures
            and (self.subjects is None or work.subject in self.subjects)
            and self._has_grade(work)
        )

    def _has_grade(self, work: Work) -> bool:
        if self.grades is not None:
            return work.grade in self.grades
        return FINAL_GRADE.get(work.procedure, work.grade) == work.grade

    def works(self) -> Iterable[Work]:
        """The works by name, grade by grade; none where a subject or a grade is left open."""
        for procedure in self.procedures:
            final = FINAL_GRADE.get(procedure)
            grades = self.grades or ((final,) if final else ())
            for grade in grades:
                for subject in self.subjects or ():
                    yield Work(procedure, subject, grade)


@dataclass(frozen=True)
class Selection:
    """A choice of works, in the order in which people list them."""

    parts: tuple[Part, ...]

    def has(self, work: Work) -> bool:
        """Whether the selection speaks of `work`."""
        if work not in self._known:
            self._known[work] = any(part.has(work) for part in self.parts)
        return self._known[work]

    @cached_property
    def _known(self) -> dict[Work, bool]:
        """Answers given before: there are few works, asked about for every school."""
        return {}

    def works(self) -> tuple[Work, ...]:
        """The works that are known by name: those of which a school can say «нет данных»."""
        return tuple(dict.fromkeys(work for part in self.parts for work in part.works()))
