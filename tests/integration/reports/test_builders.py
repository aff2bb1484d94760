"""From the database to the document: what is read, what is left out."""

from datetime import date

import pytest

from reports import builders
from reports.domain.display import cell_text
from reports.domain.document import Paragraph
from reports.domain.kinds import NothingToReport, Parameters, ReportKind
from roadmaps.models import Roadmap

pytestmark = pytest.mark.django_db

DAY = date(2025, 11, 21)


def build(world, kind, *, municipality=None, by=None, **parameters):
    return builders.build(
        builders.Request(
            ReportKind(kind), municipality or world.office, Parameters(**parameters), DAY, by
        )
    )


def table(document, name):
    found = next(one for one in document.tables() if one.name == name)
    return [[cell_text(cell) for cell in row.cells] for row in found.rows]


def said(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_analysis_reads_the_results_of_the_municipality(world, run):
    document = build(world, "analysis_vpr", academic_year=2024)
    rows = table(document, "Муниципалитет")
    assert rows[1][:4] == ["5 класс", "1", "10", "30,0"]
    # 9 and 2 of thirty: 36.7 %, weighted by participants.
    assert rows[3][:4] == ["5 класс", "2", "30", "36,7"]
    assert table(document, "Динамика")[0][-2:] == ["+16,7", "−13,3"]
    assert "Нет результатов за год: Филиал школы №\u00a01." in [
        text.replace("№ ", "№\u00a0") for text in said(document)
    ]


def test_analysis_names_the_schools_of_the_list_with_their_grounds(world, run):
    document = build(world, "analysis_vpr", academic_year=2024)
    rows = table(document, "Перечень")
    assert rows[0] == ["Школа №\u00a01"]
    # Thirty per cent of ten pupils is low: the limit is inclusive.
    assert {tuple(row[2:]) for row in rows[1:]} == {
        ("10", "3", "30,0", "30"), ("20", "9", "45,0", "30"),
    }  # fmt: skip
    assert table(document, "Зона риска")[0][0] == "Школа №\u00a02"


def test_results_of_another_municipality_stay_out(world, results):
    with pytest.raises(NothingToReport, match="нет результатов ВПР"):
        build(world, "analysis_vpr", municipality=world.other_office, academic_year=2024)


def test_year_without_results_is_said(world, results):
    with pytest.raises(NothingToReport, match="За 2019/20 учебный год нет результатов ВПР"):
        build(world, "analysis_vpr", academic_year=2019)
    assert [one.label for one in builders.choices(ReportKind.ANALYSIS_VPR, world.office)] == [
        "2024/25", "2023/24",
    ]  # fmt: skip


def test_progress_reads_assignments_and_kept_evidence(world, roadmap):
    document = build(world, "roadmap_progress", roadmap_id=roadmap.pk)
    totals = {row[0]: row[1:4] for row in table(document, "Итоги")}
    assert totals["принято"] == ["1", "0", "1"]
    assert totals["просрочено"] == ["1", "0", "1"]
    assert totals["перенесено на новый срок"] == ["1", "0", "1"]
    assert totals["назначено и в работе, срок впереди"] == ["0", "1", "1"]
    assert table(document, "Просрочено") == [
        ["1.1 Приказ о школьной команде", "Школа №\u00a02", "01.11.2025", "20", "—"]
    ]
    assert table(document, "Перенесено")[0][2:4] == ["01.11.2025", "15.12.2025"]
    assert table(document, "Школы")[0] == [
        "Школа №\u00a01", "1", "1", "0", "0", "0", "1", "100,0",
    ]  # fmt: skip
    activities = table(document, "Мероприятия")
    assert [row[0] for row in activities] == [
        "1. Раздел", "1.1", "1.2", "Мероприятия без раздела", "2",
    ]  # fmt: skip
    assert activities[-1][3] == "поручений нет"


def test_progress_of_a_draft_or_of_a_foreign_plan_is_refused(world, roadmap):
    with pytest.raises(NothingToReport, match="не найдена в этом муниципалитете"):
        build(world, "roadmap_progress", municipality=world.other_office, roadmap_id=roadmap.pk)
    Roadmap.objects.update(status="draft")
    with pytest.raises(NothingToReport, match="ещё проект"):
        build(world, "roadmap_progress", roadmap_id=roadmap.pk)
    assert builders.choices(ReportKind.ROADMAP_PROGRESS, world.office) == []


def test_list_is_made_from_the_latest_run(world, run):
    world.curator.full_name = "Кедрова Анна Борисовна"
    world.curator.save()
    document = build(world, "classification_list", academic_year=2024)
    (row,) = table(document, "Перечень")
    assert (row[2], row[4]) == ("edu980001", "—")
    assert row[5] == "А.\u00a0Б.\u00a0Кедрова"
    with pytest.raises(NothingToReport, match="ещё не рассчитан"):
        build(world, "classification_list", academic_year=2023)


def test_number_of_queries_does_not_grow_with_schools(world, roadmap, count_queries):
    from roadmaps.models import Assignment, Occurrence
    from schools.models import School

    before = count_queries(lambda: build(world, "roadmap_progress", roadmap_id=roadmap.pk))
    occurrence = Occurrence.objects.first()
    for number in range(20):
        school = School.objects.create(
            municipality=world.office, login=f"edu98100{number:02}", name=f"Новая {number}"
        )
        Assignment.objects.create(occurrence=occurrence, school=school)
    after = count_queries(lambda: build(world, "roadmap_progress", roadmap_id=roadmap.pk))
    assert after == before <= 8


def test_person_who_asked_signs_else_the_head_of_the_office(world, results):
    world.office.head_post, world.office.head_name = "Начальник управления", "И. И. Лесной"
    signed = build(world, "analysis_vpr", academic_year=2024).blocks
    assert any(getattr(one, "name", "") == "И. И. Лесной" for one in signed)
    world.coordinator.full_name = "Ольхова Мария Петровна"
    signed = build(world, "analysis_vpr", academic_year=2024, by=world.coordinator).blocks
    assert any(getattr(one, "name", "") == "М.\u00a0П.\u00a0Ольхова" for one in signed)
