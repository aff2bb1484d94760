"""How an office reminds, what a person wants to hear of, and the rounds of letters written."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from roadmaps.domain.reminders.days import QuietPeriod, read_periods
from roadmaps.domain.reminders.values import Frequency, Kind, OfficeRules, Wish
from roadmaps.querysets.plans import OfOfficeQuerySet
from schools.models import Municipality

FIRST_HOUR, LAST_HOUR = 6, 18
"""Between which hours of the day an office may let its letters go."""
WEEKDAYS = (
    (0, "понедельник"),
    (1, "вторник"),
    (2, "среда"),
    (3, "четверг"),
    (4, "пятница"),
)


def usual_days() -> list[int]:
    """The days ahead by which an office reminds until it chooses others."""
    return list(OfficeRules().days_before)


class ReminderSettings(models.Model):
    """How an office reminds; without a row the defaults hold (`ReminderSettings()`)."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="reminder_settings"
    )
    is_on = models.BooleanField("напоминать по почте", default=True)
    hour = models.PositiveSmallIntegerField(
        "час отправки",
        default=8,
        validators=[MinValueValidator(FIRST_HOUR), MaxValueValidator(LAST_HOUR)],
    )
    days_before = models.JSONField("за сколько дней", default=usual_days)
    weekday = models.PositiveSmallIntegerField(
        "день напоминания о просроченном", choices=WEEKDAYS, default=0
    )
    quiet_periods = models.CharField("когда не писать", max_length=200, blank=True)
    is_overdue_kept = models.BooleanField(
        "о просроченном напоминать и тем, кто отказался от писем", default=False
    )
    copies_curator = models.BooleanField("сообщать куратору об опозданиях школ", default=True)
    time_zone = models.CharField("часовой пояс", max_length=40, blank=True)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "настройки напоминаний"
        verbose_name_plural = "настройки напоминаний"

    def __str__(self) -> str:
        return f"Напоминания: {self.municipality}"

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone; the installation's where it has none of its own."""
        return ZoneInfo(self.time_zone or settings.TIME_ZONE)

    @property
    def quiet(self) -> tuple[QuietPeriod, ...]:
        """The periods without letters."""
        return read_periods(self.quiet_periods)

    @property
    def rules(self) -> OfficeRules:
        """What the choice of reminders needs to know."""
        return OfficeRules(
            days_before=tuple(self.days_before),
            weekday=self.weekday,
            is_overdue_kept=self.is_overdue_kept,
            copies_curator=self.copies_curator,
        )


class ReminderWish(models.Model):
    """What a person wants to hear of by mail; without a row everything, daily."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_wish"
    )
    frequency = models.CharField(
        "как часто",
        max_length=6,
        choices=[(Frequency.DAILY.value, "каждый день"), (Frequency.WEEKLY.value, "раз в неделю")],
        default=Frequency.DAILY.value,
    )
    refused = models.JSONField("о чём не писать", default=list, blank=True)
    is_stopped = models.BooleanField("не получать напоминания", default=False)

    class Meta:
        verbose_name = "выбор напоминаний"
        verbose_name_plural = "выбор напоминаний"

    def __str__(self) -> str:
        return f"Письма: {self.user}"

    @property
    def wish(self) -> Wish:
        """The same as a value."""
        return Wish(
            frequency=Frequency(self.frequency),
            kinds=frozenset(Kind) - frozenset(self.refused),
            is_stopped=self.is_stopped,
        )


class DigestRound(models.Model):
    """One round of digests of a municipality: on its day it is not written again.

    `until` is the moment up to which news were told; `written` counts the letters.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="digest_rounds"
    )
    day = models.DateField("день")
    until = models.DateTimeField("новости до")
    is_weekly = models.BooleanField("с еженедельным напоминанием")
    written = models.PositiveIntegerField("писем", default=0)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "рассылка напоминаний"
        verbose_name_plural = "рассылки напоминаний"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "day"], name="one_digest_round_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.day}"


def wish_of(user: Any) -> Wish:
    """What a person wants; everything, daily, where they never said."""
    kept = getattr(user, "reminder_wish", None)
    return Wish() if kept is None else kept.wish
