"""Years of criteria: offered only for them, refused outside in one sentence."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.actions.classifying import create_run
from assessments.actions.criteria import Details, change_details, draft_criteria, publish_criteria
from assessments.domain.criteria import SHIPPED, shipped
from assessments.forms.runs import RunForm
from assessments.models import ClassificationRun, RunPlace
from core.web.refusals import NotPossible

pytestmark = pytest.mark.django_db
SENTENCE = (
    "Критерии «Новые», версия 1, действуют с 2025/26 учебного года, а расчёт нужен за 2024/25: "
    "выберите другие критерии или другой год."
)


@pytest.fixture
def later(world):
    draft = draft_criteria(
        municipality=world.office, key="later", name="Новые", criteria=shipped("federal-30-2"),
        by=world.administrator,
    )  # fmt: skip
    details = Details("Новые", valid_from=2025)
    draft = change_details(stored=draft, details=details, by=world.administrator)
    return publish_criteria(stored=draft, by=world.administrator)


def form(world, years, **asked):
    return RunForm(asked or None, places=[RunPlace(world.office)], years=years)


def test_the_form_offers_criteria_only_where_one_of_its_years_is_theirs(world, later):
    key = f"set-{later.pk}"
    assert key not in dict(form(world, [2024, 2023]).fields["criteria"].choices)
    offered = dict(form(world, [2025, 2024]).fields["criteria"].choices)
    assert offered[key] == "Новые, версия 1, свои, с 2025/26"


def test_another_year_is_refused_in_one_sentence_by_form_command_and_action(world, later):
    asked = {"place": str(world.office.pk), "academic_year": 2024, "criteria": f"set-{later.pk}"}
    assert form(world, [2025, 2024], **asked).errors["criteria"] == [SENTENCE]
    assert form(world, [2025, 2024], **{**asked, "academic_year": 2025}).is_valid()
    with pytest.raises(CommandError) as refused:
        call_command(
            "classify", "--municipality", world.office.code, "--academic-year", "2024",
            "--criteria", "later",
        )  # fmt: skip
    assert str(refused.value) == SENTENCE
    with pytest.raises(NotPossible, match="действуют с 2025/26"):
        create_run(
            municipality=world.office, academic_year=2024, criteria=later.criteria,
            by=world.coordinator,
        )  # fmt: skip
    assert not ClassificationRun.objects.exists()


def test_what_if_offers_them_for_their_years_and_says_the_sentence_for_others(world, client, later):
    from tests.integration.assessments.test_what_if import load

    load(world)
    client.force_login(world.coordinator)
    page = client.get(reverse("assessments:what_if"), {"academic_year": "2024"})
    assert f"set-{later.pk}" not in dict(page.context["form"].fields["criteria"].choices)
    asked = {"academic_year": "2024", "criteria": f"set-{later.pk}"}
    page = client.get(reverse("assessments:what_if"), asked)
    assert SENTENCE in page.content.decode()
    assert "answer" not in page.context
    refused = client.post(
        f"{reverse('assessments:what_if_run')}?academic_year=2024&criteria={asked['criteria']}"
    )
    assert refused.status_code == 302
    assert not ClassificationRun.objects.exists()


def test_every_shipped_set_states_its_years(world, client):
    client.force_login(world.coordinator)
    for key, criteria in SHIPPED.items():
        page = client.get(reverse("assessments:criteria_shipped", args=[key])).content.decode()
        expected = "С 2019/20" if key.startswith("federal") else "Любой год"
        assert expected in page
        assert criteria.is_valid_in(2024)


def test_the_federal_rule_is_not_for_years_before_its_order(world):
    with pytest.raises(CommandError, match="действуют с 2019/20"):
        call_command("classify", "--municipality", world.office.code, "--academic-year", "2018")
