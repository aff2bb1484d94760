"""Cells of responsible parties against a table of expected parties."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.parties.vocabulary import LEMMAS
from roadmaps.domain.responsible import PartyKind, parties_as_json, read_responsible

TABLE = Path(__file__).parent / "phrases" / "responsible.txt"


def rows() -> list[tuple[str, list[dict[str, str | None]]]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line.strip() and not line.startswith("#")]


def _row(line: str) -> tuple[str, list[dict[str, str | None]]]:
    cell, _, listed = line.rpartition("|")
    parties = []
    for entry in filter(None, map(str.strip, listed.split(";"))):
        name, _, kind = entry.rpartition(" = ")
        schools = "schools" if kind.endswith("*") else None
        parties.append({"name": name, "kind": kind.rstrip("*"), "fans_out": schools})
    return cell.strip().replace("⏎", "\n"), parties


@pytest.mark.parametrize(("cell", "parties"), rows())
def test_cell_splits_as_the_table_says(cell: str, parties: list[dict[str, str | None]]) -> None:
    assert parties_as_json(read_responsible(cell)) == parties


def test_abbreviations_of_the_document_come_first() -> None:
    known = {"ЦКО": "центр качества образования", "ГПУ": "группа педагогов-участников"}

    kinds = [party.kind for party in read_responsible("ЦКО ГПУ", known)]

    assert kinds == [PartyKind.ORGANISATION, PartyKind.GROUP]


def test_an_abbreviation_explained_as_schools_fans_out() -> None:
    (party,) = read_responsible("ГБО", {"ГБО": "городские общеобразовательные организации"})

    assert party.fans_out == "schools"


def test_an_abbreviation_of_several_words_is_never_torn_apart() -> None:
    explained = {"КО": "комитет образования", "МКУ ОО": "МКУ «Отдел образования»"}

    parties = read_responsible("КО МКУ ОО, школы", explained)

    assert [party.name for party in parties] == ["КО", "МКУ ОО", "школы"]
    assert [party.fans_out for party in parties] == [None, None, "schools"]


def test_an_abbreviation_explained_as_a_department_means_no_schools() -> None:
    (party,) = read_responsible("ОО", {"ОО": "отдел образования администрации района"})

    assert (party.kind, party.fans_out) == (PartyKind.ORGANISATION, None)


@pytest.mark.parametrize("sign", ["(А.Б. Ива", "(", "«", "«,", "А.", "и ", "-\n", "1 ", "«а;"])
def test_a_cell_full_of_marks_is_read_at_once(sign: str) -> None:
    begin = time.perf_counter()
    read_responsible(sign * (4000 // len(sign)))
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize("lemma", sorted(LEMMAS))
def test_every_listed_noun_is_read_with_slips_and_in_the_plural(lemma: str) -> None:
    for word in (lemma, lemma.upper(), f"{lemma}ы", f"{lemma}и", f"{lemma[:-1]}ъъ", f"пед{lemma}"):
        read_responsible(f"{word} ОО")
    assert read_responsible(lemma)


def test_a_party_named_twice_is_kept_once() -> None:
    assert len(read_responsible("Руководители ОО, Руководители ОО")) == 1


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for party in read_responsible(text):
        assert party.name.strip()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([cell for cell, _ in rows() if cell]), min_size=1, max_size=4),
    st.sampled_from([", ", "\n", "; ", " ", " и ", "", "/", " – ", " («"]),
)
def test_any_mixture_of_cells_is_read(cells: list[str], glue: str) -> None:
    assert all(party.name for party in read_responsible(glue.join(cells)))
