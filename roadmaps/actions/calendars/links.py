"""Hanging activities on series of events; a person confirms each link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import AuditEvent, User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.calendars.events import add_series
from roadmaps.actions.calendars.moving import dates_follow
from roadmaps.domain.calendars.offsets import Offset
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.models import Activity, CalendarLink, EventSeries, Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.calendars.moves import living

NOT_ON_CALENDAR = "без календаря"


@dataclass(frozen=True, slots=True)
class LinkValues:
    """One confirmed link: to a series of the office, or to a usual one that is added first."""

    activity: Activity
    offset: Offset
    series: EventSeries | None = None
    kind: SeriesKind | None = None


@transaction.atomic
def confirm_links(*, roadmap: Roadmap, by: User, values: Sequence[LinkValues]) -> int:
    """Hang activities of a plan on series; returns how many links are new or changed.

    Links that are there already stay; repeating it changes nothing.
    """
    require_arrange(by, roadmap)
    by_activity: dict[int, Activity] = {one.activity.pk: one.activity for one in values}
    activities = living(Activity.objects.filter(pk__in=by_activity, roadmap=roadmap))
    if len(activities) != len(by_activity):
        raise NotPossible("Одного из мероприятий в плане уже нет. Обновите страницу.")
    list(Activity.objects.select_for_update().filter(pk__in=by_activity).order_by("pk"))
    named = [(one, _series_of(one, roadmap, by)) for one in values]
    fresh = [(one, series) for one, series in named if not _stands(one, series)]
    if not fresh:
        return 0
    said = counted(len(by_activity), "мероприятие", "мероприятия", "мероприятий")
    changed = [one for one in activities if one.pk in {each.activity.pk for each, _ in fresh}]
    with dates_follow(
        activities=changed, municipality=roadmap.municipality, by=by,
        words="Сроки поставлены на календарь управления образования.",
    ) as cause:  # fmt: skip
        for one, series in fresh:
            _write(one, series, by)
        cause.audit = record(
            by=by,
            action="hang activities on calendar",
            subject=roadmap,
            summary=f"На календарь поставлено: {said}",
            municipality_id=roadmap.municipality_id,
        )
    return len(fresh)


@transaction.atomic
def unlink(*, activity: Activity, series: EventSeries, by: User) -> None:
    """Take an activity off a series: its deadline is read from its words again."""
    require_arrange(by, activity.roadmap)
    Activity.objects.select_for_update().get(pk=activity.pk)
    link = CalendarLink.objects.filter(activity=activity, series=series).first()
    if link is None:
        return
    with dates_follow(
        activities=living(Activity.objects.filter(pk=activity.pk)),
        municipality=activity.roadmap.municipality, by=by,
        words=f"Мероприятие снято с календаря «{series.name}».",
    ) as cause:  # fmt: skip
        before = _said(link)
        link.delete()
        cause.audit = _record(activity, by, "take activity off calendar", before, NOT_ON_CALENDAR)


def _series_of(one: LinkValues, roadmap: Roadmap, by: User) -> EventSeries:
    if one.series is not None:
        return one.series
    if one.kind is None:
        raise ValueError("a link names a series or a kind")
    return add_series(municipality=roadmap.municipality, by=by, kind=one.kind, name="")


def _stands(one: LinkValues, series: EventSeries) -> bool:
    link = CalendarLink.objects.filter(activity=one.activity, series=series).first()
    return link is not None and link.offset == one.offset


def _write(one: LinkValues, series: EventSeries, by: User) -> None:
    link = CalendarLink.objects.filter(activity=one.activity, series=series).first()
    before = _said(link) if link else NOT_ON_CALENDAR
    link, _ = CalendarLink.objects.update_or_create(
        activity=one.activity,
        series=series,
        defaults={
            "anchor": one.offset.anchor.value,
            "offset_days": one.offset.days,
            "day_count": one.offset.count.value,
            "confirmed_by": by,
        },
    )
    _record(one.activity, by, "hang activity on calendar", before, _said(link))


def _said(link: CalendarLink) -> str:
    return f"{link.series.name}, {link.offset.words}"


def _record(activity: Activity, by: User, action: str, before: str, after: str) -> AuditEvent:
    return record(
        by=by,
        action=action,
        subject=activity,
        summary="Изменена привязка к календарю",
        changes={"календарь": (before, after)},
        municipality_id=activity.roadmap.municipality_id,
    )
