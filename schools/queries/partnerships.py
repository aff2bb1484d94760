"""Reads of partnerships shaped for their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from core.ordering import NaturalKey
from core.values.wording import DASH, NBSP, short_date
from core.web.refusals import reason_against
from core.web.signs import Sign
from schools.domain.partnerships import STATE_NAMES, PartnershipRules, PartnershipState
from schools.domain.roles import Right, Role
from schools.models import (
    Municipality,
    Partnership,
    PartnershipRuleSet,
    PartnershipStep,
    PartnershipVisit,
    School,
)
from schools.permissions import has_right, memberships_of, require_visit, require_visits
from schools.querysets import PartnershipQuerySet

STATE_SIGNS = {
    PartnershipState.PROPOSED: Sign.AHEAD,
    PartnershipState.AGREED: Sign.REVIEW,
    PartnershipState.ACTIVE: Sign.ACTIVE,
    PartnershipState.FINISHED: Sign.DONE,
    PartnershipState.STOPPED: Sign.OFF,
}
ALL_SUBJECTS = "все предметы"


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit with the sentence why this person may not take it away; empty where they may."""

    visit: PartnershipVisit
    against: str


def rules_of(municipality: Municipality) -> PartnershipRules:
    """The rules that hold in a municipality: its own, or the defaults."""
    kept = PartnershipRuleSet.objects.filter(municipality=municipality).first()
    return kept.value if kept else PartnershipRules()


def partnership_list(user: Any) -> PartnershipQuerySet:
    """Partnerships that the person sees, with the number of visits and the day of the last one."""
    kept = Q(visits__removed_at__isnull=True)
    found: PartnershipQuerySet = Partnership.objects.visible_to(user)
    return (
        found.select_related("school__municipality", "partner")
        .annotate(
            visit_count=Count("visits", filter=kept), last_visit=Max("visits__on", filter=kept)
        )
        .order_by(NaturalKey("school__name"), NaturalKey("partner__name"), "pk")
    )


def partnership_of(user: Any) -> QuerySet[Partnership]:
    """Partnerships for the page of one of them."""
    return Partnership.objects.visible_to(user).select_related(
        "school__municipality__region", "partner__municipality"
    )


def steps_of(partnership: Partnership) -> QuerySet[PartnershipStep]:
    """The plan by day; lines without one come last, in the order in which they were written."""
    return partnership.steps.order_by(F("due_on").asc(nulls_last=True), "pk")


def visits_of(user: Any, partnership: Partnership) -> tuple[list[VisitLine], list[VisitLine]]:
    """Visits, the latest first, and those whose record was taken away."""
    rows = list(partnership.visits.order_by("-on", "-pk"))
    for row in rows:
        row.partnership = partnership
    lines = [VisitLine(row, reason_against(require_visit, user, row)) for row in rows]
    kept = [line for line in lines if line.visit.removed_at is None]
    return kept, [line for line in lines if line.visit.removed_at is not None]


def visible_schools(user: Any, *schools: School) -> set[int]:
    """Which of these schools have a page that the person may open."""
    keys = [school.pk for school in schools]
    return set(School.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def against_visits(user: Any, partnership: Partnership) -> str:
    """Why the person may not record visits; empty where they may."""
    return reason_against(require_visits, user, partnership)


def keeps(user: Any, partnership: Partnership) -> bool:
    """Whether the person keeps this partnership."""
    municipality = partnership.school.municipality
    return has_right(user, Right.KEEP_PARTNERSHIPS, municipality=municipality)


def open_partnerships_of(user: Any, schools: Iterable[School]) -> QuerySet[Partnership]:
    """What goes on at these schools, on either side."""
    keys = [school.pk for school in schools]
    return partnership_list(user).open().filter(Q(school__in=keys) | Q(partner__in=keys))


def headed_schools(user: Any) -> list[School]:
    """Schools that the person heads."""
    return [
        row.school
        for row in memberships_of(user)
        if row.role == Role.SCHOOL_HEAD and row.school is not None
    ]


def subjects_words(partnership: Partnership) -> str:
    """«Математика; Физика», or «все предметы»."""
    return partnership.subjects or ALL_SUBJECTS


def term_words(partnership: Partnership) -> str:
    """«15.09.2025 – 31.05.2026»; what is not known yet is left out."""
    end = partnership.ended_on or partnership.until
    if partnership.since and end:
        return f"{short_date(partnership.since)} –{NBSP}{short_date(end)}"
    if partnership.since:
        return f"с{NBSP}{short_date(partnership.since)}"
    return f"до{NBSP}{short_date(end)}" if end else DASH


def state_of(partnership: Partnership) -> tuple[Sign, str]:
    """The state as a sign with its word."""
    return STATE_SIGNS[partnership.standing], STATE_NAMES[partnership.standing]


def next_step(partnership: Partnership) -> PartnershipStep | None:
    """The first line of the plan that is not done; those that are late come first."""
    return steps_of(partnership).filter(done_on__isnull=True).first()
