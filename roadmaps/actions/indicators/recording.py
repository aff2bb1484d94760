"""What every write about an indicator does: locks the plan, signs the value, tells the trail."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.domain.indicators.numbers import number_words
from roadmaps.models import Indicator, IndicatorValue, Roadmap


def lock_plan_of(indicator: Indicator, by: User, check: Callable[[Any, Roadmap], None]) -> Roadmap:
    """The indicator's plan under its lock, where `check` lets the person pass."""
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True)
    roadmap = locked.select_related("municipality").get(pk=indicator.roadmap_id)
    check(by, roadmap)
    return roadmap


def value_mark(value: IndicatorValue | None) -> str:
    """One text that tells a value from another: for a form that was open meanwhile."""
    if value is None:
        return ""
    return f"{value.pk}:{value.entered_at.isoformat()}"


def sign(value: IndicatorValue, by: User) -> None:
    """Save the value with who entered it and when."""
    value.entered_by, value.entered_by_name = by, str(by)
    value.entered_at = timezone.now()
    value.save()


def value_words(value: IndicatorValue | None) -> dict[str, str]:
    """The value by its fields, for the trail."""
    if value is None:
        return {}
    return {
        "факт": told(value.actual) if value.actual is not None else "",
        "с чем сравнивают": told(value.reference) if value.reference is not None else "",
        "источник": value.source,
        "примечание": value.note,
    }


def told(value: Decimal | None) -> str:
    """A figure as people read it, «нет данных» for none."""
    return "нет данных" if value is None else number_words(value)


def differences(before: dict[str, str], value: IndicatorValue | None) -> dict[str, tuple[str, str]]:
    """What `before` (of `value_words`) and the value now say differently."""
    after = value_words(value)
    return {
        name: (before.get(name, ""), after.get(name, ""))
        for name in {**before, **after}
        if before.get(name, "") != after.get(name, "")
    }


def record_indicator(
    indicator: Indicator,
    by: User,
    action: str,
    summary: str,
    changes: dict[str, tuple[str, str]] | None = None,
) -> None:
    """One event in the indicator's history."""
    record(
        by=by,
        action=action,
        subject=indicator,
        summary=summary,
        changes=changes,
        municipality_id=indicator.roadmap.municipality_id,
    )
