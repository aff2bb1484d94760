"""What views of partnerships have in common: finding the object, and a page with one form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from schools.domain.roles import Right
from schools.models import Partnership
from schools.permissions import require
from schools.queries.partnerships import partnership_of


def partnership_for(request: HttpRequest, pk: int) -> Partnership:
    """The partnership, where the person sees it."""
    found: Partnership = get_object_or_404(partnership_of(request.user), pk=pk)
    return found


def kept_partnership(request: HttpRequest, pk: int) -> Partnership:
    """The partnership, where the person keeps it; Refusal where they only see it."""
    found = partnership_for(request, pk)
    require(request.user, Right.KEEP_PARTNERSHIPS, municipality=found.school.municipality)
    return found


def form_page(
    request: HttpRequest, partnership: Partnership, form: Any, *, heading: str, button: str
) -> HttpResponse:
    """One form about a partnership; 422 where it comes back with errors."""
    context = {
        "partnership": partnership,
        "form": form,
        "heading": heading,
        "button": button,
        "cancel": reverse("partnership", args=[partnership.pk]),
    }
    status = 422 if form.errors else 200
    return render(request, "schools/partnerships/form.html", context, status=status)
