"""A draft as the JSON that `manage.py read_roadmap` prints."""

from dataclasses import asdict
from typing import Any

from roadmaps.domain.deadlines.reading import reading_as_json
from roadmaps.domain.responsible import parties_as_json
from roadmaps.parsing.draft import (
    ActivityDraft,
    IndicatorDraft,
    Issue,
    PlanDraft,
    Source,
    TableReading,
)


def draft_as_json(draft: PlanDraft) -> dict[str, Any]:
    """Every member that other programs rely on, in the shape that the design fixes."""
    order = draft.order
    return {
        "title": draft.title,
        "years": list(draft.years) if draft.years else None,
        "order": order
        and {"number": order.number, "date": order.date.isoformat() if order.date else None},
        "goal": draft.goal,
        "objectives": list(draft.objectives),
        "passport": [
            {"name": entry.name, "text": entry.text, "source": _place(entry.source)}
            for entry in draft.passport
        ],
        "sections": [
            {
                "id": section.id,
                "parent": section.parent,
                "number": section.number,
                "title": section.title,
                "kind": section.kind.value,
            }
            for section in draft.sections
        ],
        "activities": [_activity(activity) for activity in draft.activities],
        "indicators": [_indicator(indicator) for indicator in draft.indicators],
        "year_tasks": [
            {
                "direction": task.direction,
                "year": task.year,
                "text": task.text,
                "source": _place(task.source),
            }
            for task in draft.year_tasks
        ],
        "partnerships": [
            {
                "school": pair.school,
                "partner": pair.partner,
                "partner_kind": pair.partner_kind,
                "scope": pair.scope,
                "source": _place(pair.source),
            }
            for pair in draft.partnerships
        ],
        "statistics": [
            {
                "table": item.table,
                "row": item.row,
                "column": item.column,
                "value": item.value,
                "source": _place(item.source),
            }
            for item in draft.statistics
        ],
        "issues": [_issue(issue) for issue in draft.issues],
        "tables": [_table(table) for table in draft.tables],
        "abbreviations": dict(draft.abbreviations),
        "places": {
            "goal": _place(draft.goal_source),
            "objectives": [_place(source) for source in draft.objective_sources],
        },
    }


def cells_as_json(activity: ActivityDraft) -> dict[str, dict[str, Any]]:
    """The place of each value of a row by its name; for the portal's own rows, not printed.

    A place names what is known of it: table, sheet, row, column, page, paragraph.
    """
    return {name: _known(place) for name, place in activity.cells.items()}


def _activity(activity: ActivityDraft) -> dict[str, Any]:
    return {
        "section": activity.section,
        "number": activity.number,
        "kind": activity.kind.value,
        "title": activity.title,
        "deadline_text": activity.deadline_text,
        "deadline": reading_as_json(activity.deadline) if activity.deadline else None,
        "responsible_text": activity.responsible_text,
        "responsible": parties_as_json(activity.responsible),
        "deliverable": activity.deliverable,
        "expected_outcome": activity.expected_outcome,
        "indicator_text": activity.indicator_text,
        "funding_text": activity.funding_text,
        "information_text": activity.information_text,
        "done_mark": activity.done_mark,
        "extra": [{"heading": cell.heading, "text": cell.text} for cell in activity.extra],
        "source": _source(activity.source),
        "confidence": activity.confidence,
    }


def _table(table: TableReading) -> dict[str, Any]:
    return {
        "number": table.number,
        "kind": table.kind.value,
        "caption": table.caption,
        "sheet": table.sheet,
        "row": table.row,
        "header": list(table.header) if table.header else None,
        "columns": [
            {
                "column": column.column,
                "heading": column.heading,
                "path": list(column.path),
                "role": column.role,
                "confidence": column.confidence,
                "said_by": column.said_by,
                "sample": column.sample,
            }
            for column in table.columns
        ],
    }


def _indicator(indicator: IndicatorDraft) -> dict[str, Any]:
    baseline = indicator.baseline
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "comparator": indicator.comparator,
        "baseline": baseline and {"year": baseline.year, "value": baseline.value},
        "targets": {str(target.year or ""): target.value for target in indicator.targets},
        "relative_to": indicator.relative_to,
        "source": _place(indicator.source),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    """What was noticed; `about_columns` where deciding the meaning of columns settles it."""
    written: dict[str, Any] = {
        "severity": issue.severity.value,
        "text": issue.text,
        "source": _source(issue.source),
    }
    return written | {"about_columns": True} if issue.is_about_columns else written


def _place(source: Source | None) -> dict[str, Any] | None:
    return None if source is None else _known(source)


def _known(source: Source) -> dict[str, Any]:
    """What is known of a place: table, sheet, row, column, page, paragraph."""
    return {part: value for part, value in asdict(source).items() if value}


def _source(source: Source | None) -> dict[str, Any] | None:
    """Table and row; the sheet too where the document has sheets, the paragraph outside tables."""
    if source is None:
        return None
    place: dict[str, Any] = {"table": source.table, "row": source.row}
    if source.table is None and source.paragraph:
        place["paragraph"] = source.paragraph
    return place | {"sheet": source.sheet} if source.sheet else place
