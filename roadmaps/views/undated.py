"""What waits for a date, and how activities are hung on the office's calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.values.wording import counted, quoted
from core.web.ids import read_id
from roadmaps.actions.calendars.links import LinkValues, confirm_links, preview_of_values, unlink
from roadmaps.domain.calendars.matching import offset_of
from roadmaps.domain.calendars.offsets import MOST_DAYS, Anchor, DayCount, Offset
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.forms.calendars import HangForm, shown_offset
from roadmaps.models import Activity, CalendarLink, EventSeries, Roadmap
from roadmaps.permissions.plans import refusal_to_arrange, require_arrange
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.calendars.changes import preview_of_taking_off
from roadmaps.queries.calendars.readings import reading_on
from roadmaps.queries.calendars.undated import (
    eventless_series,
    known_series,
    offers_for,
    undated_of,
    undated_plans,
)
from roadmaps.queries.periods import period_around
from roadmaps.tabs import tabs_of
from roadmaps.views.calendar_changes import Change, carry_out
from roadmaps.views.plan_rows import way_back
from roadmaps.views.plans import visible_roadmap

NOTHING_CHOSEN = "Отметьте хотя бы одно мероприятие."
UNKNOWN = "Отмеченное больше не подходит. Обновите страницу и отметьте ещё раз."
_PARTS = 5


@require_safe
def undated_list(request: HttpRequest) -> HttpResponse:
    """All plans that have activities without a date."""
    plans = undated_plans(request.user)
    return render(request, "roadmaps/calendar/undated_list.html", {"plans": plans})


@require_http_methods(["GET", "HEAD", "POST"])
def undated(request: HttpRequest, pk: int) -> HttpResponse:
    """What in one plan waits for a date; several are hung on the calendar at once."""
    plan = visible_roadmap(request, pk)
    if request.method == "POST":
        require_arrange(request.user, plan)
        return _hang_chosen(request, plan)
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:undated"),
        "page": undated_of(plan),
        "refusal": refusal_to_arrange(request.user, plan),
    }
    return render(request, "roadmaps/calendar/undated.html", context)


@require_safe
def way_to_date(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Go where a row gets its date, and from there back to the plan.

    To the dates of the events that it hangs on, else to a calendar that its words name, else to
    the words themselves. Nobody owes work for an amendment, so its rows hang on nothing.
    """
    activity = _editable_activity(request, roadmap_pk, pk)
    series = eventless_series(activity)
    if series is not None:
        return redirect(f"{reverse('roadmaps:event_add', args=[series.pk])}?activity={activity.pk}")
    known = known_series(activity.roadmap.municipality_id)
    if not activity.roadmap.is_amendment and offers_for(activity, known):
        return redirect(f"{reverse('roadmaps:activity_calendar', args=[roadmap_pk, pk])}?back=plan")
    return redirect(f"{reverse('roadmaps:activity_edit', args=[roadmap_pk, pk])}?back=plan#reading")


@require_http_methods(["GET", "HEAD", "POST"])
def hang(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Hang one activity on a series of events, or change how it hangs."""
    activity = _editable_activity(request, roadmap_pk, pk)
    plan = activity.roadmap
    links = list(activity.calendar_links.select_related("series").order_by("pk"))
    series = list(plan.municipality.event_series.order_by("name", "pk"))
    form = HangForm(request.POST or None, series=series, initial=_first_guess(activity, links))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["series"]
        values = _values(activity, chosen, form.offset, {str(one.pk): one for one in series})
        return _hang(request, plan, [values], request.get_full_path(), way_back(request, activity))
    context = {
        "roadmap": plan,
        "activity": activity,
        "links": links,
        "form": form,
        "back": way_back(request, activity),
        "reading": reading_on(activity, period_around(activity), CalendarBook.of([activity])),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/calendar/hang.html", context, status=status)


@require_POST
def take_off(request: HttpRequest, roadmap_pk: int, pk: int, series_pk: int) -> HttpResponse:
    """Take an activity off a series; its deadline is read from its words again."""
    activity = _editable_activity(request, roadmap_pk, pk)
    visible = EventSeries.objects.visible_to(request.user)
    series = get_object_or_404(visible, pk=series_pk, municipality=activity.roadmap.municipality)
    back = reverse("roadmaps:activity_calendar", args=[roadmap_pk, pk])

    def write(seen: str) -> str:
        unlink(activity=activity, series=series, by=person_of(request), seen=seen)
        return f"Мероприятие снято с календаря {quoted(series.name)}."

    change = Change(f"Снять с календаря {quoted(series.name)}?", "Снять", back, back, write)
    return carry_out(request, change, preview_of_taking_off(activity.pk, series.pk))


def _hang_chosen(request: HttpRequest, plan: Roadmap) -> HttpResponse:
    back = reverse("roadmaps:undated", args=[plan.pk])
    chosen = request.POST.getlist("link")
    if not chosen:
        messages.error(request, NOTHING_CHOSEN)
        return redirect(back)
    values = _chosen(plan, chosen)
    if not values:
        messages.error(request, UNKNOWN)
        return redirect(back)
    return _hang(request, plan, values, back, back)


def _hang(
    request: HttpRequest, plan: Roadmap, values: Sequence[LinkValues], back: str, done: str
) -> HttpResponse:
    number = len({one.activity.pk for one in values})
    words = counted(number, "мероприятие", "мероприятия", "мероприятий")

    def write(seen: str) -> str:
        hung = confirm_links(roadmap=plan, by=person_of(request), values=values, seen=seen)
        return f"На календарь поставлено: {words}." if hung else "Всё уже стоит на календаре."

    change = Change(f"Поставить на календарь {words}?", "Поставить", back, done, write)
    return carry_out(request, change, preview_of_values(values))


def _chosen(plan: Roadmap, chosen: Sequence[str]) -> list[LinkValues]:
    """The links that the ticked boxes name; none where one of them is not of this plan."""
    named = [one.split(":") for one in chosen]
    if any(len(parts) != _PARTS for parts in named):
        return []
    ids = [read_id(parts[0]) for parts in named]
    activities = {str(one.pk): one for one in _activities(plan).filter(pk__in=[*filter(None, ids)])}
    series = {str(one.pk): one for one in plan.municipality.event_series.all()}
    found = []
    for activity_id, where, anchor, days, count in named:
        activity, offset = activities.get(activity_id), _offset(anchor, days, count)
        if activity is None or offset is None or not _is_known(where, series):
            return []
        found.append(_values(activity, where, offset, series))
    return found


def _is_known(where: str, series: Mapping[str, EventSeries]) -> bool:
    return where in series or where in {kind.value for kind in SeriesKind} - {SeriesKind.OWN.value}


def _values(
    activity: Activity, where: str, offset: Offset, series: Mapping[str, EventSeries]
) -> LinkValues:
    if where in series:
        return LinkValues(activity, offset, series=series[where])
    entered = {one.kind: one for one in series.values()}
    if where in entered:
        return LinkValues(activity, offset, series=entered[where])
    return LinkValues(activity, offset, kind=SeriesKind(where))


def _offset(anchor: str, days: str, count: str) -> Offset | None:
    try:
        offset = Offset(Anchor(anchor), int(days), DayCount(count))
    except ValueError:
        return None
    return offset if abs(offset.days) <= MOST_DAYS else None


def _first_guess(activity: Activity, links: Sequence[CalendarLink]) -> dict[str, object]:
    """What the form is opened with: the link that stands, else the likeliest one."""
    if links:
        return {"series": str(links[0].series_id), **shown_offset(links[0].offset)}
    offers = offers_for(activity, known_series(activity.roadmap.municipality_id))
    where = offers[0].value.split(":")[1] if offers else ""
    offset, _ = offset_of(activity.deadline_text)
    return {"series": where, **shown_offset(offset)}


def _activities(plan: Roadmap) -> QuerySet[Activity]:
    return plan.activities.select_related("roadmap__municipality__region", "section")


def _editable_activity(request: HttpRequest, roadmap_pk: int, pk: int) -> Activity:
    plan = visible_roadmap(request, roadmap_pk)
    activity = get_object_or_404(_activities(plan), pk=pk)
    require_arrange(request.user, plan)
    return activity
