"""From a checked draft to a living roadmap: sections, activities, parties, dates, assignments."""

from __future__ import annotations

from typing import Any

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted
from roadmaps.actions.audience import go_by_newest_list
from roadmaps.actions.founding_tables import add_partnerships, add_tables, add_year_tasks
from roadmaps.actions.occurrences import give_first_work
from roadmaps.actions.parties import PartyBook
from roadmaps.models import (
    Activity,
    ActivityParty,
    Indicator,
    Objective,
    PassportEntry,
    PlanImport,
    PlanTable,
    Roadmap,
    RoadmapStatus,
    Section,
)
from roadmaps.queries.origins import source_of_item, source_of_row
from roadmaps.queries.parties import abbreviations_of
from roadmaps.queries.periods import PlanPeriods, periods_of
from roadmaps.queries.versions import activity_values, indicator_of


def found_roadmap(*, plan_import: PlanImport, by: User) -> Roadmap:
    """The roadmap of `plan_import` with everything the plan says and the work that follows.

    Runs inside the transaction of the confirmation, whose checks it relies on.
    """
    draft = plan_import.taken
    if plan_import.first_year is None or plan_import.last_year is None:
        raise ValueError("a confirmed plan has years")
    roadmap = Roadmap.objects.create(
        municipality=plan_import.municipality,
        school=plan_import.school,
        title=plan_import.title,
        first_year=plan_import.first_year,
        last_year=plan_import.last_year,
        calendar=plan_import.calendar,
        status=_first_status(plan_import),
        goal=draft["goal"],
        order_number=plan_import.order_number,
        order_date=plan_import.order_date,
        abbreviations=abbreviations_of(plan_import),
    )
    go_by_newest_list(roadmap=roadmap, by=by)
    _add_texts(roadmap, plan_import)
    sections = _add_sections(roadmap, draft["sections"])
    tables = add_tables(roadmap, draft)
    activities = _add_activities(roadmap, plan_import, sections, tables)
    _add_work(roadmap, activities, periods_of(roadmap, sections.values()), by)
    words = counted(len(activities), "мероприятие", "мероприятия", "мероприятий")
    record(
        by=by,
        action="confirm import",
        subject=roadmap,
        summary=f"Дорожная карта создана по файлу «{plan_import.file_name}»: {words}",
        municipality_id=roadmap.municipality_id,
    )
    return roadmap


def _first_status(plan_import: PlanImport) -> RoadmapStatus:
    """An approved plan is in force; that of a school begins as a project in any case."""
    is_in_force = plan_import.is_approved and plan_import.school is None
    return RoadmapStatus.IN_FORCE if is_in_force else RoadmapStatus.DRAFT


def _add_texts(roadmap: Roadmap, plan_import: PlanImport) -> None:
    draft = plan_import.taken
    Objective.objects.bulk_create(
        Objective(roadmap=roadmap, position=position, text=text)
        for position, text in enumerate(draft["objectives"], 1)
    )
    PassportEntry.objects.bulk_create(
        PassportEntry(
            roadmap=roadmap,
            position=position,
            name=entry["name"][:300],
            text=entry["text"],
            source=source_of_item(entry, plan_import),
        )
        for position, entry in enumerate(draft["passport"], 1)
    )
    indicators = []
    for position, one in enumerate(draft["indicators"], 1):
        indicator = indicator_of(one)
        indicator.roadmap, indicator.position = roadmap, position
        indicator.source = source_of_item(one, plan_import)
        indicators.append(indicator)
    Indicator.objects.bulk_create(indicators)
    add_year_tasks(roadmap, plan_import)
    add_partnerships(roadmap, plan_import)


def _add_sections(roadmap: Roadmap, drafts: list[dict[str, Any]]) -> dict[int, Section]:
    """Sections by their ids in the draft, where a parent always stands before its children."""
    sections: dict[int, Section] = {}
    for position, section in enumerate(drafts, 1):
        sections[section["id"]] = Section.objects.create(
            roadmap=roadmap,
            parent=sections.get(section["parent"]),
            position=position,
            number=section["number"][:40],
            title=section["title"],
            kind=section["kind"],
        )
    return sections


def _add_activities(
    roadmap: Roadmap,
    plan_import: PlanImport,
    sections: dict[int, Section],
    tables: dict[int, PlanTable],
) -> list[Activity]:
    rows = plan_import.rows.kept().order_by("position")
    return Activity.objects.bulk_create(
        Activity(
            roadmap=roadmap,
            section=sections.get(row.section_id_in_draft or 0),
            table=tables.get(row.position),
            position=position,
            source=source_of_row(row, plan_import),
            **activity_values(row),
        )
        for position, row in enumerate(rows, 1)
    )


def _add_work(roadmap: Roadmap, activities: list[Activity], periods: PlanPeriods, by: User) -> None:
    book = PartyBook(roadmap)
    ActivityParty.objects.bulk_create(
        link for activity in activities for link in book.links(activity)
    )
    give_first_work(activities, periods, by)
