"""Who did what: to a school, to somebody's account, and in the municipality as a whole."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.history_pages import Past
from accounts.models import AuditEvent, User
from accounts.trail import once_told
from core.values.wording import kept_together
from schools import queries
from schools.domain.roles import Right
from schools.filters import JournalFilter
from schools.models import School
from schools.permissions import municipalities_with, require_person, require_somewhere


def past_of_school(request: HttpRequest, login: str) -> Past:
    """Everybody who sees the school sees what was changed in it."""
    school = get_object_or_404(queries.school_of(request.user), login=login)
    name = kept_together(school.name)
    return Past(
        title=name,
        crumbs=[("Школы", reverse("school_list")), (name, reverse("school", args=[login]))],
        events=AuditEvent.objects.about(School._meta.label_lower, school.pk),
        note="Ход работы по поручениям — в истории каждого поручения.",
    )


def past_of_person(request: HttpRequest, pk: int) -> Past:
    """What became of an account and its roles, for the administrator who keeps it."""
    person = get_object_or_404(queries.colleagues_of(request.user), pk=pk)
    require_person(request.user, person)
    places = [place.pk for place in municipalities_with(request.user, Right.MANAGE_PEOPLE)]
    about = AuditEvent.objects.about(User._meta.label_lower, pk)
    return Past(
        title=str(person),
        crumbs=[("Сотрудники", reverse("people")), (str(person), reverse("person", args=[pk]))],
        events=about.filter(municipality_id__in=places),
        note="Роли, вход и письма для входа.",
    )


def journal(request: HttpRequest) -> Past:
    """Everything that was done in the administrator's municipalities."""
    require_somewhere(request.user, Right.READ_JOURNAL)
    places = [place.pk for place in municipalities_with(request.user, Right.READ_JOURNAL)]
    return Past(
        title="",
        crumbs=[],
        events=AuditEvent.objects.of_municipalities(places).filter(once_told()),
        is_of_several=True,
        heading="Журнал",
        filter_class=JournalFilter,
    )
