"""What offices and people choose about reminders."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.domain.reminders.values import KIND_NAMES, Frequency, Kind
from roadmaps.models import ReminderSettings, ReminderWish
from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import require

STOPPED, RESUMED = "Отказ от напоминаний по почте", "Напоминания по почте включены снова"
_SETTINGS = {
    "is_on": "напоминать по почте",
    "hour": "час отправки",
    "days_before": "за сколько дней",
    "weekday": "день напоминания о просроченном",
    "quiet_periods": "когда не писать",
    "is_overdue_kept": "о просроченном напоминать всем",
    "copies_curator": "сообщать куратору",
    "time_zone": "часовой пояс",
}


@transaction.atomic
def save_settings(
    *, municipality: Municipality, values: dict[str, Any], by: User
) -> ReminderSettings:
    """Change how an office reminds; `values` are fields of ReminderSettings."""
    require(by, Right.SET_REMINDERS, municipality=municipality)
    kept, _ = ReminderSettings.objects.select_for_update().get_or_create(municipality=municipality)
    before = {name: _shown(kept, field) for field, name in _SETTINGS.items()}
    for field in _SETTINGS:
        if field in values:
            setattr(kept, field, values[field])
    changes = {
        name: (before[name], after)
        for field, name in _SETTINGS.items()
        if (after := _shown(kept, field)) != before[name]
    }
    if changes:
        kept.save()
        record(
            by=by,
            action="set reminders",
            subject=municipality,
            summary="Изменены напоминания по почте",
            changes=changes,
            municipality_id=municipality.pk,
        )
    return kept


@transaction.atomic
def save_wish(
    *, user: User, frequency: Frequency, refused: Collection[Kind], is_stopped: bool
) -> ReminderWish:
    """What the person wants to hear of from now on."""
    kept, _ = ReminderWish.objects.select_for_update().get_or_create(user=user)
    before = _wish_words(kept)
    kept.frequency = frequency.value
    kept.refused = sorted(kind.value for kind in refused)
    kept.is_stopped = is_stopped
    after = _wish_words(kept)
    if before != after:
        kept.save()
        _record(user, "choose reminders", "Выбраны письма-напоминания", (before, after))
    return kept


@transaction.atomic
def stop_letters(*, user: User) -> bool:
    """No more reminders for the person; False where they had stopped before."""
    return _switch(user, is_stopped=True)


@transaction.atomic
def resume_letters(*, user: User) -> bool:
    """Reminders again, as they were chosen before; False where they never stopped."""
    return _switch(user, is_stopped=False)


def _switch(user: User, *, is_stopped: bool) -> bool:
    ReminderWish.objects.get_or_create(user=user)
    changed = ReminderWish.objects.filter(user=user, is_stopped=not is_stopped).update(
        is_stopped=is_stopped
    )
    if changed:
        action = "stop reminders" if is_stopped else "resume reminders"
        _record(user, action, STOPPED if is_stopped else RESUMED)
    return bool(changed)


def _record(user: User, action: str, summary: str, words: tuple[str, str] | None = None) -> None:
    record(
        by=user, action=action, subject=user, summary=summary,
        changes={"письма": words} if words else None,
    )  # fmt: skip


def _wish_words(kept: ReminderWish) -> str:
    if kept.is_stopped:
        return "не присылать"
    named = [KIND_NAMES[kind] for kind in Kind if kind not in kept.refused]
    return f"{kept.get_frequency_display()}: {', '.join(named) or 'ни о чём'}"


def _shown(kept: ReminderSettings, field: str) -> str:
    value = getattr(kept, field)
    if isinstance(value, bool):
        return "да" if value else "нет"
    if field == "weekday":
        return kept.get_weekday_display()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
