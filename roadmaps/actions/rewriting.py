"""Making a living plan say what a version says: texts, sections, rows with their work, lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from accounts.models import User
from roadmaps.actions.editing.writing import (
    insert_activity,
    remove_activity,
    rewrite_activity,
)
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.actions.rewriting_lists import rewrite_lists
from roadmaps.actions.rewriting_tables import lay_out
from roadmaps.domain.comparison.applying import SECTION, Choice, id_in_new
from roadmaps.domain.comparison.values import NUMBER, Item, Pair, PlanVersion
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.models import Activity, PlanImport, PlanImportRow, Section
from roadmaps.queries.difference import ROWS
from roadmaps.queries.difference_lines import Compared
from roadmaps.queries.labels import label_of, words_of
from roadmaps.queries.origins import row_behind, source_of_row
from roadmaps.queries.periods import periods_of
from roadmaps.queries.versions import EXTRA, ROW_TEXTS, activity_values

CHOICE, DEADLINE = "deadline_choice", "deadline_text"
ACTION = "apply import"


def rewrite_plan(
    *, found: Compared, after: PlanVersion, choice: Choice, plan_import: PlanImport, by: User
) -> None:
    """Write `after`, which is what `choice` makes of the compared plan, into the living one.

    Runs inside the transaction of the application, whose locks and checks it relies on.
    """
    _Rewriting(found, choice, plan_import, by).write(after)


class _Rewriting:
    """One application of a document to a roadmap."""

    def __init__(self, found: Compared, choice: Choice, plan_import: PlanImport, by: User) -> None:
        self._found = found
        self._choice = choice
        self._import = plan_import
        self._by = by
        self._roadmap = found.living.roadmap
        self._activities = dict(found.living.activities)
        self._sections = dict(found.living.sections)
        self._said = f"по документу «{plan_import.file_name}»"

    def write(self, after: PlanVersion) -> None:
        """The plan's texts first: its years and sections decide how deadlines are read."""
        before = self._periods()
        self._write_facts(after.facts)
        self._write_sections(after.sections)
        self._delete_rows({row.id for row in after.rows})
        self._write_rows(after.rows)
        self._delete_sections({section.id for section in after.sections})
        rewrite_lists(self._found, after, self._import)
        self._reread_deadlines(before)

    def _write_facts(self, facts: Mapping[str, str]) -> None:
        changed = {
            name: text for name, text in facts.items() if text != self._found.old.facts[name]
        }
        for name, text in changed.items():
            setattr(self._roadmap, name, _fact(name, text))
        self._roadmap.save(update_fields=list(changed))

    def _write_sections(self, sections: Sequence[Item]) -> None:
        kinds = {one["id"]: one["kind"] for one in self._import.draft["sections"]}
        for position, item in enumerate(sections, 1):
            section = self._sections.get(item.id) or Section(
                roadmap=self._roadmap, kind=kinds[id_in_new(item.id)]
            )
            section.parent = self._section(item)
            section.position, section.number, section.title = position, item.number, item.title
            section.save()
            self._sections[item.id] = section

    def _section(self, item: Item) -> Section | None:
        return None if item.within is None else self._sections[item.within]

    def _delete_rows(self, staying: set[int]) -> None:
        for pk in self._activities.keys() - staying:
            remove_activity(activity=self._activities.pop(pk), by=self._by)

    def _write_rows(self, rows: Sequence[Item]) -> None:
        pairs = {pair.old.id: pair for pair in self._found.comparison.rows if pair.old and pair.new}
        placed: list[tuple[Activity, PlanImportRow | None]] = []
        for position, item in enumerate(rows, 1):
            pair = pairs.get(item.id)
            row = self._row_of(item, pair)
            if item.id < 0 and row is not None:
                activity = self._add(item, row, position)
            else:
                activity = self._activities[item.id]
                activity.position = position
                if pair is not None and row is not None:
                    self._rewrite(activity, item, pair, row)
                    activity.source = self._source(activity, pair, row)
            placed.append((activity, row))
        lay_out(self._roadmap, self._import.draft, placed, anew=self._choice.rows.in_order)
        Activity.objects.bulk_update(
            [activity for activity, _ in placed], ["position", "source", "table"]
        )

    def _row_of(self, item: Item, pair: Pair | None) -> PlanImportRow | None:
        """The row of the document that an item of the plan is; None for one that it lacks."""
        if pair is not None and pair.new is not None:
            return self._found.rows[pair.new.id]
        return self._found.rows[id_in_new(item.id)] if item.id < 0 else None

    def _add(self, item: Item, row: PlanImportRow, position: int) -> Activity:
        activity = Activity(
            roadmap=self._roadmap,
            section=self._section(item),
            position=position,
            source=source_of_row(row, self._import),
            **activity_values(row),
        )
        summary = f"Добавлено мероприятие {self._said}"
        return insert_activity(activity=activity, by=self._by, summary=summary)

    def _rewrite(self, activity: Activity, item: Item, pair: Pair, row: PlanImportRow) -> None:
        taken = self._taken(pair)
        values = activity_values(row)
        new = {name: values[name] for name in taken if name in values}
        if DEADLINE in taken:
            new[CHOICE] = values[CHOICE]
        if any(name.startswith(EXTRA) for name in taken):
            new["extra"] = _extra(item)
        if item.number != activity.number:
            new[NUMBER] = item.number
        if item.within != activity.section_id:
            new[SECTION] = self._section(item)
        if new:
            rewrite_activity(
                activity=activity,
                by=self._by,
                values=new,
                changes=self._in_words(activity, item, pair),
                action=ACTION,
                summary=f"Изменено мероприятие {self._said}",
            )

    def _taken(self, pair: Pair) -> frozenset[str]:
        """Names of the fields that take the document's words; the section is told apart."""
        names = self._choice.rows.texts.get(pair.old.id if pair.old else 0, frozenset())
        return names - {SECTION}

    def _in_words(self, activity: Activity, item: Item, pair: Pair) -> dict[str, tuple[str, str]]:
        """What changes, for the history of the activity."""
        taken = self._taken(pair)
        changes = {
            label_of(ROWS, one.name): (
                words_of(one.name, one.before),
                words_of(one.name, one.after),
            )
            for one in pair.fields
            if one.name in taken
        }
        if CHOICE in taken and pair.new:
            chosen = self._found.rows[pair.new.id].deadline_choice
            changes[label_of(ROWS, CHOICE)] = (activity.deadline_choice, chosen)
        if item.number != activity.number:
            changes[label_of(ROWS, NUMBER)] = (activity.number, item.number)
        if item.within != activity.section_id:
            changes[label_of(ROWS, SECTION)] = (
                str(activity.section or ""), str(self._section(item) or "")
            )  # fmt: skip
        return changes

    def _source(self, activity: Activity, pair: Pair, row: PlanImportRow) -> dict[str, Any]:
        """The document's row, and what other documents gave the values that it did not change.

        A wording of the portal against the document's old words counts from this document on.
        """
        kept = {line.key for line in self._found.difference.lines if line.is_kept}
        refused = [
            one.name
            for one in pair.fields
            if one.name not in self._taken(pair) and f"{ROWS}.{activity.pk}.{one.name}" not in kept
        ]
        lacking = [
            name
            for name in ROW_TEXTS
            if getattr(activity, name) and name not in (pair.old.texts if pair.old else {})
        ]
        fields = {name: row_behind(activity, name) for name in (*refused, *lacking)}
        source = source_of_row(row, self._import)
        if any(fields.values()):
            source["fields"] = {name: pk for name, pk in fields.items() if pk}
        if refused:
            source["refused"] = dict.fromkeys(refused, row.pk)
        return source

    def _delete_sections(self, staying: set[int]) -> None:
        gone = [pk for pk in self._sections if pk >= 0 and pk not in staying]
        self._roadmap.sections.filter(pk__in=gone).delete()

    def _periods(self) -> dict[int, PlanPeriod | None]:
        """The years that each row's deadline is read in."""
        periods = periods_of(self._roadmap)
        return {pk: periods.within(one.section_id) for pk, one in self._activities.items()}

    def _reread_deadlines(self, before: Mapping[int, PlanPeriod | None]) -> None:
        """Dates follow where the plan's years or the section around a row became others."""
        for pk, period in self._periods().items():
            if period != before[pk]:
                sync_occurrences(activity=self._activities[pk], by=self._by)


def _fact(name: str, text: str) -> Any:
    """A fact as the roadmap keeps it."""
    if name in ("first_year", "last_year"):
        return int(text)
    if name == "order_date":
        return date.fromisoformat(text) if text else None
    return text


def _extra(item: Item) -> list[dict[str, str]]:
    """The texts of unknown columns as the version has them, in the order of their headings."""
    return [
        {"heading": name.removeprefix(EXTRA), "text": text}
        for name, text in item.texts.items()
        if name.startswith(EXTRA) and text
    ]
