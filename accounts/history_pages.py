"""The page «История» of any object, with its workbook: apps say whose, the rest is the same.

An app's `urls` ask for `history_paths` with a function that finds the object for the person who
asks, or raises Http404 or Refusal, and answers with its `Past`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.filters import HistoryFilter
from accounts.models import AuditEvent
from accounts.queries import event_lines
from accounts.querysets import AuditEventQuerySet
from accounts.renderers.history_workbook import HistoryRow, render_history
from accounts.trail import action_words, subject_of
from core.values.wording import counted
from core.web.excel import excel_link, excel_response

EVENTS_A_PAGE = 50
FEW = 10
"""So many events are read without a filter."""
SHEET_EVENTS = 5_000
"""So many events a workbook holds at most: it is made while the person waits."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a page of history is about.

    `crumbs` are pairs of words and address that lead to it, the object's own page last; `note` says
    what is here and what is not. `is_of_several` where events are about several objects.
    """

    title: str
    crumbs: Sequence[tuple[str, str]]
    events: AuditEventQuerySet
    note: str = ""
    is_of_several: bool = False
    heading: str = "История"
    filter_class: type[HistoryFilter] = HistoryFilter


Find = Callable[..., Past]


def history_paths(route: str, name: str, find: Find) -> list[URLPattern]:
    """`route`/history/ as `name`_history, and its workbook; `route` ends with a slash."""
    return [
        path(f"{route}history/", history_page(find), name=f"{name}_history"),
        path(f"{route}history.xlsx", history_workbook(find), name=f"{name}_history_workbook"),
    ]


def history_page(find: Find) -> Callable[..., HttpResponse]:
    """A view that shows what `find` has found, the newest events first."""

    @require_safe
    def page(request: HttpRequest, **keys: Any) -> HttpResponse:
        past = find(request, **keys)
        chosen = past.filter_class(request.GET, queryset=past.events)
        shown = Paginator(chosen.qs, EVENTS_A_PAGE).get_page(request.GET.get("page"))
        said = chosen.words()
        total = past.events.count() if said else shown.paginator.count
        match = request.resolver_match
        route, values = (match.view_name, match.kwargs.values()) if match else ("", ())
        context = {
            "past": past,
            "page": shown,
            "lines": event_lines(list(shown), request.user, past.title),
            "filter": chosen,
            "total": total,
            "state": counted(total, "запись", "записи", "записей"),
            "is_filtered": bool(said),
            "is_long": total > FEW,
            "shown": _shown_words(shown.paginator.count, total, said),
            "links": [excel_link(request, f"{route}_workbook", *values)] if total else [],
        }
        return render(request, "accounts/history.html", context)

    return page


def history_workbook(find: Find) -> Callable[..., HttpResponse]:
    """A view that gives the same as Excel, whole values in place of changed words."""

    @require_safe
    def workbook(request: HttpRequest, **keys: Any) -> HttpResponse:
        past = find(request, **keys)
        chosen = past.filter_class(request.GET, queryset=past.events)
        total, said = chosen.qs.count(), ", ".join(chosen.words())
        heading = f"{past.heading}: {past.title}" if past.title else past.heading
        if said:
            heading += f". Отбор: {said}"
        if total > SHEET_EVENTS:
            heading += f". Последние {SHEET_EVENTS} записей из {total}: уточните отбор"
        rows = (row for event in chosen.qs[:SHEET_EVENTS] for row in _rows(event))
        return excel_response(render_history(rows, heading=heading), f"{past.heading}.xlsx")

    return workbook


def _shown_words(shown: int, total: int, said: Sequence[str]) -> str:
    return f"Показано {shown} из {total}: {', '.join(said)}." if said else ""


def _rows(event: AuditEvent) -> Iterator[HistoryRow]:
    whole = (
        f"{timezone.localtime(event.at):%d.%m.%Y %H:%M}",
        event.actor_name,
        event.summary or action_words(event.action).capitalize(),
        subject_of(event.subject_type).words,
        event.subject_title,
    )
    if not event.changes:
        yield HistoryRow(*whole, "", "", "")
    for change in event.changes:
        yield HistoryRow(*whole, change["field"], change["before"], change["after"])
