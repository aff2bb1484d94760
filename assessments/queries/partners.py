"""Reads for partnerships: whom results propose as partners, and what changed since one began."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from assessments.domain import partner_wording as wording
from assessments.domain.partner_proposals import Proposal, Proposals, SchoolFacts, propose
from assessments.domain.partnership_effect import Change, changes
from assessments.domain.results import Result as ResultValue
from assessments.models import Result
from assessments.queries.classification import (
    VALUE_COLUMNS,
    academic_years_with_results,
    value_of,
)
from assessments.queries.current_list import current_list, listed_logins
from schools.domain.partnerships import PartnershipRules
from schools.models import Municipality, Partnership, School
from schools.queries import school_list
from schools.queries.context_index import condition_shares
from schools.queries.distances import distance_km
from schools.queries.partnerships import rules_of


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposed school with the sentences that speak for it."""

    school: School
    proposal: Proposal
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class PartnerSearch:
    """What the search for a partner of one school found, by the results of `year`.

    `deficits` and `lack` are sentences; `lack` says why there are no proposals.
    """

    school: School
    year: int | None
    years: list[int]
    lines: list[ProposalLine]
    deficits: list[str]
    lack: str
    rules: PartnershipRules


def search_partners(user: Any, school: School, year: int | None = None) -> PartnerSearch:
    """Proposals for a school that the person sees; by the latest results where no year is named."""
    years = academic_years_with_results([school.municipality_id])
    chosen = year if year in years else next(iter(years), None)
    rules = rules_of(school.municipality)
    if chosen is None:
        lack = "Результатов в портале пока нет, сравнивать не с чем. Сначала загрузите результаты."
        return PartnerSearch(school, None, [], [], [], lack, rules)
    schools = {
        one.login: one for one in school_list(user) if one.municipality_id == school.municipality_id
    }
    facts = _facts(school.municipality, schools, chosen)
    found = propose(
        facts[school.login],
        [facts[login] for login, one in schools.items() if one.closed_on is None],
        _results(school.municipality, [chosen]),
        rules=rules,
        distances=_distances(school, schools),
        supported_by=_partners_of(school),
    )
    return PartnerSearch(
        school, chosen, years, _lines(found, schools, facts[school.login], rules),
        [wording.deficit_words(one) for one in found.deficits],
        wording.lack_words(found, academic_year=chosen, rules=rules), rules,
    )  # fmt: skip


def schools_to_support(
    user: Any, municipalities: Collection[Municipality]
) -> list[tuple[School, bool, int]]:
    """Open schools with whether they are in the list and how many partners they have.

    Those of the list come first.
    """
    places = {place.pk: listed_logins(current_list(place.pk)) for place in municipalities}
    partners = dict(
        Partnership.objects.open()
        .filter(school__municipality__in=places)
        .order_by()
        .values_list("school")
        .annotate(number=Count("pk"))
    )
    rows = [
        (school, school.login in places[school.municipality_id], partners.get(school.pk, 0))
        for school in school_list(user)
        if school.municipality_id in places and school.closed_on is None
    ]
    return sorted(rows, key=lambda row: not row[1])


def effect_of(partnership: Partnership) -> list[Change]:
    """Results of the supported school before and since; none before it has begun."""
    if partnership.since is None:
        return []
    municipality = partnership.school.municipality
    years = academic_years_with_results([municipality.pk])
    return changes(
        partnership.school.login,
        _results(municipality, years, partnership.subject_list),
        since=partnership.since,
        subjects=partnership.subject_list,
    )


def _results(
    municipality: Municipality, years: Collection[int], subjects: Collection[str] = ()
) -> list[ResultValue]:
    rows = (
        Result.objects.of_municipality(municipality.pk)
        .first_results()
        .filter(academic_year__in=years)
    )
    if subjects:
        rows = rows.filter(subject__in=subjects)
    return [value_of(*row) for row in rows.values_list(*VALUE_COLUMNS)]


def _facts(
    municipality: Municipality, schools: Mapping[str, Any], academic_year: int
) -> dict[str, SchoolFacts]:
    listed = listed_logins(current_list(municipality))
    conditions = condition_shares(municipality, schools.values(), academic_year)
    logins = {school.pk: login for login, school in schools.items()}
    supports = dict(
        Partnership.objects.loading()
        .filter(partner__municipality=municipality, teacher_name="")
        .order_by()
        .values_list("partner")
        .annotate(number=Count("school", distinct=True))
    )
    return {
        login: SchoolFacts(
            key=login,
            name=school.name,
            kind=school.kind,
            family=logins.get(school.parent_id, login),
            pupils=school.pupils,
            context=conditions[school.pk],
            supports=supports.get(school.pk, 0),
            is_listed=login in listed,
        )
        for login, school in schools.items()
    }


def _distances(school: School, schools: Mapping[str, School]) -> dict[str, int]:
    found = {login: distance_km(school, one) for login, one in schools.items()}
    return {login: distance for login, distance in found.items() if distance is not None}


def _partners_of(school: School) -> set[str]:
    """Schools that support it already."""
    return set(
        Partnership.objects.open()
        .filter(school=school, teacher_name="")
        .values_list("partner__login", flat=True)
    )


def _lines(
    found: Proposals, schools: Mapping[str, School], facts: SchoolFacts, rules: PartnershipRules
) -> list[ProposalLine]:
    return [
        ProposalLine(
            schools[one.partner.key],
            one,
            wording.reasons(one, pupils=facts.pupils, rules=rules),
        )
        for one in found.found
    ]
