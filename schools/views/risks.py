"""The form of a school's risk profile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.values import academic_year as academic_years
from core.web.refusals import NotPossible
from schools import queries
from schools.actions.risks import (
    profile_mark,
    profile_of,
    set_risk_profile,
)
from schools.domain.roles import Right
from schools.forms import RiskForm
from schools.permissions import require
from schools.queries import profile_years, this_year

EARLIEST_YEAR = 2015
_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def risk_profile(request: HttpRequest, login: str) -> HttpResponse:
    """Say how much each of the twelve factors weighs in the school."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    require(request.user, Right.EDIT_RISKS, municipality=school.municipality)
    year = _year(request)
    held = profile_of(school, year)
    data = request.POST.copy() if request.method == "POST" else None
    form = RiskForm(data, profile=held, mark=profile_mark(held))
    if data is not None and form.is_valid():
        try:
            set_risk_profile(
                school=school,
                by=person_of(request),
                profile=form.profile,
                seen=form.cleaned_data["seen"],
                academic_year=year,
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = profile_mark(held)
        else:
            label = academic_years.label(year)
            messages.success(request, f"Риск-профиль на {label} учебный год сохранён.")
            return redirect("school", login=login)
    status = 422 if form.errors else 200
    years = profile_years(school)
    context = {
        "school": school,
        "form": form,
        "year": year,
        "carried": next((one for one in years if one < year), None) if year not in years else None,
        "years": [
            one for one in dict.fromkeys([this_year() + 1, this_year(), *years]) if one != year
        ],
    }
    return render(request, "schools/risk_profile.html", context, status=status)


def _year(request: HttpRequest) -> int:
    """The academic year that the address asks for; the current one where it asks for none."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == _DIGITS else this_year()
    return year if EARLIEST_YEAR <= year <= this_year() + 1 else this_year()
