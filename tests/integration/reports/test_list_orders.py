"""«Приказ об утверждении перечня»: what it says, in all formats, and the list as its annex."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from assessments.actions.lists import approve_list, draft_list, set_details, set_entry
from assessments.domain.rules import Category
from assessments.models import Result
from core.values.wording import NBSP
from reports import builders
from reports.builders.classification_order import build_order
from reports.domain.document import NOTHING, Annex, Merged, NumberedList, Paragraph
from reports.domain.kinds import NothingToReport, Parameters, ReportFormat, ReportKind
from reports.domain.publication import HIDDEN_NOTE
from reports.renderers import render
from tests.integration.assessments.list_cast import approved, calculated

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 26)


@pytest.fixture
def made(world):
    """A list that stands against one of the year before, with a letter and a decision."""
    approved(world, calculated(world, 2023, other_school="low_results"), "7", date(2024, 10, 2))
    run = calculated(world, 2024, school="low_results", other_school="none", branch="none")
    draft = draft_list(run=run, by=world.coordinator)
    set_details(
        approved_list=draft,
        target=30,
        letter_number="02-11/187",
        letter_date=date(2025, 9, 16),
        by=world.coordinator,
    )
    set_entry(
        approved_list=draft,
        school=world.branch,
        category=Category.LOW_RESULTS,
        reason="По письму региона",
        by=world.coordinator,
    )
    return draft


def signed(world, made):
    approve_list(
        approved_list=made, order_number="231", order_date=date(2025, 10, 6), by=world.coordinator
    )
    made.refresh_from_db()
    return made


def test_the_order_says_basis_target_and_who_left(world, made):
    document = build_order(signed(world, made), DAY)

    assert (document.number, document.date) == ("231", date(2025, 10, 6))
    (preamble,) = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    assert "от 16.09.2025 №\u00a002-11/187" in preamble
    assert preamble.endswith("приказываю:")
    (items,) = [one.items for one in document.blocks if isinstance(one, NumberedList)]
    assert any(
        "не менее 30\u00a0% общеобразовательных организаций (1 из 2)" in one for one in items
    )
    assert items[-1] == "Контроль за исполнением настоящего приказа оставляю за собой."
    corners = [one.corner for one in document.blocks if isinstance(one, Annex)]
    assert [one[0] for one in corners] == ["Приложение 1", "Приложение 2"]
    assert {one[-1] for one in corners} == {"от 06.10.2025 №\u00a0231"}
    listed, left = document.tables()
    assert [row.cells[3:6] for row in listed.rows] == [
        ("Решение управления: по письму региона", "включена впервые", NOTHING),
        (
            "ВПР, математика, 5\u00a0класс, 2024/25: 3 из 10 (30,0\u00a0%)",
            "включена впервые",
            "curator",
        ),
    ]
    assert [row.cells[1] for row in left.rows] == ["Школа № 2"]


def test_a_draft_is_marked_and_has_blanks_for_its_order(world, made):
    document = build_order(made, DAY)
    assert document.corner == ("ПРОЕКТ",)
    assert not document.registered
    corners = [one.corner[-1] for one in document.blocks if isinstance(one, Annex)]
    assert set(corners) == {"от «___» __________ 20___ г. № ______"}


@pytest.mark.parametrize("file_format", list(ReportFormat))
def test_the_order_becomes_a_file(world, made, file_format):
    content = render(build_order(signed(world, made), DAY), file_format)
    assert content[:4] in (b"%PDF", b"PK\x03\x04")


def asked(world, kind):
    return builders.Request(
        kind, world.office, Parameters(academic_year=2024), timezone.localdate(), world.coordinator
    )


def test_the_kinds_of_reports_take_the_list_in_force(world, made):
    with pytest.raises(NothingToReport, match="приказом не утверждён"):
        builders.build(asked(world, ReportKind.CLASSIFICATION_ORDER))
    before = builders.build(asked(world, ReportKind.CLASSIFICATION_LIST))
    signed(world, made)
    order = builders.build(asked(world, ReportKind.CLASSIFICATION_ORDER))
    annex = builders.build(asked(world, ReportKind.CLASSIFICATION_LIST))

    assert order.number == "231"
    assert before.corner[-1].startswith("от «___»")
    assert annex.corner == (
        "Приложение 1",
        "к приказу Управления образования",
        "от 06.10.2025 №\u00a0231",
    )
    assert len(annex.tables()[0].rows) == 2


def test_analysis_goes_by_the_list_in_force_and_the_decisions_behind_it(world, results, made):
    before = builders.build(asked(world, ReportKind.ANALYSIS_VPR))
    signed(world, made)
    after = builders.build(asked(world, ReportKind.ANALYSIS_VPR))

    ground = f"ВПР, математика, 5{NBSP}класс"
    assert listed(before) == [world.school.name, ground]
    decided = [world.branch.name, "Решение управления: по письму региона"]
    assert sorted(listed(after)) == sorted([*decided, world.school.name, ground])
    told = [one.text for one in after.blocks if isinstance(one, Paragraph)]
    assert any("Перечень утверждён (приказ №\u00a0231 от 06.10.2025" in one for one in told)
    assert "учесть школы перечня (приказ №\u00a0231" in advice(after)
    assert "утвердить перечень" in advice(before)


def listed(document):
    [table] = [one for one in document.tables() if one.name == "Перечень"]
    cells = [row.cells[0] for row in table.rows]
    return [cell.value if isinstance(cell, Merged) else cell for cell in cells]


def advice(document):
    return [one for one in document.blocks if isinstance(one, NumberedList)][-1].items[-1]


def test_published_order_hides_figures_of_few_people(world, results, made):
    few = Result.objects.filter(school=world.school, subject="Русский язык")
    few.update(participants=3, twos=1, threes=1, fours=1, fives=0)
    title = few.get().work.title
    entry = made.entries.get(school=world.school)
    entry.grounds = f"{title}, 2024/25: 1 из 3 (33,3\u00a0%); ОГЭ, химия, 2024/25: 5 из 9"
    entry.save(update_fields=["grounds"])

    plain, public = (build_order(made, DAY, public=one) for one in (False, True))

    assert grounds(plain) == entry.grounds
    assert grounds(public) == f"{title} — скрыто; ОГЭ, химия, 2024/25: 5 из 9"
    assert public.tables()[0].notes == (HIDDEN_NOTE,)


def test_published_order_hides_what_few_wrote_when_it_was_calculated(world, results, made):
    """Results have grown since and the school has another login; the frozen words have not."""
    verdict = made.run.verdicts.get(school=world.school)
    verdict.findings[0]["participants"] = 4
    verdict.save(update_fields=["findings"])
    entry = made.entries.get(school=world.school)
    entry.login, entry.grounds = "sch980001", f"{entry.grounds}; ОГЭ, химия, 2024/25: 5 из 9"
    entry.save(update_fields=["login", "grounds"])

    title = "ВПР, математика, 5\u00a0класс"
    assert f"{title}, 2024/25: 3 из 10" in grounds(build_order(made, DAY))
    assert grounds(build_order(made, DAY, public=True)).startswith(f"{title} — скрыто;")


def test_published_order_hides_figures_that_a_decision_names(world, results, made):
    few = Result.objects.filter(school=world.branch, subject="Русский язык")
    source = Result.objects.filter(subject="Русский язык").first()
    source.pk, source.school, source.participants = None, world.branch, 3
    source.twos, source.threes, source.fours, source.fives = 1, 1, 1, 0
    source.save()
    title = few.get().work.title
    made.entries.filter(school=world.branch).update(
        decision=f"По письму региона: {title}: 1 из 3; химия не названа"
    )

    assert f"{title}: 1 из 3" in grounds(build_order(made, DAY))
    assert f"{title} — скрыто; химия" in grounds(build_order(made, DAY, public=True))


def grounds(document):
    return next(row.cells[3] for row in document.tables()[0].rows if "химия" in row.cells[3])
