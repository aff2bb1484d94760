"""Typical roadmaps of an office for their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from core.ordering import NaturalKey
from roadmaps.models import Roadmap
from schools.domain.roles import Right
from schools.models import Municipality, School
from schools.permissions import has_right, is_of_office
from schools.querysets import Scope


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A typical roadmap: how many rows it has, how many plans of the office and of schools.

    `is_office`: the person sees it as the office does, not only the plan that can be made by it.
    """

    roadmap: Roadmap
    activities: int
    plans: int
    school_plans: int
    is_office: bool
    may_edit: bool


def template_lines(user: Any) -> list[TemplateLine]:
    """Those that the person sees, by name; one query."""
    is_plan = Q(carried_to__is_template=False)
    of_school = Q(carried_to__school__isnull=False)
    found = (
        Roadmap.objects.templates(user)
        .select_related("municipality__region")
        .annotate(
            rows=Count("activities", distinct=True),
            plans=Count("carried_to", distinct=True, filter=is_plan & ~of_school),
            school_plans=Count("carried_to", distinct=True, filter=is_plan & of_school),
        )
        .order_by("title", "pk")
    )
    return [
        TemplateLine(
            one,
            one.rows,
            one.plans,
            one.school_plans,
            is_office=is_of_office(user, one.municipality),
            may_edit=has_right(user, Right.EDIT_ROADMAPS, municipality=one.municipality),
        )
        for one in found
    ]


def schools_for_templates(user: Any) -> list[School]:
    """Open schools that the person heads or supports, by name: plans are looked at for one."""
    ids = Scope.of(user).school_ids
    own = School.objects.filter(Q(pk__in=ids) | Q(parent__in=ids)).open().exclude(login="")
    return list(own.order_by(NaturalKey("name"), "pk"))


def has_templates_for_schools(user: Any, municipality: Municipality) -> bool:
    """Whether the schools of the municipality can begin with a typical roadmap."""
    found = Roadmap.objects.templates(user)
    return bool(found.filter(municipality=municipality, is_for_schools=True).exists())
