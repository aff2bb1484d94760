"""The index on its pages: weights are versions, contributions are shown, no data too."""

import io

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from schools.models import ContextValue, ContextWeights

pytestmark = pytest.mark.django_db
YEAR = 2024


def figure(school, **figures):
    for field, number in figures.items():
        ContextValue.objects.create(school=school, academic_year=YEAR, field=field, number=number)


@pytest.fixture
def one_weight(world):
    return ContextWeights.objects.create(
        municipality=world.office, version=1, weights={"single_parent": "-1"},
        normalisation="min_max", least_coverage=100, parts=3, set_by_name="Лугова Т. В.",
    )  # fmt: skip


def page_of(client, person, route="context_index"):
    client.force_login(person)
    return client.get(reverse(route), {"year": YEAR}).text.replace("\xa0", " ")


def test_page_shows_the_worst_first_with_contributions_and_figures(client, world, one_weight):
    figure(world.school, pupils=100, single_parent=30)
    figure(world.other_school, pupils=50, single_parent=5)
    page = page_of(client, world.coordinator)
    assert "2 школы с индексом из 3" in page
    assert page.index("Школа № 1") < page.index("Школа № 2") < page.index("Филиал школы № 1")
    for words in ("−1,00", "30,0 %", "нижняя треть", "10,0 %", "нет данных", "версия 1"):
        assert words in page


def test_workbook_has_all_schools(client, world, one_weight):
    figure(world.school, pupils=100, single_parent=30)
    client.force_login(world.coordinator)
    content = client.get(reverse("context_index_workbook"), {"year": YEAR}).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[2][:5] == ("Школа", "Логин ФИС ОКО", "Индекс", "Группа", "Весов с данными, %")
    assert rows[3][0] == "Школа № 1"
    assert rows[3][5] == 30
    assert len(rows) == 6


def sent(**weights):
    return {
        "normalisation": "min_max", "parts": 4, "least_coverage": 50, "typing": "pisa", "seen": 0,
    } | weights  # fmt: skip


def test_administrator_changes_the_weights_and_each_change_is_a_version(client, world):
    client.force_login(world.administrator)
    address = reverse("context_weights")
    assert client.post(address, sent(low_income="-1,5", parents_higher="2")).status_code == 302
    kept = ContextWeights.objects.get()
    assert (kept.version, kept.weights) == (1, {"low_income": "-1.5", "parents_higher": "2"})
    client.post(address, sent(low_income="-1,5", parents_higher="2", seen=1))
    assert ContextWeights.objects.count() == 1
    client.post(address, sent(low_income="-1", seen=1))
    assert ContextWeights.objects.count() == 2
    event = AuditEvent.objects.filter(action="set context weights").order_by("-pk").first()
    change = {"field": "родители с высшим образованием", "before": "2", "after": ""}
    assert change in event.changes


def test_second_editor_of_the_weights_sees_the_first(client, world, one_weight):
    client.force_login(world.administrator)
    answer = client.post(reverse("context_weights"), sent(low_income="-1"))
    assert answer.status_code == 422
    assert "веса изменил другой человек" in answer.text
    assert ContextWeights.objects.count() == 1


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"low_income": "много"}, "Нужно число от −100 до 100"),
        ({"low_income": "101"}, "Нужно число от −100 до 100"),
        ({}, "Укажите вес хотя бы одного показателя."),
        ({"low_income": "1", "least_coverage": "0"}, "Нужно целое число от 1 до 100."),
    ],
)
def test_errors_are_said_in_words_and_nothing_typed_is_lost(client, world, weights, said):
    client.force_login(world.administrator)
    answer = client.post(reverse("context_weights"), sent(**weights))
    assert answer.status_code == 422
    assert said in answer.text
    assert all(f'value="{typed}"' in answer.text for typed in weights.values())
    assert not ContextWeights.objects.exists()
