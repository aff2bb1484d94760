"""What pages say of reminders: to a person of their own, to administrators of the office's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.values.wording import NBSP, counted, long_date
from roadmaps.domain.reminders.days import SendingDays
from roadmaps.domain.reminders.values import KIND_NAMES, Frequency, Kind, Wish
from roadmaps.models import DigestRound, ReminderSettings
from roadmaps.models.reminders import WEEKDAYS

_ON_WEEKDAY = (
    "по понедельникам", "по вторникам", "по средам", "по четвергам", "по пятницам",
)  # fmt: skip


def wish_words(wish: Wish, offered: list[Kind], settings: ReminderSettings) -> str:
    """What letters a person gets, in one sentence."""
    if not settings.is_on:
        return "Управление образования отключило напоминания."
    if wish.is_stopped:
        if settings.is_overdue_kept and Kind.OVERDUE in offered:
            return f"Только о просроченном, {_ON_WEEKDAY[settings.weekday]}."
        return "Не приходят: вы отказались от них."
    wanted = [
        KIND_NAMES[kind]
        for kind in offered
        if kind in wish.kinds or (kind == Kind.OVERDUE and settings.is_overdue_kept)
    ]
    if not wanted:
        return "Не приходят: вы не выбрали, о чём писать."
    return f"{_how_often(wish, settings)}: {', '.join(wanted)}."


def settings_words(settings: ReminderSettings) -> str:
    """How the office reminds, in one sentence."""
    if not settings.is_on:
        return "Напоминания выключены."
    weekday = dict(WEEKDAYS)[settings.weekday]
    quiet = f", не пишем {settings.quiet_periods}" if settings.quiet_periods else ""
    return (
        f"Письма уходят в рабочие дни в{NBSP}{settings.hour}:00, "
        f"о просроченном раз в неделю ({weekday}){quiet}."
    )


def round_words(settings: ReminderSettings, days: SendingDays, now: datetime) -> str:
    """When letters went last and when they go next."""
    local = now.astimezone(settings.zone)
    last = DigestRound.objects.filter(municipality=settings.municipality).order_by("-day").first()
    parts = []
    if last is not None:
        number = counted(last.written, "письмо", "письма", "писем")
        parts.append(f"Последняя рассылка {long_date(last.day)}: {number}.")
    if settings.is_on:
        is_ahead = local.hour < settings.hour or (last is None or last.day < local.date())
        today = local.date()
        day = today if is_ahead and days.is_open(today) else days.next_after(today)
        parts.append(f"Следующая {long_date(day)} в{NBSP}{settings.hour}:00.")
    return " ".join(parts)


def settings_for(municipality: Any) -> ReminderSettings:
    """How the office reminds; the defaults, unsaved, where it never said."""
    kept = getattr(municipality, "reminder_settings", None)
    return kept or ReminderSettings(municipality=municipality)


def _how_often(wish: Wish, settings: ReminderSettings) -> str:
    if wish.frequency == Frequency.WEEKLY:
        return f"Раз в неделю, {_ON_WEEKDAY[settings.weekday]}"
    return "В рабочие дни, когда есть новое"
