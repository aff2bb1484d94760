"""Which builder makes which kind of report."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.builders import (
    analysis_vpr,
    classification_list,
    classification_order,
    partnership_list,
    roadmap_annex,
    roadmap_progress,
    school_grounds,
)
from reports.builders.request import Choice, Request
from reports.domain.document import Document
from reports.domain.kinds import KIND_NAMES, PUBLIC, PUBLIC_WORDS, NothingToReport, ReportKind
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class Builder:
    """How a kind of report is made.

    `title` names the report and raises NothingToReport where there is no data for it; it is
    cheap, so a person hears of it before the work begins. `build` makes the document. `choices`
    are the years or roadmaps of a municipality that there is something to say about.
    """

    title: Callable[[Request], str]
    build: Callable[[Request], Document]
    choices: Callable[[Municipality], list[Choice]]


_BUILDERS: dict[ReportKind, Builder] = {
    ReportKind.ANALYSIS_VPR: Builder(analysis_vpr.title, analysis_vpr.build, analysis_vpr.choices),
    ReportKind.ROADMAP_PROGRESS: Builder(
        roadmap_progress.title, roadmap_progress.build, roadmap_progress.choices
    ),
    ReportKind.CLASSIFICATION_LIST: Builder(
        classification_list.title, classification_list.build, classification_list.choices
    ),
    ReportKind.CLASSIFICATION_ORDER: Builder(
        classification_order.title, classification_order.build, classification_order.choices
    ),
    ReportKind.SCHOOL_GROUNDS: Builder(
        school_grounds.title, school_grounds.build, school_grounds.choices
    ),
    ReportKind.ROADMAP_ANNEX: Builder(
        roadmap_annex.title, roadmap_annex.build, roadmap_annex.choices
    ),
    ReportKind.PARTNERSHIP_LIST: Builder(
        partnership_list.title, partnership_list.build, partnership_list.choices
    ),
}


def title(request: Request) -> str:
    """The name of the report; NothingToReport where there is no data for it."""
    _require_public(request)
    found = _BUILDERS[request.kind].title(request)
    return f"{found} ({PUBLIC_WORDS})" if request.parameters.public else found


def build(request: Request) -> Document:
    """The document; NothingToReport where there is no data for it."""
    _require_public(request)
    return _BUILDERS[request.kind].build(request)


def _require_public(request: Request) -> None:
    if request.parameters.public and request.kind not in PUBLIC:
        name = KIND_NAMES[request.kind]
        raise NothingToReport(f"Отчёт «{name}» для публикации не составляется.")


def choices(kind: ReportKind, municipality: Municipality) -> list[Choice]:
    """What a report of this kind can be made about, the latest first."""
    return _BUILDERS[kind].choices(municipality)


def kinds() -> list[ReportKind]:
    """Kinds that can be made, in the order in which people are offered them."""
    return list(_BUILDERS)
