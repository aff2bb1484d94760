"""What a classification depends on, as one SHA-256 that is fed in a stream."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from assessments.domain.criteria.definitions import Criteria
from assessments.domain.results import Result
from assessments.domain.rules.cases import Context, SchoolFacts
from assessments.domain.rules.landscape import NO_REFERENCES, Reference, ReferenceKey


class InputDigest:
    """Fed school by school in the order of their names; equal inputs give equal digests.

    The order of a school's results does not matter; memory holds one school.
    """

    def __init__(
        self,
        criteria: Criteria,
        *,
        academic_year: int,
        references: Mapping[ReferenceKey, Reference] = NO_REFERENCES,
    ) -> None:
        self._hash = hashlib.sha256()
        self._last = ""
        self._places: set[str] = set()
        self._add({"criteria": criteria.snapshot(), "academic_year": academic_year})
        self._add(_listed(references))

    def add_references(self, place: str, references: Mapping[ReferenceKey, Reference]) -> None:
        """What the schools of a municipality are compared with, before the first of them.

        Only where a calculation is of several municipalities; the same again is not added.
        """
        if references and place not in self._places:
            self._places.add(place)
            self._add([place, _listed(references)])

    def add(self, facts: SchoolFacts) -> None:
        """One school with everything it brings; ValueError out of order."""
        if facts.school <= self._last:
            raise ValueError(f"school {facts.school} after {self._last}")
        self._last = facts.school
        context = [_context(year, one) for year, one in sorted(facts.context.items())]
        results = sorted((_fingerprint(result) for result in facts.results), key=repr)
        self._add([facts.school, sorted(facts.places.items()), context, results])

    def hexdigest(self) -> str:
        """The digest of what was added so far."""
        return self._hash.hexdigest()

    def _add(self, document: object) -> None:
        text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self._hash.update(text.encode() + b"\n")


def input_digest(
    results: Iterable[Result], criteria: Criteria, *, academic_year: int, schools: Iterable[str]
) -> str:
    """SHA-256 of a classification of `schools` by their `results` only."""
    by_school: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_school[result.school].append(result)
    digest = InputDigest(criteria, academic_year=academic_year)
    for school in sorted(schools):
        digest.add(SchoolFacts(school, by_school.get(school, ())))
    return digest.hexdigest()


def _listed(references: Mapping[ReferenceKey, Reference]) -> list[list[Any]]:
    return [_reference(*item) for item in sorted(references.items(), key=repr)]


def _reference(key: ReferenceKey, reference: Reference) -> list[Any]:
    work = key.work
    return [
        key.level, key.year, work.procedure, work.subject, work.grade, key.measure,
        str(reference.value), reference.participants, reference.source,
    ]  # fmt: skip


def _context(year: int, context: Context) -> list[Any]:
    """Figures stand here only where rules look at any: other digests stay as they were."""
    index = None if context.index is None else str(context.index)
    said: list[Any] = [year, index, sorted(context.flags.items())]
    if context.figures:
        said.append([[key, str(one)] for key, one in sorted(context.figures.items())])
    return said


def _fingerprint(result: Result) -> list[Any]:
    """With the procedure as a word: a member of Python says itself slowly, and sorts alike."""
    work = result.work
    return [
        work.procedure.value, work.subject, work.grade, result.academic_year, result.participants,
        result.marks.as_tuple() if result.marks else None, result.below_minimum,
        result.below_entry_minimum,
        None if result.mean_score is None else str(Fraction(result.mean_score)),
    ]  # fmt: skip
