"""Where the values of activities came from: a document's cell, a correction, an edit here.

An activity's `source` names the imported row behind it; `fields` in it name other rows for values
that an earlier document gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import AuditEvent
from core.values.typography import is_same
from roadmaps.models import Activity, PlanImport, PlanImportRow
from roadmaps.queries.fields import field_words
from roadmaps.queries.places import address_in_words
from roadmaps.queries.versions import EXTRA, FROM_ROW, ROW_TEXTS

EDIT, ADD = "edit activity", "add activity"
SHOWN = ("number", "title", *ROW_TEXTS)
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
        self._edits: dict[tuple[str, int, str], Edit] | None = None

    def imported(self, activity: Activity, name: str) -> Imported | None:
        """What a document gave for this value; None for one that was added in the portal."""
        row = self._rows.get(row_behind(activity, name) or 0)
        return None if row is None else imported_value(row, name)

    def refused(self, activity: Activity, name: str) -> Imported | None:
        """What a later document gave for it and people left."""
        row = self._rows.get(activity.source.get("refused", {}).get(name) or 0)
        return None if row is None else imported_value(row, name)

    def edit(self, activity: Activity, name: str) -> Edit | None:
        """Who last wrote the value in the portal, where somebody did."""
        return self._written(EDIT, activity, name)

    def author(self, activity: Activity, name: str) -> Edit | None:
        """Who last wrote a value that no document gave: in the form, or with the activity."""
        return self.edit(activity, name) or self._written(ADD, activity, name)

    def _written(self, action: str, activity: Activity, name: str) -> Edit | None:
        if self._edits is None:
            self._edits = self._read_edits()
        return self._edits.get((action, activity.pk, _label(name)))

    def _read_edits(self) -> dict[tuple[str, int, str], Edit]:
        events = AuditEvent.objects.filter(
            subject_type=Activity._meta.label_lower,
            subject_id__in=self._activities,
            action__in=(EDIT, ADD),
        )
        found: dict[tuple[str, int, str], Edit] = {}
        for event in events.order_by("at", "pk"):
            for change in event.changes:
                key = (event.action, event.subject_id, change["field"])
                found[key] = Edit(event.actor_name, event.at)
        return found


@dataclass(frozen=True, slots=True)
class ValueOrigin:
    """Where one value came from, in words.

    `cell` is its place in the document; `in_document` its words there where others stand in the
    portal; `edit` tells who wrote those, `is_corrected` that it was done while the plan came in.
    """

    label: str
    cell: str
    document: PlanImport | None
    in_document: str = ""
    is_other: bool = False
    is_corrected: bool = False
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class ActivityOrigins:
    """The origins of all values of one activity, in the order of the plan's columns."""

    values: tuple[ValueOrigin, ...]

    @property
    def document(self) -> PlanImport | None:
        """The one document behind all values that have any; None where there are several."""
        documents = {one.document for one in self.values if one.document}
        return documents.pop() if len(documents) == 1 else None


def origins_of(activity: Activity) -> ActivityOrigins:
    """Of each value that stands in the activity or stood in the document; two queries."""
    origins = Origins([activity])
    own = [f"{EXTRA}{cell['heading']}" for cell in activity.extra]
    found = [_value_origin(origins, activity, name) for name in (*SHOWN, *own)]
    return ActivityOrigins(tuple(one for one in found if one is not None))


def _value_origin(origins: Origins, activity: Activity, name: str) -> ValueOrigin | None:
    now, imported = _now(activity, name), origins.imported(activity, name)
    if not now and (imported is None or not imported.in_document):
        return None
    label = _label(name)
    if imported is None:
        return ValueOrigin(label, "", None, edit=origins.author(activity, name))
    is_edited = not is_same(now, imported.as_taken)
    return ValueOrigin(
        label=label,
        cell=address_in_words(_place(imported.row, name)),
        document=imported.row.plan_import,
        in_document=imported.in_document,
        is_other=not is_same(now, imported.in_document),
        is_corrected=imported.is_corrected and not is_edited,
        edit=origins.edit(activity, name) if is_edited else None,
    )


def _place(row: PlanImportRow, name: str) -> dict[str, Any]:
    """The cell of a value; the row where the cell is not known."""
    cells: dict[str, dict[str, Any]] = row.source.get("cells", {})
    return {**row.source, **cells.get(name, {})}


def _now(activity: Activity, name: str) -> str:
    if not name.startswith(EXTRA):
        return str(getattr(activity, name))
    cells = {f"{EXTRA}{cell['heading']}": cell["text"] for cell in activity.extra}
    return cells.get(name, "")


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


def source_of_item(item: Mapping[str, Any], plan_import: PlanImport) -> dict[str, Any]:
    """The `source` of a member of the plan's lists as the draft has it."""
    return {**(item.get("source") or {}), "import": plan_import.pk}


def _label(name: str) -> str:
    return name.removeprefix(EXTRA) if name.startswith(EXTRA) else field_words(Activity, name)
