"""What reports offer to pages of other parts: «Скачать» on a plan's page."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from assessments.models import ApprovedList, Verdict
from assessments.slots import downloads as slots
from core.web.panels import Panel
from reports.domain.kinds import Parameters, ReportKind
from reports.forms import subject_key
from roadmaps.models import HandOver, Roadmap
from roadmaps.slots.downloads import Download, Downloads
from schools.domain.roles import Right
from schools.permissions import has_right, municipalities_with


def plan_downloads(user: Any, roadmap: Roadmap) -> list[Downloads]:
    """The plan as an annex to its order, and the form of the progress report.

    Word and Excel are there at once for whoever reads the plan; what takes a job is for those who
    may have reports made. A draft has no progress. The short plan of a school is printed at once.
    """
    may_make = has_right(user, Right.MAKE_REPORTS, municipality=roadmap.municipality)
    groups = []
    if roadmap.activities.exists():
        groups.append(Downloads("План для приказа", tuple(_annex(roadmap, may_make=may_make))))
    if may_make and not roadmap.is_project:
        form = Download("составить", _form(ReportKind.ROADMAP_PROGRESS, roadmap))
        groups.append(Downloads("Отчёт о ходе выполнения", (form,)))
    return groups


def monday_links(user: Any, today: date) -> list[Panel]:
    """For the home page of who makes reports: the sheet for the weekly meeting."""
    offices = municipalities_with(user, Right.MAKE_REPORTS)
    if not offices:
        return []
    context = {"offices": offices, "several": len(offices) > 1}
    return [Panel("", "reports/_monday.html", context)]


def indicator_downloads(_: Any, roadmap: Roadmap) -> list[Download]:
    """The indicators of the plan with their facts and sources, for whoever reads them."""
    if roadmap.is_amendment or not roadmap.indicators.exists():
        return []
    return [
        Download(words, reverse(f"reports:indicators_{ending}", args=[roadmap.pk]))
        for words, ending in (("Word", "docx"), ("PDF", "pdf"), ("Excel", "xlsx"))
    ]


def _annex(roadmap: Roadmap, *, may_make: bool) -> Iterator[Download]:
    yield Download("Word", reverse("reports:plan_docx", args=[roadmap.pk]))
    if roadmap.is_of_school:
        yield Download("PDF", reverse("reports:school_plan_pdf", args=[roadmap.pk]))
    elif may_make:
        yield Download("PDF", reverse("reports:plan_pdf", args=[roadmap.pk]), is_made=True)
    yield Download("Excel", reverse("reports:plan_xlsx", args=[roadmap.pk]))


def _form(kind: ReportKind, roadmap: Roadmap) -> str:
    """The form of a report with this plan chosen."""
    chosen = subject_key(roadmap.municipality_id, Parameters(roadmap_id=roadmap.pk))
    return f"{reverse('reports:new', args=[kind.value])}?subject={chosen}"


def comparison_downloads(_: Any, roadmap: Roadmap, old: str, new: str) -> list[Download]:
    """The comparison table of two texts of the plan, at once: for whoever reads them."""
    asked = urlencode({"old": old, "new": new})
    return [
        Download(words, f"{reverse(f'reports:comparison_{ending}', args=[roadmap.pk])}?{asked}")
        for words, ending in (("Word", "docx"), ("Excel", "xlsx"))
    ]


def act_downloads(_: Any, made: HandOver) -> list[Download]:
    """The act of a hand-over, at once: for whoever sees it."""
    return [
        Download(words, reverse(f"reports:hand_over_{ending}", args=[made.pk]))
        for words, ending in (("PDF", "pdf"), ("Word", "docx"))
    ]


def grounds_downloads(_: Any, verdict: Verdict) -> list[slots.Download]:
    """The sheet of grounds for the head of the school, at once: for whoever sees the verdict.

    None by a calculation of a region, for the office signs what it has calculated itself, and by
    auxiliary criteria: the sheet speaks of the list.
    """
    if not verdict.run.makes_list:
        return []
    address = [verdict.run_id, verdict.school.login]
    return [
        slots.Download(words, reverse(f"reports:grounds_{ending}", args=address))
        for words, ending in (("PDF", "pdf"), ("Word", "docx"))
    ]


def order_downloads(user: Any, approved: ApprovedList) -> list[slots.Download]:
    """The order of a list, at once: for the office, since it names all schools."""
    if not has_right(user, Right.READ_REPORTS, municipality=approved.municipality):
        return []
    return [
        slots.Download(words, reverse(f"reports:list_order_{ending}", args=[approved.pk]))
        for words, ending in (("PDF", "pdf"), ("Word", "docx"), ("Excel", "xlsx"))
    ]
