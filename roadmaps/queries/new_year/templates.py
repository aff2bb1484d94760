"""Typical roadmaps of an office for their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from roadmaps.models import Roadmap
from schools.domain.roles import Right
from schools.permissions import has_right


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A typical roadmap: how many rows it has, how many plans were made of it."""

    roadmap: Roadmap
    activities: int
    plans: int
    may_edit: bool


def template_lines(user: Any) -> list[TemplateLine]:
    """Those that the person sees, by name; one query."""
    found = (
        Roadmap.objects.templates(user)
        .select_related("municipality")
        .annotate(
            rows=Count("activities", distinct=True),
            plans=Count("carried_to", distinct=True, filter=Q(carried_to__is_template=False)),
        )
        .order_by("title", "pk")
    )
    return [
        TemplateLine(
            one,
            one.rows,
            one.plans,
            has_right(user, Right.EDIT_ROADMAPS, municipality=one.municipality),
        )
        for one in found
    ]
