"""The form of a school."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.web.refusals import NotPossible
from schools import queries
from schools.actions.editing import edit_school
from schools.domain.roles import Right
from schools.forms import SchoolForm
from schools.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def school_edit(request: HttpRequest, login: str) -> HttpResponse:
    """Change names, codes and requisites; numbers that do not hold are saved with a warning."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    require(request.user, Right.EDIT_SCHOOLS, municipality=school.municipality)
    data = request.POST.copy() if request.method == "POST" else None
    form = SchoolForm(data, school=school)
    if data is not None and form.is_valid():
        try:
            doubts = edit_school(
                school=school,
                by=person_of(request),
                values=form.values,
                seen=form.shown_before,
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = form.initial["seen"]
        else:
            messages.success(request, "Сведения о школе сохранены.")
            for doubt in doubts:
                messages.warning(request, doubt)
            return redirect("school", login=login)
    status = 422 if form.errors else 200
    return render(request, "schools/edit.html", {"school": school, "form": form}, status=status)
