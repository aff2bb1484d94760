"""Rows of the difference: each with what an earlier document gave and what people did since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from django.utils import timezone

from accounts.models import AuditEvent
from core.values.typography import is_same, plain
from core.values.wording import counted, short_date
from roadmaps.domain.comparison.applying import SECTION
from roadmaps.domain.comparison.values import (
    Change,
    FieldChange,
    Item,
    Pair,
    PlanComparison,
)
from roadmaps.domain.three_way import Side, changed_by
from roadmaps.models import Activity, PlanImport, PlanImportRow, Roadmap, RowState
from roadmaps.queries.difference import DELETED, NEW, ROWS, Line, Text
from roadmaps.queries.labels import label_of, words_of
from roadmaps.queries.origins import Edit, Origins, rows_behind
from roadmaps.queries.touched import refusal_with_work, touched_assignments
from roadmaps.queries.versions import LivingPlan

CHOICE, DEADLINE = "deadline_choice", "deadline_text"
AS_WRITTEN = "как написано"
DELETE = "delete activity"


class RowLines:
    """The lines of all rows in the order of the plan; `same` counts the rows without a change.

    `earlier` is the document that the plan was last changed or made by.
    """

    def __init__(
        self,
        living: LivingPlan,
        rows: Mapping[int, PlanImportRow],
        comparison: PlanComparison,
        earlier: PlanImport | None,
        origins: Origins,
    ) -> None:
        self._living = living
        self._rows = rows
        self._earlier = earlier
        self._sections = _Sections(comparison)
        differing = [
            pair.old.id
            for pair in comparison.rows
            if pair.old and (pair.change is not Change.SAME or self._choice(pair))
        ]
        self._origins = origins
        self._touched = touched_assignments(differing)
        self.lines = tuple(line for pair in comparison.rows for line in self._of(pair))
        changed = {line.subject for line in self.lines if not line.is_kept}
        both = [pair for pair in comparison.rows if pair.old and pair.new]
        self.same = sum(_subject(pair) not in changed for pair in both)

    def _of(self, pair: Pair) -> Iterator[Line]:
        if pair.old is None:
            yield self._added(pair)
        elif pair.new is None:
            yield self._deleted(pair, self._living.activities[pair.old.id])
        else:
            activity = self._living.activities[pair.old.id]
            for field in pair.fields:
                yield self._field(pair, activity, field)
            choice = self._choice(pair)
            if choice:
                yield self._line(pair, choice)
            if pair.is_elsewhere:
                yield self._line(pair, self._sections.move(pair.old, pair.new))

    def _choice(self, pair: Pair) -> FieldChange | None:
        """Another reading that somebody chose for the same words while checking the document."""
        if pair.old is None or pair.new is None:
            return None
        now = self._living.activities[pair.old.id].deadline_choice
        wanted = self._rows[pair.new.id].deadline_choice
        has_new_words = any(field.name == DEADLINE for field in pair.fields)
        if has_new_words or not wanted or wanted == now:
            return None
        return FieldChange(CHOICE, now or AS_WRITTEN, wanted)

    def _line(self, pair: Pair, field: FieldChange, **more: bool | str) -> Line:
        subject = _subject(pair)
        return Line(
            key=f"{subject}.{field.name}",
            part=ROWS,
            subject=subject,
            change=Change.CHANGED,
            number=pair.item.number,
            title=pair.item.title,
            section=self._sections.heading(pair),
            label=label_of(ROWS, field.name),
            before=words_of(field.name, field.before),
            after=words_of(field.name, field.after),
            **more,  # type: ignore[arg-type]
        )

    def _field(self, pair: Pair, activity: Activity, field: FieldChange) -> Line:
        imported = self._origins.imported(activity, field.name)
        side = changed_by(field.before, field.after, imported.words if imported else ())
        if side is Side.DOCUMENT:
            remark = self._refused(activity, field)
            return self._line(
                pair,
                field,
                is_ticked=not remark,
                remark=remark,
                warning=self._about_work(field, activity),
            )
        edit = self._origins.edit(activity, field.name)
        who = f"В портале исправлено {_told(edit)}."
        if edit is None and imported is not None:
            who = f"Исправлено при загрузке {_day(imported.row.plan_import)}."
        if side is Side.PORTAL:
            remark = f"{who} В документе прежние слова."
            return self._line(pair, field, is_ticked=False, is_kept=True, remark=remark)
        return self._line(pair, field, remark=who, warning="Если применить, эта правка пропадёт.")

    def _refused(self, activity: Activity, field: FieldChange) -> str:
        """Said where the same words were offered before and left."""
        refused = self._origins.refused(activity, field.name)
        if refused is None or not is_same(refused.as_taken, field.after):
            return ""
        return f"При загрузке {_day(refused.row.plan_import)} это изменение не применили."

    def _about_work(self, field: FieldChange, activity: Activity) -> str:
        touched = self._touched.get(activity.pk, 0)
        if field.name != DEADLINE or not touched:
            return ""
        work = counted(touched, "поручению", "поручениям", "поручениям")
        return f"Есть работа по {work}: она останется, принятое сохранит прежнюю дату."

    def _added(self, pair: Pair) -> Line:
        remark = self._known_before(pair.item)
        return Line(
            key=f"{ROWS}.{NEW}.{pair.item.id}",
            part=ROWS,
            subject=_subject(pair),
            change=Change.ADDED,
            number=pair.item.number,
            title=pair.item.title,
            section=self._sections.heading(pair),
            texts=_texts(pair.item),
            is_ticked=not remark,
            remark=remark,
        )

    def _deleted(self, pair: Pair, activity: Activity) -> Line:
        refusal = refusal_with_work(self._touched.get(activity.pk, 0))
        remark = "" if refusal else self._left_before(activity)
        return Line(
            key=f"{_subject(pair)}.{DELETED}",
            part=ROWS,
            subject=_subject(pair),
            change=Change.DELETED,
            number=pair.item.number,
            title=pair.item.title,
            section=self._sections.heading(pair),
            texts=_texts(pair.item),
            is_ticked=not (refusal or remark),
            remark=remark,
            refusal=refusal,
        )

    def _left_before(self, activity: Activity) -> str:
        """Why a row that the document lacks need not go."""
        behind = activity.source.get("import")
        if behind is None:
            return "Добавлено в портале: в документах этого мероприятия не было."
        if self._earlier is not None and behind != self._earlier.pk:
            return f"Его не было и в документе от {_day(self._earlier)}, тогда его оставили."
        return ""

    def _known_before(self, item: Item) -> str:
        """Why a row that the plan lacks need not come: the last document had it, too."""
        row = self._past.get(plain(item.title))
        if row is None or self._earlier is None:
            return ""
        if row.state == RowState.DROPPED:
            return f"При загрузке {_day(self._earlier)} эту строку пропустили."
        if row.pk in self._not_applied:
            return f"При загрузке {_day(self._earlier)} это мероприятие не добавили."
        deleted = self._deletions.get(f"{row.number} {row.title}".strip())
        return f"Мероприятие удалили в портале {_told(deleted)}."

    @cached_property
    def _past(self) -> dict[str, PlanImportRow]:
        """Rows of the last document that are no activities now, by their titles."""
        if self._earlier is None:
            return {}
        living = {pk for one in self._living.activities.values() for pk in rows_behind(one)}
        rows = self._earlier.rows.defer("original")
        return {plain(row.title): row for row in rows if row.pk not in living}

    @cached_property
    def _not_applied(self) -> set[int]:
        """Ids of rows that were offered by the last document and left."""
        kept = self._earlier.difference if self._earlier else None
        keys = [line["key"] for line in kept["lines"] if not line["is_applied"]] if kept else []
        new = f"{ROWS}.{NEW}."
        return {int(key.removeprefix(new)) for key in keys if key.startswith(new)}

    @cached_property
    def _deletions(self) -> dict[str, Edit]:
        """Who deleted which activity, by its words."""
        about = AuditEvent.objects.about(Roadmap._meta.label_lower, self._living.roadmap.pk)
        return {
            event.summary.partition(": ")[2]: Edit(event.actor_name, event.at)
            for event in about.filter(action=DELETE).order_by("at", "pk")
        }


class _Sections:
    """Headings of sections as the page shows them: of the new version where it has them."""

    def __init__(self, comparison: PlanComparison) -> None:
        pairs = comparison.sections
        self._new = {pair.new.id: _words(pair.new) for pair in pairs if pair.new}
        self._old = {pair.old.id: _words(pair.old) for pair in pairs if pair.old}
        self._shown = {pair.old.id: _words(pair.item) for pair in pairs if pair.old}

    def heading(self, pair: Pair) -> str:
        """Of the section in which a row stands on the page."""
        if pair.new is not None:
            return self._new.get(pair.new.within or 0, "")
        return self._shown.get(pair.item.within or 0, "")

    def move(self, old: Item, new: Item) -> FieldChange:
        """From which section to which."""
        before, after = self._old.get(old.within or 0), self._new.get(new.within or 0)
        return FieldChange(SECTION, before or "вне разделов", after or "вне разделов")


def _words(section: Item) -> str:
    return f"{section.number} {section.title}".strip()


def _subject(pair: Pair) -> str:
    return f"{ROWS}.{pair.old.id}" if pair.old else f"{ROWS}.{NEW}.{pair.item.id}"


def _texts(item: Item) -> tuple[Text, ...]:
    return tuple(
        Text(label_of(ROWS, name), words_of(name, text))
        for name, text in item.texts.items()
        if text
    )


def _day(plan_import: PlanImport) -> str:
    return short_date(timezone.localdate(plan_import.uploaded_at))


def _told(edit: Edit | None) -> str:
    """«12.10.2026, Лесная А. П.»."""
    return f"{short_date(timezone.localdate(edit.at))}, {edit.who}" if edit else "другим человеком"
