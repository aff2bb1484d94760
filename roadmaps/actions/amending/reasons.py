"""Why an amendment changes something: the last column of the comparison table."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import AmendmentReason, Roadmap


@transaction.atomic
def give_reasons(
    *, amendment: Roadmap, by: User, reasons: Mapping[str, str], opened: Mapping[str, str]
) -> None:
    """Write the reasons by subject; an empty one is taken away. Repeating it changes nothing.

    `opened` are those that the form was opened on: what nobody touched there stays as it is now,
    ChangedMeanwhile where another person has written the same reason otherwise.
    """
    copy = locked_plan(amendment, by)
    known = dict(copy.reasons.values_list("subject", "text"))
    changed = {
        subject: text
        for subject, text in reasons.items()
        if text not in (opened.get(subject, ""), known.get(subject, ""))
    }
    elsewhere = {one for one in changed if known.get(one, "") != opened.get(one, "")}
    if elsewhere:
        raise ChangedMeanwhile(known, frozenset(elsewhere))
    for subject, text in changed.items():
        if text:
            AmendmentReason.objects.update_or_create(
                amendment=copy, subject=subject, defaults={"text": text}
            )
        else:
            copy.reasons.filter(subject=subject).delete()
    if changed:
        record(
            by=by,
            action="give reasons",
            subject=copy,
            summary="Записаны обоснования изменений",
            changes={"обоснование": ("", "; ".join(filter(None, changed.values())))},
            municipality_id=copy.municipality_id,
        )
