"""Works of a condition and of criteria, ticked in a table."""

from __future__ import annotations

import pytest

from assessments.actions.criteria import change_rules, draft_criteria
from assessments.domain.criteria import shipped
from assessments.domain.criteria.editing import OPTION_TITLES
from assessments.domain.rules.arguments import arguments_of
from assessments.domain.rules.predicates import PREDICATES
from assessments.models import CriteriaSet
from tests.integration.assessments.criteria.conftest import address

pytestmark = pytest.mark.django_db
RU = "Русский язык"


def drafted(world, key):
    return draft_criteria(
        municipality=world.office, key="ours", name="Наши", criteria=shipped(key),
        by=world.administrator,
    )  # fmt: skip


def rule_of(stored):
    return CriteriaSet.objects.get(pk=stored.pk).rules["categories"][0]["rule"]


def ticked(page, name):
    return set(page.context[name].fields["works"].initial)


def test_works_of_a_condition_are_ticked_and_saved(world, administrator):
    draft = drafted(world, "fails-three-years")
    line = address("criteria_line", draft.pk, "0.0.0")
    page = administrator.get(line)
    assert ticked(page, "predicate_form") == {f"ege|{RU}|11"}
    shown = page.content.decode()
    assert f'value="ege|{RU}|11" checked' in shown
    assert f'value="vpr|{RU}|5">' in shown
    works = [f"ege|{RU}|11", f"vpr|{RU}|5", f"vpr|{RU}|6", "oge||9"]
    administrator.post(line, {"change": "values", "value-at_least": "2", "value-works": works})
    fails = rule_of(draft)["in_years"]["rule"]["all"][0]["fails"]
    assert fails == {"at_least": "2", "works": [
        {"procedures": ["ege"], "subjects": [RU]},
        {"procedures": ["vpr"], "subjects": [RU], "grades": [5, 6]},
        {"procedures": ["oge"]},
    ]}  # fmt: skip


def test_untouched_works_keep_the_parameters_that_they_name(world, administrator):
    draft = drafted(world, "fails-three-years")
    line = address("criteria_line", draft.pk, "0.0.1")
    page = administrator.get(line)
    works = sorted(ticked(page, "predicate_form"))
    assert works == ["ege_base|Математика|11", "ege_profile|Математика|11"]
    administrator.post(line, {"change": "values", "value-at_least": "3", "value-works": works})
    fails = rule_of(draft)["in_years"]["rule"]["all"][1]["fails"]
    assert fails["works"][0]["procedures"] == "$ege_mathematics"
    assert fails["at_least"] == "3"


def test_no_box_ticked_means_all_works_of_the_criteria(world, administrator):
    draft = drafted(world, "fails-three-years")
    line = address("criteria_line", draft.pk, "0.0.0")
    administrator.post(line, {"change": "values", "value-at_least": "1"})
    assert rule_of(draft)["in_years"]["rule"]["all"][0]["fails"] == {"at_least": "1"}


def test_works_that_the_table_does_not_know_are_kept_and_shown(world, administrator):
    draft = drafted(world, "federal-30-2")
    fails = {"fails": {"at_least": 1, "works": [
        {"procedures": ["vpr"], "subjects": ["Информатика"], "grades": [3]},
        {"procedures": ["gve"]},
    ]}}  # fmt: skip
    change_rules(
        stored=draft, rules={"categories": [{"category": "low_results", "rule": fails}]},
        by=world.administrator,
    )  # fmt: skip
    line = address("criteria_line", draft.pk, "0")
    page = administrator.get(line)
    shown = page.content.decode()
    for code in ("vpr|Информатика|3", "gve||0"):
        assert f'value="{code}" checked' in shown
    works = ["vpr|Информатика|3", "gve||0", f"vpr|{RU}|4"]
    administrator.post(line, {"change": "values", "value-at_least": "1", "value-works": works})
    assert {"procedures": ["gve"]} in rule_of(draft)["fails"]["works"]


def test_a_work_that_nobody_offered_is_refused(world, administrator):
    draft = drafted(world, "federal-30-2")
    answer = administrator.post(address("criteria_works", draft.pk), {"works": ["vpr|Алхимия|5"]})
    assert answer.status_code == 422
    assert "Такой работы в таблице нет" in answer.content.decode()


def test_works_of_criteria_replace_the_parameters_that_named_them(world, administrator):
    draft = drafted(world, "federal-30-2")
    page = administrator.get(address("criteria_works", draft.pk))
    chosen = ticked(page, "form")
    assert len(chosen) == 15
    same = administrator.post(address("criteria_works", draft.pk), {"works": sorted(chosen)})
    assert same.status_code == 302
    assert CriteriaSet.objects.get().rules == draft.rules
    administrator.post(address("criteria_works", draft.pk), {"works": [f"vpr|{RU}|5", "oge||9"]})
    stored = CriteriaSet.objects.get()
    assert stored.rules["works"] == [
        {"procedures": ["vpr"], "subjects": [RU], "grades": [5]}, {"procedures": ["oge"]},
    ]  # fmt: skip
    assert "vpr_grades" not in stored.rules["parameters"]
    assert stored.rules["parameters"]["k"] == 2
    assert stored.criteria.parameters["ege_russian_minimum"] == 24


def test_words_of_a_condition_are_chosen_not_typed(world, administrator):
    draft = drafted(world, "ege-worst-15")
    line = address("criteria_line", draft.pk, "0")
    fields = administrator.get(line).context["predicate_form"].fields
    assert dict(fields["end"].choices) == {"worst": "с худших", "best": "с лучших"}
    chosen = dict(fields["among"].choices)
    assert chosen["$among"] == "муниципалитета — параметр «среди школ какой территории»"
    assert chosen[""] == "как обычно: муниципалитета"
    assert fields["among"].initial == "$among"
    values = {f"value-{name}": field.initial for name, field in fields.items() if field.initial}
    administrator.post(line, {"change": "values", **values, "value-end": "best"})
    rank = rule_of(draft)["rank"]
    assert (rank["end"], rank["among"], rank["percent"]) == ("best", "$among", "$worst_percent")


@pytest.mark.parametrize("predicate", PREDICATES)
def test_every_word_that_a_condition_takes_has_a_title(predicate):
    for one in arguments_of(PREDICATES[predicate]).values():
        options = one.metadata["kind"].options if "kind" in one.metadata else ()
        assert set(options) <= set(OPTION_TITLES)
