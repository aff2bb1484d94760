"""What a list is drafted from: verdicts, lists of earlier years, curators, schools that left."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.domain.approved_lists import ExitKind, Tenure, exit_kind, tenure
from assessments.domain.procedures import Procedure, Work
from assessments.domain.reasons import share_words
from assessments.domain.rules import Category
from assessments.domain.verdict_data import is_share
from assessments.models import ApprovedList, ListEntry, ListExit, Verdict
from assessments.queries.verdicts import grounds_in_words
from core.values import academic_year as years
from schools.domain.roles import Role
from schools.models import Membership, Municipality, School

NOT_CALCULATED = "В расчёте школы нет."


@dataclass(frozen=True, slots=True)
class Background:
    """What words of a list rest on: schools in lists of earlier years, and curators."""

    academic_year: int
    earlier: Mapping[int, frozenset[int]]
    curators: Mapping[int, str]

    def tenure(self, school_id: int) -> Tenure:
        """Of a school in the list of this year."""
        return tenure(school_id, self.academic_year, self.earlier)


def background_of(municipality: Municipality, academic_year: int) -> Background:
    """In two queries, however many schools and years."""
    return Background(
        academic_year, earlier_lists(municipality, academic_year), _curators(municipality)
    )


def earlier_lists(municipality: Municipality, academic_year: int) -> dict[int, frozenset[int]]:
    """Schools in the lists in force of the years before; a year without a list is absent."""
    lists = ApprovedList.objects.in_force().filter(
        municipality=municipality, academic_year__lt=academic_year
    )
    found: dict[int, set[int]] = {
        one: set() for one in lists.values_list("academic_year", flat=True)
    }
    entries = ListEntry.objects.filter(approved_list__in=lists, category=Category.LOW_RESULTS)
    for year, school in entries.values_list("approved_list__academic_year", "school"):
        found[year].add(school)
    return {year: frozenset(schools) for year, schools in found.items()}


def previous_list(municipality: Municipality, academic_year: int) -> ApprovedList | None:
    """The list in force of the last year before that has one."""
    lists = ApprovedList.objects.in_force().filter(
        municipality=municipality, academic_year__lt=academic_year
    )
    return lists.order_by("-academic_year").first()


def mark_of(approved_list: ApprovedList) -> str:
    """Tells one content of a draft from another: a page sends back what it showed."""
    entries = approved_list.entries.order_by("school").values_list("school", "category", "decision")
    details = (approved_list.target, approved_list.letter_number, approved_list.letter_date)
    return _mark((*details, *entries))


def mark_of_school(approved_list: ApprovedList, school_id: int | None) -> str:
    """The same for what the draft says of one school; it begins with the school's key."""
    entry = ListEntry.objects.filter(approved_list=approved_list, school=school_id).first()
    return f"{school_id or ''}-{_mark((entry.category, entry.decision) if entry else ())}"


def _mark(content: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def grounds_of(verdict: Verdict | None) -> str:
    """«ВПР, русский язык, 5 класс, 2024/25: 3 из 10 (30,0 %); …» (DOMAIN.md 6.2)."""
    if verdict is None:
        return NOT_CALCULATED
    met = [one for one in filter(is_share, verdict.findings) if one["met"]]
    if verdict.standing is not Category.LOW_RESULTS or not met:
        return grounds_in_words(verdict)
    return "; ".join(map(_ground, met))


def exits_of(approved_list: ApprovedList) -> list[ListExit]:
    """Schools of the previous list that the draft does not keep, not saved; by name."""
    if approved_list.previous_id is None:
        return []
    entries = {one.school_id: one for one in approved_list.entries.all()}
    before = ListEntry.objects.filter(
        approved_list=approved_list.previous_id, category=Category.LOW_RESULTS
    )
    left = [
        one.school
        for one in before.select_related("school").order_by("pk")
        if (entry := entries.get(one.school_id)) is None
        or entry.standing is not Category.LOW_RESULTS
    ]
    judged = approved_list.run.verdicts.filter(school__in=left)
    verdicts = {one.school_id: one for one in judged}
    return [
        _exit(approved_list, school, entries.get(school.pk), verdicts.get(school.pk))
        for school in left
    ]


def _exit(
    approved_list: ApprovedList, school: School, entry: ListEntry | None, verdict: Verdict | None
) -> ListExit:
    decision = entry.decision if entry else ""
    named = entry or verdict
    kind = exit_kind(
        category=named.standing if named is not None else None,
        is_decided=bool(decision),
        is_closed=school.closed_on is not None,
        has_successor=school.closed_on is not None and school.successor_id is not None,
    )
    said = {
        ExitKind.IMPROVED: grounds_of(verdict),
        ExitKind.AT_RISK: grounds_of(verdict),
        ExitKind.NO_DATA: grounds_of(verdict),
    }.get(kind, "")
    return ListExit(
        approved_list=approved_list, school=school, school_name=school.name, login=school.login,
        kind=kind.value, words=decision or said,
    )  # fmt: skip


def _ground(finding: dict[str, Any]) -> str:
    work = Work(Procedure(finding["procedure"]), finding["subject"], finding["grade"])
    low, participants = finding["low"], finding["participants"]
    share = share_words(Fraction(100 * low, participants), Fraction(finding["threshold"]))
    year = years.label(finding["academic_year"])
    return f"{work.title}, {year}: {low} из {participants} ({share})"


def _curators(municipality: Municipality) -> dict[int, str]:
    rows = (
        Membership.objects.filter(
            school__municipality=municipality, role=Role.CURATOR, user__is_active=True
        )
        .select_related("user")
        .order_by("user__full_name", "pk")
    )
    names: dict[int, list[str]] = {}
    for one in rows:
        if one.school_id is not None:
            names.setdefault(one.school_id, []).append(one.user.short_name)
    return {school: ", ".join(found) for school, found in names.items()}
