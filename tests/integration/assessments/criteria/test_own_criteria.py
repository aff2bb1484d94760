"""Own criteria: from a copy by pages alone to a calculation, and what stays closed."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from assessments.actions.criteria import (
    change_rules,
    draft_criteria,
    publish_criteria,
    withdraw_criteria,
)
from assessments.domain.criteria import DefinitionError, shipped
from assessments.forms.runs import RunForm
from assessments.models import CriteriaSet, RunPlace
from core.web.refusals import NotPossible, Refusal
from tests.integration.assessments.criteria.conftest import address

pytestmark = pytest.mark.django_db


def test_from_a_shipped_set_to_own_criteria_by_pages_alone(world, administrator):
    administrator.post(
        f"{address('criteria_copy')}?from=federal-30-2",
        {"municipality": world.office.pk, "name": "Наши 25", "key": "ours"},
    )
    made = CriteriaSet.objects.get()
    page = administrator.get(address("criteria_parameters", made.pk))
    typed = {name: field.initial for name, field in page.context["form"].fields.items()}
    administrator.post(address("criteria_parameters", made.pk), {**typed, "threshold": "25"})
    line = address("criteria_line", made.pk, "1.2")
    administrator.post(line, {"change": "remove"})
    add = f"{address('criteria_add', made.pk, '0')}?predicate=participants"
    administrator.post(add, {"value-at_least": "5"})
    shown = administrator.get(address("criteria_set", made.pk)).content.decode()
    assert "верно всё:" in shown
    assert "хотя бы в одной работе не меньше 5\u00a0участников" in shown
    assert "рост доли низких результатов за год от" not in shown.split("Что изменено")[0]
    asked = administrator.get(address("criteria_publish", made.pk)).content.decode()
    assert "Ввести в действие «Наши 25», версию 1?" in asked
    assert "с 2019/20" in asked
    assert "Других действующих версий этих критериев нет." in asked
    made.refresh_from_db()
    assert made.state == "draft"
    administrator.post(address("criteria_publish", made.pk))
    made.refresh_from_db()
    assert made.state == "published"
    assert made.rules["parameters"]["threshold"] == "25"
    assert administrator.post(line, {"change": "negate"}).status_code == 403


def test_a_draft_keeps_the_years_the_purpose_and_the_words_of_what_it_is_made_by(world):
    made = {
        key: draft_criteria(
            municipality=world.office, key=f"{key}-own", name="Наши", criteria=shipped(key),
            by=world.administrator,
        )
        for key in ("federal-30-2", "stable-three-years")
    }  # fmt: skip
    assert made["federal-30-2"].years_words == "с 2019/20"
    stable = made["stable-three-years"].criteria
    assert not stable.makes_list
    assert stable.words == shipped("stable-three-years").words


def test_withdrawing_and_deleting_ask_first(world, draft, administrator):
    asked = administrator.get(address("criteria_discard", draft.pk)).content.decode()
    assert "Удалить проект «Наши», версию 1?" in asked
    publish_criteria(stored=draft, by=world.administrator)
    newer = draft_criteria(
        municipality=world.office, key="ours", name="Наши", criteria=draft.criteria,
        by=world.administrator,
    )  # fmt: skip
    shown = administrator.get(address("criteria_publish", newer.pk)).content.decode()
    assert "Версия 1 тоже останется в действии" in shown
    shown = administrator.get(address("criteria_withdraw", draft.pk)).content.decode()
    assert "Других действующих версий этих критериев нет." in shown
    draft.refresh_from_db()
    assert (draft.state, CriteriaSet.objects.count()) == ("published", 2)


def test_a_number_of_a_condition_is_a_parameter_or_typed(world, draft, administrator):
    line = address("criteria_line", draft.pk, "0")
    fields = administrator.get(line).context["predicate_form"].fields
    offered = dict(fields["share_from"].choices)
    assert fields["share_from"].initial == "$threshold"
    assert offered["$threshold"].startswith("30 — параметр «доля не преодолевших порог")
    assert fields["share"].initial == ""
    sent = {"change": "values", "value-at_least_from": "$k", "value-min_participants": "5"}
    both = {"value-share_from": "$threshold", "value-share": "25"}
    answer = administrator.post(line, {**sent, **both})
    assert "Выше выбран параметр." in answer.content.decode()
    neither = administrator.post(line, {**sent, "value-share": ""}).content.decode()
    assert "Впишите значение или выберите параметр." in neither
    administrator.post(line, {**sent, "value-share_from": "", "value-share": "25"})
    draft.refresh_from_db()
    assert draft.rules["categories"][0]["rule"] == {
        "low_procedures": {"at_least": "$k", "share": "25", "min_participants": "5"}
    }


def test_means_and_territories_are_chosen_in_words(world, administrator):
    draft = draft_criteria(
        municipality=world.office, key="means", name="Средние",
        criteria=shipped("below-means-three-years"), by=world.administrator,
    )  # fmt: skip
    line = address("criteria_line", draft.pk, "0.0")
    fields = administrator.get(line).context["predicate_form"].fields
    assert fields["references"].initial == "$mean_references"
    offered = dict(fields["references"].choices)
    assert offered["$mean_references"].startswith("с муниципалитетом и регионом — параметр")
    sent = {
        "change": "values", "value-measures": "mark,score",
        "value-references": "region,country", "value-min_participants": "0",
    }  # fmt: skip
    administrator.post(line, sent)
    draft.refresh_from_db()
    assert "регион" in draft.criteria.plan.predicates[0].describe()
    assert draft.criteria.plan.predicates[0].references == ("region", "country")


def test_the_years_of_a_line_are_changed_not_wrapped(world, administrator):
    draft = draft_criteria(
        municipality=world.office, key="means", name="Средние",
        criteria=shipped("below-means-three-years"), by=world.administrator,
    )  # fmt: skip
    line = address("criteria_line", draft.pk, "0")
    group = administrator.get(line).context["group_form"]
    assert (group["how"].value(), group["number"].value(), group["of"].value()) == (
        "in_years", 3, 3,
    )  # fmt: skip
    administrator.post(line, {"change": "group", "how": "in_years", "number": "2", "of": "3"})
    draft.refresh_from_db()
    rule = draft.rules["categories"][0]["rule"]
    assert (rule["in_years"]["at_least"], rule["in_years"]["of"]) == (2, 3)
    assert "mean_below" in rule["in_years"]["rule"]


def test_an_administrator_says_what_criteria_are_for_and_their_words(world, draft, administrator):
    purpose = address("criteria_purpose", draft.pk)
    administrator.post(purpose, {"makes_list": "beside", "low_results": "слабые по ВПР"})
    draft = CriteriaSet.objects.get(pk=draft.pk)
    assert not draft.criteria.makes_list
    assert draft.criteria.words.headings["low_results"] == "слабые по ВПР"
    shown = administrator.get(address("criteria_set", draft.pk)).content.decode()
    assert "<strong>Слабые по ВПР</strong>, если" in shown
    assert "Вспомогательные: перечня ШНОР не составляют" in shown
    line = address("criteria_line", draft.pk, "0")
    assert "Удалить категорию «Слабые по ВПР»" in administrator.get(line).content.decode()
    administrator.post(line, {"change": "remove"})
    answer = administrator.post(purpose, {"makes_list": "list", "none": "а" * 41})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Перечень составляют только критерии с категорией «низкие результаты»." in said
    assert "а" * 41 in said
    assert not CriteriaSet.objects.get(pk=draft.pk).criteria.makes_list


def test_numbers_of_a_group_and_details_are_corrected_beside_their_fields(draft, administrator):
    line = address("criteria_line", draft.pk, "1")
    answer = administrator.post(line, {"change": "group", "how": "at_least", "number": "5"})
    assert answer.context["group_form"].errors["number"] == [
        "Здесь 3\u00a0условия: больше не выполнить. Уменьшите число."
    ]
    sent = {"change": "group", "how": "in_years", "number": "4", "of": "2"}
    errors = administrator.post(line, sent).context["group_form"].errors
    assert errors["number"] == ["Это больше, чем лет, на которые смотрят. Исправьте числа."]
    details = {"name": "Наши", "order_number": "5", "valid_from": "2026", "valid_to": "2024"}
    answer = administrator.post(address("criteria_details", draft.pk), details)
    assert set(answer.context["form"].errors) == {"order_date", "valid_to"}
    assert 'value="5"' in answer.content.decode()


def test_what_makes_no_sense_is_said_with_its_place_and_not_saved(draft, administrator):
    answer = administrator.post(
        address("criteria_line", draft.pk, "1.0"),
        {"change": "values", "value-at_least": "много", "value-share": "$нет"},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Указано «много», а нужно целое число не меньше 1" in shown
    assert "Параметра «нет» нет" in shown
    assert 'value="много"' in shown
    rules = '{"categories": [{"category": "low_results", "rule": {"unknown": {}}}]}'
    answer = administrator.post(address("criteria_rules", draft.pk), {"rules": rules})
    assert "Категория 1: условия «unknown» нет" in answer.content.decode()
    answer = administrator.post(address("criteria_rules", draft.pk), {"rules": '{"a": \n x}'})
    assert "Это не JSON: строка 2" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.rules == draft.__class__.objects.get(pk=draft.pk).rules
    assert draft.criteria.parameters == shipped("federal-30-2").parameters


def test_the_next_version_is_compared_with_the_one_before(world, draft):
    publish_criteria(stored=draft, by=world.administrator)
    following = draft_criteria(
        municipality=world.office, key="ours", name="Наши", criteria=draft.criteria,
        by=world.administrator,
    )  # fmt: skip
    assert (following.version, following.based_on) == (2, "ours@1")
    with pytest.raises(NotPossible, match="уже есть проект версии 2"):
        draft_criteria(
            municipality=world.office, key="ours", name="Наши", criteria=draft.criteria,
            by=world.administrator,
        )  # fmt: skip


def test_a_key_that_ships_cannot_be_taken(world):
    with pytest.raises(NotPossible, match="занят"):
        draft_criteria(
            municipality=world.office, key="federal-30-2", name="Наши",
            criteria=shipped("federal-30-2"), by=world.administrator,
        )  # fmt: skip


def test_a_version_in_force_is_never_edited(world, draft):
    publish_criteria(stored=draft, by=world.administrator)
    with pytest.raises(Refusal, match="её не меняют"):
        change_rules(stored=draft, rules={"parameters": {}}, by=world.administrator)


def test_rules_with_mistakes_are_not_saved(world, draft):
    with pytest.raises(DefinitionError):
        change_rules(stored=draft, rules={"categories": []}, by=world.administrator)


def test_only_criteria_in_force_are_offered_for_a_calculation(world, draft):
    def offered():
        form = RunForm(places=[RunPlace(world.office)], years=[2024])
        return dict(form.fields["criteria"].choices)

    key = f"set-{draft.pk}"
    assert key not in offered()
    publish_criteria(stored=draft, by=world.administrator)
    assert offered()[key] == "Наши, версия 1, свои, с 2019/20"
    withdraw_criteria(stored=draft, by=world.administrator)
    assert key not in offered()


def test_the_command_takes_a_version(world, draft, capsys):
    asked = ("classify", "--municipality", world.office.code, "--academic-year", "2024")
    with pytest.raises(CommandError, match="Критериев «ours» нет"):
        call_command(*asked, "--criteria", "ours")
    publish_criteria(stored=draft, by=world.administrator)
    call_command(*asked, "--criteria", "ours@1")
    said = json.loads(capsys.readouterr().out)
    assert (said["criteria"]["key"], said["criteria"]["version"]) == ("ours", "1")
    with pytest.raises(CommandError):
        call_command(*asked, "--criteria", "ours@7")


def test_tried_criteria_are_saved_as_a_draft(world, administrator):
    from tests.integration.assessments.test_what_if import load

    load(world)
    administrator.post(
        f"{address('what_if_save')}?threshold=20",
        {"municipality": world.office.pk, "name": "По порогу 20", "key": "tried"},
    )
    made = CriteriaSet.objects.get()
    assert made.rules["parameters"]["threshold"] == "20"
    assert made.is_draft


def test_more_versions_ask_the_database_no_more_questions(world, administrator, count_queries):
    def grow(first, last):
        for number in range(first, last):
            draft_criteria(
                municipality=world.office, key=f"ours-{number}", name=f"Наши {number}",
                criteria=shipped("federal-30-2"), by=world.administrator,
            )  # fmt: skip

    grow(0, 3)
    administrator.get(address("criteria"))
    few = count_queries(lambda: administrator.get(address("criteria")))
    grow(3, 30)
    assert count_queries(lambda: administrator.get(address("criteria"))) == few


def test_values_are_shown_in_words(world, administrator):
    shown = administrator.get(address("criteria_shipped", "federal-30-2")).content.decode()
    assert "базовый и профильный" in shown
    assert "ege_base" not in shown
