"""The office's calendar: series of events and their dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.values import academic_year
from core.values.wording import counted, quoted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.calendars.events import (
    add_events,
    add_series,
    change_event,
    remove_event,
    remove_series,
)
from roadmaps.domain.calendars.customary import CustomaryPeriod
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.forms.calendars import (
    EventForm,
    PasteEventsForm,
    SeriesForm,
)
from roadmaps.forms.plan_years import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.models import Activity, CalendarEvent, EventSeries
from roadmaps.permissions.calendars import refusal_to_edit_calendar, require_calendar_editor
from roadmaps.queries.calendars.book import event_in_words
from roadmaps.queries.calendars.changes import not_yet_there, preview_of_events
from roadmaps.queries.calendars.customary import customary_in, next_customary
from roadmaps.queries.calendars.pages import (
    events_by_year,
    links_on,
    series_of,
    typical_uses,
    years_around,
)
from roadmaps.queries.calendars.years import school_year_of, working_days_in
from roadmaps.views.calendar_changes import Change, carry_out
from roadmaps.views.calendar_places import calendar_address, place_to_edit, places_to_edit
from roadmaps.views.plan_rows import row_address
from schools.models import Municipality
from schools.permissions import is_of_office


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What the office's plans hang on, in one academic year."""
    visible = Municipality.objects.visible_to(request.user).order_by("name", "pk")
    chosen = request.GET.get("municipality")
    place = get_object_or_404(visible, pk=read_id(chosen)) if chosen else visible.first()
    if place is None:
        return render(request, "roadmaps/calendar/calendar.html", {"municipality": None})
    today = timezone.localdate()
    year = shown_year(request)
    context = {
        "municipality": place,
        "municipalities": list(visible) if len(visible) > 1 else [],
        "year": year,
        "year_label": academic_year.label(year),
        "years": years_around(year, today),
        "series": series_of(request.user, place, year),
        "school_year": school_year_of(place, year),
        "working_days": working_days_in(place, year),
        "refusal": refusal_to_edit_calendar(request.user, place),
        "asked": f"?municipality={place.pk}" if places_to_edit(request) else "",
        "is_office": is_of_office(request.user, place),
    }
    return render(request, "roadmaps/calendar/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def series_add(request: HttpRequest) -> HttpResponse:
    """A new series of events."""
    place = place_to_edit(request)
    form = SeriesForm(request.POST or None, initial={"kind": SeriesKind.VPR.value})
    if request.method == "POST" and form.is_valid():
        series = add_series(
            municipality=place,
            by=person_of(request),
            kind=SeriesKind(form.cleaned_data["kind"]),
            name=form.cleaned_data["name"],
        )
        return redirect("roadmaps:event_add", series.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "place": place, "places": places_to_edit(request)}
    return render(request, "roadmaps/calendar/series_form.html", context, status=status)


@require_safe
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """One series: all its events, and the activities that hang on it."""
    found = _series(request, pk)
    is_office = is_of_office(request.user, found.municipality)
    typical = typical_uses(found) if is_office else []
    context = {
        "series": found,
        "years": events_by_year(found),
        "links": links_on(request.user, found),
        "typical": typical,
        "typical_rows": sum(one.rows for one in typical),
        "refusal": refusal_to_edit_calendar(request.user, found.municipality),
        "is_office": is_office,
    }
    return render(request, "roadmaps/calendar/series.html", context)


@require_POST
def series_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a series without dates and work out; what typical roadmaps lose stood on its page."""
    found = _editable_series(request, pk)
    told = read_id(request.POST.get("typical_rows")) or 0
    try:
        remove_series(series=found, by=person_of(request), typical_rows=told)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("roadmaps:series", pk)
    messages.success(request, f"События {quoted(found.name)} убраны из календаря.")
    return redirect(calendar_address(found.municipality))


@require_http_methods(["GET", "HEAD", "POST"])
def event_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter one event; where work follows, it is shown first.

    The address may name an academic year, whose customary dates are offered in the form, and the
    activity that waits for the date: the way leads back to it.
    """
    found = _editable_series(request, pk)
    waiting = _waiting_row(request, found)
    back = row_address(waiting) if waiting else ""
    offered = _offered(request, found)
    form = EventForm(request.POST or None, initial=_initial_of(offered))
    if request.method == "POST" and form.is_valid():
        values = form.values
        fresh = [one.days(-1) for one in not_yet_there(found, [values])]

        def write(seen: str) -> str:
            added = add_events(series=found, by=person_of(request), values=[values], seen=seen)
            words = event_in_words(values.days(0), found.name)
            return f"В календарь внесено: {words}." if added else f"Уже в календаре: {words}."

        change = Change(
            heading=f"Внести {event_in_words(values.days(0), found.name)}?",
            button="Внести",
            back=request.get_full_path(),
            done=back or reverse("roadmaps:series", args=[pk]),
            write=write,
        )
        return carry_out(request, change, preview_of_events(found, added=fresh))
    usual = None if offered else next_customary(found, timezone.localdate())
    return _event_form(
        request, form, found, waiting=waiting, back=back, offered=offered, usual=usual
    )


@require_http_methods(["GET", "HEAD", "POST"])
def event_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a list of events at once."""
    found = _editable_series(request, pk)
    today = timezone.localdate()
    years = [one.year for one in years_around(academic_year.of_date(today), today)]
    initial = {"year": academic_year.of_date(today)}
    form = PasteEventsForm(
        request.POST or None, request.FILES or None, years=years, initial=initial
    )
    if request.method == "POST" and "file" in request.FILES:
        return _lines_of_file(request, form, found, years)
    if request.method == "POST" and form.is_valid():
        values = form.values
        fresh = not_yet_there(found, values)
        number = counted(len(fresh), "событие", "события", "событий")

        def write(seen: str) -> str:
            added = add_events(series=found, by=person_of(request), values=values, seen=seen)
            words = counted(added, "событие", "события", "событий")
            return f"В календарь внесено: {words}." if added else "Эти события уже в календаре."

        change = Change(
            heading=f"Внести {number}?",
            button="Внести",
            back=reverse("roadmaps:event_paste", args=[pk]),
            done=reverse("roadmaps:series", args=[pk]),
            write=write,
        )
        added = [one.days(-place) for place, one in enumerate(fresh, 1)]
        return carry_out(request, change, preview_of_events(found, added=added))
    status = 422 if form.errors else 200
    context = {"form": form, "series": found}
    return render(request, "roadmaps/calendar/paste.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one event; where work follows, it is shown first."""
    found = _editable_event(request, pk)
    form = EventForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        values = form.values
        version = form.cleaned_data["version"] or 0

        def write(seen: str) -> str:
            is_changed = change_event(
                event=found, by=person_of(request), values=values, version=version, seen=seen
            )
            words = event_in_words(values.days(0), found.series.name)
            return f"Сохранено: {words}." if is_changed else f"Без изменений: {words}."

        before = event_in_words(found.days, found.series.name)
        change = Change(
            heading=f"{before} → {event_in_words(values.days(0), found.series.name)}",
            button="Перенести",
            back=reverse("roadmaps:event", args=[pk]),
            done=reverse("roadmaps:series", args=[found.series_id]),
            write=write,
        )
        preview = preview_of_events(found.series, changed=values.days(found.pk))
        return carry_out(request, change, preview)
    return _event_form(request, form, found.series, found)


@require_POST
def event_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an event out; where work follows, it is shown first."""
    found = _editable_event(request, pk)
    words = event_in_words(found.days, found.series.name)
    version = read_id(request.POST.get("version", "")) or 0

    def write(seen: str) -> str:
        remove_event(event=found, by=person_of(request), version=version, seen=seen)
        return f"Из календаря убрано: {words}."

    change = Change(
        heading=f"Убрать из календаря: {words}?",
        button="Убрать",
        back=reverse("roadmaps:event", args=[pk]),
        done=reverse("roadmaps:series", args=[found.series_id]),
        write=write,
    )
    return carry_out(request, change, preview_of_events(found.series, removed=found.pk))


def _lines_of_file(
    request: HttpRequest, form: PasteEventsForm, found: EventSeries, years: list[int]
) -> HttpResponse:
    """The lines of a file in the form, for a person to look through; nothing is written."""
    try:
        taken = form.taken_from_file()
    except UnreadableFileError as refusal:
        form.add_error("file", str(refusal))
        taken = None
    if taken is None:
        context = {"form": form, "series": found}
        return render(request, "roadmaps/calendar/paste.html", context, status=422)
    text, others = taken
    number = len(text.splitlines())
    shown = {name: request.POST.get(name, "") for name in ("year", "source")}
    context = {
        "form": PasteEventsForm(years=years, initial={**shown, "text": text}),
        "series": found,
        "taken": counted(number, "строка с датой", "строки с датами", "строк с датами"),
        "others": others,
    }
    return render(request, "roadmaps/calendar/paste.html", context)


def shown_year(request: HttpRequest) -> int:
    """The academic year that the address asks for, else the present one."""
    asked = read_id(request.GET.get("year", "")) or 0
    if EARLIEST_YEAR <= asked <= LATEST_YEAR:
        return asked
    return academic_year.of_date(timezone.localdate())


def _event_form(
    request: HttpRequest,
    form: EventForm,
    found: EventSeries,
    one: CalendarEvent | None = None,
    **context: Any,
) -> HttpResponse:
    context |= {"form": form, "series": found, "event": one}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/calendar/event_form.html", context, status=status)


def _waiting_row(request: HttpRequest, found: EventSeries) -> Activity | None:
    """The activity that the date is entered for."""
    waiting = Activity.objects.visible_to(request.user).filter(calendar_links__series=found)
    return waiting.filter(pk=read_id(request.GET.get("activity"))).first()


def _offered(request: HttpRequest, found: EventSeries) -> CustomaryPeriod | None:
    """The customary dates of the year that the address asks for."""
    year = read_id(request.GET.get("year"))
    return customary_in(found, year) if EARLIEST_YEAR <= year < LATEST_YEAR else None


def _initial_of(offered: CustomaryPeriod | None) -> dict[str, object]:
    return {"starts_on": offered.starts_on, "ends_on": offered.ends_on} if offered else {}


def _initial(found: CalendarEvent) -> dict[str, object]:
    return {
        "starts_on": found.starts_on,
        "ends_on": found.ends_on if found.ends_on != found.starts_on else None,
        "title": found.title,
        "source": found.source,
        "version": found.version,
    }


def _series(request: HttpRequest, pk: int) -> EventSeries:
    visible = EventSeries.objects.visible_to(request.user).select_related("municipality__region")
    return get_object_or_404(visible, pk=pk)


def _editable_series(request: HttpRequest, pk: int) -> EventSeries:
    found = _series(request, pk)
    require_calendar_editor(request.user, found.municipality)
    return found


def _editable_event(request: HttpRequest, pk: int) -> CalendarEvent:
    visible = CalendarEvent.objects.visible_to(request.user).standing()
    found = get_object_or_404(visible.select_related("series__municipality__region"), pk=pk)
    require_calendar_editor(request.user, found.series.municipality)
    return found
