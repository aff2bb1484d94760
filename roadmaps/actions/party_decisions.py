"""What a person says of the parties of an imported plan: this is that one, or somebody new."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.actions.imports import open_draft
from roadmaps.actions.parties import NAME_LIMIT
from roadmaps.domain.naming import party_key
from roadmaps.models import Party, PartyDecision, PlanImport
from roadmaps.queries.parties import OfficeParties

NEW = "новый ответственный"
UNDECIDED = "не решено"


@transaction.atomic
def decide_party(*, plan_import: PlanImport, by: User, words: str, party: Party | None) -> None:
    """In every row of the draft that says `words`, `party` is meant; None: somebody new."""
    plan_import = open_draft(plan_import, by)
    if party is not None and party.municipality_id != plan_import.municipality_id:
        raise NotPossible("Этого ответственного нет в списке управления.")
    words = " ".join(words.split())[:NAME_LIMIT]
    namesake = OfficeParties(plan_import.municipality).named(words)
    if namesake is not None:
        raise NotPossible(
            f"Ответственный {quoted(namesake.name)} есть в списке: если это не он, "
            "исправьте строку."
        )
    before = _before(plan_import, words)
    PartyDecision.objects.update_or_create(
        plan_import=plan_import,
        key=party_key(words),
        defaults={"words": words, "party": party, "decided_by": by},
    )
    _record(plan_import, by, words, before, party.name if party else NEW)


@transaction.atomic
def undecide_party(*, plan_import: PlanImport, by: User, words: str) -> None:
    """Take a decision back: the words are matched again as they are."""
    plan_import = open_draft(plan_import, by)
    before = _before(plan_import, words)
    gone, _ = plan_import.party_decisions.filter(key=party_key(words)).delete()
    if gone:
        _record(plan_import, by, words, before, UNDECIDED)


def _before(plan_import: PlanImport, words: str) -> str:
    decision = plan_import.party_decisions.filter(key=party_key(words)).first()
    if decision is None:
        return UNDECIDED
    return decision.party.name if decision.party else NEW


def _record(plan_import: PlanImport, by: User, words: str, before: str, after: str) -> None:
    record(
        by=by,
        action="decide party",
        subject=plan_import,
        summary=f"Ответственный в плане: {words}"[:500],
        changes={"кто это": (before, after)},
        municipality_id=plan_import.municipality_id,
    )
