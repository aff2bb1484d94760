"""What can be done to a plan as a whole, each with the step that takes it back.

A step has the plan's id under `plan` and one of: `fields` (name → before, after) or `abbreviations`
(short → full before, full after; None where there is none).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.actions.editing.changes import Step, quoted
from roadmaps.actions.editing.order import deadlines_follow
from roadmaps.models import Roadmap
from roadmaps.queries.fields import changed_words, field_words

AbbreviationChanges = Mapping[str, tuple[str | None, str | None]]


def write_facts(roadmap: Roadmap, values: Mapping[str, Any], by: User) -> Step:
    """Title, goal or years of a locked plan; dates follow where its years are others."""
    before = {name: getattr(roadmap, name) for name in values}
    with deadlines_follow(roadmap, by):
        for name, value in values.items():
            setattr(roadmap, name, value)
        roadmap.save(update_fields=list(values))
    record(
        by=by,
        action="edit plan",
        subject=roadmap,
        summary="Изменены сведения о плане",
        changes=changed_words(Roadmap, before, values),
        municipality_id=roadmap.municipality_id,
    )
    fields = {name: [before[name], value] for name, value in values.items()}
    return {"plan": roadmap.pk, "fields": fields}


def write_abbreviations(roadmap: Roadmap, changes: AbbreviationChanges, by: User) -> Step:
    """What abbreviations of a locked plan stand for.

    Rows are read by them when their words are next written; who is responsible now stays so.
    """
    wanted = {**roadmap.abbreviations, **{short: new for short, (_, new) in changes.items()}}
    roadmap.abbreviations = {short: full for short, full in wanted.items() if full is not None}
    roadmap.save(update_fields=["abbreviations"])
    record(
        by=by,
        action="set abbreviations",
        subject=roadmap,
        summary="Изменены сокращения плана",
        changes={short: (old or "", new or "") for short, (old, new) in changes.items()},
        municipality_id=roadmap.municipality_id,
    )
    pairs = {short: list(pair) for short, pair in changes.items()}
    return {"plan": roadmap.pk, "abbreviations": pairs}


def refusal_to_take_back(step: Step, roadmap: Roadmap) -> str:
    """Why a step cannot be taken back now; empty where it can."""
    if "abbreviations" in step:
        changed = [
            short
            for short, (_, new) in step["abbreviations"].items()
            if roadmap.abbreviations.get(short) != new
        ]
        words = ", ".join(quoted(short) for short in changed)
        what = f"сокращение {words}"
    else:
        changed = [
            name for name, (_, new) in step["fields"].items() if getattr(roadmap, name) != new
        ]
        what = ", ".join(quoted(field_words(Roadmap, name)) for name in changed)
    if not changed:
        return ""
    return f"В плане с тех пор снова изменили {what}. Сначала отмените более позднее изменение."


def take_back(step: Step, roadmap: Roadmap, by: User) -> list[Step]:
    """Do the opposite of a step that nothing speaks against; the steps of that."""
    if "abbreviations" in step:
        changes = {short: (new, old) for short, (old, new) in step["abbreviations"].items()}
        return [write_abbreviations(roadmap, changes, by)]
    values = {name: old for name, (old, _) in step["fields"].items()}
    return [write_facts(roadmap, values, by)]
