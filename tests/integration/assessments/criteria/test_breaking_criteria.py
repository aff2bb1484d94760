"""An administrator tries to break the editor of criteria: each time a sentence, nothing lost."""

from __future__ import annotations

import json

import pytest

from assessments.actions.criteria import change_rules, publish_criteria
from assessments.models import CriteriaSet
from core.web.refusals import NotPossible
from tests.integration.assessments.criteria.conftest import address

pytestmark = pytest.mark.django_db
LOW = {"low_procedures": {"at_least": "$k", "share": "$threshold"}}


def said_to_rules(administrator, draft, rules):
    """What the page of JSON answers; the draft stays as it was."""
    text = rules if isinstance(rules, str) else json.dumps(rules)
    answer = administrator.post(address("criteria_rules", draft.pk), {"rules": text})
    assert answer.status_code == 422
    assert CriteriaSet.objects.get(pk=draft.pk).rules == draft.rules
    return answer.content.decode()


def typed_parameters(administrator, draft, **changes):
    page = administrator.get(address("criteria_parameters", draft.pk))
    typed = {name: field.initial for name, field in page.context["form"].fields.items()}
    return {**typed, "seen": draft.mark, **changes}


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"works": 5}, "works: нужен список в квадратных скобках."),
        ({"categories": "abc"}, "categories: нужен список"),
        ({"categories": {"a": 1}}, "categories: нужен список"),
        ({"categories": []}, "Категории: нужна хотя бы одна."),
        ({"categories": [5]}, "Категория 1: нужны category и rule."),
        ({"categories": [{"category": ["low_results"], "rule": LOW}]}, "Есть: adverse_conditions"),
        ({"categories": [{"category": "low_results", "rule": {"any": []}}]},
         "Категория 1: нужен непустой список условий."),
        ({"categories": [{"category": "low_results", "rule": [LOW]}]},
         "Категория 1: нужно одно условие с его названием."),
        ({"categories": [{"category": "low_results", "rule": {
            "at_least": {"number": 3, "rules": [LOW, LOW]}}}]},
         "Категория 1: нужно 3 из 2 условий, столько их нет."),
        ({"categories": [{"category": "low_results", "rule": {
            "low_procedures": {"at_least": {"a": 1}, "share": 30}}}]},
         "Категория 1, at_least: указано"),
        ({"parameters": []}, "parameters: нужны названия и значения."),
        ({"parameters": {"k": [[[]]]}}, "Параметр k: указано"),
        ({"parameters": {"k": True}}, "Параметр k: указано «True»"),
        ({"parameters": {"threshold": "300"}}, "нужно число больше 0 и не больше 100"),
        ({"parameters": {"vpr_subjects": ["Русский язык", "Алхимия"]}},
         "портал не знает предмета «Алхимия»"),
        ({"parameters": {}}, "параметра «k» нет"),
        ({"makes_list": "да"}, "makes_list: нужно true или false."),
        ({"name": "x", "сова": 1}, "Здесь не бывает: «name», «сова»."),
        ("[1]", "Нужен один объект JSON"),
        ("{'a': 1}", "Это не JSON: строка 1, знак 2."),
        ('{"parameters": {"k": NaN}}', "NaN, Infinity"),
        ('{"parameters": {"k": ' + "9" * 5000 + "}}", "слишком длинное число"),
        ('{"works": ' + "[" * 10_000 + "]" * 10_000 + "}", "вложены глубже"),
        ('{"works": ' + "[" * 300 + "]" * 300 + "}", "вложены глубже"),
        ('{"parameters": {"\\ud800": 1}}', "половина знака"),
        ('{"works": "' + "a" * 60_000 + '"}', "длиннее 50\u00a0000 знаков"),
    ],
)  # fmt: skip
def test_json_that_cannot_be_meant_is_said_in_a_sentence(administrator, draft, rules, sentence):
    assert sentence in said_to_rules(administrator, draft, rules)


def test_a_rule_of_ten_thousand_levels_is_said_where_it_is(administrator, draft):
    rule = LOW
    for _ in range(9):
        rule = {"not": rule}
    said = said_to_rules(
        administrator, draft, {"categories": [{"category": "low_results", "rule": rule}]}
    )
    assert "условия вложены глубже 8 уровней" in said


def test_hundreds_of_mistakes_are_not_listed_all(administrator, draft):
    said = said_to_rules(administrator, draft, {"categories": [1] * 300})
    assert "И ещё ошибок: 288." in said


def test_a_fraction_in_json_is_taken_exactly_as_written(administrator, draft):
    rules = {**draft.rules, "parameters": {**draft.rules["parameters"], "threshold": 29.96}}
    administrator.post(address("criteria_rules", draft.pk), {"rules": json.dumps(rules)})
    assert CriteriaSet.objects.get().rules["parameters"]["threshold"] == "29.96"


def test_a_wrong_parameter_is_said_at_its_field_as_it_was_typed(administrator, draft):
    typed = typed_parameters(
        administrator, draft, threshold="300", k="0", vpr_subjects="РУ, Алхимия"
    )
    answer = administrator.post(address("criteria_parameters", draft.pk), typed)
    errors = answer.context["form"].errors
    assert errors["threshold"] == ["Указано «300», а нужно число больше 0 и не больше 100."]
    assert errors["k"] == ["Указано «0», а нужно целое число не меньше 1 и не больше 9999."]
    assert errors["vpr_subjects"][0].startswith("Портал не знает предмета «Алхимия»")
    assert 'value="300"' in answer.content.decode()


def test_more_low_procedures_than_there_are_works_cannot_come_into_force(
    world, administrator, draft
):
    change_rules(
        stored=draft, rules={"parameters": {**draft.rules["parameters"], "k": 16}},
        by=world.administrator,
    )  # fmt: skip
    shown = administrator.get(address("criteria_set", draft.pk)).content.decode()
    assert "низких процедур нужно не меньше 16, а учитывается 15\u00a0процедур" in shown
    assert "Ввести в действие нельзя" in shown
    administrator.post(address("criteria_publish", draft.pk))
    assert CriteriaSet.objects.get().is_draft
    with pytest.raises(NotPossible, match="не выполнит ни одна школа"):
        publish_criteria(stored=draft, by=world.administrator)


def test_an_opposite_around_everything_cannot_come_into_force(administrator, draft):
    administrator.post(address("criteria_line", draft.pk, "0"), {"change": "negate"})
    page = administrator.post(address("criteria_publish", draft.pk), follow=True).content.decode()
    assert "«В перечне»: всё условие — отрицание" in page
    assert CriteriaSet.objects.get().is_draft


def test_limits_that_exclude_each_other_cannot_come_into_force(world, draft):
    share = {"share": {"from": 40, "below": 30}}
    stored = change_rules(
        stored=draft, rules={"categories": [{"category": "at_risk", "rule": share}]},
        by=world.administrator,
    )  # fmt: skip
    with pytest.raises(NotPossible, match="и от 40 %, и меньше 30 %"):
        publish_criteria(stored=stored, by=world.administrator)


def test_the_second_of_two_tabs_is_told_who_changed_what_and_decides(world, administrator, draft):
    typed = typed_parameters(administrator, draft, threshold="25")
    other = change_rules(
        stored=draft, rules={"parameters": {**draft.rules["parameters"], "k": 3}},
        by=world.administrator,
    )  # fmt: skip
    answer = administrator.post(address("criteria_parameters", draft.pk), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Пока страница была открыта, проект изменили" in shown
    assert answer.context["form"].errors["k"] == ["В проекте теперь: 3."]
    assert 'value="25"' in shown
    assert CriteriaSet.objects.get().rules["parameters"] == other.rules["parameters"]
    assert f'name="seen" value="{CriteriaSet.objects.get().mark}"' in shown
    again = {**typed, "seen": CriteriaSet.objects.get().mark, "k": "3"}
    administrator.post(address("criteria_parameters", draft.pk), again)
    parameters = CriteriaSet.objects.get().rules["parameters"]
    assert (parameters["threshold"], parameters["k"]) == ("25", 3)


def test_a_line_of_an_old_page_is_not_changed_in_place_of_another(administrator, draft):
    line = address("criteria_line", draft.pk, "1.0")
    old = {"seen": draft.mark}
    administrator.post(line, {"change": "remove", **old})
    answer = administrator.post(line, {"change": "remove", **old})
    assert answer.status_code == 422
    assert "проект изменили" in answer.content.decode()
    assert len(CriteriaSet.objects.get().rules["categories"][1]["rule"]["any"]) == 2
    gone = administrator.post(
        address("criteria_line", draft.pk, "1.2"), {"change": "negate", **old}, follow=True
    )
    assert "Такой строки в правилах нет: их изменили." in gone.content.decode()


def test_an_old_page_does_not_put_other_rules_into_force(world, administrator, draft):
    old = draft.mark
    change_rules(
        stored=draft, rules={"parameters": {**draft.rules["parameters"], "k": 3}},
        by=world.administrator,
    )  # fmt: skip
    page = administrator.post(address("criteria_publish", draft.pk), {"seen": old}, follow=True)
    assert "проект изменили" in page.content.decode()
    assert CriteriaSet.objects.get().is_draft


def test_old_details_are_not_written_over_new_ones(world, administrator, draft):
    old = draft.mark
    details = address("criteria_details", draft.pk)
    administrator.post(details, {"name": "Первое", "seen": old})
    answer = administrator.post(details, {"name": "Второе", "seen": old})
    assert "проект изменили" in answer.content.decode()
    assert 'value="Второе"' in answer.content.decode()
    assert CriteriaSet.objects.get().name == "Первое"
