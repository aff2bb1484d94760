"""Criteria of the whole installation: the owner makes them, every municipality may use them."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from assessments.actions.criteria import (
    Details,
    change_details,
    change_rules,
    draft_criteria,
    publish_criteria,
    withdraw_criteria,
)
from assessments.domain.criteria import shipped
from assessments.forms.runs import RunForm
from assessments.models import CriteriaSet, RunPlace
from core.web.refusals import NotPossible, Refusal

pytestmark = pytest.mark.django_db
OWNER_ONLY = "Общие критерии ведёт владелец портала"


@pytest.fixture
def owner(db):
    return User.objects.create_superuser("owner@example.org", "a-long-password-1", full_name="Влад")


@pytest.fixture
def common(owner):
    draft = draft_criteria(
        municipality=None, key="regional", name="Региональные", criteria=shipped("federal-30-2"),
        by=owner,
    )  # fmt: skip
    draft = change_rules(stored=draft, rules={"parameters": {
        **draft.rules["parameters"], "threshold": "25",
    }}, by=owner)  # fmt: skip
    return publish_criteria(stored=draft, by=owner)


def address(name, *args):
    return reverse(f"assessments:{name}", args=args)


def test_the_owner_makes_common_criteria_by_pages_alone(client, owner):
    client.force_login(owner)
    home = client.get(address("criteria")).content.decode()
    assert "Общих критериев нет" in home
    assert "Критерии муниципалитета" not in home
    asked = {"municipality": "", "name": "Региональные", "key": "regional"}
    client.post(f"{address('criteria_copy')}?from=federal-30-2", asked)
    made = CriteriaSet.objects.get()
    assert (made.municipality, made.version, made.whose) == (None, 1, "Общие критерии")
    client.post(address("criteria_publish", made.pk))
    shown = client.get(address("criteria_set", made.pk)).content.decode()
    assert "Общие критерии" in shown
    assert "Отозвать" in shown
    made.refresh_from_db()
    assert made.state == "published"


def test_an_owner_without_a_role_finds_the_criteria_in_the_menu(client, owner):
    client.force_login(owner)
    page = client.get(address("criteria")).content.decode()
    assert f'href="{address("criteria")}"' in page


def test_every_office_sees_them_in_force_and_nobody_sees_the_draft(world, client, owner, common):
    draft = draft_criteria(
        municipality=None, key="regional", name="Региональные", criteria=common.criteria, by=owner
    )
    for person in (world.administrator, world.coordinator):
        client.force_login(person)
        assert "Региональные" in client.get(address("criteria")).content.decode()
        assert client.get(address("criteria_set", common.pk)).status_code == 200
        assert client.get(address("criteria_set", draft.pk)).status_code == 404
    client.force_login(world.head)
    assert client.get(address("criteria_set", common.pk)).status_code == 404


def test_a_municipality_cannot_change_them_and_says_why(world, client, common):
    client.force_login(world.administrator)
    for name in ("criteria_withdraw", "criteria_publish", "criteria_discard"):
        answer = client.post(address(name, common.pk))
        assert answer.status_code == 403
        assert OWNER_ONLY in answer.content.decode()
    assert client.get(address("criteria_parameters", common.pk)).status_code == 403
    with pytest.raises(Refusal, match=OWNER_ONLY):
        withdraw_criteria(stored=common, by=world.administrator)
    with pytest.raises(Refusal, match=OWNER_ONLY):
        draft_criteria(
            municipality=None, key="other", name="x", criteria=common.criteria,
            by=world.administrator,
        )  # fmt: skip


def test_a_municipality_copies_them_under_a_key_of_its_own(world, client, common):
    client.force_login(world.administrator)
    page = client.get(f"{address('criteria_copy')}?from={common.pk}")
    assert page.context["form"]["key"].value() == "regional-own"
    asked = {"municipality": world.office.pk, "name": "Наши", "key": "regional"}
    refused = client.post(f"{address('criteria_copy')}?from={common.pk}", asked)
    assert "Имя для команд «regional» занято общими критериями" in refused.content.decode()
    client.post(f"{address('criteria_copy')}?from={common.pk}", {**asked, "key": "ours"})
    made = CriteriaSet.objects.get(key="ours")
    assert (made.based_on, made.rules["parameters"]["threshold"]) == ("regional@1", "25")
    shown = client.get(address("criteria_set", made.pk)).content.decode()
    assert "Составлены по" in shown


def test_a_key_of_a_municipality_is_not_taken_for_all(world, owner):
    draft_criteria(
        municipality=world.office, key="ours", name="Наши", criteria=shipped("federal-30-2"),
        by=world.administrator,
    )  # fmt: skip
    with pytest.raises(NotPossible, match="занято критериями муниципалитета"):
        draft_criteria(
            municipality=None, key="ours", name="Общие", criteria=shipped("federal-30-2"), by=owner
        )


@pytest.mark.parametrize("state", ["draft", "published"])
def test_the_database_keeps_one_version_and_one_draft_of_a_common_key(owner, common, state):
    following = draft_criteria(
        municipality=None, key="regional", name="Следующие", criteria=common.criteria, by=owner
    )
    twin = {"key": "regional", "name": "x", "rules": common.rules, "based_on": "a@1"}
    if state == "draft":
        twin |= {"version": following.version + 1}
    else:
        twin |= {"version": 1, "state": state, "published_at": common.published_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        CriteriaSet.objects.create(**twin)


def test_they_are_offered_and_calculated_by_beside_own_ones(world, capsys, common):
    form = RunForm(places=[RunPlace(world.office)], years=[2024])
    offered = dict(form.fields["criteria"].choices)
    assert offered[f"set-{common.pk}"] == "Региональные, версия 1, общие, с 2019/20"
    asked = {"place": str(world.office.pk), "academic_year": 2024, "criteria": f"set-{common.pk}"}
    assert RunForm(asked, places=[RunPlace(world.office)], years=[2024]).is_valid()
    call_command(
        "classify", "--municipality", world.office.code, "--academic-year", "2024",
        "--criteria", "regional",
    )  # fmt: skip
    said = json.loads(capsys.readouterr().out)["criteria"]
    assert (said["key"], said["parameters"]["threshold"]) == ("regional", "25")


def test_the_command_takes_the_version_that_is_meant_for_the_year(world, owner, capsys, common):
    newer = draft_criteria(
        municipality=None, key="regional", name="Региональные", criteria=common.criteria, by=owner
    )
    change_details(stored=newer, details=Details("Региональные", valid_from=2025), by=owner)
    publish_criteria(stored=newer, by=owner)
    for year, version in (("2024", "1"), ("2025", "2")):
        call_command(
            "classify", "--municipality", world.office.code, "--academic-year", year,
            "--criteria", "regional",
        )  # fmt: skip
        assert json.loads(capsys.readouterr().out)["criteria"]["version"] == version
