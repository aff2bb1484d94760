"""Hanging activities on series of events; a person confirms each link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import AuditEvent, User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.calendars.events import add_series
from roadmaps.actions.calendars.moving import SeenOtherwise, dates_follow
from roadmaps.domain.calendars.offsets import Offset
from roadmaps.domain.calendars.series import SERIES_NAMES, SeriesKind
from roadmaps.models import Activity, CalendarLink, EventSeries, Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.calendars.book import Hanging
from roadmaps.queries.calendars.changes import preview_of_hanging, preview_of_taking_off
from roadmaps.queries.calendars.moves import Preview, living

NOT_ON_CALENDAR = "без календаря"
_NO_SERIES = 0


@dataclass(frozen=True, slots=True)
class LinkValues:
    """One confirmed link: to a series of the office, or to a usual one that is added first."""

    activity: Activity
    offset: Offset
    series: EventSeries | None = None
    kind: SeriesKind | None = None

    @property
    def hanging(self) -> Hanging:
        """The link as previews take it; a series that is not there yet has no events."""
        if self.series is None:
            return Hanging(_NO_SERIES, "", self.offset)
        return Hanging(self.series.pk, self.series.name, self.offset)


def preview_of_values(values: Sequence[LinkValues]) -> Preview:
    """What confirming these links would move."""
    added: dict[int, list[Hanging]] = {}
    for one in values:
        added.setdefault(one.activity.pk, []).append(one.hanging)
    return preview_of_hanging(added)


@transaction.atomic
def confirm_links(
    *, roadmap: Roadmap, by: User, values: Sequence[LinkValues], seen: str = ""
) -> int:
    """Hang activities of a plan on series; returns how many links are new or changed.

    Links that are there already stay; repeating it changes nothing. Raises SeenOtherwise where
    the dates that would move are not those of the preview `seen`.
    """
    require_arrange(by, roadmap)
    values = _with_entered_series(roadmap, values)
    by_activity: dict[int, Activity] = {one.activity.pk: one.activity for one in values}
    activities = living(Activity.objects.filter(pk__in=by_activity, roadmap=roadmap))
    if len(activities) != len(by_activity):
        raise NotPossible("Одного из мероприятий в плане уже нет. Обновите страницу.")
    list(Activity.objects.select_for_update().filter(pk__in=by_activity).order_by("pk"))
    wanted = [one for one in values if not _stands(one)]
    if not wanted:
        return 0
    if preview_of_values(values).seal != seen:
        raise SeenOtherwise
    fresh = [(one, _series_of(one, roadmap, by)) for one in wanted]
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
def unlink(*, activity: Activity, series: EventSeries, by: User, seen: str = "") -> None:
    """Take an activity off a series: its deadline is read from its words again.

    Raises SeenOtherwise as `confirm_links`.
    """
    require_arrange(by, activity.roadmap)
    _lock_series([series.pk])
    Activity.objects.select_for_update().get(pk=activity.pk)
    link = CalendarLink.objects.filter(activity=activity, series=series).first()
    if link is None:
        return
    if preview_of_taking_off(activity.pk, series.pk).seal != seen:
        raise SeenOtherwise
    with dates_follow(
        activities=living(Activity.objects.filter(pk=activity.pk)),
        municipality=activity.roadmap.municipality, by=by,
        words=f"Мероприятие снято с календаря «{series.name}».",
    ) as cause:  # fmt: skip
        before = _said(link)
        link.delete()
        cause.audit = _record(activity, by, "take activity off calendar", before, NOT_ON_CALENDAR)


def _with_entered_series(roadmap: Roadmap, values: Sequence[LinkValues]) -> list[LinkValues]:
    """The links with the series that somebody may have added meanwhile, their events locked."""
    entered = {
        one.name: one for one in EventSeries.objects.filter(municipality=roadmap.municipality)
    }
    found = [
        replace(
            one, series=one.series or (entered.get(SERIES_NAMES[one.kind]) if one.kind else None)
        )
        for one in values
    ]
    _lock_series([one.series.pk for one in found if one.series is not None])
    return found


def _lock_series(ids: Sequence[int]) -> None:
    """As whoever enters and moves events locks them: dates that were seen stay until the end."""
    list(EventSeries.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _series_of(one: LinkValues, roadmap: Roadmap, by: User) -> EventSeries:
    if one.series is not None:
        return one.series
    if one.kind is None:
        raise ValueError("a link names a series or a kind")
    return add_series(municipality=roadmap.municipality, by=by, kind=one.kind, name="")


def _stands(one: LinkValues) -> bool:
    if one.series is None:
        return False
    link = CalendarLink.objects.filter(activity=one.activity, series=one.series).first()
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
