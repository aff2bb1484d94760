"""Which events of the trail tell the history of a plan, an activity, a calendar."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.models import AuditEvent
from accounts.querysets import AuditEventQuerySet
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import (
    Activity,
    Assignment,
    CalendarEvent,
    EventSeries,
    Indicator,
    Roadmap,
    Section,
)
from schools.models import Municipality

# What becomes of the plan as a whole concerns each of its activities.
PLAN_ACTIONS = (
    "confirm import",
    "apply import",
    "approve amendment",
    *(f"{move.value.replace('_', ' ')} plan" for move in PlanMove),
)
# Of an approved plan schools see what changes their work, not how the office came to it.
PLAN_FOR_SCHOOLS = (
    "approve plan",
    "enter force plan",
    "approve amendment",
    "close plan",
    "reopen plan",
)
ACTIVITY_FOR_SCHOOLS = ("amend activity", "exclude activity", "move dates")
CALENDAR_ACTIONS = ("change school year", "change office day")


def events_of_plan(roadmap: Roadmap) -> AuditEventQuerySet:
    """The plan with its sections, activities and indicators; the work itself is left out."""
    return AuditEvent.objects.about_all(
        (Roadmap, [roadmap.pk]),
        (Activity, Activity.with_excluded.filter(roadmap=roadmap).values("pk")),
        (Section, Section.objects.filter(roadmap=roadmap).values("pk")),
        (Indicator, Indicator.objects.filter(roadmap=roadmap).values("pk")),
    )


def events_of_activity(user: Any, activity: Activity, *, is_office: bool) -> AuditEventQuerySet:
    """The activity, orders about its plan, and the work on it: for a school its own alone."""
    work = Assignment.objects.visible_to(user).filter(occurrence__activity=activity)
    found = AuditEvent.objects.about_all(
        (Activity, [activity.pk]),
        (Roadmap, [activity.roadmap_id]),
        (Assignment, work.order_by().values("pk")),
    )
    plan = _about(Roadmap)
    if is_office:
        return found.filter(~plan | Q(action__in=PLAN_ACTIONS))
    return found.filter(
        (plan & Q(action__in=PLAN_FOR_SCHOOLS))
        | (_about(Activity) & Q(action__in=ACTIVITY_FOR_SCHOOLS))
        | _about(Assignment)
    )


def events_of_series(series: EventSeries) -> AuditEventQuerySet:
    """One series of events with all its dates, removed ones too."""
    return AuditEvent.objects.about_all(
        (EventSeries, [series.pk]), (CalendarEvent, series.events.order_by().values("pk"))
    )


def events_of_calendar(municipality: Municipality) -> AuditEventQuerySet:
    """The office's calendar: events, school years, working days; what was removed too."""
    here = AuditEvent.objects.of_municipalities([municipality.pk])
    of_year = _about(Municipality) & Q(action__in=CALENDAR_ACTIONS)
    return here.filter(_about(EventSeries) | _about(CalendarEvent) | of_year)


def events_of_reminders(municipality: Municipality) -> AuditEventQuerySet:
    """How the office set its reminders."""
    about = AuditEvent.objects.about_all((Municipality, [municipality.pk]))
    return about.filter(action="set reminders")


def _about(model: Any) -> Q:
    return Q(subject_type=model._meta.label_lower)
