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
from roadmaps.queries.parties import NEW_PARTY, UNDECIDED_PARTY, OfficeParties


@transaction.atomic
def decide_party(
    *,
    plan_import: PlanImport,
    by: User,
    words: str,
    party: Party | None,
    seen: str | None = None,
) -> None:
    """In every row of the draft that says `words`, `party` is meant; None: somebody new.

    `seen` is the decision that the page showed: a name, `NEW_PARTY` or `UNDECIDED_PARTY`.
    NotPossible where somebody has decided otherwise meanwhile.
    """
    plan_import = open_draft(plan_import, by)
    _require_seen(plan_import, words, party.name if party else NEW_PARTY, seen)
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
    _record(plan_import, by, words, before, party.name if party else NEW_PARTY)


@transaction.atomic
def undecide_party(
    *, plan_import: PlanImport, by: User, words: str, seen: str | None = None
) -> None:
    """Take a decision back: the words are matched again as they are. `seen` as above."""
    plan_import = open_draft(plan_import, by)
    _require_seen(plan_import, words, UNDECIDED_PARTY, seen)
    before = _before(plan_import, words)
    gone, _ = plan_import.party_decisions.filter(key=party_key(words)).delete()
    if gone:
        _record(plan_import, by, words, before, UNDECIDED_PARTY)


def _require_seen(plan_import: PlanImport, words: str, wanted: str, seen: str | None) -> None:
    """Pass where the person decides about what stands there, or decides as the other one did."""
    words = " ".join(words.split())[:NAME_LIMIT]
    current = _before(plan_import, words)
    if seen is None or current in (seen, wanted):
        return
    decision = plan_import.party_decisions.filter(key=party_key(words)).first()
    who = f" ({decision.decided_by})" if decision and decision.decided_by else ""
    raise NotPossible(
        f"Пока страница была открыта, об ответственном {quoted(words)} решил другой человек{who}: "
        f"теперь «{current}». Ваше решение «{wanted}» не записано: посмотрите и решите ещё раз."
    )


def _before(plan_import: PlanImport, words: str) -> str:
    decision = plan_import.party_decisions.filter(key=party_key(words)).first()
    if decision is None:
        return UNDECIDED_PARTY
    return decision.party.name if decision.party else NEW_PARTY


def _record(plan_import: PlanImport, by: User, words: str, before: str, after: str) -> None:
    record(
        by=by,
        action="decide party",
        subject=plan_import,
        summary=f"Ответственный в плане: {words}"[:500],
        changes={"кто это": (before, after)},
        municipality_id=plan_import.municipality_id,
    )
