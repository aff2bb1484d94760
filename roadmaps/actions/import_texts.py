"""Decisions about what an imported document says beside its activities, before the plan is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.imports import open_draft, record_import
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.taking import LEFT_OUT, as_it_stands, items_of
from roadmaps.models import PlanImport
from roadmaps.queries.import_texts import HEADINGS, mark_of, text_lines

_DECIDED_MEANWHILE = (
    "Пока вы смотрели, этот текст изменили. Посмотрите, каким он стал, и решите ещё раз."
)
READ_MEANWHILE = "Документ уже прочитан заново. Посмотрите, что прочитано, и решите ещё раз."


@transaction.atomic
def leave_text(
    *,
    plan_import: PlanImport,
    by: User,
    kind: str,
    number: int,
    mark: str,
    left_out: bool,
    seen: str | None = None,
) -> PlanImport:
    """Leave a text out of the plan, or take it back; what was corrected in it stays.

    `seen` tells how the text stood when the button was shown (`TextLine.seen`): NotPossible where
    somebody has decided otherwise since.
    """
    plan_import = _opened(plan_import, by, kind, number, mark)
    now = text_lines(plan_import, kind)[number - 1]
    if seen is not None and seen != now.seen and now.is_left_out != left_out:
        raise NotPossible(_DECIDED_MEANWHILE)
    decision = {**_decision(plan_import, kind, number), "left_out": left_out}
    action = "leave text out" if left_out else "take text back"
    words = "Не переносится" if left_out else "Переносится"
    return _write(plan_import, by, kind, number, decision, action, words)


@transaction.atomic
def correct_text(
    *,
    plan_import: PlanImport,
    by: User,
    kind: str,
    number: int,
    mark: str,
    values: Mapping[str, Any],
    expected: Mapping[str, Any] | None = None,
) -> PlanImport:
    """Write other words in place of the document's; the same words again are no correction.

    `expected` is the text as the form was opened with it (`taking.as_it_stands`): ChangedMeanwhile
    where it stands otherwise by now, be it that the document was read anew, unless it says what is
    to be written. Without it `mark` must be that of the text that was read.
    """
    if expected is None:
        plan_import = _opened(plan_import, by, kind, number, mark)
    else:
        plan_import = open_draft(plan_import, by)
        if number > len(items_of(plan_import.draft, kind)):
            raise NotPossible(READ_MEANWHILE)
    current = as_it_stands(plan_import.draft, plan_import.text_decisions, kind, number - 1)
    elsewhere = {name for name in current if expected and current[name] != expected.get(name)}
    if any(current[name] != {LEFT_OUT: False, **values}[name] for name in elsewhere):
        raise ChangedMeanwhile(current, frozenset(elsewhere))
    read = items_of(plan_import.draft, kind)[number - 1]
    other = {name: value for name, value in values.items() if read[name] != value}
    decision = {**_decision(plan_import, kind, number), "values": other, "left_out": False}
    return _write(plan_import, by, kind, number, decision, "correct text", "Исправлено")


def _opened(plan_import: PlanImport, by: User, kind: str, number: int, mark: str) -> PlanImport:
    plan_import = open_draft(plan_import, by)
    items = items_of(plan_import.draft, kind)
    if number > len(items) or mark_of(items[number - 1]) != mark:
        raise NotPossible(READ_MEANWHILE)
    return plan_import


def _decision(plan_import: PlanImport, kind: str, number: int) -> dict[str, Any]:
    return dict(plan_import.text_decisions.get(kind, {}).get(str(number - 1), {}))


def _write(
    plan_import: PlanImport,
    by: User,
    kind: str,
    number: int,
    decision: dict[str, Any],
    action: str,
    words: str,
) -> PlanImport:
    before = text_lines(plan_import, kind)[number - 1]
    kept = {name: value for name, value in decision.items() if value}
    decisions = {one: dict(places) for one, places in plan_import.text_decisions.items()}
    places = decisions.setdefault(kind, {})
    places.pop(str(number - 1), None)
    if kept:
        places[str(number - 1)] = kept
    plan_import.text_decisions = {one: places for one, places in decisions.items() if places}
    plan_import.save(update_fields=["text_decisions"])
    after = text_lines(plan_import, kind)[number - 1]
    name = (before.title or before.text)[:200]
    shown = {HEADINGS[kind].lower(): (_whole(before), _whole(after))}
    changes = shown if _whole(before) != _whole(after) else {}
    record_import(plan_import, by, action, f"{words}: {HEADINGS[kind].lower()}, «{name}»", changes)
    return plan_import


def _whole(line: Any) -> str:
    return " — ".join(part for part in (line.title, line.text) if part)
