"""Series of events and their dates; work that hangs on them follows in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted, quoted
from core.web.refusals import NotPossible
from roadmaps.actions.calendars.moving import Cause, SeenOtherwise, dates_follow
from roadmaps.domain.calendars.offsets import EventValues
from roadmaps.domain.calendars.series import SERIES_NAMES, SeriesKind
from roadmaps.models import CalendarEvent, EventSeries, Occurrence
from roadmaps.permissions.calendars import require_calendar_editor
from roadmaps.queries.calendars.book import event_in_words
from roadmaps.queries.calendars.changes import not_yet_there, preview_of_events
from roadmaps.queries.calendars.moves import hanging_on
from roadmaps.queries.fields import field_words
from schools.models import Municipality

ALREADY_GONE = "Это событие уже убрано из календаря."
WORKED_BY = "По датам этих событий уже шла работа: события остаются в календаре."
USED_BY_TYPICAL = (
    "На этих событиях стоят мероприятия типовых дорожных карт. Посмотрите каких и решите снова."
)
CHANGED_MEANWHILE = (
    "Пока форма была открыта, событие изменил другой человек: теперь это {now}. "
    "Ваше изменение не сохранено."
)


@transaction.atomic
def add_series(*, municipality: Municipality, by: User, kind: SeriesKind, name: str) -> EventSeries:
    """Add a series; the one of the same name is returned where it is there already."""
    require_calendar_editor(by, municipality)
    name = name.strip() or SERIES_NAMES[kind]
    series, is_new = EventSeries.objects.get_or_create(
        municipality=municipality, name=name, defaults={"kind": kind.value}
    )
    if is_new:
        record(
            by=by,
            action="add event series",
            subject=series,
            summary=f"В календарь добавлены события {quoted(name)}",
            municipality_id=municipality.pk,
        )
    return series


@transaction.atomic
def remove_series(*, series: EventSeries, by: User, typical_rows: int = 0) -> None:
    """Take a series without events and activities out of the calendar.

    Rows of typical roadmaps leave it with their words kept; `typical_rows` is how many of them the
    person was told of. Raises NotPossible where there are others by now, or work hangs on it.
    """
    require_calendar_editor(by, series.municipality)
    _lock(series)
    typical = series.links.of_templates()
    if series.links.exclude(pk__in=typical.values("pk")).exists():
        raise NotPossible("На этих событиях стоят мероприятия. Сначала снимите их с календаря.")
    if series.events.standing().exists():
        raise NotPossible("У этих событий есть даты. Уберите сначала даты.")
    if Occurrence.objects.filter(event__series=series).exists():
        raise NotPossible(WORKED_BY)
    number = typical.count()
    if number != typical_rows:
        raise NotPossible(USED_BY_TYPICAL)
    typical.delete()
    record(
        by=by,
        action="remove event series",
        subject=series,
        summary=f"Из календаря убраны события {quoted(series.name)}{_leaving(number)}",
        municipality_id=series.municipality_id,
    )
    series.delete()


def _leaving(typical_rows: int) -> str:
    words = counted(typical_rows, "мероприятие", "мероприятия", "мероприятий")
    return f"; на них стояло в типовых: {words}" if typical_rows else ""


def add_events(
    *, series: EventSeries, by: User, values: Sequence[EventValues], seen: str = ""
) -> int:
    """Enter events; those that are there already are left out. Returns how many were added.

    Raises SeenOtherwise where the dates that would move are not those of the preview `seen`.
    """
    require_calendar_editor(by, series.municipality)
    with transaction.atomic():
        _lock(series)
        fresh = not_yet_there(series, values)
        if not fresh:
            return 0
        added = [one.days(-number) for number, one in enumerate(fresh, 1)]
        _check(preview_of_events(series, added=added).seal, seen)
        words = "; ".join(event_in_words(one, series.name) for one in added)
        with _following(series, by, f"В календарь внесено: {words}.") as cause:
            for one in fresh:
                CalendarEvent.objects.create(
                    series=series, title=one.title, starts_on=one.starts_on,
                    ends_on=one.ends_on, source=one.source,
                )  # fmt: skip
            number = counted(len(fresh), "событие", "события", "событий")
            cause.audit = record(
                by=by,
                action="add calendar events",
                subject=series,
                summary=f"В календарь внесено {number}: {words}"[:1000],
                municipality_id=series.municipality_id,
            )
    return len(fresh)


def change_event(
    *, event: CalendarEvent, by: User, values: EventValues, version: int, seen: str = ""
) -> bool:
    """Write an event anew; False where it says so already. `version` is the one the form showed.

    Raises NotPossible where somebody else was quicker, SeenOtherwise as `add_events`.
    """
    series = event.series
    require_calendar_editor(by, series.municipality)
    with transaction.atomic():
        _lock(series)
        current = _current(event)
        if _values(current) == values:
            return False
        if current.version != version:
            now = event_in_words(current.days, series.name)
            raise NotPossible(CHANGED_MEANWHILE.format(now=now))
        _refuse_double(current, values)
        changed = values.days(current.pk)
        _check(preview_of_events(series, changed=changed).seal, seen)
        before = event_in_words(current.days, series.name)
        after = event_in_words(changed, series.name)
        with _following(
            series, by, f"Изменено событие: было «{before}», стало «{after}»."
        ) as cause:
            CalendarEvent.objects.filter(pk=current.pk).update(
                title=values.title, starts_on=values.starts_on, ends_on=values.ends_on,
                source=values.source, version=F("version") + 1,
            )  # fmt: skip
            cause.audit = record(
                by=by,
                action="change calendar event",
                subject=current,
                summary=f"Изменено событие календаря {quoted(series.name)}",
                changes=_changes(current, values),
                municipality_id=series.municipality_id,
            )
    return True


def remove_event(*, event: CalendarEvent, by: User, version: int, seen: str = "") -> None:
    """Take an event out; what nobody has begun goes with it, begun work waits for a date."""
    series = event.series
    require_calendar_editor(by, series.municipality)
    with transaction.atomic():
        _lock(series)
        current = _current(event)
        if current.version != version:
            now = event_in_words(current.days, series.name)
            raise NotPossible(CHANGED_MEANWHILE.format(now=now))
        _check(preview_of_events(series, removed=current.pk).seal, seen)
        words = event_in_words(current.days, series.name)
        with _following(series, by, f"Из календаря убрано событие: {words}.") as cause:
            CalendarEvent.objects.filter(pk=current.pk).update(
                removed_at=timezone.now(), version=F("version") + 1
            )
            cause.audit = record(
                by=by,
                action="remove calendar event",
                subject=current,
                summary=f"Из календаря убрано событие: {words}",
                municipality_id=series.municipality_id,
            )


def _following(series: EventSeries, by: User, words: str) -> AbstractContextManager[Cause]:
    return dates_follow(
        activities=hanging_on(series.pk), municipality=series.municipality, by=by, words=words
    )


def _lock(series: EventSeries) -> None:
    """One change of a series at a time: previews and writes of two people do not mix."""
    EventSeries.objects.select_for_update().get(pk=series.pk)


def _check(seal: str, seen: str) -> None:
    if seal != seen:
        raise SeenOtherwise


def _current(event: CalendarEvent) -> CalendarEvent:
    current = CalendarEvent.objects.standing().filter(pk=event.pk).first()
    if current is None:
        raise NotPossible(ALREADY_GONE)
    return current


def _values(event: CalendarEvent) -> EventValues:
    return EventValues(event.starts_on, event.ends_on, event.title, event.source)


def _refuse_double(event: CalendarEvent, values: EventValues) -> None:
    twins = CalendarEvent.objects.standing().filter(
        series=event.series_id, title=values.title,
        starts_on=values.starts_on, ends_on=values.ends_on,
    )  # fmt: skip
    if twins.exclude(pk=event.pk).exists():
        raise NotPossible("Такое событие с такими датами уже есть в календаре.")


def _changes(event: CalendarEvent, values: EventValues) -> dict[str, tuple[object, object]]:
    return {
        field_words(CalendarEvent, name): (getattr(event, name), getattr(values, name))
        for name in ("title", "starts_on", "ends_on", "source")
        if getattr(event, name) != getattr(values, name)
    }
