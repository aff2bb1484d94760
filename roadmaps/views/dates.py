"""Calendars of dates: the year of a plan, the month of all plans."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.values.wording import counted
from core.web.excel import excel_link, excel_response
from core.web.ids import read_id
from roadmaps.domain.months import Month, year_name
from roadmaps.forms.calendars_of_dates import DatesFilterForm
from roadmaps.models import PlanCalendar, Roadmap
from roadmaps.queries.dates import Mark
from roadmaps.queries.month_calendar import month_page
from roadmaps.queries.year_calendar import YearPage, shown_year, year_page, years_of
from roadmaps.renderers.year_workbook import Row, render_year
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap


@require_safe
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """«Месяц × мероприятие»: one year of the plan."""
    plan = visible_roadmap(request, pk)
    form, number, page = _asked_year(request, plan)
    school = form.chosen("school")
    is_school_year = plan.calendar == PlanCalendar.SCHOOL_YEAR
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:year_calendar"),
        "page": page,
        "state": _state(page.dates, year_name(number, is_school_year=is_school_year)),
        "years": [
            {
                "name": year_name(one, is_school_year=is_school_year),
                "url": _address(request, year=one),
                "is_current": one == number,
            }
            for one in years_of(plan)
        ],
        "form": form if form.visible_fields() else None,
        "shown": f"Показана {school}." if school else "",
        "is_filtered": school is not None,
        "links": [
            excel_link(request, "roadmaps:year_workbook", plan.pk),
            ("Календарь на месяц", f"{reverse('roadmaps:month_calendar')}?roadmap={plan.pk}"),
        ],
    }
    return render(request, "roadmaps/dates/year.html", context)


@require_safe
def year_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as Excel."""
    plan = visible_roadmap(request, pk)
    form, number, page = _asked_year(request, plan)
    is_school_year = plan.calendar == PlanCalendar.SCHOOL_YEAR
    school = form.chosen("school")
    said = year_name(number, is_school_year=is_school_year)
    heading = [plan.title, f"Календарь, {said}{f', {school}' if school else ''}"]
    content = render_year(
        _lines(page), months=[month.name for month in page.months], heading=heading
    )
    return excel_response(content, "Календарь.xlsx")


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """One month of all plans in force."""
    today = timezone.localdate()
    shown = Month.read(request.GET.get("month", "")) or Month.of(today)
    form = DatesFilterForm(request.GET, user=request.user, time="month", with_plans=True)
    school, roadmap = form.chosen("school"), form.chosen("roadmap")
    page = month_page(request.user, shown, today, school=school, roadmap=roadmap)
    said = ", ".join(str(one) for one in (school, roadmap) if one)
    context = {
        "page": page,
        "state": _state(page.dates, ""),
        "before": (shown.shifted(-1), _address(request, month=shown.shifted(-1).key)),
        "after": (shown.shifted(1), _address(request, month=shown.shifted(1).key)),
        "form": form if form.visible_fields() else None,
        "shown": f"Показано: {said}." if said else "",
        "is_filtered": bool(said),
        "links": [("Календарь в телефоне", reverse("roadmaps:my_calendars"))],
    }
    return render(request, "roadmaps/dates/month.html", context)


def _asked_year(request: HttpRequest, plan: Roadmap) -> tuple[DatesFilterForm, int, YearPage]:
    today = timezone.localdate()
    form = DatesFilterForm(request.GET, user=request.user, time="year", with_plans=False)
    number = shown_year(plan, read_id(request.GET.get("year")) or None, today)
    page = year_page(request.user, plan, number, today, form.chosen("school"))
    return form, number, page


def _lines(page: YearPage) -> list[Row]:
    return [
        (
            str(part.section or ""),
            row.activity.number,
            row.activity.title,
            tuple("\n".join(_said(mark) for mark in marks) for marks in row.cells),
        )
        for part in page.parts
        for row in part.rows
    ]


def _said(mark: Mark) -> str:
    return f"{mark.day:%d.%m}: {mark.words}"


def _state(dates: int, period: str) -> str:
    said = counted(dates, "срок", "срока", "сроков") if dates else "сроков нет"
    words = f"{period}: {said}" if period else said
    return words[0].upper() + words[1:]


def _address(request: HttpRequest, **changed: Any) -> str:
    """The same page with the same filter at another time."""
    kept = {name: value for name, value in request.GET.items() if value and name != "page"}
    return f"?{urlencode({**kept, **changed})}"
