"""The sheet of grounds: of one verdict, or of all schools of the list that counts in a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from assessments.domain.rules import Category
from assessments.domain.verdict_data import is_share
from assessments.models import ApprovedList, ClassificationRun, ListEntry, Verdict
from assessments.queries import verdicts
from assessments.queries.current_list import CurrentList, categories_of, current_list, list_in_force
from assessments.queries.run_criteria import criteria_words
from core.ordering import NaturalKey
from core.values import academic_year as years
from core.values.wording import NBSP
from reports.builders.classification import ground_of
from reports.builders.request import Choice, Request
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters, ReportKind
from reports.domain.school_grounds import (
    NextStep,
    OtherGround,
    SheetFacts,
    SheetGround,
    compose,
    compose_all,
)
from schools.models import Municipality


def title(request: Request) -> str:
    """The report's name; NothingToReport for a year whose list has no school."""
    _listed(request)
    label = years.label(request.parameters.academic_year or 0)
    return f"Справки для школ перечня за {label} учебный год"


def build(request: Request) -> Document:
    """The sheets of all schools of the list; the head of the office signs each."""
    current, found = _listed(request)
    year = request.parameters.academic_year or 0
    facts = [_facts(one, current.approved) for one in found]
    return compose_all(facts, year, replace(request, by=None).office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """Years with a list, the latest first."""
    found = (
        ClassificationRun.objects.of_the_list()
        .filter(municipality=municipality)
        .order_by("-academic_year")
        .values_list("academic_year", flat=True)
        .distinct()
    )
    return [Choice(Parameters(academic_year=year), years.label(year)) for year in found]


def build_sheet(verdict: Verdict, day: date) -> Document:
    """The sheet of one verdict, at once."""
    place = verdict.run.municipality or verdict.school.municipality
    approved = list_in_force(place, verdict.run.academic_year)
    request = Request(ReportKind.SCHOOL_GROUNDS, place, Parameters(), day)
    return compose(_facts(verdict, approved), request.office, day)


def _listed(request: Request) -> tuple[CurrentList, list[Verdict]]:
    year = request.parameters.academic_year
    current = current_list(request.municipality, year) if year is not None else None
    said = categories_of(current)
    listed = [school for school, category in said.items() if category == Category.LOW_RESULTS]
    if current is None or not listed:
        label = f"за {years.label(year)} учебный год " if year else ""
        raise NothingToReport(
            f"В перечне {label}школ нет. Рассчитайте его в разделе «Перечень ШНОР» и составьте "
            "документ снова."
        )
    found = Verdict.objects.filter(run=current.run, school__in=listed)
    found = found.select_related("run", "school").order_by(NaturalKey("school__name"), "pk")
    return current, list(found)


def _facts(verdict: Verdict, approved: ApprovedList | None) -> SheetFacts:
    said = verdicts.why(verdict)
    entry = None
    if approved is not None and verdict.run.makes_list:
        entry = ListEntry.objects.filter(approved_list=approved, school=verdict.school_id).first()
    cautions = [
        said.small_groups,
        f"Нельзя оценить: {'; '.join(said.unjudged)}." if said.unjudged else "",
        f"Нет данных за этот год: {'; '.join(said.missing)}." if said.missing else "",
    ]
    return SheetFacts(
        school=verdict.school.name,
        academic_year=verdict.run.academic_year,
        reason=verdict.reason,
        standing=_standing(entry, approved),
        decision=entry.decision if entry else "",
        criteria=criteria_words(verdict.run),
        run=verdict.run_id,
        finished_on=_finished_on(verdict.run),
        grounds=_grounds(verdict, said),
        others=[OtherGround(one.title, one.words, one.answer) for one in said.others],
        next_steps=_next_steps(said),
        cautions=[one for one in cautions if one],
    )


def _next_steps(said: verdicts.Why) -> list[NextStep]:
    ways = [NextStep(way.words, way.steps) for way in (said.way_out, said.way_in) if way]
    return [*ways, *([NextStep(said.nearest)] if said.nearest else [])]


def _standing(entry: ListEntry | None, approved: ApprovedList | None) -> str:
    if entry is None or approved is None:
        return ""
    words = entry.status_words
    return f"По перечню ({approved.order_words}): {words}."


def _finished_on(run: ClassificationRun) -> date:
    if run.finished_at is None:
        raise NothingToReport(
            "Расчёт ещё идёт. Дождитесь его окончания и составьте документ снова."
        )
    return timezone.localdate(run.finished_at)


def _grounds(verdict: Verdict, said: verdicts.Why) -> list[SheetGround]:
    """Shares of low results in the order of the page, each with two years before."""
    before = {
        row.title: {
            one.label: f"{one.share} ({one.counted.replace(' ', NBSP)})"
            for one in row.figures[:-1]
            if one.share
        }
        for row in (said.years.rows if said.years else ())
    }
    labels = said.years.labels[:-1] if said.years else ()
    by_title = {one.work.title: one for one in map(ground_of, filter(is_share, verdict.findings))}
    return [
        SheetGround(
            by_title[one.title],
            one.distance,
            one.file_name,
            one.place,
            {label: before.get(one.title, {}).get(label, "") for label in labels},
        )
        for one in said.grounds
    ]
