"""Filters above lists of assignments."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django_filters
from django.forms import HiddenInput

from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Party, Roadmap, RoadmapStatus
from roadmaps.queries.attention import OFTEN
from roadmaps.queries.work import watches_office
from roadmaps.querysets.work import DUE_SOON_DAYS, SILENT_DAYS, AssignmentQuerySet
from schools.models import Municipality, School

PLANS = {"schools": "планы школ", "all": "все планы"}
WEEK_DAYS = 7
QUARTER_DAYS = 92
STATES = {
    "open": "не выполнено",
    "now": f"просрочено, возвращено или срок за {DUE_SOON_DAYS} дней",
    "overdue": "просрочено",
    "returned": "возвращено",
    "often": "возвращено дважды и больше",
    "review": "на проверке",
    "accepted": "принято",
    "postponed": "перенесено",
    "cancelled": "отменено",
    "undated": "ждёт даты",
    "silent": f"школы, которые молчат {SILENT_DAYS} дней",
}
PERIODS = {
    "week": "ближайшие 7 дней",
    "fortnight": f"ближайшие {DUE_SOON_DAYS} дней",
    "month": "до конца месяца",
    "quarter": "ближайшие 3 месяца",
}


class OwnAssignmentFilter(django_filters.FilterSet):
    """By state and by when it is due."""

    state = django_filters.ChoiceFilter(
        label="Состояние", choices=list(STATES.items()), empty_label="все", method="in_state"
    )
    period = django_filters.ChoiceFilter(
        label="Срок", choices=list(PERIODS.items()), empty_label="любой", method="in_period"
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today

    def in_state(self, queryset: Any, name: str, value: str) -> AssignmentQuerySet:
        """By the state, or by what the date makes of it."""
        computed: dict[str, Callable[[], AssignmentQuerySet]] = {
            "open": queryset.open,
            "overdue": lambda: queryset.overdue(self.today),
            "now": lambda: queryset.to_do_now(self.today),
            "often": lambda: queryset.open().filter(returns__gte=OFTEN),
            "silent": lambda: queryset.of_silent_schools(self.today),
            "review": queryset.waiting_for_review,
            "undated": queryset.awaiting_date,
            "postponed": lambda: queryset.postponed(self.today),
        }
        return computed[value]() if value in computed else queryset.filter(status=Status(value))

    def in_period(self, queryset: Any, name: str, value: str) -> AssignmentQuerySet:
        """Due from today to the end of the period."""
        until = period_end(value, self.today)
        return queryset.filter(due_on__gte=self.today, due_on__lte=until)

    def chosen(self) -> dict[str, Any]:
        """What was asked for, empty values left out."""
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: value for name, value in cleaned.items() if value}

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen = self.chosen()
        names = {"state": STATES, "period": PERIODS, "plans": PLANS}
        return [
            names[name][value] if name in names else str(value) for name, value in chosen.items()
        ]


class AssignmentFilter(OwnAssignmentFilter):
    """Also by school and by plan, for those who see many."""

    school = django_filters.ModelChoiceFilter(
        label="Школа",
        queryset=lambda request: _schools(request.user),
        empty_label="все",
        method="of_school",
    )
    roadmap = django_filters.ModelChoiceFilter(
        label="Дорожная карта",
        queryset=lambda request: _roadmaps(request.user),
        field_name="occurrence__activity__roadmap",
        empty_label="все",
    )

    plans = django_filters.ChoiceFilter(
        label="Чьи планы",
        choices=list(PLANS.items()),
        empty_label="план управления",
        method="of_plans",
    )

    activity = django_filters.ModelChoiceFilter(
        queryset=lambda request: Activity.objects.visible_to(request.user),
        field_name="occurrence__activity",
        widget=HiddenInput,
    )
    party = django_filters.ModelChoiceFilter(
        queryset=lambda request: Party.objects.visible_to(request.user), widget=HiddenInput
    )

    municipality = django_filters.ModelChoiceFilter(
        queryset=lambda request: Municipality.objects.visible_to(request.user),
        field_name="occurrence__activity__roadmap__municipality",
        widget=HiddenInput,
    )

    is_for_review = False

    class Meta:
        model = Assignment
        fields = ["school", "plans", "roadmap", "state", "period"]

    def words(self) -> list[str]:
        """What is filtered; the activity, which the form does not show, is named in full."""
        return [
            f"мероприятие «{value}»" if isinstance(value, Activity) else said
            for value, said in zip(self.chosen().values(), super().words(), strict=True)
        ]

    def filter_queryset(self, queryset: Any) -> AssignmentQuerySet:
        """Work of the office's plans, unless that of schools, or of one plan, is asked for."""
        found: Any = super().filter_queryset(queryset)
        return found if self.is_of_all_plans else found.of_office_plans()

    @property
    def is_of_all_plans(self) -> bool:
        """Whether work of schools' own plans is among it: asked for, or the person watches both."""
        named = any(self.chosen().get(name) for name in ("plans", "roadmap", "activity"))
        return named or self.is_for_review or not watches_office(self.user)

    def of_plans(self, queryset: Any, name: str, value: str) -> AssignmentQuerySet:
        """Work of schools' own plans, or of all plans."""
        return queryset.of_school_plans() if value == "schools" else queryset

    def of_school(self, queryset: Any, name: str, value: School) -> AssignmentQuerySet:
        """The school alone; its branches are schools of their own."""
        return queryset.filter(school=value)


class ReviewFilter(AssignmentFilter):
    """Submitted work: the state is known, the date matters less than who waits."""

    is_for_review = True
    plans = None
    state = None
    period = None
    activity = None
    party = None
    municipality = None

    class Meta:
        model = Assignment
        fields = ["school", "roadmap"]


def period_end(period: str, today: date) -> date:
    """The last day of a period that begins today."""
    if period == "month":
        return today.replace(day=monthrange(today.year, today.month)[1])
    days = {"week": WEEK_DAYS, "fortnight": DUE_SOON_DAYS, "quarter": QUARTER_DAYS}[period]
    return today + timedelta(days=days)


def _schools(user: Any) -> Any:
    return School.objects.visible_to(user).order_by("name", "pk")


def _roadmaps(user: Any) -> Any:
    in_force = Roadmap.objects.visible_to(user).filter(status=RoadmapStatus.IN_FORCE)
    return in_force.order_by("title", "pk")
