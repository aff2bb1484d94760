"""Marks of a work against those of the class journal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum

from assessments.domain.reading.grids import Page
from assessments.domain.reading.journals import (
    Compared,
    JournalFigures,
    PrintedJournal,
    Shares,
    journal_block,
)
from assessments.domain.small_groups import LEAST_SCHOOLS
from assessments.models import JournalComparison, ReferenceKind, ReferenceScope
from assessments.queries.reading.asked import Asked
from assessments.queries.reading.sums import SCOPES, of_work, references_of, seen_facts
from assessments.queries.reading.works import PEOPLE, SCHOOLS, title_of
from core.values.wording import counted


def journal_page(asked: Asked) -> Page:
    """«ВПР и журнал», in three queries."""
    years = [asked.academic_year]
    rows = of_work(seen_facts(JournalComparison, asked), asked, years).select_related("school")
    schools = [
        (row.school.login, row.school.name, _of_row(row))
        for row in rows.order_by("school__name", "school_id")
    ]
    figures = JournalFigures(title_of(asked), schools, _whole(asked), _printed(asked))
    people = counted(sum(one.participants for _, _, one in schools), *PEOPLE)
    state = f"{title_of(asked)}: {counted(len(schools), *SCHOOLS)}, сравнили: {people}"
    return Page(state, (journal_block(figures),))


def _of_row(row: JournalComparison) -> Compared:
    known = row.far is not None
    return Compared(
        row.lowered, row.confirmed, row.raised, row.far or 0, row.participants if known else 0
    )


def _whole(asked: Asked) -> Compared | None:
    rows: QuerySet[JournalComparison] = JournalComparison.objects.of_municipality(
        asked.municipality.pk
    ).first_results()
    known = Q(far__isnull=False)
    sums = of_work(rows, asked, [asked.academic_year]).aggregate(
        in_schools=Count("school", distinct=True), sum_lowered=Sum("lowered"),
        sum_confirmed=Sum("confirmed"), sum_raised=Sum("raised"), sum_far=Sum("far"),
        sum_far_known=Sum("participants", filter=known),
    )  # fmt: skip
    schools = sums.pop("in_schools")
    if not schools or not (asked.sees_whole or schools >= LEAST_SCHOOLS):
        return None
    return Compared(**{name.removeprefix("sum_"): found or 0 for name, found in sums.items()})


def _printed(asked: Asked) -> list[PrintedJournal]:
    rows = references_of(asked, ReferenceKind.JOURNAL, [asked.academic_year])
    return [
        PrintedJournal(
            SCOPES[ReferenceScope(row.scope)], row.participants, _shares(row.figures),
            row.results_import.file_name,
        )
        for row in rows.filter(scope__in=list(SCOPES)).order_by("-scope")
    ]  # fmt: skip


def _shares(figures: dict[str, str]) -> Shares:
    lowered, confirmed, raised = (
        Fraction(Decimal(figures[name])) if name in figures else None
        for name in ("lowered", "confirmed", "raised")
    )
    return lowered, confirmed, raised
