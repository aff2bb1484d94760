"""Definitions as JSON: every mistake at once, in words, with its place; and back."""

import json

import pytest

from assessments.domain.criteria import (
    SHIPPED,
    CriteriaError,
    DefinitionError,
    from_snapshot,
    read_definition,
    shipped,
)
from assessments.domain.rules.reading import Reader
from assessments.domain.rules.wording import described
from assessments.domain.rules.writing import written

PLAIN = {
    "key": "own",
    "version": "2",
    "name": "свои",
    "parameters": {"threshold": "25", "k": 3},
    "works": [{"procedures": ["vpr"], "subjects": ["МА"], "grades": [5, 6, 7]}],
    "categories": [
        {
            "category": "low_results",
            "rule": {"low_procedures": {"at_least": "$k", "share": "$threshold"}},
        }
    ],
}


def mistakes(**changes):
    with pytest.raises(DefinitionError) as caught:
        read_definition({**PLAIN, **changes})
    return list(caught.value.mistakes)


def low(rule):
    return [{"category": "low_results", "rule": rule}]


@pytest.mark.parametrize("criteria", SHIPPED.values(), ids=SHIPPED)
def test_shipped_sets_come_back_from_json_as_they_were(criteria):
    text = json.dumps(criteria.snapshot(), ensure_ascii=False)

    assert from_snapshot(json.loads(text)) == criteria
    for one in criteria.plan.rules:
        assert Reader({}).rule(written(one.rule), "правило") == one.rule
        assert described(one.rule)


def test_a_changed_set_comes_back_with_its_changes():
    criteria = shipped("corridor").with_setting("corridors=МА 5: 10/45/20; РУ 6: 9.5/45/20")

    assert from_snapshot(criteria.snapshot()) == criteria
    assert criteria.snapshot()["parameters"]["corridors"] == [
        "Математика 5: 10/45/20", "Русский язык 6: 9.5/45/20",
    ]  # fmt: skip


def test_a_snapshot_of_parameters_only_has_the_shipped_rules():
    old = {
        "key": "federal-30-2", "version": "1", "name": "федеральные 30/2",
        "parameters": {**shipped("federal-30-2").snapshot()["parameters"], "threshold": "33.3"},
    }  # fmt: skip

    assert from_snapshot(old) == shipped("federal-30-2").with_setting("threshold=33,3")


def test_an_order_and_years_are_kept():
    data = {
        **PLAIN, "order": {"number": "12-д", "date": "2025-09-01"}, "valid_from": 2025,
        "valid_to": 2026,
    }  # fmt: skip
    criteria = read_definition(data)

    assert from_snapshot(criteria.snapshot()) == criteria
    assert [criteria.is_valid_in(year) for year in (2024, 2025, 2026, 2027)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_every_mistake_is_said_with_its_place():
    said = mistakes(
        key="Свои",
        order={"number": "1"},
        valid_from="2025",
        parameters={"threshold": "много", "limit": 3, "k": 2},
        categories=[
            {
                "category": "low_results",
                "rule": {
                    "any": [
                        {"low_procedures": {"at_least": 0, "share": "$porog"}},
                        {"all": [{"flag": {"flag": "left"}}, {"unheard": {}}]},
                    ]
                },
            },
            {"category": "excellent", "rule": {"participants": {"at_least": 5}}},
        ],
    )

    assert said[0].startswith("Параметр threshold: указано «много», а нужно число")
    assert said[1].startswith("Параметра «limit» не бывает. Есть: threshold, k")
    assert said[2].startswith("order: нужны номер")
    assert said[3].startswith("valid_from: нужен первый год")
    assert said[4].startswith("key: нужны строчные")
    places = [one.partition(": ")[0] for one in said[5:]]
    assert places == [
        "категория 1, условие 1, at_least",
        "категория 1, условие 1, share",
        "категория 1, условие 2, условие 1, flag",
        "категория 1, условие 2, условие 2",
        "категория 2",
    ]
    assert "параметра «porog» нет. Есть: threshold, k" in said[6]
    assert (
        "условия «unheard» нет. Есть: all, any, not, at_least, in_years, low_procedures" in said[8]
    )
    assert "категории «excellent» нет" in said[9]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ([], "категория 1: нужно одно условие с его названием."),
        ({"all": []}, "категория 1: нужен непустой список условий."),
        ({"not": {"any": "x"}}, "категория 1, отрицание: нужен непустой список условий."),
        ({"at_least": {"number": 3, "rules": [{"participants": {"at_least": 5}}]}},
         "категория 1: нужно 3 из 1 условий, столько их нет."),
        ({"in_years": {"at_least": 3, "of": 2, "rule": {"participants": {"at_least": 5}}}},
         "категория 1: нужно 3 из 2 лет, столько лет не смотрят."),
        ({"in_years": {"at_least": 1, "of": 9, "rule": {"participants": {"at_least": 5}}}},
         "категория 1, of: указано «9», а нужно целое число не меньше 1 и не больше 5."),
        ({"participants": {}},
         ("категория 1, at_least: не указано, а нужно "
          "целое число не меньше 1 и не больше 9999.")),
        ({"participants": {"at_least": 5, "much": 1}},
         "категория 1: «much» здесь не бывает. Есть: at_least, works."),
        ({"participants": {"at_least": True}},
         ("категория 1, at_least: указано «True», а нужно "
         "целое число не меньше 1 и не больше 9999.")),
        ({"participants": {"at_least": 5, "works": "vpr"}},
         "категория 1: процедуры перечисляют списком."),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_one_sentence(rule, said):
    assert mistakes(categories=low(rule)) == [said]


def test_rules_nested_without_end_are_refused():
    rule = {"participants": {"at_least": 5}}
    for _ in range(20):
        rule = {"not": rule}

    (said,) = mistakes(categories=low(rule))
    assert "вложены глубже 8 уровней" in said


def test_a_set_without_categories_is_refused():
    assert mistakes(categories=[]) == ["категории: нужна хотя бы одна."]


def test_each_set_has_its_own_parameters():
    assert shipped("sao-worst").with_setting("worst_percent=5").parameters["worst_percent"] == 5
    with pytest.raises(CriteriaError, match=r"Параметра «k» в критериях нет\. Есть: worst_percent"):
        shipped("sao-worst").with_setting("k=2")
