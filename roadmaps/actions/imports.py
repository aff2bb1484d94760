"""A plan on its way in: upload, what a person decides row by row, and the confirmation.

The document's draft is kept as it was read; people's corrections stand in the rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.actions.audit import record
from accounts.models import User
from core.office.errors import UnreadableFileError
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.decided_parties import carry_out_decisions
from roadmaps.actions.drafting import facts_as_read, rows_as_read
from roadmaps.actions.founding import found_roadmap
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import (
    CORRECTABLE,
    ImportState,
    PlanImport,
    PlanImportRow,
    Roadmap,
    RowState,
)
from roadmaps.parsing.draft import PlanDraft
from roadmaps.parsing.draft_json import draft_as_json
from roadmaps.parsing.guidance import Guidance
from roadmaps.parsing.plans import read_plan
from roadmaps.permissions.plans import require_editor, require_keeper, require_school_keeper
from roadmaps.queries.conflicts import STATE, last_event_of
from roadmaps.queries.fields import changed_words
from roadmaps.queries.likeness import roadmap_like
from roadmaps.queries.mapping import remembered_headings
from roadmaps.queries.periods import PlanPeriods, periods_of_draft
from roadmaps.queries.readings import view_of
from schools.models import Municipality, School

DISCARDED = "Этот файл отклонён. Загрузите его снова."
NAME_LIMIT = 255
_CHANGED_ROW = (
    "Пока страница была открыта, {row} изменил другой человек{who}: теперь она «{state}». Ваше "
    "решение «{mine}» не записано: посмотрите строку и решите ещё раз."
)


def draft_import(
    *,
    municipality: Municipality,
    by: User,
    file_name: str,
    content: bytes,
    years: tuple[int, int] | None = None,
    updates: Roadmap | None = None,
    school: School | None = None,
) -> PlanImport:
    """Read an uploaded plan into a draft with a row for each activity; nothing else is saved.

    `updates` is the roadmap that it changes; without it the draft is held against the roadmaps of
    the municipality, and one that it is like is offered. The same file again leads to its draft, or
    to its import where no other document has come to that roadmap since. With a `school` the plan
    is that school's, as is one that changes a plan of its own. Raises UnreadableFileError with a
    sentence where the file is no plan.
    """
    school = updates.school if updates is not None else school
    if school is None:
        require_editor(by, municipality)
    else:
        require_school_keeper(by, school)
    sha256 = hashlib.sha256(content).hexdigest()
    known = _known_import(municipality, school, sha256)
    if known is not None:
        return _meant_for(known, updates)
    draft = _read(municipality, content, file_name, years)
    try:
        plan_import = PlanImport(
            municipality=municipality,
            school=school,
            file_name=_short_name(file_name),
            sha256=sha256,
            updates=updates,
            uploaded_by=by,
        )
        return _save_draft(plan_import, by, content, draft)
    except IntegrityError:
        # A second click was quicker: the draft of this file is already there.
        return PlanImport.objects.get(
            municipality=municipality, school=school, sha256=sha256, state=ImportState.DRAFT
        )


def values_of_row(row: PlanImportRow) -> dict[str, str]:
    """The values that a form is opened with and must bring back as `expected`."""
    return {name: getattr(row, name) for name in (*CORRECTABLE, STATE)}


@transaction.atomic
def correct_row(
    *,
    row: PlanImportRow,
    by: User,
    expected: Mapping[str, str] | None = None,
    seen: str | None = None,
    **values: str,
) -> PlanImportRow:
    """Write what a person typed into a row, which counts as looked at from then on.

    `values` are the fields of CORRECTABLE; those not named stay as they are. `expected` are the
    values that the form was opened with, `seen` what a page without a form showed of the row.
    Raises ChangedMeanwhile where the row holds others by now or was left out, NotPossible where it
    looks otherwise than `seen`, or for a deadline that names no real day, unless it is left without
    a date by choice.
    """
    plan_import = open_draft(row.plan_import, by)
    row = PlanImportRow.objects.select_for_update().get(pk=row.pk)
    if expected is not None:
        _require_unchanged(row, expected)
    _require_seen(row, RowState.ACCEPTED, seen)
    before = {name: getattr(row, name) for name in CORRECTABLE}
    wanted = {**before, **{name: values[name] for name in values if name in before}}
    changes = changed_words(PlanImportRow, before, wanted)
    for name, value in wanted.items():
        setattr(row, name, value)
    _require_real_day(plan_import, row)
    row.state = RowState.ACCEPTED
    row.save(update_fields=[*CORRECTABLE, "state"])
    if changes:
        record_import(plan_import, by, "correct row", f"Исправлена строка: {row}"[:500], changes)
    return row


@transaction.atomic
def decide_row(
    *, row: PlanImportRow, by: User, state: RowState, seen: str | None = None
) -> PlanImportRow:
    """Accept a row as read, drop it, or take the decision back (`RowState.UNSEEN`).

    `seen` is what the page showed of the row (`PlanImportRow.seen`). NotPossible where somebody has
    written or decided otherwise meanwhile, and for a row to accept whose deadline names no real
    day.
    """
    plan_import = open_draft(row.plan_import, by)
    row = PlanImportRow.objects.select_for_update().get(pk=row.pk)
    _require_seen(row, state, seen)
    if row.state == state:
        return row
    if state == RowState.ACCEPTED:
        _require_real_day(plan_import, row)
    before, row.state = row.get_state_display(), state
    row.save(update_fields=["state"])
    record_import(
        plan_import,
        by,
        "decide row",
        f"Строка: {row}"[:500],
        {"решение": (before, row.get_state_display())},
    )
    return row


@transaction.atomic
def accept_rows(*, plan_import: PlanImport, by: User) -> int:
    """Accept every row that nobody has decided yet; returns how many.

    Those whose deadline names no real day stay for a person to decide.
    """
    plan_import = open_draft(plan_import, by)
    unseen = plan_import.rows.filter(state=RowState.UNSEEN).select_for_update()
    periods = periods_of_draft(plan_import)
    sound = [row.pk for row in unseen.defer("original") if not _refusal_of(row, periods)]
    accepted = plan_import.rows.filter(pk__in=sound).update(state=RowState.ACCEPTED)
    if accepted:
        rows = counted(accepted, "строка", "строки", "строк")
        record_import(plan_import, by, "accept rows", f"Принято как прочитано: {rows}", {})
    return accepted


@transaction.atomic
def confirm_import(*, plan_import: PlanImport, by: User) -> Roadmap:
    """Make the roadmap of a checked draft, once: a second click gets the same roadmap.

    The roadmap is in force at once where the plan is approved, else a draft that schools do not
    see. Rows that nobody dropped become activities.
    """
    require_keeper(by, plan_import)
    claimed = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.DRAFT).update(
        state=ImportState.CONFIRMED
    )
    plan_import.refresh_from_db()
    if not claimed:
        if plan_import.roadmap is not None:
            return plan_import.roadmap
        raise NotPossible(DISCARDED)
    refusal = refusal_to_confirm(plan_import)
    if refusal:
        raise NotPossible(refusal)
    carry_out_decisions(plan_import=plan_import, by=by)
    roadmap = found_roadmap(plan_import=plan_import, by=by)
    plan_import.roadmap = roadmap
    plan_import.save(update_fields=["roadmap"])
    return roadmap


def refusal_to_confirm(plan_import: PlanImport) -> str:
    """Why the draft cannot become a roadmap yet; empty where it can."""
    if not plan_import.title:
        return "Впишите название плана."
    if plan_import.first_year is None or plan_import.last_year is None:
        return "Укажите годы плана: без них сроки не превратить в даты."
    kept = plan_import.rows.kept()
    if not kept.exists():
        return "В плане не осталось ни одного мероприятия: верните хотя бы одну строку."
    untitled = kept.filter(title="").count()
    if untitled:
        rows = counted(untitled, "строке", "строках", "строках")
        return f"В {rows} нет названия мероприятия: впишите его или пропустите строку."
    return ""


def _refusal_of(row: PlanImportRow, periods: PlanPeriods) -> str:
    return view_of(row, periods.within(row.section_id_in_draft)).refusal


def _require_real_day(plan_import: PlanImport, row: PlanImportRow) -> None:
    refusal = _refusal_of(row, periods_of_draft(plan_import))
    if refusal:
        raise NotPossible(refusal)


def _require_unchanged(row: PlanImportRow, expected: Mapping[str, str]) -> None:
    current = values_of_row(row)
    elsewhere = {name for name in CORRECTABLE if current[name] != expected.get(name)}
    if RowState.DROPPED == row.state != expected.get(STATE, row.state):
        elsewhere.add(STATE)
    if elsewhere:
        raise ChangedMeanwhile(current, frozenset(elsewhere))


def _require_seen(row: PlanImportRow, state: RowState, seen: str | None) -> None:
    """Pass where the person decides about what stands there, or decides as the other one did."""
    if seen is None or row.seen == seen:
        return
    is_same_text = row.seen.partition(".")[2] == seen.partition(".")[2]
    if row.state == state and (is_same_text or state != RowState.ACCEPTED):
        return
    event = last_event_of(row)
    raise NotPossible(
        _CHANGED_ROW.format(
            row=" ".join(("строку", row.number)).strip(" ."),
            who=f" ({event.actor_name})" if event else "",
            state=row.get_state_display(),
            mine=state.label,
        )
    )


@transaction.atomic
def discard_import(*, plan_import: PlanImport, by: User) -> PlanImport:
    """Put a draft aside; the file and what was read stay, the same file may be uploaded again."""
    plan_import = open_draft(plan_import, by)
    plan_import.state = ImportState.DISCARDED
    plan_import.save(update_fields=["state"])
    record_import(plan_import, by, "discard import", "Загруженный план отклонён", {})
    return plan_import


def _read(
    municipality: Municipality, content: bytes, file_name: str, years: tuple[int, int] | None
) -> PlanDraft:
    """The draft, with what the municipality remembers of headings.

    A memory that leaves nothing of the plan is set aside: it can be corrected on the review.
    """
    remembered = remembered_headings(municipality)
    try:
        return read_plan(content, file_name, years, Guidance(remembered))
    except UnreadableFileError:
        if not remembered:
            raise
        return read_plan(content, file_name, years)


def _known_import(
    municipality: Municipality, school: School | None, sha256: str
) -> PlanImport | None:
    """The draft of this file, else its import if its roadmap has had no other document since."""
    same = PlanImport.objects.filter(municipality=municipality, school=school, sha256=sha256)
    known = same.order_by("-pk")
    draft = known.filter(state=ImportState.DRAFT).first()
    decided = known.filter(roadmap__isnull=False).select_related("roadmap").first()
    if draft is not None or decided is None or decided.roadmap is None:
        return draft
    return decided if decided == decided.roadmap.imports.order_by("-pk").first() else None


def _meant_for(known: PlanImport, updates: Roadmap | None) -> PlanImport:
    """A draft that is uploaded again from the page of a roadmap is meant for that one."""
    if updates is not None and known.state == ImportState.DRAFT and known.updates != updates:
        known.updates = updates
        known.save(update_fields=["updates"])
    return known


@transaction.atomic
def _save_draft(plan_import: PlanImport, by: User, content: bytes, draft: PlanDraft) -> PlanImport:
    plan_import.draft = draft_as_json(draft)
    for name, value in facts_as_read(draft).items():
        setattr(plan_import, name, value)
    if plan_import.school is not None:
        # Whatever the document says, the plan of a school is checked before it is approved.
        plan_import.is_approved = False
    plan_import.updates = plan_import.updates or roadmap_like(plan_import)
    plan_import.file.save(plan_import.file_name, ContentFile(content), save=False)
    try:
        plan_import.save()
    except BaseException:
        plan_import.file.delete(save=False)
        raise
    PlanImportRow.objects.bulk_create(rows_as_read(plan_import, draft))
    rows = counted(len(draft.activities), "мероприятие", "мероприятия", "мероприятий")
    record_import(plan_import, by, "draft import", f"Загружен план: {rows}", {})
    return plan_import


def _short_name(file_name: str) -> str:
    """The file's own name, shortened before its ending."""
    name = PurePath(file_name.replace("\\", "/")).name or "план"
    path = PurePath(name)
    return f"{path.stem[: NAME_LIMIT - len(path.suffix)]}{path.suffix}"[-NAME_LIMIT:]


def open_draft(plan_import: PlanImport, by: User) -> PlanImport:
    """The import, locked, if it is still a draft that `by` may change."""
    require_keeper(by, plan_import)
    plan_import = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if plan_import.state == ImportState.CONFIRMED:
        raise NotPossible("По этому файлу уже создана дорожная карта: правьте её мероприятия.")
    if plan_import.state == ImportState.APPLIED:
        raise NotPossible("Изменения из этого файла уже применены: правьте мероприятия плана.")
    if plan_import.state == ImportState.DISCARDED:
        raise NotPossible(DISCARDED)
    return plan_import


def record_import(
    plan_import: PlanImport,
    by: User,
    action: str,
    summary: str,
    changes: dict[str, tuple[Any, Any]],
) -> None:
    record(
        by=by,
        action=action,
        subject=plan_import,
        summary=summary,
        changes=changes,
        municipality_id=plan_import.municipality_id,
    )
