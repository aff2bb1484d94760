"""A changed document over a living roadmap: uploaded, compared, and taken over as far as ticked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.decided_parties import carry_out_decisions
from roadmaps.actions.imports import DISCARDED, refusal_to_confirm
from roadmaps.actions.rewriting import rewrite_plan
from roadmaps.domain.comparison.applying import apply
from roadmaps.models import ImportState, PlanImport, Roadmap
from roadmaps.permissions.plans import require_edit, require_keeper
from roadmaps.queries.difference import Difference, as_json, choice_of
from roadmaps.queries.difference_lines import compared
from roadmaps.queries.parties import abbreviations_of

NOTHING_TICKED = "Отметьте, что применить. Если документ не нужен, отклоните его при проверке."
NO_ROADMAP = "Не выбрана дорожная карта, с которой сравнить документ."


class DifferenceChanged(Exception):
    """The plan is not as it was when the comparison was shown; nothing has been written.

    `difference` is the one that holds now.
    """

    def __init__(self, difference: Difference) -> None:
        super().__init__("Пока вы смотрели сравнение, план изменился.")
        self.difference = difference


@transaction.atomic
def apply_difference(
    *, plan_import: PlanImport, by: User, keys: Collection[str], shown: Mapping[str, str]
) -> PlanImport:
    """Take over the ticked lines, once: a second click finds them applied.

    `keys` are the ticked lines, `shown` the digests of all lines on the page where they were
    ticked. Raises DifferenceChanged where the plan or the document says something else by now.
    What is not ticked is kept with the import as not applied.
    """
    roadmap = plan_import.updates
    if roadmap is None:
        raise NotPossible(NO_ROADMAP)
    require_keeper(by, roadmap)
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    # Whoever approved the plan meanwhile has frozen its words.
    require_edit(by, roadmap)
    claimed = PlanImport.objects.filter(pk=plan_import.pk, state=ImportState.DRAFT).update(
        state=ImportState.APPLIED, roadmap=roadmap
    )
    # A copy: what is undone in the database must not stay in the caller's object.
    plan_import = PlanImport.objects.get(pk=plan_import.pk)
    if not claimed:
        if plan_import.state == ImportState.APPLIED:
            return plan_import
        raise NotPossible(DISCARDED)
    refusal = refusal_to_confirm(plan_import)
    if refusal:
        raise NotPossible(refusal)
    # Whoever edits a row now waits for its lock and then sees what stands there.
    list(roadmap.activities.select_for_update().values_list("pk"))
    found = compared(plan_import, roadmap)
    difference = found.difference
    _require_as_shown(difference, keys, shown)
    choice = choice_of(keys)
    after = apply(found.old, found.new, found.comparison, choice)
    roadmap.abbreviations = {**roadmap.abbreviations, **abbreviations_of(plan_import)}
    roadmap.save(update_fields=["abbreviations"])
    carry_out_decisions(plan_import=plan_import, by=by)
    rewrite_plan(found=found, after=after, choice=choice, plan_import=plan_import, by=by)
    _keep(plan_import, difference, keys, by)
    return plan_import


def _require_as_shown(
    difference: Difference, keys: Collection[str], shown: Mapping[str, str]
) -> None:
    """The person ticked what stands there now, and nothing that may not be ticked."""
    possible = {line.key for line in difference.lines if not line.refusal}
    if difference.digests != dict(shown) or not possible.issuperset(keys):
        raise DifferenceChanged(difference.ticked_as(keys, shown))
    if not keys and any(line.key in possible for line in difference.changes):
        raise NotPossible(NOTHING_TICKED)


def _keep(plan_import: PlanImport, difference: Difference, keys: Collection[str], by: User) -> None:
    """What was taken over and what was not, for good; one event tells it of the plan."""
    lines = tuple(replace(line, is_applied=line.key in keys) for line in difference.lines)
    applied = replace(difference, lines=lines)
    plan_import.difference = as_json(applied)
    plan_import.save(update_fields=["difference"])
    record(
        by=by,
        action="apply import",
        subject=plan_import.roadmap or plan_import,
        summary=f"Применены изменения из файла «{plan_import.file_name}»: {applied.applied_words}",
        changes={line.name: (line.before, line.after) for line in lines if line.is_of_plan},
        municipality_id=plan_import.municipality_id,
    )
