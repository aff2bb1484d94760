import json
from decimal import Decimal

import pytest

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.rank_correlation import rank_correlation
from assessments.domain.results import Attempt
from assessments.domain.scales import Scale, Scales
from assessments.domain.tasks import Level, Task
from assessments.parsing.drafts import DraftDistribution, DraftJournal, DraftTasks
from assessments.parsing.results_draft import unpacked
from assessments.parsing.workbook_reader import read_results
from core.office.errors import UnreadableFileError
from tests.workbook_maker import singles as make
from tests.workbook_maker.books import xlsx

PUPILS = (
    (2, 1, 1, 4, 5, 4),
    (1, 1, 0, 2, 3, 3),
    (0, "X", 1, 1, 2, 4),
    (2, 0, 1, 3, 4, 4),
)
SOCIAL = Work(Procedure.OGE, "Обществознание", 9)


def texts(draft):
    return [(one.cell, one.text) for one in draft.issues]


def of_kind(draft, kind):
    return [fact for fact in draft.facts if isinstance(fact, kind)]


def words_of(draft):
    kept = [draft.contents(), *(unpacked(piece.content) for piece in draft.pieces())]
    return f"{json.dumps(kept, ensure_ascii=False)} {draft.title}"


def test_individual_results_become_sums_of_the_school():
    draft = read_results(make.f1(PUPILS, promised=4))

    (row,) = draft.rows
    assert draft.personal
    assert draft.title == (
        "ФИС ОКО, индивидуальные результаты: ВПР, русский язык, 4\u00a0класс, 2025/26"
    )
    assert (row.school_code, row.school_name, row.sheet) == ("edu990007", "СОШ № 7", "лист 1")
    assert (row.participants, row.marks, row.cell) == (4, MarkCounts(1, 1, 1, 1), "A10")
    (scores,) = of_kind(draft, DraftDistribution)
    assert (scores.max_score, scores.counts) == (4, (0, 1, 1, 1, 1))
    (journal,) = of_kind(draft, DraftJournal)
    assert (journal.lowered, journal.confirmed, journal.raised, journal.far) == (1, 2, 1, 1)
    assert journal.rank_correlation == Decimal("0.258199")
    (tasks,) = of_kind(draft, DraftTasks)
    assert tasks.tasks == (
        Task("1", 2, Decimal("62.50"), Level.BASIC),
        Task("2", 1, Decimal("50.00"), Level.ADVANCED),
        Task("3", 1, Decimal("75.00"), Level.BASIC),
    )
    assert draft.issues == []


def test_pupils_without_a_result_are_said_and_not_counted():
    draft = read_results(
        make.f1(
            [*PUPILS, (1, 1, 1, 3, "нет отметки", 3), (None, None, None, "отсутствовал", None, 4)],
            promised=6,
        )
    )

    assert draft.rows[0].participants == 4
    assert of_kind(draft, DraftDistribution)[0].participants == 5
    assert texts(draft) == [
        ("K14", "строк «нет отметки» — 1"),
        ("A15", "строк «отсутствовали, были удалены или не завершили работу» — 1"),
        ("A9", "в файле указано участников 6, а с результатом 5"),
    ]


def test_strange_numbers_of_pupils_are_said_by_reason():
    draft = read_results(
        make.f1([*PUPILS, (2, 1, 1, 9, 5, 4), (2, 1, 1, 3, 7, 4), (5, 0, 0, 0, 2, 2)])
    )

    assert draft.rows[0].marks == MarkCounts(2, 1, 1, 2)
    assert {text for _, text in texts(draft)} == {
        "строк «балл не понят или больше возможного» — 1",
        "строк «отметка не от 2 до 5» — 1",
        "строк «баллы за задания не дают первичного балла, взят первичный балл» — 1",
        "строк «балл за задание больше возможного, задание не учтено» — 1",
    }


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1, 2, 3], [10, 20, 30], Decimal("1.000000")),
        ([1, 2, 3], [3, 2, 1], Decimal("-1.000000")),
        ([3, 3, 4, 5], [10, 12, 11, 20], Decimal("0.632456")),
        ([3, 3, 3], [1, 2, 3], None),
        ([4], [10], None),
    ],
)
def test_rank_correlation_is_exact_with_average_ranks(left, right, expected):
    assert rank_correlation(left, right) == expected


def test_the_form_of_a_school_gives_scores_tasks_and_marks_by_a_scale():
    pupils = [(2, 2, 5, 4), (1, 0, 4, 1), (0, 1, 3, 1)]
    work = Work(Procedure.VPR, "Математика", 4)
    scale = Scale(work, 2021, 2021, 4, 0, 1, 3)

    without = read_results(make.form(pupils), scales=Scales(()))
    draft = read_results(make.form(pupils), scales=Scales((scale,)))

    assert without.rows == []
    assert of_kind(without, DraftDistribution)[0].counts == (0, 2, 0, 0, 1)
    assert "шкалы этой работы у портала нет" in without.issues[0].text
    assert draft.rows[0].marks == MarkCounts(0, 2, 0, 1)
    assert (draft.rows[0].school_code, draft.rows[0].academic_year) == ("edu990007", 2021)
    assert of_kind(draft, DraftJournal)[0].lowered == 1
    assert "по шкале портала" in draft.issues[0].text


def test_a_scale_of_another_maximum_gives_no_marks():
    work = Work(Procedure.VPR, "Математика", 4)
    longer = Scale(work, 2021, 2021, 20, 5, 9, 14)
    draft = read_results(make.form([(2, 2, 5, 4), (1, 0, 4, 1)]), scales=Scales((longer,)))

    assert draft.rows == []
    assert of_kind(draft, DraftDistribution)[0].counts == (0, 1, 0, 0, 1)
    assert draft.issues[0].text == (
        "отметок в файле нет, и по шкале портала они не поставлены: она на 20 баллов, а работа в "
        "файле — на 4; прочитаны баллы и задания"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("форма.xlsx", ""),
        ("Математика_edu990007.xlsx", "edu990007"),
        ("EDU990008 4А.xlsx", "edu990008"),
    ],
)
def test_a_form_without_its_school_is_asked_for_by_the_name_of_the_file(name, code):
    content = make.form([(2, 2, 5, 4), (1, 0, 4, 1)], login="")
    draft = read_results(content, file_name=name, scales=Scales(()))

    assert {(fact.school_code, fact.school_name) for fact in draft.facts} == {(code, "")}
    assert of_kind(draft, DraftDistribution)[0].participants == 2


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("Математика 5 класс ВПР 2021.csv", "Математика"),
        ("РУ_5_ВПР_2021.csv", "Русский язык"),
        ("ВПР_2021_Русский_язык_5_класс.csv", "Русский язык"),
    ],
)
def test_the_name_of_an_export_says_the_work_in_any_order(name, work):
    old = "user,id,otc,gender,klass,sum,a-1-grade\nsch990007,1,4,м,5,3,1\n"
    draft = read_results(old.encode(), file_name=name)

    (scores,) = of_kind(draft, DraftDistribution)
    assert (scores.work, scores.academic_year) == (Work(Procedure.VPR, work, 5), 2020)


def test_exports_of_coordinators_are_read_with_the_work_from_the_file_name():
    old = (
        "groups,user,id,code,otc,gender,klass,var-1,var-2,sum,a-1-grade,a-2-grade\n"
        "reg99,sch990007,1,40001,4,м,5,1,1,3,1,2\nreg99,sch990007,2,40002,3,ж,5,1,1,1,0,1\n"
    )
    new = [
        ["Пользователь", "Код региона", "Регион", "Муниципалитет", "Школа", "Дата загрузки",
         "Код", "Вариант", "1 (1б)", "2 (2б)", "Наименование класса", "Пол",
         "Отметка за предыдущий триместр/ четверть/полугодие", "Итого баллов"],
        ["coordinator", 99, "reg990000 | Приозёрная область", "reg99_m019 | Сосновый район",
         'edu990008 | МКОУ "СОШ № 8"', "20.03.2022", "1001", 1, 1, 2, "5А", "ж", 4, 3],
    ]  # fmt: skip

    first = read_results(old.encode(), file_name="ВПР 2021 Русский язык 5 класс.csv")
    unknown = read_results(
        old.encode(), file_name="ВПР 2020 Русский язык 5 класс.csv", scales=Scales(())
    )
    second = read_results(
        xlsx({"Протокол": new}), file_name="ВПР 2022 Математика 5 класс.xlsx", scales=Scales(())
    )

    assert first.personal
    assert {fact.school_code for fact in first.facts} == {"sch990007"}
    assert of_kind(first, DraftDistribution)[0].counts[:4] == (0, 1, 0, 1)
    assert (unknown.rows, unknown.facts) == ([], [])
    assert [text for _, text in texts(unknown)[1:]] == [
        "максимальный первичный балл неизвестен, распределение баллов не составлено",
        "у заданий 1, 2 не указан максимальный балл, доля выполнения не посчитана",
    ]
    (scores,) = of_kind(second, DraftDistribution)
    assert (scores.school_code, scores.school_name) == ("edu990008", 'МКОУ "СОШ № 8"')
    assert scores.counts == (0, 0, 0, 1)


def test_a_protocol_of_oge_is_summed_up_by_school():
    block = make.oge_block([(2501, 30, 4), (2501, 10, 2), ("002502", 25, 4), (2501, 36, 5)])
    draft = read_results(make.protocol(block))

    assert draft.title == "Протокол ОГЭ, обществознание, 05.06.2026"
    assert draft.kinds == ["протокол экзамена"]
    assert [(row.school_code, row.work, row.marks) for row in draft.rows] == [
        ("2501", SOCIAL, MarkCounts(1, 0, 1, 1)),
        ("002502", SOCIAL, MarkCounts(0, 0, 1, 0)),
    ]
    assert {row.attempt for row in draft.rows} == {Attempt.FIRST}
    assert draft.rows[0].academic_year == 2025
    assert draft.issues == []


def test_no_name_of_a_protocol_is_in_anything_that_comes_out():
    broken = make.oge_block([(2501, 30, "Лесная"), ("Озёрный", 10, 2), (2501, 3, 3)])
    draft = read_results(
        make.protocol(broken, make.ege_block([(2501, 80)])), file_name="Лесная Мария.xlsx"
    )

    said = words_of(draft)
    assert draft.rows
    for name in (*make.SURNAMES, "Лесной", "Мария", "Петровна"):
        assert name not in said


def test_several_exams_of_one_file_are_told_apart():
    draft = read_results(
        make.protocol(
            make.oge_block([(2501, 30, 4)]),
            make.oge_block([(2501, 20, 3)], subject="04 - Химия 2026.06.09", first=10),
            make.ege_block([(2501, 80), (2501, 100), (2501, 23), (2501, 35)]),
        )
    )

    works = {row.work.title: row for row in draft.rows}
    assert list(works) == ["ОГЭ, обществознание", "ОГЭ, химия", "ЕГЭ, русский язык"]
    russian = works["ЕГЭ, русский язык"]
    assert (russian.participants, russian.mean_score) == (4, Decimal("59.5000"))
    assert (russian.below_minimum, russian.below_entry_minimum) == (1, 2)
    assert (russian.high_scorers, russian.marks) == (1, None)
    assert draft.title == "Протокол ОГЭ, обществознание, 05.06.2026 и ещё 2"


def test_basic_mathematics_has_marks():
    block = make.oge_block([(2501, 15, 4)], subject="22 - Математика базовая 2026.06.02")
    block[0] = ["Протокол проверки результатов ЕГЭ"]
    draft = read_results(make.protocol(block))

    assert draft.rows[0].work == Work(Procedure.EGE_BASE, "Математика", 11)


def test_a_row_that_has_slipped_under_its_header_is_said_and_not_counted():
    block = make.ege_block([(2501, 80), (2501, 40)])
    block[3].insert(9, None)
    draft = read_results(make.protocol(block))

    assert (draft.rows[0].participants, draft.rows[0].mean_score) == (1, Decimal("40.0000"))
    assert texts(draft) == [("M4", "строк «ячейки сдвинуты относительно шапки» — 1")]


def test_gve_is_known_by_the_code_of_its_subject():
    block = make.oge_block([(2501, 12, 4)], subject="51 - Русский язык 2026.06.02")
    block[0] = ["Протокол проверки результатов"]
    draft = read_results(make.protocol(block))

    assert [row.work for row in draft.rows] == [Work(Procedure.GVE, "Русский язык", 9)]


def test_a_school_is_known_by_its_code_before_its_name():
    schools = ["0001 - МБОУ Лесная СОШ", "0002 Лесновская ООШ", "0003", "12 школа"]
    draft = read_results(make.protocol(make.oge_block([(one, 20, 4) for one in schools])))

    assert [row.school_code for row in draft.rows] == ["0001", "0002", "0003"]
    assert ("B9", "строк «не понят код школы» — 1") in texts(draft)


def test_a_code_of_another_subject_than_the_named_one_is_told():
    block = make.oge_block([("0001", 20, 4)], subject="12 - Литература 2026.06.05")
    draft = read_results(make.protocol(block))

    assert draft.rows[0].work.subject == "Литература"
    assert texts(draft) == [
        ("A5", "код 12 — «Обществознание», а назван предмет «Литература»; взят названный")
    ]


def test_the_older_head_of_ege_and_codes_under_merged_headers_are_understood():
    first = [
        "№", "Код ППЭ", "Код ОО", None, "Класс", "Код участника", "№ бланка",
        "Ответы в краткой форме", "Ответы в развернутой форме", "Первичный балл", None,
        "Итоговый балл",
    ]  # fmt: skip
    rows = [
        ["Протокол проверки ЕГЭ"], ["02 - Математика профильная 2026.06.02"], first,
        [1, 201, None, "0412", "11", "1234", "99", "+-", "1(2)", None, 12, 64],
        [2, 201, "0412", None, "11", "1235", "98", "+-", "1(2)", 5, None, 22],
    ]  # fmt: skip
    draft = read_results(xlsx({"Лист1": rows}))

    (row,) = draft.rows
    assert (row.school_code, row.work) == ("0412", Work(Procedure.EGE_PROFILE, "Математика", 11))
    assert (row.participants, row.below_minimum, row.mean_score) == (2, 1, Decimal("43.0000"))
    assert draft.issues == []


@pytest.mark.parametrize(
    ("subject", "title", "attempt"),
    [
        ("12 - Обществознание 2026.06.05", "Протокол ОГЭ", Attempt.FIRST),
        ("12 - Обществознание 2026.07.03", "Протокол ОГЭ", Attempt.RESIT),
        ("12 - Обществознание 2026.09.08", "Протокол ОГЭ", Attempt.RESIT),
        ("12 - Обществознание 2026.06.05", "Протокол ОГЭ (пересдача)", Attempt.RESIT),
    ],
)
def test_resits_are_told_by_their_day_or_their_words(subject, title, attempt):
    block = make.oge_block([(2501, 30, 4)], subject=subject)
    block[0] = [title]
    draft = read_results(make.protocol(block))

    assert [(row.attempt, row.academic_year) for row in draft.rows] == [(attempt, 2025)]


def test_a_second_result_of_the_same_person_is_a_resit():
    draft = read_results(
        make.protocol(
            make.oge_block([(2501, 10, 2), (2501, 30, 4)]),
            make.oge_block([(2501, 20, 3)], subject="12 - Обществознание 2026.06.24"),
        )
    )

    assert [(row.attempt, row.marks) for row in draft.rows] == [
        (Attempt.FIRST, MarkCounts(1, 0, 1, 0)),
        (Attempt.RESIT, MarkCounts(0, 1, 0, 0)),
    ]
    assert "повторных результатов одних и тех же участников — 1" in texts(draft)[0][1]


def test_those_who_did_not_finish_are_no_participants():
    draft = read_results(
        make.protocol(
            make.oge_block([(2501, 30, 4), (2501, None, "не завершил"), (2501, None, None)])
        )
    )

    assert draft.rows[0].participants == 1
    assert [text for _, text in texts(draft)] == [
        "строк «отсутствовали, были удалены или не завершили работу» — 1",
        "строк «нет ни отметки, ни балла» — 1",
    ]


def test_a_year_without_a_known_minimum_is_said():
    draft = read_results(make.protocol(make.ege_block([(2501, 20)])), scales=Scales(()))

    assert draft.rows[0].below_minimum is None
    assert "минимальный балл неизвестен" in draft.issues[0].text


APPEALS = ["№", "Код ОО", "Фамилия", "Имя", "Отчество", "Экзамен", "Состояние апелляции"]


def test_appeals_count_only_where_the_new_result_is_there():
    row = [1, 2501, *make.person(1), "Математика(2026.06.02)", "Удовлетворена"]
    without = read_results(xlsx({"Апелляции": [[*APPEALS, "Текущий балл"], [*row, 12]]}))
    with_new = read_results(
        xlsx({"А": [[*APPEALS, "Новая оценка"], [*row, 4], [*row[:6], "Отклонена", 3]]})
    )

    assert without.rows == []
    assert "апелляций — 1: новых результатов в файле нет" in without.issues[0].text
    assert [(one.attempt, one.marks) for one in with_new.rows] == [
        (Attempt.APPEAL, MarkCounts(0, 0, 1, 0))
    ]
    assert without.title == "Сведения об апелляциях"


def test_pupils_in_an_unknown_table_are_refused():
    rows = [["№", "Фамилия", "Имя", "Отчество", "Кружок"], [1, *make.person(1), "хор"]]
    with pytest.raises(UnreadableFileError, match="нельзя свести по школам"):
        read_results(xlsx({"Список": rows}))
    nameless = [["Список"], ["Лесная Мария Петровна", "хор"]]
    with pytest.raises(UnreadableFileError, match="нельзя свести по школам"):
        read_results(xlsx({"Список": nameless}))
