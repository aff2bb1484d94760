"""Other words for a party: learned from what people correct, and taken back."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.domain.naming import party_key
from roadmaps.models import Party, PartySynonym, SynonymOrigin
from roadmaps.permissions.plans import require_editor
from schools.models import Municipality

WORDS_LIMIT = 300


def owner_of(municipality: Municipality, words: str) -> PartySynonym | None:
    """What the office has learned of these words, with the party that they mean."""
    learned = PartySynonym.objects.filter(municipality=municipality, key=party_key(words))
    return learned.select_related("party").first()


@transaction.atomic
def learn_synonym(
    *, party: Party, words: str, origin: SynonymOrigin, by: User
) -> PartySynonym | None:
    """From now on `words` mean the party; whom they meant before, they mean no more.

    Nothing is learned where the party itself is called so. Raises NotPossible where another party
    has this very name: two such are merged, not learned.
    """
    require_editor(by, party.municipality)
    words = " ".join(words.split())[:WORDS_LIMIT]
    key = party_key(words)
    if not key or key == party_key(party.name):
        return None
    _require_nobodys_name(party, key)
    before = owner_of(party.municipality, words)
    if before is not None and before.party_id == party.pk:
        return before
    synonym, _ = PartySynonym.objects.update_or_create(
        municipality=party.municipality,
        key=key,
        defaults={"party": party, "words": words, "origin": origin, "learned_by": by},
    )
    meant = {"кого означало": (before.party.name, party.name)} if before else {}
    _record(party, by, "learn synonym", f"Запомнено другое название: {words}", meant)
    return synonym


@transaction.atomic
def forget_synonym(*, synonym: PartySynonym, by: User) -> None:
    """Take other words back: the next plan that says them asks anew. Twice is no error."""
    party = synonym.party
    require_editor(by, party.municipality)
    gone, _ = PartySynonym.objects.filter(pk=synonym.pk).delete()
    if gone:
        _record(party, by, "forget synonym", f"Убрано другое название: {synonym.words}", {})


def _require_nobodys_name(party: Party, key: str) -> None:
    others = Party.objects.of_office().filter(municipality=party.municipality).exclude(pk=party.pk)
    namesake = next((one for one in others if party_key(one.name) == key), None)
    if namesake is not None:
        raise NotPossible(
            f"Ответственный {quoted(namesake.name)} есть в списке. Если это один и тот же, "
            "объедините их."
        )


def _record(
    party: Party, by: User, action: str, summary: str, changes: dict[str, tuple[str, str]]
) -> None:
    record(
        by=by,
        action=action,
        subject=party,
        summary=summary,
        changes=changes,
        municipality_id=party.municipality_id,
    )
