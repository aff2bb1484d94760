"""Calendars of an office: series of events, what hangs on them, school years, days of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from roadmaps.domain.calendars.offsets import Anchor, DayCount, EventDays, Offset
from roadmaps.domain.calendars.series import SERIES_NAMES, SeriesKind
from roadmaps.models.plans import Activity
from roadmaps.querysets.calendars import (
    CalendarEventQuerySet,
    CalendarLinkQuerySet,
    OfMunicipalityQuerySet,
)
from schools.models import Municipality


class EventSeries(models.Model):
    """Events of one sort, year after year: ВПР, ОГЭ, courses by the office's plan."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="event_series"
    )
    kind = models.CharField(
        "вид",
        max_length=12,
        choices=[(kind.value, SERIES_NAMES[kind]) for kind in SeriesKind],
        default=SeriesKind.OWN.value,
    )
    name = models.CharField("название", max_length=200)

    objects = OfMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "события календаря"
        verbose_name_plural = "события календаря"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="event_series_once")
        ]

    def __str__(self) -> str:
        return self.name


class CalendarEvent(models.Model):
    """One event of a series with its days; `source` says which order or letter gives them.

    `version` grows with every change, so that the second of two people sees the first one's. An
    event that was taken out keeps its row for the work that was done on it.
    """

    series = models.ForeignKey(EventSeries, on_delete=models.CASCADE, related_name="events")
    title = models.CharField("название", max_length=200, blank=True)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    source = models.CharField("основание", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField("убрано", null=True, blank=True)

    objects = CalendarEventQuerySet.as_manager()

    class Meta:
        verbose_name = "событие"
        verbose_name_plural = "события"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="calendar_event_days_in_order"
            ),
            models.UniqueConstraint(
                fields=["series", "starts_on", "ends_on", "title"],
                condition=Q(removed_at__isnull=True),
                name="calendar_event_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.series.name

    @property
    def days(self) -> EventDays:
        """The event as the rules take it."""
        return EventDays(self.pk, self.starts_on, self.ends_on, self.title)


class CalendarLink(models.Model):
    """An activity hangs on the events of a series; a person has confirmed it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="calendar_links")
    series = models.ForeignKey(EventSeries, on_delete=models.PROTECT, related_name="links")
    anchor = models.CharField(
        "считать от", max_length=8, choices=[(one.value, one.value) for one in Anchor]
    )
    offset_days = models.SmallIntegerField("дней", default=0)
    day_count = models.CharField(
        "дни", max_length=8, choices=[(one.value, one.value) for one in DayCount]
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(auto_now_add=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "series"], name="calendar_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.series.name}: {self.offset.words}"

    @property
    def offset(self) -> Offset:
        """Where beside each event the deadline lies."""
        return Offset(Anchor(self.anchor), self.offset_days, DayCount(self.day_count))


class SchoolYear(models.Model):
    """The dates of one academic year that a municipality has entered.

    `stretches` maps year, quarters, trimesters, half_years and holidays to pairs of ISO dates; what
    is missing there keeps the customary dates.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="school_years"
    )
    academic_year = models.PositiveSmallIntegerField("учебный год")
    stretches = models.JSONField("даты", default=dict)
    source = models.CharField("основание", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "учебный год"
        verbose_name_plural = "учебные годы"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "academic_year"], name="school_year_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.academic_year}/{(self.academic_year + 1) % 100:02d}"


class OfficeDay(models.Model):
    """A day on which the office works or rests otherwise than the country."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="office_days"
    )
    day = models.DateField("день")
    is_working = models.BooleanField("рабочий", default=False)
    name = models.CharField("почему", max_length=200, blank=True)

    objects = OfMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "день календаря"
        verbose_name_plural = "дни календаря"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "day"], name="office_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
