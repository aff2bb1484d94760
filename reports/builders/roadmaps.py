"""The roadmap that a report is asked about."""

from reports.builders.request import Request
from reports.domain.kinds import NothingToReport
from roadmaps.models import Roadmap


def roadmap_of(request: Request) -> Roadmap:
    """The plan; NothingToReport where the municipality has no such plan."""
    found = Roadmap.objects.filter(
        municipality=request.municipality, pk=request.parameters.roadmap_id or 0
    ).first()
    if found is None:
        raise NothingToReport(
            "Дорожная карта не найдена в этом муниципалитете. Выберите другую и составьте отчёт."
        )
    return found
