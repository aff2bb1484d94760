"""Reading a kept document anew with what people say about its columns, and remembering it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import starmap
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.drafting import (
    NUMBER_LIMIT,
    READ_TEXTS,
    TITLE_LIMIT,
    facts_as_read,
    rows_as_read,
    texts_as_read,
)
from roadmaps.actions.imports import open_draft, record_import
from roadmaps.domain.carrying import Decided, RowName, carried, matched
from roadmaps.domain.taking import carried_over
from roadmaps.models import LearnedHeading, PlanImport, PlanImportRow
from roadmaps.parsing.columns import SaidBy
from roadmaps.parsing.draft import PlanDraft
from roadmaps.parsing.draft_json import draft_as_json
from roadmaps.parsing.guidance import Guidance, TableDecision, decision_as_json
from roadmaps.parsing.plans import read_plan
from roadmaps.parsing.vocabulary import MAX_HEADING, Role, match_heading, year_of
from roadmaps.parsing.wording import heading_key
from roadmaps.permissions.plans import require_editor, require_keeper
from roadmaps.queries.fields import field_words
from roadmaps.queries.import_texts import HEADINGS
from roadmaps.queries.mapping import (
    decisions_of,
    remembered_headings,
    role_words,
    tables_mark,
)
from schools.models import Municipality

_READ_MEANWHILE = "Документ уже прочитан заново. Посмотрите, как поняты столбцы, и решите ещё раз."
_BEYOND = 1_000_000
_WRITTEN = (
    "position",
    "section_id_in_draft",
    "kind",
    "original",
    "source",
    "confidence",
    "deadline_choice",
    "state",
    *READ_TEXTS,
)


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading a document anew.

    `kept` rows have their decisions still, `again` are to be checked again because their words have
    changed; `lost` names rows that are no longer there and what had been decided about them.
    """

    rows: int
    kept: int
    again: int
    lost: tuple[str, ...]
    remembered: tuple[str, ...]


def read_again(
    *,
    plan_import: PlanImport,
    by: User,
    decisions: Sequence[TableDecision] = (),
    mark: str,
    remember: bool = True,
) -> Reread:
    """Read the kept file with `decisions` beside the earlier ones; rows keep what people decided.

    `mark` is the `tables_mark` of the tables that were shown. With `remember`, headings that a
    person has given another meaning are remembered for the municipality. Raises NotPossible where
    the draft has been read anew meanwhile, UnreadableFileError where nothing of a plan is left.
    """
    require_keeper(by, plan_import)
    together = _together(decisions_of(plan_import), decisions)
    remembered = remembered_headings(plan_import.municipality)
    with plan_import.file.open("rb") as kept:
        content = kept.read()
    years = _said_years(plan_import)
    # Reading takes seconds: the database is not held meanwhile.
    draft = read_plan(content, plan_import.file_name, years, Guidance(remembered, together))
    with transaction.atomic():
        plan_import = open_draft(plan_import, by)
        if tables_mark(plan_import) != mark:
            raise NotPossible(_READ_MEANWHILE)
        # What schools say of their documents is not learned for the office's.
        learns = remember and plan_import.school is None
        learned = _learn(plan_import.municipality, by, draft) if learns else ()
        return _save(plan_import, by, draft, together, learned)


@transaction.atomic
def forget_heading(*, heading: LearnedHeading, by: User) -> None:
    """Let a remembered meaning go; documents that were read with it stay as they are."""
    require_editor(by, heading.municipality)
    record(
        by=by,
        action="forget heading",
        subject=heading,
        summary=f"Забыто значение столбца «{heading.heading}»",
        changes={"значение": (role_words(heading.role), "")},
        municipality_id=heading.municipality_id,
    )
    heading.delete()


def _together(
    earlier: Iterable[TableDecision], now: Sequence[TableDecision]
) -> tuple[TableDecision, ...]:
    """The decisions that stand: a later one about the same rows replaces an earlier one."""
    replaced = {(one.table, one.row) for one in now}
    stay = [one for one in earlier if (one.table, one.begins) not in replaced]
    return (*stay, *now)


def _said_years(plan_import: PlanImport) -> tuple[int, int] | None:
    """The plan's years where a person has said other ones than the document."""
    first, last = plan_import.first_year, plan_import.last_year
    if first is None or last is None or [first, last] == plan_import.draft["years"]:
        return None
    return first, last


def _save(
    plan_import: PlanImport,
    by: User,
    draft: PlanDraft,
    decisions: Iterable[TableDecision],
    learned: tuple[str, ...],
) -> Reread:
    untouched, before = _untouched_facts(plan_import), plan_import.draft
    plan_import.draft = draft_as_json(draft)
    plan_import.text_decisions, lost_texts = carried_over(
        before, plan_import.draft, plan_import.text_decisions
    )
    plan_import.column_decisions = [decision_as_json(one) for one in decisions]
    for name, value in facts_as_read(draft).items():
        if name in untouched:
            setattr(plan_import, name, value)
    plan_import.save()
    found = _carry_rows(plan_import, draft, learned)
    found = replace(found, lost=(*found.lost, *starmap(_lost_text, lost_texts)))
    words = counted(found.rows, "мероприятие", "мероприятия", "мероприятий")
    lost = {f"не сохранено {number}": (one, "") for number, one in enumerate(found.lost, 1)}
    record_import(plan_import, by, "read again", f"Документ прочитан заново: {words}", lost)
    return found


def _untouched_facts(plan_import: PlanImport) -> frozenset[str]:
    """What of the plan as a whole still stands as the document gave it."""
    draft = plan_import.draft
    years, order = draft["years"] or [None, None], draft["order"] or {}
    read = {
        "title": " ".join(draft["title"].split())[:TITLE_LIMIT],
        "first_year": years[0],
        "last_year": years[1],
        "order_number": (order.get("number") or "")[:NUMBER_LIMIT],
        "order_date": order.get("date"),
    }
    standing = {name: getattr(plan_import, name) for name in read}
    if standing["order_date"] is not None:
        standing["order_date"] = standing["order_date"].isoformat()
    untouched = {name for name, value in read.items() if standing[name] == value}
    if not {"first_year", "last_year"} <= untouched:
        untouched -= {"first_year", "last_year"}
    # The draft does not keep how its years were counted: people may have changed it.
    return frozenset(untouched | ({"calendar"} if draft["years"] is None else set()))


def _carry_rows(plan_import: PlanImport, draft: PlanDraft, learned: tuple[str, ...]) -> Reread:
    before = list(plan_import.rows.select_for_update().order_by("position"))
    after = list(rows_as_read(plan_import, draft))
    pairs = matched([_name(row) for row in before], [_name(row) for row in after])
    # Positions are unique: the old ones make way first.
    plan_import.rows.update(position=F("position") + _BEYOND)
    kept, again, lost = 0, 0, []
    for place, row in enumerate(after):
        if place not in pairs:
            continue
        old = before[pairs[place]]
        decided = _decided(old)
        result = carried(decided, _texts(row))
        row.pk, row.state, row.deadline_choice = old.pk, result.state, result.choice
        for name, text in result.standing.items():
            setattr(row, name, text)
        again += result.is_again
        kept += decided.is_touched and not result.is_again
        if result.is_choice_lost:
            lost.append(f"{old}: чтение срока «{old.deadline_choice}»")
    gone = [row for place, row in enumerate(before) if place not in pairs.values()]
    lost += [_lost_row(row) for row in gone if _decided(row).is_touched]
    plan_import.rows.filter(pk__in=[row.pk for row in gone]).delete()
    PlanImportRow.objects.bulk_update([row for row in after if row.pk], _WRITTEN)
    PlanImportRow.objects.bulk_create([row for row in after if not row.pk])
    return Reread(len(after), kept, again, tuple(lost), learned)


def _name(row: PlanImportRow) -> RowName:
    place = tuple(row.source.get(part) for part in ("sheet", "table", "row", "page", "paragraph"))
    return RowName(place, row.original["number"], row.original["title"])


def _texts(row: PlanImportRow) -> dict[str, str]:
    return {name: getattr(row, name) for name in READ_TEXTS}


def _decided(row: PlanImportRow) -> Decided:
    return Decided(texts_as_read(row.original), _texts(row), row.deadline_choice, row.state)


def _lost_row(row: PlanImportRow) -> str:
    """A row that is no longer there, with what a person wrote in it."""
    decided = _decided(row)
    written = ", ".join(
        f"{field_words(PlanImportRow, name)} — «{decided.standing[name]}»"
        for name in READ_TEXTS
        if name in decided.corrected
    )
    return f"{row}: {written}" if written else f"{row}: {row.get_state_display()}"


def _lost_text(kind: str, item: dict[str, Any]) -> str:
    """A text that is no longer there, of which somebody had decided something."""
    named = (item.get(name) for name in ("name", "school", "direction", "text"))
    return f"{HEADINGS[kind].lower()}: «{next(filter(None, named), '')}»"


def _learn(municipality: Municipality, by: User, draft: PlanDraft) -> tuple[str, ...]:
    """Remember the headings that a person has just given a meaning; returns them."""
    said = {
        heading_key(column.heading): column
        for table in draft.tables
        for column in table.columns
        if column.said_by == SaidBy.PERSON and _is_telling(column.heading)
    }
    known = {one.key: one for one in LearnedHeading.objects.filter(municipality=municipality)}
    learned = []
    for key, column in said.items():
        before = known.get(key)
        if before is not None and before.role == column.role:
            continue
        heading, _ = LearnedHeading.objects.update_or_create(
            municipality=municipality,
            key=key,
            defaults={"heading": column.heading[:300], "role": column.role, "decided_by": by},
        )
        learned.append(column.heading)
        record(
            by=by,
            action="remember heading",
            subject=heading,
            summary=f"Запомнено значение столбца «{heading.heading}»"[:500],
            changes={
                "значение": (role_words(before.role) if before else "", role_words(column.role))
            },
            municipality_id=municipality.pk,
        )
    return tuple(learned)


def _is_telling(heading: str) -> bool:
    """Whether a heading means the same in every plan; years and months speak for themselves."""
    words = match_heading(heading)
    is_time = year_of(heading) is not None or bool(words and words[0].role is Role.MONTH)
    return 0 < len(heading_key(heading)) <= MAX_HEADING and not is_time
