"""What reports offer to pages of other parts: the links on a plan's page."""

from typing import Any

from django.urls import reverse

from reports.domain.kinds import Parameters, ReportKind
from reports.forms import subject_key
from roadmaps.models import Roadmap, RoadmapStatus
from schools.domain.roles import Right
from schools.permissions import has_right


def roadmap_links(user: Any, roadmap: Roadmap) -> list[tuple[str, str]]:
    """The plan as an annex to its order, and the form of the progress report.

    Word and Excel are there at once for whoever reads the plan; what takes a job is for those who
    may have reports made. A draft has no progress.
    """
    may_make = has_right(user, Right.MAKE_REPORTS, municipality=roadmap.municipality)
    links = []
    if roadmap.activities.exists():
        links.append(("План для приказа в Word", reverse("reports:plan_docx", args=[roadmap.pk])))
        if may_make:
            links.append(("в PDF", _form(ReportKind.ROADMAP_ANNEX, roadmap)))
        links.append(("в Excel", reverse("reports:plan_xlsx", args=[roadmap.pk])))
    if may_make and roadmap.status != RoadmapStatus.DRAFT:
        form = _form(ReportKind.ROADMAP_PROGRESS, roadmap)
        links.append(("Отчёт о ходе выполнения", form))
    return links


def _form(kind: ReportKind, roadmap: Roadmap) -> str:
    """The form of a report with this plan chosen."""
    chosen = subject_key(roadmap.municipality_id, Parameters(roadmap_id=roadmap.pk))
    return f"{reverse('reports:new', args=[kind.value])}?subject={chosen}"
