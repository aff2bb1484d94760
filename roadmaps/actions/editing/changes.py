"""Keeping what a person did to a plan, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from django.utils import timezone

from accounts.models import User
from roadmaps.models import Activity, ChangeKind, PlanChange, Roadmap, Section

LONGEST_SUMMARY = 500
_LONGEST_NAME = 60
Step = dict[str, Any]


def keep_change(
    *,
    roadmap: Roadmap,
    by: User,
    kind: ChangeKind,
    summary: str,
    steps: Sequence[Step],
    undoes: PlanChange | None = None,
) -> PlanChange:
    """Keep one change; the caller is in the transaction that made it."""
    return PlanChange.objects.create(
        roadmap=roadmap,
        at=timezone.now(),
        by=by,
        by_name=str(by),
        kind=kind,
        summary=shorten(summary, LONGEST_SUMMARY, placeholder="…"),
        steps=list(steps),
        undoes=undoes,
    )


def row_name(activity: Activity) -> str:
    """«1.2», or the beginning of the title of a row without a number."""
    return activity.number or quoted(activity.title)


def section_name(section: Section) -> str:
    """«1. Диагностика», cut where it is long."""
    return quoted(str(section) or "без названия")


def quoted(words: str) -> str:
    """The words in quotation marks, cut where they are long."""
    return f"«{shorten(words, _LONGEST_NAME, placeholder='…')}»"
