"""«История» of plans and their parts, of work, of the office's calendars and imports."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.history_pages import Past
from accounts.models import AuditEvent
from roadmaps.models import Activity, EventSeries, Indicator, Party, PlanImport, Roadmap
from roadmaps.permissions.plans import is_of_office, require_office
from roadmaps.permissions.reminders import require_setting
from roadmaps.queries import history
from roadmaps.queries.work import assignments_of
from roadmaps.views.indicators import visible_indicator
from roadmaps.views.party_merging import party_of
from roadmaps.views.plan_rows import visible_activity
from roadmaps.views.plans import visible_roadmap
from schools.models import Municipality
from schools.permissions import require_history

Crumbs = list[tuple[str, str]]


def past_of_plan(request: HttpRequest, pk: int) -> Past:
    """The plan with its parts."""
    plan = visible_roadmap(request, pk)
    require_office(request.user, plan)
    return Past(
        title=plan.title,
        crumbs=_plan_crumbs(plan),
        events=history.events_of_plan(plan),
        note="Работа по поручениям — в истории каждого мероприятия.",
        is_of_several=True,
    )


def past_of_activity(request: HttpRequest, roadmap_pk: int, pk: int) -> Past:
    """One activity, excluded or not; a school sees what concerns it."""
    activity = visible_activity(request, roadmap_pk, pk, Activity.with_excluded)
    is_office = is_of_office(request.user, activity.roadmap)
    return Past(
        title=str(activity),
        crumbs=[
            *_plan_crumbs(activity.roadmap),
            (activity.number or "Мероприятие", reverse("roadmaps:activity", args=[roadmap_pk, pk])),
        ],
        events=history.events_of_activity(request.user, activity, is_office=is_office),
        note="" if is_office else "Здесь то, что касается вашей работы.",
        is_of_several=True,
    )


def past_of_indicator(request: HttpRequest, roadmap_pk: int, pk: int) -> Past:
    """Words, targets and actual values of one indicator."""
    indicator = visible_indicator(request, roadmap_pk, pk)
    require_office(request.user, indicator.roadmap)
    page = reverse("roadmaps:indicator", args=[roadmap_pk, pk])
    return Past(
        title=indicator.name,
        crumbs=[*_plan_crumbs(indicator.roadmap), ("Показатель", page)],
        events=AuditEvent.objects.about(Indicator._meta.label_lower, pk),
    )


def past_of_assignment(request: HttpRequest, assignment_id: int) -> Past:
    """One piece of work: who sees it sees what happened to it."""
    found = get_object_or_404(assignments_of(request.user), pk=assignment_id)
    activity = found.occurrence.activity
    page = reverse("roadmaps:assignment", args=[assignment_id])
    return Past(
        title=f"{activity}, {found.school or found.party}",
        crumbs=[("Поручения", reverse("roadmaps:assignments")), ("Поручение", page)],
        events=AuditEvent.objects.about(found._meta.label_lower, found.pk),
    )


def past_of_party(request: HttpRequest, pk: int) -> Past:
    """A responsible party, for who corrects it."""
    party = party_of(request, pk)
    return Past(
        title=party.name,
        crumbs=[
            ("Ответственные", reverse("roadmaps:parties")),
            (party.name, reverse("roadmaps:party", args=[pk])),
        ],
        events=AuditEvent.objects.about(Party._meta.label_lower, pk),
    )


def past_of_import(request: HttpRequest, pk: int) -> Past:
    """What was decided about an uploaded plan."""
    found = get_object_or_404(PlanImport.objects.visible_to(request.user), pk=pk)
    return Past(
        title=found.file_name,
        crumbs=[
            ("Загрузка плана", reverse("roadmaps:import")),
            (found.file_name, reverse("roadmaps:import_review", args=[pk])),
        ],
        events=AuditEvent.objects.about(PlanImport._meta.label_lower, pk),
    )


def past_of_calendar(request: HttpRequest, pk: int) -> Past:
    """The whole calendar of an office."""
    place = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    require_history(request.user, place)
    return Past(
        title=f"календарь событий, {place.name}",
        crumbs=_calendar_crumbs(),
        events=history.events_of_calendar(place),
        is_of_several=True,
    )


def past_of_series(request: HttpRequest, pk: int) -> Past:
    """One series with its dates."""
    visible = EventSeries.objects.visible_to(request.user).select_related("municipality")
    series = get_object_or_404(visible, pk=pk)
    require_history(request.user, series.municipality)
    return Past(
        title=series.name,
        crumbs=[*_calendar_crumbs(), (series.name, reverse("roadmaps:series", args=[pk]))],
        events=history.events_of_series(series),
    )


def past_of_reminders(request: HttpRequest, pk: int) -> Past:
    """How an office set its reminders, for who sets them."""
    place = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    require_setting(request.user, place)
    return Past(
        title=f"напоминания по почте, {place.name}",
        crumbs=[
            ("Письма", reverse("letters")),
            ("Напоминания", reverse("roadmaps:reminder_settings", args=[pk])),
        ],
        events=history.events_of_reminders(place),
    )


def _plan_crumbs(plan: Roadmap) -> Crumbs:
    return [
        ("Дорожные карты", reverse("roadmaps:roadmaps")),
        (f"{plan.title}, {plan.years}", reverse("roadmaps:roadmap", args=[plan.pk])),
    ]


def _calendar_crumbs() -> Crumbs:
    return [
        ("Дорожные карты", reverse("roadmaps:roadmaps")),
        ("Календарь событий", reverse("roadmaps:calendar")),
    ]
