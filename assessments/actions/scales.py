"""Entering scales: a version is added, replaced by a new one or withdrawn, and never edited."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import Scale
from assessments.models import ScaleUpload, StoredScale
from assessments.permissions import require_scale, require_scales, require_scales_of_all
from assessments.queries.scales import (
    already_entered,
    forget_scales,
    in_the_way,
    overlapping,
    scale_words,
)
from core.web.refusals import NotPossible
from schools.models import Municipality, Region

FIELDS = (
    "first_year", "last_year", "max_score", "twos_to", "threes_to", "fours_to", "minimum",
    "entry_minimum", "conditions", "source", "note",
)  # fmt: skip


@transaction.atomic
def enter_scale(
    *,
    scale: Scale,
    municipality: Municipality,
    by: User,
    upload: ScaleUpload | None = None,
    cell: str = "",
) -> StoredScale:
    """Put a scale of the municipality into force.

    Raises NotPossible with sentences where the scale is not in order or its years meet those of
    one that the municipality has already entered.
    """
    require_scales(by, municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    _require_order(scale)
    _require_free(scale, municipality=municipality, region_id=None)
    made = _stored(scale, municipality=municipality, by=by, upload=upload, cell=cell)
    _told(
        made,
        "enter scale",
        by,
        f"Внесена шкала: {scale_words(scale)}",
        {"шкала": ("", scale_words(scale))},
    )
    forget_scales(municipality)
    return made


@transaction.atomic
def replace_scale(
    *,
    stored: StoredScale,
    scale: Scale,
    by: User,
    upload: ScaleUpload | None = None,
    cell: str = "",
) -> StoredScale:
    """Correct a scale of the municipality: a new version, the old one is kept with its end.

    Raises NotPossible as `enter_scale`; a scale that has ended meanwhile is refused.
    """
    locked = _locked(stored)
    municipality = require_scale(by, locked)
    before = locked.value
    if before.figures == scale.figures and _words_of(before) == _words_of(scale):
        return locked
    _require_order(scale)
    _end(locked, by)
    _require_free(scale, municipality=municipality, region_id=None)
    made = _stored(
        scale, municipality=municipality, by=by, upload=upload, cell=cell, replaces=locked
    )  # fmt: skip
    changes = {
        "шкала": (scale_words(before), scale_words(scale)),
        "источник": (before.source, scale.source),
    }
    _told(made, "correct scale", by, f"Исправлена шкала: {scale_words(scale)}", changes)
    forget_scales(municipality)
    return made


@transaction.atomic
def withdraw_scale(*, stored: StoredScale, by: User) -> StoredScale:
    """Take a scale of the municipality out of force; what stands behind it holds again."""
    locked = _locked(stored)
    require_scale(by, locked)
    _end(locked, by)
    shown = scale_words(locked.value)
    _told(locked, "withdraw scale", by, f"Отменена шкала: {shown}", {"шкала": (shown, "")})
    return locked


@transaction.atomic
def enter_scale_of_all(*, scale: Scale, region: Region | None, by: User) -> StoredScale:
    """Put a scale into force for a region or, without one, for the whole installation.

    One that meets its years is replaced: the owner enters what a new letter says. Raises
    NotPossible with sentences where the scale is not in order or several would be replaced.
    """
    require_scales_of_all(by)
    list(Region.objects.select_for_update().order_by("pk"))
    _require_order(scale)
    region_id = region.pk if region else None
    blocking = in_the_way(scale, region_id=region_id)
    if blocking is not None:
        raise NotPossible(already_entered(blocking))
    same = overlapping(scale, municipality=None, region_id=region_id).first()
    if same is not None:
        _end(same, by)
    made = _stored(scale, region=region, by=by, replaces=same)
    before = scale_words(same.value) if same else ""
    _told(
        made,
        "enter scale",
        by,
        f"Внесена шкала: {scale_words(scale)}",
        {"шкала": (before, scale_words(scale))},
    )
    return made


@transaction.atomic
def withdraw_scale_of_all(*, stored: StoredScale, by: User) -> StoredScale:
    """Take a scale of a region or of the whole installation out of force."""
    require_scales_of_all(by)
    locked = _locked(stored)
    if locked.ended_at is None:
        _end(locked, by)
        shown = scale_words(locked.value)
        _told(locked, "withdraw scale", by, f"Отменена шкала: {shown}", {"шкала": (shown, "")})
    return locked


def _words_of(scale: Scale) -> tuple[Any, ...]:
    return (scale.work, scale.first_year, scale.last_year, scale.source, scale.note)


def _locked(stored: StoredScale) -> StoredScale:
    return (
        StoredScale.objects.select_for_update(of=("self",))
        .select_related("municipality__region", "region")
        .get(pk=stored.pk)
    )


def _require_order(scale: Scale) -> None:
    problems = problems_of(scale)
    if not scale.source:
        raise NotPossible("Не указан источник: впишите письмо или приказ, номер и дату.")
    if problems:
        raise NotPossible(" ".join(problem.text for problem in problems))


def _require_free(
    scale: Scale, *, municipality: Municipality | None, region_id: int | None
) -> None:
    met = overlapping(scale, municipality=municipality, region_id=region_id).first()
    if met is not None:
        raise NotPossible(already_entered(met))


def _stored(
    scale: Scale,
    *,
    by: User,
    municipality: Municipality | None = None,
    region: Region | None = None,
    **where: Any,
) -> StoredScale:
    return StoredScale.objects.create(
        municipality=municipality, region=region, procedure=scale.work.procedure.value,
        subject=scale.work.subject, grade=scale.work.grade, entered_by=by,
        **{name: getattr(scale, name) for name in FIELDS}, **where,
    )  # fmt: skip


def _end(stored: StoredScale, by: User) -> None:
    stored.ended_at = timezone.now()
    stored.ended_by = by
    stored.save(update_fields=["ended_at", "ended_by"])


def _told(
    stored: StoredScale, action: str, by: User, summary: str, changes: dict[str, tuple[str, str]]
) -> None:
    record(
        by=by, action=action, subject=stored, municipality_id=stored.municipality_id,
        summary=f"{stored.work.title}, {stored.years}. {summary}", changes=changes,
    )  # fmt: skip
