"""Writing the text of an amendment into its plan: rows with their work, then everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from accounts.models import User
from roadmaps.actions.editing.writing import (
    EDITABLE,
    follow,
    in_words,
    record_change,
    remove_activity,
    rewrite_activity,
    values_of,
)
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.models import Activity, PlanTable, Roadmap, Section
from roadmaps.queries.edition_content import ACTIVITY_TEXTS, LISTS, PLAN_FACTS
from roadmaps.queries.fields import changed_words
from roadmaps.queries.periods import periods_of
from roadmaps.queries.touched import touched_assignments

# Positions are unique within a list: while they change, the old ones stand out of the way.
_ASIDE = 1_000_000


@dataclass
class Applied:
    """What the application leaves to the approval: rows with work that leave the plan.

    `added` are the ids of new parts by the negative ids that they had in the copy.
    """

    excluded: list[Activity] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)


def apply_amendment(*, plan: Roadmap, copy: Roadmap, by: User, said: str) -> Applied:
    """Make the plan say what the copy says; `said` names the order in the rows' history.

    Runs inside the transaction of the approval, which has locked both. New parts move over from
    the copy with all that hangs on them; rows that are gone are deleted where nobody has worked,
    else they are left to the caller.
    """
    return _Application(plan, copy, by, said).write()


class _Application:
    def __init__(self, plan: Roadmap, copy: Roadmap, by: User, said: str) -> None:
        self._plan, self._copy, self._by, self._said = plan, copy, by, said
        self._rows = {row.pk: row for row in plan.activities.select_for_update()}
        for row in self._rows.values():
            row.roadmap = plan
        self._sections: dict[int, Section] = {}
        self._tables: dict[int, int] = {}
        self._applied = Applied()

    def write(self) -> Applied:
        """The plan's texts first: its years and sections decide how deadlines are read."""
        before = self._periods()
        self._write_facts()
        gone_tables = self._write_tables()
        gone_sections = self._write_sections()
        self._write_rows()
        Section.objects.filter(pk__in=gone_sections).delete()
        PlanTable.objects.filter(pk__in=gone_tables).delete()
        for name, fields in LISTS.items():
            self._write_list(name, fields)
        self._reread_deadlines(before)
        return self._applied

    def _write_facts(self) -> None:
        names = [*PLAN_FACTS, "abbreviations"]
        for name in names:
            setattr(self._plan, name, getattr(self._copy, name))
        self._plan.save(update_fields=names)

    def _write_tables(self) -> set[int]:
        """Tables by their places; returns the ids of those that are gone."""
        known = {one.pk: one for one in self._plan.tables.all()}
        self._plan.tables.update(position=F("position") + _ASIDE)
        for one in list(self._copy.tables.order_by("position")):
            table = known.pop(one.origin_id or 0, None)
            if table is None:
                one.roadmap = self._plan
                one.save(update_fields=["roadmap"])
            else:
                for name in ("position", "kind", "caption", "layout"):
                    setattr(table, name, getattr(one, name))
                table.save()
            self._tables[one.pk] = table.pk if table else one.pk
        return set(known)

    def _write_sections(self) -> set[int]:
        known = {one.pk: one for one in self._plan.sections.all()}
        copies = list(self._copy.sections.order_by("position", "pk"))
        for one in copies:
            section = known.pop(one.origin_id or 0, None)
            if section is None:
                section = one
                self._applied.added[f"sections.{-one.pk}"] = one.pk
            self._sections[one.pk] = section
        parents = {one.pk: one.parent_id for one in copies}
        for one in copies:
            section = self._sections[one.pk]
            section.roadmap, section.position = self._plan, one.position
            section.number, section.title, section.kind = one.number, one.title, one.kind
            parent = parents[one.pk]
            section.parent = self._sections[parent] if parent is not None else None
            section.save()
        return set(known)

    def _write_rows(self) -> None:
        placed: list[Activity] = []
        gone = dict(self._rows)
        for one in list(self._copy.activities.order_by("position", "pk")):
            row = gone.pop(one.origin_id or 0, None)
            section = self._sections[one.section_id] if one.section_id is not None else None
            table = self._tables.get(one.table_id or 0)
            if row is None:
                row = self._move_over(one, section, table)
            else:
                self._rewrite(row, one, section)
                row.table_id, row.source = table, one.source
            row.position = one.position
            placed.append(row)
        touched = touched_assignments(list(gone))
        for row in gone.values():
            if row.pk in touched:
                self._applied.excluded.append(row)
            else:
                remove_activity(
                    activity=row, by=self._by, summary=f"Мероприятие исключено {self._said}"
                )
        Activity.objects.bulk_update(placed, ["position", "table", "source"])

    def _rewrite(self, row: Activity, one: Activity, section: Section | None) -> None:
        values: dict[str, Any] = {
            name: getattr(one, name)
            for name in ACTIVITY_TEXTS
            if getattr(row, name) != getattr(one, name)
        }
        changes = changed_words(Activity, {name: getattr(row, name) for name in values}, values)
        if (section.pk if section else None) != row.section_id:
            changes["раздел"] = (str(row.section or ""), str(section or ""))
            values["section"] = section
        if values:
            rewrite_activity(
                activity=row,
                by=self._by,
                values=values,
                changes=changes,
                action="amend activity",
                summary=f"Изменено мероприятие {self._said}",
            )

    def _move_over(self, one: Activity, section: Section | None, table: int | None) -> Activity:
        """A new row is the very row of the copy: what hangs on it comes along."""
        self._applied.added[f"rows.{-one.pk}"] = one.pk
        one.roadmap, one.section, one.table_id, one.origin = self._plan, section, table, None
        one.save(update_fields=["roadmap", "section", "table", "origin"])
        changes = in_words(dict.fromkeys(EDITABLE, ""), values_of(one))
        summary = f"Добавлено мероприятие {self._said}"
        record_change(one, self._by, "add activity", summary, changes)
        follow(one, self._by, frozenset(EDITABLE))
        return one

    def _write_list(self, name: str, fields: tuple[str, ...]) -> None:
        kept = getattr(self._plan, name)
        known = {one.pk: one for one in kept.all()}
        kept.update(position=F("position") + _ASIDE)
        for one in list(getattr(self._copy, name).order_by("position", "pk")):
            item = known.pop(one.origin_id or 0, None)
            if item is None:
                self._applied.added[f"{name}.{-one.pk}"] = one.pk
                one.roadmap, one.origin = self._plan, None
                one.save()
                continue
            for field_name in ("position", *fields):
                setattr(item, field_name, getattr(one, field_name))
            item.save()
        kept.filter(pk__in=known).delete()

    def _periods(self) -> Mapping[int, PlanPeriod | None]:
        """The years that each row's deadline is read in."""
        periods = periods_of(self._plan)
        return {pk: periods.within(row.section_id) for pk, row in self._rows.items()}

    def _reread_deadlines(self, before: Mapping[int, PlanPeriod | None]) -> None:
        """Dates follow where the plan's years or the section around a row became others."""
        living = set(self._plan.activities.values_list("pk", flat=True))
        for pk, period in self._periods().items():
            if pk in living and period != before[pk]:
                sync_occurrences(activity=self._rows[pk], by=self._by)
