"""Whom the office knows already by the name that a plan writes: a score, a reason, runners-up.

Scores are whole percents. From SURE on a match is taken by itself, from PROPOSED on a person is
asked, below it the party is new. Only the same kind of thing is compared, a post also with the
group of such posts. Rules and figures: docs/algorithms/responsible.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.domain.naming import party_key
from roadmaps.domain.party_likeness import PROPOSED, SURE, likeness_of_names
from roadmaps.domain.person_likeness import likeness_of_people
from roadmaps.domain.responsible import PartyKind, ResponsibleParty

RUNNERS_UP = 3


class Decision(StrEnum):
    """What follows from a score."""

    KNOWN = "known"
    PROPOSED = "proposed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party of the office; `names` are other words for it, each with the reason to trust it."""

    id: int
    name: str
    kind: str
    fans_out: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A party that a name may mean: `score` in whole percents, `reason` in Russian words."""

    party: KnownParty
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The best match first; empty where nobody is like it."""

    matches: tuple[Match, ...] = ()

    @property
    def best(self) -> Match | None:
        """The likeliest party."""
        return self.matches[0] if self.matches else None

    @property
    def decision(self) -> Decision:
        """Whether the best is taken, proposed, or the party is new.

        Two parties that fit equally well are never decided without a person.
        """
        if self.best is None:
            return Decision.NEW
        rivals = [match for match in self.matches[1:] if match.score == self.best.score]
        if self.best.score >= SURE and not rivals:
            return Decision.KNOWN
        return Decision.PROPOSED


class PartyIndex:
    """The parties of one office, ready to be asked for many names."""

    def __init__(
        self, known: Iterable[KnownParty], abbreviations: Mapping[str, str] | None = None
    ) -> None:
        self._abbreviations = dict(abbreviations or {})
        self._parties: list[KnownParty] = []
        self._by_key: dict[str, tuple[KnownParty, str]] = {}
        for party in known:
            self.add(party)

    def add(self, party: KnownParty) -> None:
        """Know one more party; of two with the same name the first stays."""
        self._parties.append(party)
        self._by_key.setdefault(party_key(party.name), (party, "то же название"))
        for name, reason in party.names:
            self._by_key.setdefault(party_key(name), (party, reason))

    def match(self, name: str, kind: str, fans_out: str = "") -> Matching:
        """Whom `name` means, a party of `kind` as the plan was read."""
        exact = self._by_key.get(party_key(name))
        if exact is not None:
            return Matching((Match(exact[0], 100, exact[1]),))
        asked = KnownParty(0, name, kind, fans_out)
        found = [match for party in self._parties if (match := self._compared(asked, party))]
        found.sort(key=lambda match: (-match.score, match.party.id))
        return Matching(tuple(found[: RUNNERS_UP + 1]))

    def _compared(self, asked: KnownParty, party: KnownParty) -> Match | None:
        if not _same_kind(asked.kind, party.kind):
            return None
        best: tuple[int, str] = (0, "")
        for name in (party.name, *(name for name, _ in party.names)):
            if asked.kind == PartyKind.PERSON:
                found = likeness_of_people(asked.name, name)
            else:
                found = likeness_of_names(asked.name, name, self._abbreviations)
            best = max(best, found)
        score, reason = best
        if asked.kind != party.kind or asked.fans_out != party.fans_out:
            score = _across_kinds(score, asked, party)
        return Match(party, score, reason) if score >= PROPOSED else None


def _same_kind(one: str, other: str) -> bool:
    plural = {PartyKind.POST, PartyKind.GROUP}
    return one == other or (one in plural and other in plural)


def _across_kinds(score: int, asked: KnownParty, party: KnownParty) -> int:
    """«Руководитель ОО» means «Руководители ОО» where both stand for each school, else perhaps.

    Names that are only alike and stand for others are two parties.
    """
    if asked.fans_out == party.fans_out == "schools":
        return score
    return min(score, SURE - 5) if score >= SURE - 5 else 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom one party of a plan becomes.

    `matching` is empty for a new party; `party` is the one that is taken, `same_as` the name of
    another new party of the same plan that is meant; `is_decided` says that a person decided.
    """

    reading: ResponsibleParty
    decision: Decision
    matching: Matching = Matching()
    is_decided: bool = False
    same_as: str = ""

    @property
    def party(self) -> KnownParty | None:
        """The party of the office that is taken; nobody where the party is new or unsure."""
        best = self.matching.best
        return best.party if best and self.decision is Decision.KNOWN else None

    @property
    def reason(self) -> str:
        """Why it is the one, or why it may be."""
        return self.matching.best.reason if self.matching.best else ""


class PlanParties:
    """Resolves the parties of one plan in the order of its rows, the same words always alike.

    `decided` are a person's decisions by `party_key` of the words: the id of a known party, or
    None for a new one. New parties of the plan are known to the rows behind them.
    """

    def __init__(
        self,
        known: Iterable[KnownParty],
        abbreviations: Mapping[str, str] | None = None,
        decided: Mapping[str, int | None] | None = None,
    ) -> None:
        parties = list(known)
        self._by_id = {party.id: party for party in parties}
        self._index = PartyIndex(parties, abbreviations)
        self._decided = dict(decided or {})
        self._resolved: dict[str, Resolution] = {}

    def resolve(self, reading: ResponsibleParty) -> Resolution:
        """Whom the party of a cell becomes."""
        key = party_key(reading.name)
        if key not in self._resolved:
            self._resolved[key] = self._decided_or_matched(key, reading)
        return self._resolved[key]

    @property
    def resolutions(self) -> Mapping[str, Resolution]:
        """Everything resolved so far by `party_key` of the words, in order."""
        return self._resolved

    def _decided_or_matched(self, key: str, reading: ResponsibleParty) -> Resolution:
        matching = self._index.match(reading.name, reading.kind.value, reading.fans_out or "")
        if key in self._decided:
            chosen = self._by_id.get(self._decided[key] or 0)
            if chosen is not None:
                match = Match(chosen, 100, "так решили при проверке")
                return Resolution(reading, Decision.KNOWN, Matching((match,)), is_decided=True)
            self._add_new(reading)
            return Resolution(reading, Decision.NEW, is_decided=True)
        best = matching.best
        if best is not None and best.party.id < 0 and matching.decision is Decision.KNOWN:
            return Resolution(reading, Decision.NEW, same_as=best.party.name)
        real = Matching(tuple(match for match in matching.matches if match.party.id > 0))
        if real.decision is not Decision.KNOWN:
            self._add_new(reading)
        return Resolution(reading, real.decision, real)

    def _add_new(self, reading: ResponsibleParty) -> None:
        new = KnownParty(
            -len(self._resolved) - 1, reading.name, reading.kind.value, reading.fans_out or ""
        )
        self._index.add(new)
