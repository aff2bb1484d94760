"""Whom an office knows by the name that a plan writes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.party_likeness import PROPOSED, SURE
from roadmaps.domain.party_matching import Decision, KnownParty, Matching, PartyIndex, PlanParties
from roadmaps.domain.responsible import PartyKind, ResponsibleParty, read_responsible

TABLE = Path(__file__).parent / "phrases" / "party_matches.txt"
CELLS = Path(__file__).parent / "phrases" / "responsible.txt"


def read(text: str) -> ResponsibleParty:
    return read_responsible(text)[0]


def office(*names: str) -> list[KnownParty]:
    readings = [read(name) for name in names]
    return [
        KnownParty(place, one.name, one.kind.value, one.fans_out or "")
        for place, one in enumerate(readings, 1)
    ]


def match(asked: str, *names: str, explained: dict[str, str] | None = None) -> Matching:
    reading = read(asked)
    index = PartyIndex(office(*names), explained)
    return index.match(reading.name, reading.kind.value, reading.fans_out or "")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [
        [part.strip() for part in line.split("|")]
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize(("asked", "known", "decision", "reason"), rows())
def test_a_name_is_matched_as_the_table_says(
    asked: str, known: str, decision: str, reason: str
) -> None:
    matching = match(asked, known)

    assert (matching.decision.value, matching.best.reason if matching.best else "") == (
        decision,
        reason,
    )


def test_the_document_explains_an_abbreviation_whose_letters_do_not() -> None:
    explained = {"ЦКО": "центр сопровождения школ"}

    assert match("ЦКО", "Центр сопровождения школ").decision is Decision.NEW
    matching = match("ЦКО", "Центр сопровождения школ", explained=explained)
    assert matching.decision is Decision.KNOWN
    assert matching.best is not None
    assert matching.best.reason == "сокращение: ЦКО — Центр сопровождения школ"


def test_a_learned_name_is_taken_with_its_reason() -> None:
    learned = KnownParty(1, "МБУ «ЦРО»", "organisation", "", (("Методцентр", "прежнее название"),))

    matching = PartyIndex([learned]).match("методцентр", "organisation")

    assert matching.decision is Decision.KNOWN
    assert matching.best is not None
    assert (matching.best.score, matching.best.reason) == (100, "прежнее название")


def test_two_that_fit_equally_are_left_to_a_person() -> None:
    matching = match("ЦРО", "Центр развития образования", "Центр ресурсного обеспечения")

    assert matching.decision is Decision.PROPOSED
    assert len(matching.matches) == 2


def test_runners_up_stand_behind_the_best() -> None:
    matching = match("Кузнецова", "Кузнецова Н.П.", "Кузнецова А.В.", "Орлова А.В.")

    assert [one.party.name for one in matching.matches] == ["Кузнецова Н.П.", "Кузнецова А.В."]


def test_the_kind_that_an_office_corrected_does_not_hide_its_own_name() -> None:
    (party,) = office("Методическая служба")
    index = PartyIndex([KnownParty(party.id, party.name, "group")])

    assert index.match("методическая служба", "organisation").decision is Decision.KNOWN


def test_a_person_is_never_matched_with_a_post() -> None:
    index = PartyIndex([KnownParty(1, "Координатор", "post")])

    assert index.match("Координатор А.В.", "person").decision is Decision.NEW


# The parties of one plan.


def test_new_parties_of_a_plan_are_known_to_its_later_rows() -> None:
    plan = PlanParties([])

    first, again, other = (plan.resolve(read(text)) for text in ("МБУ «ЦРО»", "ЦРО", "ОО"))

    assert [one.decision for one in (first, again, other)] == [Decision.NEW] * 3
    assert [one.same_as for one in (first, again, other)] == ["", "МБУ «ЦРО»", ""]


def test_what_a_person_decided_goes_before_likeness() -> None:
    known = office("Центр развития образования", "Методический кабинет")

    taken = PlanParties(known, decided={"цро": 2}).resolve(read("ЦРО"))
    new = PlanParties(known, decided={"цро": None}).resolve(read("ЦРО"))

    assert taken.party is not None
    assert (taken.party.name, taken.is_decided) == ("Методический кабинет", True)
    assert (new.party, new.decision, new.is_decided) == (None, Decision.NEW, True)


def test_a_proposed_party_is_not_taken_without_a_person() -> None:
    resolution = PlanParties(office("Кузнецова А.В.")).resolve(read("Кузнецова"))

    assert (resolution.decision, resolution.party) == (Decision.PROPOSED, None)
    assert resolution.reason == "та же фамилия, инициалы не указаны"


# Properties.

PARTIES = [
    party
    for line in CELLS.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
    for party in read_responsible(line.rpartition("|")[0].strip().replace("⏎", "\n"))
]
surnames = st.sampled_from(
    ["Кузнецова", "Кузнецов", "Орлова", "Ким", "Черных", "Соколова", "Сокольникова", "Зайцева"]
)
letters = st.sampled_from("АВИНПС")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTIES), max_size=12), st.sampled_from(PARTIES))
def test_any_name_is_matched_within_the_scale(
    known: list[ResponsibleParty], asked: ResponsibleParty
) -> None:
    index = PartyIndex(
        KnownParty(place, one.name, one.kind.value) for place, one in enumerate(known, 1)
    )
    matching = index.match(asked.name, asked.kind.value)

    scores = [one.score for one in matching.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(PROPOSED <= score <= 100 for score in scores)
    assert all(one.reason for one in matching.matches)
    assert matching.decision is not Decision.KNOWN or scores[0] >= SURE


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PARTIES), st.lists(st.sampled_from(PARTIES), max_size=8))
def test_a_party_finds_itself_among_others(
    asked: ResponsibleParty, others: list[ResponsibleParty]
) -> None:
    known = [KnownParty(1, asked.name, asked.kind.value)]
    known += [KnownParty(n, one.name, one.kind.value) for n, one in enumerate(others, 2)]
    best = PartyIndex(known).match(asked.name, asked.kind.value).best

    assert best is not None
    assert (best.party.id, best.score, best.reason) == (1, 100, "то же название")


@settings(max_examples=300, deadline=None)
@given(surnames, letters, letters, surnames, letters, letters)
def test_people_are_the_same_only_with_surname_and_initials(
    one: str, first: str, second: str, other: str, third: str, fourth: str
) -> None:
    asked, known = f"{one} {first}.{second}.", f"{third}.{fourth}. {other}"
    same = (one, first, second) == (other, third, fourth)
    index = PartyIndex([KnownParty(1, known, PartyKind.PERSON)])

    taken = index.match(asked, PartyKind.PERSON).decision is Decision.KNOWN

    assert taken == same


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(list(PartyKind)))
def test_any_text_is_compared(asked: str, known: str, kind: PartyKind) -> None:
    index = PartyIndex([KnownParty(1, known, kind)])

    assert index.match(asked, kind).decision in Decision
