"""The office's school year and working days; what rests on them is shown before it moves."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.values import academic_year
from core.values.wording import short_date
from core.web.ids import read_id
from roadmaps.actions.calendars.years import day_in_words, save_office_day, save_school_year
from roadmaps.forms.calendars import OfficeDayForm, SchoolYearForm
from roadmaps.forms.plan_years import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.models import OfficeDay
from roadmaps.permissions.calendars import require_calendar_editor
from roadmaps.queries.calendars.changes import preview_of_day, preview_of_school_year
from roadmaps.queries.calendars.years import school_year_of
from roadmaps.views.calendar_changes import Change, carry_out
from roadmaps.views.calendar_places import calendar_address, place_to_edit, places_to_edit
from schools.models import Municipality


@require_http_methods(["GET", "HEAD", "POST"])
def school_year(request: HttpRequest, year: int) -> HttpResponse:
    """Enter the dates of one academic year, or go back to the customary ones."""
    place = place_to_edit(request)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Http404
    shown = school_year_of(place, year)
    is_reset = request.method == "POST" and "usual" in request.POST
    form = SchoolYearForm(
        None if is_reset else request.POST or None,
        academic_year=year,
        shown=shown.dates,
        initial={"source": shown.source, "version": shown.version},
    )
    if request.method == "POST" and (is_reset or form.is_valid()):
        dates = None if is_reset else form.dates
        source = "" if is_reset else form.cleaned_data["source"].strip()
        version = read_id(request.POST.get("version"))
        label = academic_year.label(year)

        def write(seen: str) -> str:
            is_changed = save_school_year(
                municipality=place, by=person_of(request), academic_year=year, dates=dates,
                source=source, version=version, seen=seen,
            )  # fmt: skip
            words = f"Даты {label} учебного года"
            return f"{words} сохранены." if is_changed else f"{words} не изменились."

        change = Change(
            heading=f"Изменить даты {label} учебного года?",
            button="Изменить",
            back=request.get_full_path(),
            done=calendar_address(place, year),
            write=write,
        )
        return carry_out(request, change, preview_of_school_year(place, year, dates))
    context = {
        "form": form,
        "year": year,
        "year_label": academic_year.label(year),
        "shown": shown,
        **_where(request, place),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/calendar/school_year.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def office_day(request: HttpRequest) -> HttpResponse:
    """A day on which the office works or rests otherwise than the country."""
    place = place_to_edit(request)
    form = OfficeDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        day, is_working, name = data["day"], data["is_working"], data["name"].strip()

        def write(seen: str) -> str:
            save_office_day(
                municipality=place, by=person_of(request), day=day, is_working=is_working,
                name=name, seen=seen,
            )  # fmt: skip
            return f"{short_date(day)} — {day_in_words(is_working)} день управления."

        change = Change(
            heading=f"{short_date(day)} — {day_in_words(is_working)} день?",
            button="Сохранить",
            back=request.get_full_path(),
            done=calendar_address(place, academic_year.of_date(day)),
            write=write,
        )
        return carry_out(request, change, preview_of_day(place, day, is_working=is_working))
    status = 422 if form.errors else 200
    context = {"form": form, **_where(request, place)}
    return render(request, "roadmaps/calendar/office_day.html", context, status=status)


@require_POST
def office_day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a day be again as in the whole country."""
    visible = OfficeDay.objects.visible_to(request.user).select_related("municipality__region")
    found = get_object_or_404(visible, pk=pk)
    place, day = found.municipality, found.day
    require_calendar_editor(request.user, place)

    def write(seen: str) -> str:
        save_office_day(
            municipality=place, by=person_of(request), day=day, is_working=None, seen=seen
        )
        return f"{short_date(day)} — как во всей стране."

    change = Change(
        heading=f"{short_date(day)} — снова как во всей стране?",
        button="Убрать",
        back=calendar_address(place),
        done=calendar_address(place, academic_year.of_date(day)),
        write=write,
    )
    return carry_out(request, change, preview_of_day(place, day, is_working=None))


def _where(request: HttpRequest, place: Municipality) -> dict[str, Any]:
    return {"place": place, "places": places_to_edit(request)}
