"""Digests of inputs are kept with calculations for ever: their bytes never change."""

from __future__ import annotations

import random
from decimal import Decimal

from assessments.domain.criteria import shipped
from assessments.domain.digests import InputDigest
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import Context, SchoolFacts


def results_of_every_kind(school: str) -> list[Result]:
    """Every procedure, figures of one and of two digits, with and without marks and scores."""
    marked = [
        Result(school, Work(procedure, subject, grade), year, 9 + grade, MarkCounts(grade, 3, 4, 2))
        for procedure in Procedure
        for subject in ("Русский язык", "Математика (профильная)")
        for grade in (4, 9, 11)
        for year in (2023, 2024)
    ]
    scored = [
        Result(school, Work(Procedure.EGE, "Химия", 11), year, people, None, 1, 2, mean)
        for year, people, mean in ((2024, 7, Decimal("54.30")), (2024, 10, Decimal(61)))
    ]
    return [*marked, *scored]


def test_the_digest_of_a_calculation_stays_what_it_was_when_it_was_stored():
    digest = InputDigest(shipped("federal-30-2"), academic_year=2024)
    dice = random.Random(5)
    for school in ("edu980001", "edu980002"):
        results = results_of_every_kind(school)
        dice.shuffle(results)
        context = {2024: Context(index=None, flags={"rural": True})}
        digest.add(SchoolFacts(school, results, context=context))
    assert digest.hexdigest() == (
        "c6ee9d93a00f9b9539c481c2d6177f3201e7d2bbaf7421afb983198cf6562a58"
    )
