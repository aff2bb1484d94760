import io
from decimal import Decimal

import openpyxl
import pytest

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.parsing.draft_json import fact_as_dict, row_from_dict
from assessments.parsing.workbook_reader import read_results
from core.office.errors import UnreadableFileError
from core.office.issues import Severity
from tests import workbook_maker as make

REPEATED = (
    "результат уже есть в ячейке C15 листа «РУ 4 Статистика по отметкам»; эта строка пропущена"
)
FLAT = "Год;Класс;Предмет;Муниципалитет;Логин;ОО;Кол-во участников;2;3;4;5\n"


def flat(*lines, head=FLAT, encoding="utf-8"):
    return read_results((head + "".join(f"{line}\n" for line in lines)).encode(encoding))


def texts(draft, severity=Severity.ERROR):
    return [(issue.cell, issue.text) for issue in draft.issues if issue.severity is severity]


def test_mark_statistics_are_read_with_their_cells():
    draft = read_results(make.statistics())

    first = draft.rows[0]
    assert first.school_code == "edu990007"
    assert first.school_name == "МБОУ «СОШ № 7» пос. Сосновый"
    assert first.work == Work(Procedure.VPR, "Русский язык", 4)
    assert (first.academic_year, first.participants) == (2025, 89)
    assert first.marks == MarkCounts(11, 47, 24, 7)
    assert first.recovered
    assert (first.sheet, first.cell) == ("РУ 4 Статистика по отметкам", "C12")
    assert dict(first.cells)["2"] == "D12"
    assert draft.rows[1].marks == MarkCounts(3, 2, 2, 1)
    assert draft.issues == []


def test_rows_to_compare_with_are_kept_apart():
    draft = read_results(make.statistics())

    assert [(row.scope, row.code, row.participants) for row in draft.references] == [
        ("country", "", 1722202),
        ("region", "reg99", 15000),
        ("municipality", "reg99_m012", 640),
    ]


def test_headers_are_found_wherever_they_are():
    rows = [["", "", *row] for row in make.statistics_rows()]
    rows[7] = ["", "", "Группы участников", "Кол-во участников", 5, 4, 3, 2]
    rows[8:] = [["", "", "СОШ № 1(edu990001)", 10, 40, 30, 20, 10]]
    draft = read_results(make.xlsx({"Лист1": [[], [], *rows]}))

    assert draft.rows[0].marks == MarkCounts(1, 2, 3, 4)
    assert draft.rows[0].cell == "D11"


def test_totals_and_notes_of_an_office_under_a_report_are_no_schools():
    under = [
        ["Итого", None, 97, 14.43, 50.52, 26.8, 8.25],
        ["Примечание: выгружено 01.06.2026"],
        ["СОШ № 3(edu990003)"],
        ["МБОУ «СОШ № 5»"],
    ]
    draft = read_results(make.xlsx({"РУ 4": [*make.statistics_rows(), *under]}))

    assert len(draft.rows) == 2
    assert texts(draft, Severity.WARNING) == [("A14", "строка итогов пропущена")]
    assert texts(draft) == [(f"C{row}", "не указано число участников") for row in (16, 17)]


def test_a_school_in_a_merged_cell_owns_all_its_rows():
    book = openpyxl.Workbook()
    for row in (
        ["Год", "ОО", "Класс", "Предмет", "Кол-во участников", 2, 3, 4, 5],
        [2025, "СОШ № 1", 5, "Русский язык", 10, 1, 4, 3, 2],
        [None, None, None, "Математика", 10, 2, 4, 3, 1],
        [2025, "СОШ № 2", 5, "Русский язык", 10, 4, 3, 2, 1],
        [None, None, 5, "Математика", 24, 6, 7, 6, 5],
    ):
        book.active.append(row)
    for cells in ("A2:A3", "B2:B3", "C2:C3", "E2:E3"):
        book.active.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    draft = read_results(stream.getvalue())

    assert [(row.school_name, row.work.subject) for row in draft.rows] == [
        ("СОШ № 1", "Русский язык"), ("СОШ № 1", "Математика"), ("СОШ № 2", "Русский язык"),
    ]  # fmt: skip
    assert texts(draft) == [("A5", "не указан учебный год"), ("B5", "не указана школа")]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Доля участников, не преодолевших порог", "5 %"),
        ("Не преодолели минимальный порог, чел.", "1"),
        ("Не сдавших, чел.", "1"),
        ("Число не набравших минимума", "1"),
        ("Ниже минимального балла, %", "5,0"),
    ],
)
def test_those_below_the_minimum_are_found_however_they_are_called(header, cell):
    head = f"Год;Экзамен;Предмет;Логин;Участников;Средний балл;{header};Выше 80 баллов, %\n"
    (row,) = flat(f"2025;ЕГЭ;Физика;edu990001;20;61,5;{cell};15", head=head).rows

    assert (row.below_minimum, row.high_scorers) == (1, 3)


def test_a_table_without_rows_says_so():
    assert texts(flat()) == [("A1", "под шапкой таблицы нет ни одной строки с результатами")]


@pytest.mark.parametrize("grade", ["5", "5 класс", "5-й класс", "5-е классы", "5-ые кл."])
def test_a_grade_is_read_however_it_is_called(grade):
    (row,) = flat(f"2025;{grade};Математика;;edu990001;;10;10;40;30;20").rows

    assert row.work.grade == 5


def test_several_sheets_are_read_at_once():
    maths = make.statistics_rows(title="ВПР 2026 Математика 4 класс", subject="Математика")
    draft = read_results(
        make.xlsx({"РУ 4": make.statistics_rows(), "МА 4": maths, "Титул": [["О файле"]]})
    )

    assert [row.work.subject for row in draft.rows] == ["Русский язык"] * 2 + ["Математика"] * 2
    assert texts(draft, Severity.WARNING) == [
        ("A1", "на листе нет таблицы результатов, лист пропущен")
    ]


def test_autumn_work_belongs_to_the_year_it_was_written_for():
    draft = read_results(make.statistics(title="ВПР 2022 Русский язык 4 класс", date="21.09.2022"))

    row = draft.rows[0]
    assert (row.academic_year, row.written_year, row.work.grade) == (2021, 2022, 4)
    assert "осенью 2022" in draft.issues[0].text


def test_a_bad_row_is_an_issue_and_the_others_are_kept():
    rows = [
        ["СОШ № 1(edu990001)", None, "много", 10, 20, 30, 40],
        ["СОШ № 2(edu990002)", None, 10, 10, 20, 30, 41],
        ["СОШ № 3(edu990003)", None, None, 10, 20, 30, 40],
        ["СОШ № 4(edu990004)", None, 10, 10, 20, 30, 40],
        ["СОШ № 4(edu990004)", None, 10, 10, 20, 30, 40],
    ]
    draft = read_results(make.statistics(rows=rows))

    assert [row.school_code for row in draft.rows] == ["edu990004"]
    assert texts(draft) == [
        ("C12", "«много» — не число"),
        ("D13", "сумма процентов отметок — 101, а должна быть 100; проверьте строку"),
        ("C14", "не указано число участников"),
        ("C16", REPEATED),
    ]


def test_a_table_without_subject_says_what_is_missing():
    draft = read_results(
        make.xlsx({"Лист1": make.statistics_rows(title="Отчёт", subject="", date=None)})
    )

    assert draft.rows == []
    assert "не найден предмет" in texts(draft)[0][1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_flat_table_in_any_encoding(encoding):
    draft = flat(
        "2025;5;Русский язык;Сосновый район;edu990007;СОШ № 7;89;12,36;52,81;26,97;7,87",
        encoding=encoding,
    )

    row = draft.rows[0]
    assert row.work == Work(Procedure.VPR, "Русский язык", 5)
    assert (row.academic_year, row.municipality, row.cell) == (2024, "Сосновый район", "G2")
    assert row.marks == MarkCounts(11, 47, 24, 7)
    assert row.percents[0] == Decimal("12.36")


def test_flat_table_with_counts():
    draft = flat(
        "2025;5;МА;Сосновый;edu990001;СОШ № 1;10;1;2;3;4",
        "2025;6;МА;Сосновый;edu990001;СОШ № 1;12;1;2;3;4",
        "2024/25;7;МА;Сосновый;edu990001;СОШ № 1;11;2;2;3;4",
    )

    assert [row.marks for row in draft.rows] == [MarkCounts(1, 2, 3, 4), MarkCounts(2, 2, 3, 4)]
    assert not draft.rows[0].recovered
    assert texts(draft) == [("G3", "сумма отметок — 10, а участников 12")]


def test_flat_table_of_exams():
    draft = flat(
        'ЕГЭ,2024/25,Русский язык,edu990001,12,"68,71",1,3,2',
        'ЕГЭ,2024/25,Математика профильная,edu990001,7,"48,71",2,,0',
        "ЕГЭ,2024/25,Физика,edu990001,2,44,3,,0",
        "олимпиада,2024/25,Физика,edu990001,2,44,1,,0",
        head="Процедура,Учебный год,Предмет,Логин,Кол-во участников,Средний балл,"
        "Не преодолели порог,Ниже 36 баллов,81–100 баллов\n",
    )

    russian, maths = draft.rows
    assert russian.work == Work(Procedure.EGE, "Русский язык", 11)
    assert (russian.below_minimum, russian.below_entry_minimum, russian.high_scorers) == (1, 3, 2)
    assert russian.mean_score == Decimal("68.71")
    assert maths.work == Work(Procedure.EGE_PROFILE, "Математика", 11)
    assert [cell for cell, _ in texts(draft)] == ["G4", "A5"]


def test_excel_shares_formatted_as_percent_are_understood():
    head = ["Учебный год", "Класс", "Предмет", "Логин", "Участников", 2, 3, 4, 5]
    draft = read_results(
        make.xlsx({"Лист1": [head, ["2024/25", 5, "МА", "edu990001", 8, 0.375, 0.25, 0.25, 0.125]]})
    )

    assert draft.rows[0].marks == MarkCounts(3, 2, 2, 1)


def test_two_storey_header():
    rows = [
        [
            "Учебный год",
            "Класс",
            "Предмет",
            "Логин",
            "Участников",
            "Отметки, чел.",
            None,
            None,
            None,
        ],
        [None, None, None, None, None, "2", "3", "4", "5"],
        ["2024/25", "5 класс", "МА", "edu990001", 100, 10, 20, 30, 40],
    ]
    draft = read_results(make.xlsx({"Лист1": rows}))

    assert draft.rows[0].marks == MarkCounts(10, 20, 30, 40)
    assert not draft.rows[0].recovered


def test_tabs_and_thousands_in_a_csv_are_understood():
    head = FLAT.replace(";", "\t")
    draft = flat(
        "2025\t5\tМА\tС\tedu990001\tСОШ № 1\t1 000\t10,0\t20,0\t30,0\t40,0",
        head=head, encoding="cp1251",
    )  # fmt: skip

    assert draft.rows[0].marks == MarkCounts(100, 200, 300, 400)


def test_lines_above_a_table_that_contradict_each_other_are_said():
    rows = make.statistics_rows(subject="Математика", date="20.04.2025")
    draft = read_results(make.xlsx({"РУ 5": rows}))

    assert draft.rows[0].work.subject == "Математика"
    assert [text for _, text in texts(draft, Severity.WARNING)] == [
        "в заголовке предмет «Русский язык», взят «Математика»",
        "в названии листа предмет «Русский язык», взят «Математика»",
        "в названии листа 5 класс, взят 4",
        "в заголовке 2026 год, а дата — 20.04.2025, взята дата",
    ]


def test_a_row_with_a_full_name_and_marks_two_to_five_is_no_header():
    name = "Муниципальное общеобразовательное учреждение «СОШ № 1»"
    draft = flat(
        f"2025;4;МА;С;edu990001;{name};14;2;3;4;5", f"2025;5;МА;С;edu990001;{name};14;2;3;4;5"
    )  # fmt: skip

    assert [row.work.grade for row in draft.rows] == [4, 5]
    assert draft.issues == []


def test_a_table_that_nobody_can_read_is_said():
    rows = [
        *make.statistics_rows(), [],
        ["Группы участников", "Кол-во ОО", "Кол-во участников", "Доля выбравших тему"],
        ["МБОУ «СОШ № 7»(edu990007)", None, 89, 40],
    ]  # fmt: skip
    draft = read_results(make.xlsx({"РУ 4": rows}))

    assert len(draft.rows) == 2
    assert [(one.cell, one.text) for one in draft.issues] == [
        ("A15", "таблица под этой строкой не узнана и не прочитана")
    ]


def test_a_code_in_the_name_is_found():
    draft = flat(
        "2025;5;МА;СОШ № 7(edu990007);10;1;2;3;4",
        head="Год;Класс;Предмет;ОО;N участников;2;3;4;5\n",
    )

    assert (draft.rows[0].school_code, draft.rows[0].school_name) == ("edu990007", "СОШ № 7")


def test_missing_columns_are_named():
    draft = flat("edu990001;10;1;2;3;4", head="Логин;Участников;2;3;4;5\n")

    assert "«Предмет», «Учебный год»" in texts(draft)[0][1]


def test_class_letter_and_unknown_year_are_issues():
    draft = flat(
        "2025;5а;МА;С;edu990001;СОШ;10;1;2;3;4",
        "давно;5;МА;С;edu990001;СОШ;10;1;2;3;4",
    )

    assert [cell for cell, _ in texts(draft)] == ["B2", "A3"]


def test_other_reports_are_called_by_name():
    rows = [["Выполнение заданий"], [], ["ВПР 2026 Математика 4 класс"]]
    with pytest.raises(UnreadableFileError, match="Выполнение заданий"):
        read_results(make.xlsx({"МА 4": rows}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Файл пустой"),
        (b"%PDF-1.4 ...", "Это не таблица"),
        (b"PK\x03\x04broken", "Файл повреждён"),
        ("просто текст\nбез таблицы".encode(), "нет таблицы результатов"),
    ],
)
def test_files_that_are_no_workbooks_are_sentences(content, message):
    with pytest.raises(UnreadableFileError, match=message):
        read_results(content)


def test_a_stray_cell_at_the_end_of_the_sheet_is_refused_not_swallowed():
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = 1
    stream = io.BytesIO()
    book.save(stream)

    with pytest.raises(UnreadableFileError, match="далеко за краем"):
        read_results(stream.getvalue())


def test_draft_rows_survive_json():
    for row in read_results(make.statistics()).rows:
        assert row_from_dict(fact_as_dict(row)) == row


@pytest.mark.parametrize("grade", [1, 3, 9, 12])
def test_grades_without_a_work_are_told_and_not_taken(grade):
    draft = flat(f"2025;{grade};Математика;;edu990001;;10;10;40;30;20")
    report = read_results(make.statistics(title=f"ВПР 2025 Математика {grade} класс"))

    words = f"ВПР в {grade}-м классе не проводится; если это другая работа, назовите её: ОГЭ, ЕГЭ"
    assert [row.work for row in (*draft.rows, *report.rows)] == []
    assert texts(draft) == [("B2", f"{words} или ГВЭ")]
    assert (("A8", f"{words} или ГВЭ")) in texts(report)


def test_grade_nine_of_a_named_exam_is_taken():
    draft = flat("2025;9;ОГЭ;Математика;edu990001;10;10;40;30;20", head=(
        "Год;Класс;Процедура;Предмет;Логин;Кол-во участников;2;3;4;5\n"
    ))  # fmt: skip

    assert [row.work for row in draft.rows] == [Work(Procedure.OGE, "Математика", 9)]
