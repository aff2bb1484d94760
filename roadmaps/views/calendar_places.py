"""Of which municipality's calendar a page is, and where its ways lead back to."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.web.ids import read_id
from roadmaps.permissions.calendars import require_calendar_editor
from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import municipalities_with, require_somewhere


def place_to_edit(request: HttpRequest) -> Municipality:
    """The municipality that the address names, else the first whose calendar the person keeps."""
    default = require_somewhere(request.user, Right.EDIT_ROADMAPS)
    asked = request.GET.get("municipality")
    if asked is None:
        return default
    place = get_object_or_404(Municipality.objects.visible_to(request.user), pk=read_id(asked))
    require_calendar_editor(request.user, place)
    return place


def places_to_edit(request: HttpRequest) -> list[Municipality]:
    """All between which the person chooses; none for who keeps one calendar."""
    found = municipalities_with(request.user, Right.EDIT_ROADMAPS)
    return sorted(found, key=lambda place: place.name) if len(found) > 1 else []


def calendar_address(place: Municipality, year: int | None = None) -> str:
    """The page of the municipality's calendar, in one academic year."""
    address = f"{reverse('roadmaps:calendar')}?municipality={place.pk}"
    return address if year is None else f"{address}&year={year}"
