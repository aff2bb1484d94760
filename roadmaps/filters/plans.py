"""Filters above the table of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from core.values.wording import MONTHS_NOMINATIVE
from roadmaps.domain.completeness import Gap, gaps_of_rows
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Occurrence, Party, Roadmap, Section
from roadmaps.queries.completeness import plan_facts
from roadmaps.queries.plans import work_by_activity
from roadmaps.queries.shared_work import work_shown_in
from schools.models import School

NEAR_DAYS = 30
LONGEST_OPTION = 60
STATES = {
    "open": "не принято",
    "overdue": "просрочено",
    "review": "на проверке",
    "returned": "возвращено",
    "undated": "ждёт даты",
    "accepted": "принято",
}
_MONTHS_IN_QUARTER = 3
LACKING = {
    Gap.NO_RESPONSIBLE.value: "без ответственного",
    Gap.NO_DATE.value: "без даты",
    Gap.NO_DELIVERABLE.value: "без итогового документа",
    Gap.NO_PURPOSE.value: "без риска и показателя",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days to choose from."""

    value: str
    words: str
    first: date
    last: date


def periods_of(roadmap: Roadmap, today: date) -> list[Period]:
    """The next days, then the quarters and years of the plan."""
    near = today + timedelta(days=NEAR_DAYS)
    return [Period("near", f"ближайшие {NEAR_DAYS}\u00a0дней", today, near), *_quarters(roadmap)]


def _quarters(roadmap: Roadmap) -> Iterator[Period]:
    last_year = roadmap.last_year + (roadmap.calendar == "school-year")
    for year in range(roadmap.first_year, last_year + 1):
        yield Period(f"{year}", f"весь {year} год", date(year, 1, 1), date(year, 12, 31))
        for month in range(1, 13, _MONTHS_IN_QUARTER):
            end_month = month + _MONTHS_IN_QUARTER - 1
            after = date(year + end_month // 12, end_month % 12 + 1, 1)
            names = f"{MONTHS_NOMINATIVE[month - 1]} – {MONTHS_NOMINATIVE[end_month - 1]} {year}"
            yield Period(f"{year}-{month}", names, date(year, month, 1), after - timedelta(days=1))


class PlanFilter(django_filters.FilterSet):
    """By section, responsible party, school, state and period."""

    section = django_filters.ChoiceFilter(label="Раздел", empty_label="все", method="in_section")
    party = django_filters.ChoiceFilter(label="Ответственный", empty_label="все", method="of_party")
    school = django_filters.ChoiceFilter(label="Школа", empty_label="все", method="of_school")
    state = django_filters.ChoiceFilter(
        label="Состояние", empty_label="все", choices=list(STATES.items()), method="in_state"
    )
    period = django_filters.ChoiceFilter(
        label="Период", empty_label="весь план", method="in_period"
    )

    lacks = django_filters.ChoiceFilter(
        label="Чего нет", empty_label="всё", choices=list(LACKING.items()), method="without"
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(
        self,
        *args: Any,
        roadmap: Roadmap,
        user: Any,
        today: date,
        sections: Iterable[tuple[Section, int]],
        parties: Iterable[Party],
        schools: Iterable[School] = (),
        is_office: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today, self.roadmap = user, today, roadmap
        if not is_office:
            del self.filters["lacks"]
        self.sections = list(sections)
        self.parties = {str(party.pk): party.name for party in parties}
        self.schools = {str(school.pk): school.name for school in schools}
        self.periods = {period.value: period for period in periods_of(roadmap, today)}
        self._offer("section", [(str(one.pk), _indented(one, deep)) for one, deep in self.sections])
        self._offer("party", list(self.parties.items()))
        self._offer("school", list(self.schools.items()))
        self._offer("period", [(value, one.words) for value, one in self.periods.items()])

    def chosen_ids(self) -> set[int] | None:
        """Ids of the activities that match; None where nothing is filtered."""
        if not self.words():
            return None
        return set(self.qs.values_list("pk", flat=True))

    def kept(self) -> list[tuple[str, str]]:
        """Names and values of what is filtered, as the address says it."""
        return [(name, self.data[name]) for name in self.filters if self.data.get(name)]

    def words(self) -> list[str]:
        """What is filtered, in words."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        said = []
        if chosen.get("section"):
            titles = {str(one.pk): str(one) for one, _ in self.sections}
            said.append(f"раздел «{titles[chosen['section']]}»")
        if chosen.get("party"):
            said.append(self.parties[chosen["party"]])
        if chosen.get("school"):
            said.append(self.schools[chosen["school"]])
        if chosen.get("state"):
            said.append(STATES[chosen["state"]])
        if chosen.get("period"):
            said.append(self.periods[chosen["period"]].words)
        if chosen.get("lacks"):
            said.append(LACKING[chosen["lacks"]])
        return said

    def in_section(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """The section and its parts."""
        wanted = {int(value)}
        for section, _ in self.sections:
            if section.parent_id in wanted:
                wanted.add(section.pk)
        return queryset.filter(section__in=wanted)

    def of_party(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """Activities that the party answers for."""
        return queryset.filter(party_links__party=int(value))

    def of_school(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """Activities that give the school work, whatever its state."""
        return queryset.filter(Exists(self._assignments()))

    def in_state(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """By the assignments that the person sees, of the chosen school where there is one."""
        mine = self._assignments()
        unaccepted = mine.exclude(status=Status.ACCEPTED.value)
        if value == "accepted":
            return queryset.filter(self._is_done(mine, unaccepted))
        wanted = {
            "open": unaccepted,
            "overdue": mine.open().filter(due_on__lt=self.today).of_begun_plans(),
            "review": mine.filter(status=Status.SUBMITTED.value),
            "returned": mine.filter(status=Status.RETURNED.value),
            "undated": mine.open().filter(due_on__isnull=True),
        }[value]
        return queryset.filter(Exists(wanted))

    def _is_done(self, mine: Any, unaccepted: Any) -> Q:
        """A school's part is done as a whole; an activity by its rule."""
        if self.form.cleaned_data.get("school"):
            return Q(Exists(mine), ~Exists(unaccepted))
        work = work_by_activity(self.user, self.roadmap, self.today)
        return Q(pk__in=[pk for pk, counts in work.items() if counts.is_accepted])

    def without(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """Activities that lack something; those of a copy go by what they are copies of."""
        lacking = gaps_of_rows(plan_facts(self.roadmap)).get(Gap(value), set())
        return queryset.filter(Q(pk__in=lacking) | Q(origin__in=lacking))

    def _assignments(self) -> Any:
        """Live assignments of an activity: of the chosen school, else all that the person sees."""
        mine = (
            work_shown_in(Assignment.objects.visible_to(self.user), self.roadmap)
            .with_due()
            .filter(row=OuterRef("pk"))
            .exclude(status=Status.CANCELLED.value)
        )
        school = self.form.cleaned_data.get("school")
        return mine.filter(school=int(school)) if school else mine

    def in_period(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """Activities with a date in the period; long ones that only pass through it count too."""
        period = self.periods[value]
        dated = Occurrence.objects.filter(activity=OuterRef("pk")).annotate(
            begins=Coalesce(F("starts_on"), F("due_on"))
        )
        return queryset.filter(
            Exists(dated.filter(Q(due_on__gte=period.first) & Q(begins__lte=period.last)))
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Choices of a filter; one that has nothing to choose from is not shown."""
        if choices:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]


def _indented(section: Section, depth: int) -> str:
    words = str(section)
    short = f"{words[:LONGEST_OPTION]}…" if len(words) > LONGEST_OPTION else words
    return "\u00a0\u00a0" * (depth - 1) + short
