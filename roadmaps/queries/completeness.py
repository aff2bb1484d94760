"""What a plan lacks, shaped for its page: questions by kinds, with the place that answers each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from roadmaps.domain.completeness import (
    GAP_NAMES,
    GAP_REASONS,
    Gap,
    IndicatorFacts,
    PartyFacts,
    PlanFacts,
    Question,
    RowFacts,
    SectionFacts,
    questions_about,
    without_answered,
)
from roadmaps.models import (
    Activity,
    ActivityIndicator,
    ActivityKind,
    ActivityParty,
    ActivityRisk,
    Indicator,
    IntendedGap,
    Occurrence,
    Roadmap,
    Section,
)
from roadmaps.queries.coverage import risks_in
from roadmaps.queries.indicators import target_texts
from schools.queries import this_year

_ASKED_OF_ROWS = (
    "roadmap", "origin", "section", "number", "title", "deadline_text", "responsible_text",
    "deliverable", "expected_outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question and the address where it is answered."""

    question: Question
    url: str

    @property
    def subject(self) -> str:
        """As a form sends it."""
        return str(self.question.subject)


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """A question that the office has answered «так и задумано»."""

    question: Question
    answer: IntendedGap


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions of one kind: open ones, and those that are answered."""

    gap: Gap
    lines: tuple[QuestionLine, ...]
    answered: tuple[AnsweredLine, ...]

    @property
    def name(self) -> str:
        """«Мероприятия без ответственного»."""
        return GAP_NAMES[self.gap]

    @property
    def why(self) -> str:
        """Why it is asked."""
        return GAP_REASONS[self.gap]


def question_groups(roadmap: Roadmap, *, is_editable: bool) -> list[QuestionGroup]:
    """All questions by kinds; `is_editable` leads to the field itself, else to where it stands."""
    answers = answers_of(roadmap)
    asked = questions_about(plan_facts(roadmap))
    addresses = _Addresses(roadmap, is_editable=is_editable)
    groups = []
    for gap in Gap:
        of_kind = [one for one in asked if one.gap is gap]
        lines = [
            QuestionLine(one, addresses.of(one))
            for one in of_kind
            if (gap, one.subject) not in answers
        ]
        answered = [
            AnsweredLine(one, answers[gap, one.subject])
            for one in of_kind
            if (gap, one.subject) in answers
        ]
        if of_kind:
            groups.append(QuestionGroup(gap, tuple(lines), tuple(answered)))
    return groups


def open_kinds(roadmap: Roadmap) -> int:
    """How many kinds of questions are open."""
    asked = without_answered(questions_about(plan_facts(roadmap)), answers_of(roadmap))
    return len({one.gap for one in asked})


def answers_of(roadmap: Roadmap) -> Mapping[tuple[Gap, int], IntendedGap]:
    """Answers by what they answer."""
    kept = IntendedGap.objects.filter(roadmap=living_id(roadmap))
    return {(Gap(one.gap), one.subject): one for one in kept}


def living_id(roadmap: Roadmap) -> int:
    """The plan that keeps the answers: an amendment's are those of its plan."""
    return roadmap.amends_id or roadmap.pk


def plan_facts(roadmap: Roadmap) -> PlanFacts:
    """What completeness asks, in a fixed number of queries.

    Ids are those of the living plan: a part of an amendment's copy goes by what it is a copy of.
    What is arranged in the plan itself (links, dates) is not asked of a copy.
    """
    activities = list(
        roadmap.activities.filter(kind=ActivityKind.ACTIVITY)
        .only(*_ASKED_OF_ROWS)
        .order_by("position", "pk")
    )
    sections = list(roadmap.sections.order_by("position", "pk"))
    indicators = list(roadmap.indicators.order_by("position", "pk"))
    links = list(ActivityIndicator.objects.of_plan(roadmap.pk).values_list("activity", "indicator"))
    busy = {activity for activity, _ in links}
    busy.update(ActivityRisk.objects.of_plan(roadmap.pk).values_list("activity", flat=True))
    worked_on = {indicator for _, indicator in links}
    parents = {one.pk: living_of(one) for one in sections}
    return PlanFacts(
        rows=_rows(roadmap, activities, sections, busy),
        mute_parties=_mute_parties(roadmap),
        sections=[
            SectionFacts(living_of(one), str(one), parents.get(one.parent_id or 0, 0))
            for one in sections
        ],
        indicators=[_indicator(one, roadmap, worked_on) for one in indicators],
        has_goals=not roadmap.is_amendment and (bool(indicators) or _has_risks(roadmap)),
    )


def living_of(part: Activity | Section | Indicator) -> int:
    """The id in the living plan."""
    return part.origin_id or part.pk


def _rows(
    roadmap: Roadmap, activities: list[Activity], sections: list[Section], busy: set[int]
) -> list[RowFacts]:
    dated = set(
        Occurrence.objects.filter(activity__roadmap=roadmap, due_on__isnull=False).values_list(
            "activity", flat=True
        )
    )
    ids = {one.pk: living_of(one) for one in sections}
    return [
        RowFacts(
            id=living_of(one),
            name=str(one),
            title=one.title,
            section=ids.get(one.section_id or 0, 0),
            deadline=one.deadline_text,
            responsible=one.responsible_text,
            # The rows of an amendment get their dates when it is approved.
            is_dated=bool(one.deadline_text) if roadmap.is_amendment else one.pk in dated,
            has_result=bool(one.deliverable.strip() or one.expected_outcome.strip()),
            has_purpose=one.pk in busy,
        )
        for one in activities
    ]


def _mute_parties(roadmap: Roadmap) -> list[PartyFacts]:
    links = ActivityParty.objects.filter(
        activity__roadmap=roadmap, activity__excluded_by__isnull=True, party__user__isnull=True
    ).exclude(party__fans_out="schools")
    names = links.order_by("party__name").values_list("party", "party__name")
    numbers = Counter(names)
    return [PartyFacts(pk, name, number) for (pk, name), number in numbers.items()]


def _indicator(indicator: Indicator, roadmap: Roadmap, worked_on: set[int]) -> IndicatorFacts:
    targets = target_texts(indicator, roadmap)
    years = range(roadmap.first_year, roadmap.last_year + 1)
    # A comparison («не ниже среднего») without figures demands the same of each year.
    is_of_all_years = bool(indicator.relative_to) and not indicator.targets
    return IndicatorFacts(
        id=living_of(indicator),
        name=indicator.name,
        unit=indicator.unit,
        untargeted=() if is_of_all_years else [one for one in years if one not in targets],
        # Links are made in the plan itself.
        is_worked_on=roadmap.is_amendment or indicator.pk in worked_on,
    )


def _has_risks(roadmap: Roadmap) -> bool:
    return risks_in(roadmap, this_year()).exists()


class _Addresses:
    """Where each kind of question is answered; parts of a copy have ids of their own."""

    def __init__(self, roadmap: Roadmap, *, is_editable: bool) -> None:
        self._roadmap, self._is_editable = roadmap, is_editable
        self._rows = _own_ids(roadmap, roadmap.activities)
        self._sections = _own_ids(roadmap, roadmap.sections)
        self._indicators = _own_ids(roadmap, roadmap.indicators)

    def of(self, question: Question) -> str:
        """The page, down to the field where it can be edited."""
        answer: Callable[[int], str] = {
            Gap.NO_RESPONSIBLE: self._field("responsible_text"),
            Gap.NO_DELIVERABLE: self._field("deliverable"),
            Gap.TWICE: self._field("title"),
            Gap.NO_DATE: self._calendar,
            Gap.NOBODY_WRITTEN_TO: lambda pk: reverse("roadmaps:party", args=[pk]),
            Gap.EMPTY_SECTION: self._section,
            Gap.NO_PURPOSE: lambda pk: self._plan("activity_goals", pk),
            Gap.IDLE_INDICATOR: lambda pk: self._plan("coverage_links", "indicator", pk),
            Gap.NO_TARGET: self._of_indicator("targets"),
            Gap.NO_UNIT: self._of_indicator("unit"),
        }[question.gap]
        return answer(question.subject)

    def _plan(self, name: str, *more: object) -> str:
        return reverse(f"roadmaps:{name}", args=[self._roadmap.pk, *more])

    def _field(self, name: str) -> Callable[[int], str]:
        if not self._is_editable:
            return lambda pk: self._plan("activity", self._rows.get(pk, pk))
        return lambda pk: f"{self._plan('activity_edit', self._rows.get(pk, pk))}#row_{name}"

    def _of_indicator(self, name: str) -> Callable[[int], str]:
        page = "indicator_edit" if self._is_editable else "indicator"
        field = f"#id_{name}" if self._is_editable else ""
        return lambda pk: f"{self._plan(page, self._indicators.get(pk, pk))}{field}"

    def _calendar(self, pk: int) -> str:
        if self._roadmap.is_amendment:
            return self._field("deadline_text")(pk)
        return self._plan("activity_calendar", pk)

    def _section(self, pk: int) -> str:
        own = self._sections.get(pk, pk)
        return self._plan("section", own) if self._is_editable else self._plan("roadmap")


def _own_ids(roadmap: Roadmap, parts: Any) -> dict[int, int]:
    """Ids of the copy's parts by those of the living plan; empty for the plan itself."""
    return {living_of(one): one.pk for one in parts.all()} if roadmap.is_amendment else {}
