"""What reports offer to pages of other parts: the link on a plan's page."""

from typing import Any

from django.urls import reverse

from reports.domain.kinds import Parameters, ReportKind
from reports.forms import subject_key
from roadmaps.models import Roadmap, RoadmapStatus
from schools.domain.roles import Right
from schools.permissions import has_right


def roadmap_links(user: Any, roadmap: Roadmap) -> list[tuple[str, str]]:
    """The form of the progress report with this plan chosen; a draft has no progress."""
    if roadmap.status == RoadmapStatus.DRAFT:
        return []
    if not has_right(user, Right.MAKE_REPORTS, municipality=roadmap.municipality):
        return []
    form = reverse("reports:new", args=[ReportKind.ROADMAP_PROGRESS.value])
    chosen = subject_key(roadmap.municipality_id, Parameters(roadmap_id=roadmap.pk))
    return [("Отчёт о ходе выполнения", f"{form}?subject={chosen}")]
