"""Changed context data ask for the calculations that have read them, and for no other."""

from __future__ import annotations

import pytest

from accounts.models import Job
from assessments.actions.classifying import carry_out_run, create_run, set_run_settings
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun
from core.office.packed_files import PackedFile, Unpacked
from schools.actions.context import Typed, confirm_upload, keep_upload, set_figures, take_back
from schools.actions.context_batches import confirm_batch, keep_batch
from schools.actions.context_weights import set_weights
from schools.domain.context.index import IndexRules, Normalisation
from schools.models import ContextWeights
from schools.queries.context_index import rules_of, weights_of

pytestmark = pytest.mark.django_db

ADVERSE, FEDERAL = shipped("adverse-conditions"), shipped("federal-30-2")
HEAD = "Логин;Обучающихся;Из неполных семей\n"


@pytest.fixture
def town(world):
    ContextWeights.objects.create(
        municipality=world.office, version=1, weights={"single_parent": "-1"},
        normalisation="min_max", least_coverage=100, set_by_name="Лугова Т. В.",
    )  # fmt: skip
    return world


def calculated(world, criteria, year=2024):
    run = create_run(municipality=world.office, academic_year=year, criteria=criteria, by=None)
    return carry_out_run(run.pk)


def text(*rows):
    return (HEAD + "".join(f"{login};100;{share}\n" for login, share in rows)).encode()


def load(world, content=None, name="Паспорт.csv", year=2024):
    upload = keep_upload(
        municipality=world.office, academic_year=year, file_name=name,
        content=content or text(("edu980001", 40), ("edu980002", 10)), by=world.coordinator,
    )  # fmt: skip
    confirm_upload(upload=upload, by=world.coordinator)
    return upload


def typed(world, field, value, seen=""):
    return set_figures(
        municipality=world.office, academic_year=2024,
        typed=[Typed(world.school, field, value, seen)], by=world.coordinator,
    )  # fmt: skip


def asked():
    return list(ClassificationRun.objects.filter(finished_at__isnull=True).order_by("pk"))


def test_a_file_asks_again_for_the_calculation_that_reads_the_index(town):
    calculated(town, ADVERSE)
    calculated(town, FEDERAL)
    load(town)

    [run] = asked()
    assert (run.criteria, run.academic_year) == (ADVERSE.snapshot(), 2024)
    assert run.cause_words == "после изменения контекстных данных «Паспорт.csv»"
    assert run.requested_by == town.coordinator
    assert Job.objects.get().subject_id == run.pk


def test_criteria_that_do_not_look_at_context_are_left_alone(town):
    calculated(town, FEDERAL)
    load(town)
    typed(town, "single_parent", "5", "40")

    assert asked() == []


def test_without_any_calculation_context_asks_for_nothing(town):
    load(town)

    assert asked() == []


def test_a_change_of_nothing_asks_for_nothing(town):
    load(town)
    calculated(town, ADVERSE)
    load(town, name="Снова.csv")
    typed(town, "single_parent", "40", "40")

    assert asked() == []


def test_files_taken_over_together_give_one_calculation(town):
    calculated(town, ADVERSE)
    files = (
        PackedFile("1.csv", text(("edu980001", 40))), PackedFile("2.csv", text(("edu980002", 10))),
    )  # fmt: skip
    batch = keep_batch(
        municipality=town.office, academic_year=2024, unpacked=Unpacked(files, (), 0),
        by=town.administrator,
    )  # fmt: skip
    assert confirm_batch(batch=batch, by=town.administrator).loaded == 2

    [run] = asked()
    assert run.cause_words == "после изменения контекстных данных «1.csv» и «2.csv»"


def test_taking_a_file_back_calculates_again(town):
    upload = load(town)
    calculated(town, ADVERSE)
    take_back(upload=upload, by=town.coordinator)

    assert len(asked()) == 1


def test_typed_figures_count_where_the_index_weighs_them(town):
    calculated(town, ADVERSE)
    typed(town, "teachers", "30")
    assert asked() == []
    typed(town, "single_parent", "5")

    [run] = asked()
    assert run.cause_words == "после изменения контекстных данных"


def test_another_year_is_not_looked_at(town):
    calculated(town, ADVERSE)
    load(town, year=2023)

    assert asked() == []


def test_weights_move_the_index_and_its_parts_do_not(town):
    calculated(town, ADVERSE)
    rules = rules_of(town.office)

    def choose(changed):
        seen = weights_of(town.office).version
        assert set_weights(
            municipality=town.office, rules=changed, seen=seen, by=town.administrator
        )

    fields = (rules.weights, rules.normalisation, rules.least_coverage)
    choose(IndexRules(*fields, 4, rules.typing))
    assert asked() == []
    choose(IndexRules(rules.weights, Normalisation.Z_SCORE, 100, 4, rules.typing))
    assert len(asked()) == 1


def test_an_office_that_declines_is_left_alone(town):
    calculated(town, ADVERSE)
    set_run_settings(
        municipality=town.office, after_import=False, nightly=True, by=town.administrator
    )
    load(town)

    assert asked() == []
