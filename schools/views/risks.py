"""The form of a school's risk profile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.web.refusals import NotPossible
from schools import queries
from schools.actions.risks import profile_mark, profile_of, set_risk_profile
from schools.domain.roles import Right
from schools.forms import RiskForm
from schools.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def risk_profile(request: HttpRequest, login: str) -> HttpResponse:
    """Say how much each of the twelve factors weighs in the school."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    require(request.user, Right.EDIT_RISKS, municipality=school.municipality)
    held = profile_of(school)
    data = request.POST.copy() if request.method == "POST" else None
    form = RiskForm(data, profile=held, mark=profile_mark(held))
    if data is not None and form.is_valid():
        try:
            set_risk_profile(
                school=school,
                by=person_of(request),
                profile=form.profile,
                seen=form.cleaned_data["seen"],
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = profile_mark(held)
        else:
            messages.success(request, "Риск-профиль сохранён.")
            return redirect("school", login=login)
    status = 422 if form.errors else 200
    context = {"school": school, "form": form}
    return render(request, "schools/risk_profile.html", context, status=status)
