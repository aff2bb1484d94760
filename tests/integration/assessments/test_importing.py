"""Loading results: drafts, confirmation, the register, and who may do it."""

import pytest

from accounts.models import AuditEvent
from assessments.actions.importing import confirm_import, discard_import, draft_import
from assessments.actions.scales import enter_scale
from assessments.domain.procedures import Procedure, Work
from assessments.domain.scales import Scale
from assessments.models import ImportState, Result, ResultsImport
from assessments.parsing.results_draft import unpacked
from core.office.errors import UnreadableFileError
from core.web.refusals import Refusal
from schools.models import SchoolAlias
from tests import workbook_maker as make
from tests.integration.assessments.scales import fresh
from tests.workbook_maker import singles

pytestmark = pytest.mark.django_db

ROWS = (
    ["Школа № 1(edu980001)", None, 89, 12.36, 52.81, 26.97, 7.87],
    ["Школа № 2(edu980002)", None, 8, 37.5, 25, 25, 12.5],
)


def load(world, content, name="ВПР.xlsx"):
    draft = draft_import(
        municipality=world.office, content=content, file_name=name, by=world.coordinator
    )
    return confirm_import(results_import=draft, by=world.coordinator)


def errors(plan):
    return [(issue.cell, issue.text) for issue in plan.issues]


def test_a_confirmed_file_becomes_results_with_their_place(world):
    confirmed = load(world, make.statistics(rows=ROWS))

    result = Result.objects.get(school=world.school)
    assert (result.twos, result.threes, result.fours, result.fives) == (11, 47, 24, 7)
    assert (result.academic_year, result.grade, result.recovered) == (2025, 4, True)
    assert (result.sheet, result.cell) == ("РУ 4 Статистика по отметкам", "C12")
    assert result.results_import == confirmed.results_import
    assert confirmed.results_import.state == ImportState.CONFIRMED
    assert AuditEvent.objects.filter(action="confirm results").count() == 1


def test_a_draft_saves_no_results(world):
    content = make.statistics(rows=ROWS)
    draft = draft_import(
        municipality=world.office, content=content, file_name="ВПР.xlsx", by=world.coordinator
    )

    assert Result.objects.count() == 0
    references = unpacked(draft.pieces.get(holds="references").content)
    assert references[0]["scope"] == "country"
    with draft.file.open() as stored:
        assert stored.read() == content


def test_the_same_file_again_changes_nothing(world):
    content = make.statistics(rows=ROWS)
    load(world, content)
    before = list(Result.objects.order_by("pk").values())

    again = load(world, content)

    assert again.plan.counts() == {"new": 0, "changed": 0, "same": 2, "left_out": 0}
    assert list(Result.objects.order_by("pk").values()) == before


def test_the_same_file_on_review_is_not_doubled(world):
    options = {"municipality": world.office, "content": make.statistics(rows=ROWS)}
    first = draft_import(**options, file_name="а.xlsx", by=world.coordinator)
    second = draft_import(**options, file_name="б.xlsx", by=world.coordinator)

    assert first == second
    assert ResultsImport.objects.count() == 1


def test_a_file_that_is_read_otherwise_today_takes_the_place_of_its_earlier_reading(world):
    content = singles.form([(2, 2, 5, 4), (1, 0, 4, 1)], login="edu980001")
    options = {"municipality": world.office, "content": content, "by": world.coordinator}
    first = draft_import(**options, file_name="Форма.xlsx")
    ResultsImport.objects.filter(pk=first.pk).update(decisions={"edu980001|": None})
    scale = Scale(Work(Procedure.VPR, "Математика", 4), 2021, 2021, 4, 0, 1, 3, source="Письмо 6")
    enter_scale(scale=scale, municipality=world.office, by=world.administrator)

    second = draft_import(
        **{**options, "municipality": fresh(world.office)}, file_name="Форма.xlsx"
    )

    first.refresh_from_db()
    assert (first.state, second.state) == (ImportState.DISCARDED, ImportState.DRAFT)
    assert (first.contents["rows"], second.contents["rows"]) == (2, 4)
    assert second.decisions == {"edu980001|": None}
    assert (
        "прочитан иначе"
        in AuditEvent.objects.get(subject_id=first.pk, action="discard results").summary
    )


def test_a_corrected_file_replaces_and_says_so(world):
    load(world, make.statistics(rows=ROWS))
    corrected = [["Школа № 1(edu980001)", None, 90, 20, 50, 20, 10], ROWS[1]]

    confirmed = load(world, make.statistics(rows=corrected))

    assert confirmed.plan.counts() == {"new": 0, "changed": 1, "same": 1, "left_out": 0}
    assert Result.objects.get(school=world.school).twos == 18
    (change,) = AuditEvent.objects.filter(action="confirm results").latest("pk").changes
    assert "отметки 11 · 47 · 24 · 7" in change["before"]
    assert "отметки 18 · 45 · 18 · 9" in change["after"]


def test_schools_are_found_by_alias_and_name_and_others_are_listed(world):
    SchoolAlias.objects.create(school=world.other_school, login="sch980002")
    rows = [
        ["Школа № 2(sch980002)", None, 10, 10, 20, 30, 40],
        ["МБОУ «Школа №1»", None, 10, 10, 20, 30, 40],
        ["Заречная школа(edu980101)", None, 10, 10, 20, 30, 40],
        ["Школа № 17", None, 10, 10, 20, 30, 40],
    ]

    plan = load(world, make.statistics(rows=rows)).plan

    assert {result.school for result in Result.objects.all()} == {world.school, world.other_school}
    (foreign, unknown, elsewhere) = errors(plan)
    assert foreign[0] == "C14"
    assert "относится к другому муниципалитету" in foreign[1]
    assert unknown[0] == "C15"
    assert "«Школа № 17» нет среди школ муниципалитета" in unknown[1]
    of_others = "строки других регионов и муниципалитетов для сравнения не взяты"
    assert elsewhere[0] == "C10"
    assert elsewhere[1].startswith(of_others)
    assert plan.counts()["left_out"] == 2


def test_two_rows_of_one_school_are_not_both_taken(world):
    SchoolAlias.objects.create(school=world.school, login="sch980001")
    rows = [ROWS[0], ["Школа № 1(sch980001)", None, 10, 10, 20, 30, 40]]

    plan = load(world, make.statistics(rows=rows)).plan

    assert Result.objects.get().participants == 89
    assert "та же школа и та же работа" in plan.issues[0].text


def test_an_unreadable_file_keeps_nothing(world, settings):
    with pytest.raises(UnreadableFileError):
        draft_import(
            municipality=world.office, content=b"%PDF-1.4", file_name="x.pdf", by=world.coordinator
        )

    assert ResultsImport.objects.count() == 0
    assert not settings.MEDIA_ROOT.exists()


def test_a_protocol_with_names_leaves_no_trace(world, settings):
    rows = [
        ["№", "Код ОО", "Фамилия", "Имя", "Отчество"],
        [1, "0412", "Лесная", "Анна", "Петровна"],
    ]
    with pytest.raises(UnreadableFileError, match="об отдельных учениках"):
        draft_import(
            municipality=world.office, content=make.xlsx({"Протокол": rows}),
            file_name="протокол.xlsx", by=world.coordinator,
        )  # fmt: skip

    assert ResultsImport.objects.count() == 0
    assert not settings.MEDIA_ROOT.exists()


def test_a_discarded_file_saves_nothing_and_is_decided(world):
    draft = draft_import(
        municipality=world.office, content=make.statistics(rows=ROWS), file_name="ВПР.xlsx",
        by=world.coordinator,
    )  # fmt: skip

    discard_import(results_import=draft, by=world.coordinator)

    assert Result.objects.count() == 0
    with pytest.raises(Refusal, match="уже разобран"):
        confirm_import(results_import=draft, by=world.coordinator)


@pytest.mark.parametrize("person", ["head", "curator", "executor", "observer", "stranger"])
def test_only_the_office_loads_results(world, person):
    with pytest.raises(Refusal):
        draft_import(
            municipality=world.office, content=make.statistics(rows=ROWS), file_name="ВПР.xlsx",
            by=world.people[person],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "results", "imports"),
    [
        ("administrator", 3, 1), ("coordinator", 3, 1), ("executor", 3, 1), ("observer", 3, 1),
        ("head", 2, 0), ("curator", 2, 0), ("other_head", 1, 0), ("stranger", 0, 0),
        ("nobody", 0, 0),
    ],
)  # fmt: skip
def test_who_sees_results_and_files(world, person, results, imports):
    load(world, make.statistics(rows=[*ROWS, ["Филиал(edu980003)", None, 10, 10, 20, 30, 40]]))
    user = world.people[person]

    assert Result.objects.visible_to(user).count() == results
    assert ResultsImport.objects.visible_to(user).count() == imports


HEAD = "Учебный год;Класс;Предмет;Логин;ОО;Участников;2;3;4;5\n"


def plan_of_lines(world, *lines):
    content = (HEAD + "".join(f"{line}\n" for line in lines)).encode()
    return load(world, content, "ВПР.csv").plan


def test_a_year_that_has_not_begun_is_not_loaded(world):
    plan = plan_of_lines(world, "2090/91;5;Математика;edu980001;;10;1;4;3;2")

    assert errors(plan) == [("F2", "учебный год 2090/91 ещё не начался; строка не будет загружена")]
    assert Result.objects.count() == 0


def test_a_login_beside_another_schools_name_is_told(world):
    name, other = world.school.name, world.other_school.name
    plan = plan_of_lines(
        world,
        f"2024/25;5;Математика;edu980001;{other};10;1;4;3;2",
        f"2024/25;6;Математика;edu980001;{name};10;1;4;3;2",
        "2024/25;7;Математика;edu980001;Наша школа;10;1;4;3;2",
    )

    words = (
        f"по коду edu980001 это школа «{name}», а в файле названа «{other}»; взята школа по коду"
    )
    assert errors(plan) == [("F2", words)]
    assert Result.objects.filter(school=world.school).count() == 3


def test_an_unknown_school_of_a_protocol_is_told_once(world):
    head = ["№", "Код ОО", "Класс", "Фамилия", "Имя", "Отчество", "Первичный балл", "Оценка"]
    rows = [[1, "0999", "9А", "Росомахин", "Пётр", "Ильич", 20, 4]]
    content = make.xlsx({"Протокол": [
        ["Протокол проверки результатов ОГЭ"], ["02 - Математика 2025.06.03"], head, *rows,
    ]})  # fmt: skip
    plan = load(world, content, "Протокол.xlsx").plan

    assert plan.counts()["left_out"] > 1
    assert [text for _, text in errors(plan)] == [
        "школы «0999» нет среди школ муниципалитета; строка не будет загружена"
    ]
