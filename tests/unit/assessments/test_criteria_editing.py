"""Rules changed line by line, and what a version changes, in words."""

from __future__ import annotations

import pytest

from assessments.domain.criteria import SHIPPED, CriteriaError
from assessments.domain.criteria.differences import differences
from assessments.domain.criteria.editing import (
    extended,
    grouped,
    negated,
    node_at,
    outline,
    predicate_node,
    removed,
    replaced,
)

FEDERAL = SHIPPED["federal-30-2"]
CATEGORIES = FEDERAL.snapshot()["categories"]
FEW = {"participants": {"at_least": 5}}


def test_the_outline_reads_as_sentences():
    lines = outline(SHIPPED["federal-30-2-repeat-or"])
    first = [(line.path, line.depth, line.category) for line in lines[:3]]
    assert first == [("0", 0, "low_results"), ("0.0", 1, None), ("0.1", 1, None)]
    assert lines[0].words == "верно хотя бы одно из:"
    assert lines[1].words.startswith("доля низких результатов от 30")


def test_every_shipped_set_has_an_outline_and_no_line_is_lost():
    for criteria in SHIPPED.values():
        lines = outline(criteria)
        for line in lines:
            assert node_at(criteria.categories, line.path)
            assert line.words
        assert sum(bool(line.category) for line in lines) == len(criteria.categories)


def test_a_line_is_replaced_and_nothing_else_changes():
    changed = replaced(CATEGORIES, "1.0", lambda _: FEW)
    assert changed[1]["rule"]["any"][0] == FEW
    assert changed[1]["rule"]["any"][1:] == CATEGORIES[1]["rule"]["any"][1:]
    assert changed[0] == CATEGORIES[0]
    assert FEDERAL.snapshot()["categories"] == CATEGORIES


def test_the_last_part_of_a_join_takes_the_join_along():
    once = removed(CATEGORIES, "1.0")
    assert len(once[1]["rule"]["any"]) == 2
    assert removed(removed(once, "1.0"), "1.0") == CATEGORIES[:1]
    opposite = replaced(CATEGORIES, "1.0", negated)
    assert removed(opposite, "1.0.0") == once


def test_an_opposite_of_an_opposite_is_the_line_itself():
    assert negated(FEW) == {"not": FEW}
    assert negated(negated(FEW)) == FEW


def test_lines_are_joined_and_joins_change_their_kind():
    assert grouped(FEW, "any") == {"any": [FEW]}
    both = {"any": [FEW, FEW]}
    assert grouped(both, "all") == {"all": [FEW, FEW]}
    assert grouped(both, "at_least", 2) == {"at_least": {"number": 2, "rules": [FEW, FEW]}}
    assert grouped(both, "in_years", 2, 3) == {"in_years": {"at_least": 2, "of": 3, "rule": both}}
    assert extended(both, FEW) == {"any": [FEW, FEW, FEW]}
    assert extended(FEW, FEW) == {"all": [FEW, FEW]}


def test_values_that_are_not_typed_are_left_to_their_defaults():
    said = {"from": "10", "below": " ", "min_participants": "$min_participants", "works": ""}
    assert predicate_node("share", said) == {
        "share": {"from": "10", "min_participants": "$min_participants"}
    }


@pytest.mark.parametrize("path", ["7", "0.3", "x", "1.0.0", "", "0..1", "-1"])
def test_a_line_that_is_not_there_is_said(path):
    with pytest.raises(CriteriaError, match="Такой строки в правилах нет"):
        node_at(CATEGORIES, path)


def test_a_version_says_what_it_changes():
    changed = FEDERAL.with_settings(["threshold=25", "vpr_grades=5"])
    found = {one.what: (one.before, one.after) for one in differences(FEDERAL, changed)}
    title = "доля не преодолевших порог, с которой результат считается низким, %"
    assert found[title] == ("30", "25")
    assert found["классы ВПР"] == ("4, 5, 6, 7, 8", "5")
    assert "ВПР, математика, 6\u00a0класс" in found["учитываемые процедуры"][0]
    assert "от 25" in found["В перечне"][1]
    assert differences(FEDERAL, FEDERAL) == []


def test_a_category_that_only_one_version_has_is_named():
    found = differences(FEDERAL, SHIPPED["ege-half-below"])
    at_risk = next(one for one in found if one.what == "В зоне риска")
    assert at_risk.after == "—"
