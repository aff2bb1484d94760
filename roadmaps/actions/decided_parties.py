"""What was decided of the parties of an imported plan, carried out when the plan is taken over."""

from __future__ import annotations

from accounts.models import User
from roadmaps.actions.parties import NAME_LIMIT
from roadmaps.actions.synonyms import learn_synonym
from roadmaps.domain.naming import party_key
from roadmaps.models import Party, PartyDecision, PlanImport, SynonymOrigin
from roadmaps.queries.parties import OfficeParties, abbreviations_of, responsible_of


def carry_out_decisions(*, plan_import: PlanImport, by: User) -> None:
    """Decided words become synonyms, parties that somebody called new are made.

    Runs inside the transaction that takes the plan over, before its rows are linked. Decisions on
    words that no kept row says any more are left alone. The plan of a school names its own people:
    nothing is decided about them.
    """
    if plan_import.school is not None:
        return
    abbreviations = abbreviations_of(plan_import)
    readings = {
        party_key(reading.name): reading
        for text in plan_import.rows.kept().values_list("responsible_text", flat=True)
        for reading in responsible_of(text, abbreviations)
    }
    office = OfficeParties(plan_import.municipality)
    for decision in plan_import.party_decisions.select_related("party__municipality"):
        reading = readings.get(decision.key)
        if reading is None:
            continue
        if decision.party is not None:
            _learn(decision, office, by)
        elif office.named(reading.name) is None:
            Party.objects.create(
                municipality=plan_import.municipality,
                name=reading.name[:NAME_LIMIT],
                kind=str(reading.kind),
                fans_out=reading.fans_out or "",
            )


def _learn(decision: PartyDecision, office: OfficeParties, by: User) -> None:
    """The words mean the party from now on, unless another party has got this name meanwhile."""
    if decision.party is not None and office.named(decision.words) is None:
        learn_synonym(
            party=decision.party, words=decision.words, origin=SynonymOrigin.DECIDED, by=by
        )
