"""Where the values of activities came from: a document's cell, a correction, an edit here.

An activity's `source` names the imported row behind it; `fields` in it name other rows for values
that an earlier document gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import AuditEvent
from roadmaps.domain.comparison.typography import is_same
from roadmaps.models import Activity, PlanImport, PlanImportRow
from roadmaps.queries.fields import field_words
from roadmaps.queries.versions import EXTRA, FROM_ROW

EDIT = "edit activity"
# What people can correct in an imported row; the rest stands there as the document has it.
IN_ROW = frozenset({"number", "title", "deadline_choice", *FROM_ROW})


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that a person made in the portal."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Imported:
    """A value as a document gave it: its words, and those that a person put for them."""

    row: PlanImportRow
    in_document: str
    as_taken: str

    @property
    def words(self) -> tuple[str, str]:
        """Both, to be compared with."""
        return self.in_document, self.as_taken

    @property
    def is_corrected(self) -> bool:
        """Whether somebody put other words for the document's while checking it."""
        return not is_same(self.in_document, self.as_taken)


class Origins:
    """The origins of all values of some activities, in two queries however many there are."""

    def __init__(self, activities: Iterable[Activity]) -> None:
        self._activities = {one.pk: one for one in activities}
        numbers = {pk for one in self._activities.values() for pk in rows_behind(one)}
        rows = PlanImportRow.objects.filter(pk__in=numbers).select_related("plan_import")
        heavy = ("plan_import__draft", "plan_import__difference")
        self._rows = {row.pk: row for row in rows.defer(*heavy)}
        self._edits: dict[tuple[int, str], Edit] | None = None

    def imported(self, activity: Activity, name: str) -> Imported | None:
        """What a document gave for this value; None for one that was added in the portal."""
        row = self._rows.get(row_behind(activity, name) or 0)
        return None if row is None else imported_value(row, name)

    def refused(self, activity: Activity, name: str) -> Imported | None:
        """What a later document gave for it and people left."""
        row = self._rows.get(activity.source.get("refused", {}).get(name) or 0)
        return None if row is None else imported_value(row, name)

    def edit(self, activity: Activity, name: str) -> Edit | None:
        """Who wrote the value that stands in the portal, where somebody did after the import."""
        if self._edits is None:
            self._edits = self._read_edits()
        return self._edits.get((activity.pk, _label(name)))

    def _read_edits(self) -> dict[tuple[int, str], Edit]:
        events = AuditEvent.objects.filter(
            subject_type=Activity._meta.label_lower, subject_id__in=self._activities, action=EDIT
        )
        found: dict[tuple[int, str], Edit] = {}
        for event in events.order_by("at", "pk"):
            for change in event.changes:
                found[event.subject_id, change["field"]] = Edit(event.actor_name, event.at)
        return found


def imported_value(row: PlanImportRow, name: str) -> Imported:
    """One value of an imported row."""
    if name.startswith(EXTRA):
        cells = {f"{EXTRA}{one['heading']}": one["text"] for one in row.original.get("extra", ())}
        return Imported(row, cells.get(name, ""), cells.get(name, ""))
    in_document = row.original.get(name, "")
    return Imported(row, in_document, getattr(row, name) if name in IN_ROW else in_document)


def row_behind(activity: Activity, name: str) -> int | None:
    """The id of the imported row that gave a value."""
    of_field = activity.source.get("fields", {}).get(name)
    return of_field or activity.source.get("import_row")


def rows_behind(activity: Activity) -> set[int]:
    """Ids of all imported rows that gave the activity something, or were offered and refused."""
    source = activity.source
    named = (source.get("import_row"), *source.get("fields", {}).values())
    return {pk for pk in (*named, *source.get("refused", {}).values()) if pk}


def source_of_row(row: PlanImportRow, plan_import: PlanImport) -> dict[str, object]:
    """The `source` of an activity that one row gave; places of single values stay in the row."""
    place: Mapping[str, object] = row.source
    kept = {name: value for name, value in place.items() if name != "cells"}
    return {**kept, "import": plan_import.pk, "import_row": row.pk}


def _label(name: str) -> str:
    return name.removeprefix(EXTRA) if name.startswith(EXTRA) else field_words(Activity, name)
