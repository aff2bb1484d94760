"""Names that files use for a school."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.requests import person_of
from schools import queries
from schools.actions.names import forget_name
from schools.models import SchoolName


@require_POST
def school_name_forget(request: HttpRequest, login: str, pk: int) -> HttpResponse:
    """The name means this school no longer."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    names = SchoolName.objects.select_related("municipality", "school")
    name = get_object_or_404(names, pk=pk, school=school)
    forget_name(name=name, by=person_of(request))
    messages.success(request, f"Название «{name.written}» больше не означает эту школу.")
    return redirect("school", login=login)
