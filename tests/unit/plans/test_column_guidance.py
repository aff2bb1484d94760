"""What people say about columns: remembered by headings, or decided for one table."""

import pytest

from core.office.reading import read_document
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.guidance import Guidance, TableDecision
from roadmaps.parsing.headers import find_header
from roadmaps.parsing.plans import plan_of
from roadmaps.parsing.vocabulary import Role, match_heading
from tests.unit.plans import making

STRANGE = ("№", "Мероприятие", "Срок", "Держатель", "Светофор")
ROWS = (
    STRANGE,
    ("1", "Разбор итогов", "до 15.09.2025", "Методист округа", "зелёный"),
    ("2", "Семинар для учителей", "октябрь 2025", "Руководители ОО", "жёлтый"),
)
BARE = ROWS[1:]
NAMELESS = (("Что", "Потом", "Кому"), *[(row[1], row[2], row[3]) for row in ROWS[1:]])


def read(rows, guidance=None):
    document = read_document(making.word(rows), "план.docx")
    return plan_of(document, None, guidance or Guidance())


def decision(columns, kind=TableKind.ACTIVITIES, header=(1, 1), row=1):
    return Guidance(tables=(TableDecision(1, row, kind, header, columns),))


def column_issues(draft):
    return [issue.text for issue in draft.issues if issue.is_about_columns]


def test_remembered_heading_goes_before_the_words():
    assert match_heading("Срок", {"срок": Role.NOTE})[0].role is Role.NOTE
    assert match_heading("Срок")[0].role is Role.DEADLINE


def test_unknown_heading_is_read_as_remembered_and_says_so():
    before = read(ROWS)
    assert before.activities[0].responsible_text == ""
    assert any("Держатель" in text for text in column_issues(before))
    draft = read(ROWS, Guidance({"держатель": Role.RESPONSIBLE}))
    assert [a.responsible_text for a in draft.activities] == ["Методист округа", "Руководители ОО"]
    [column] = [c for c in draft.tables[0].columns if c.heading == "Держатель"]
    assert (column.role, column.said_by, column.confidence) == ("responsible", "memory", 1.0)
    assert not any("Держатель" in text for text in column_issues(draft))


def test_ignored_column_goes_nowhere_and_kept_one_stays_with_its_row():
    remembered = {"держатель": Role.IGNORED, "светофор": Role.KEPT}
    draft = read(ROWS, Guidance(remembered))
    assert [(extra.heading, extra.text) for extra in draft.activities[0].extra] == [
        ("Светофор", "зелёный")
    ]
    assert column_issues(draft) == []


def test_header_is_found_by_remembered_words_alone():
    remembered = {"что": Role.TITLE, "потом": Role.DEADLINE, "кому": Role.RESPONSIBLE}
    draft = read(NAMELESS, Guidance(remembered))
    assert [a.title for a in draft.activities] == ["Разбор итогов", "Семинар для учителей"]
    assert draft.tables[0].header == (1, 1)


def test_memory_outweighs_what_columns_settle_among_themselves():
    rows = [("Задача", "Срок", "Ответственный"), ("Разбор итогов", "май 2025", "Методист")]
    [table] = read_document(making.word(rows), "план.docx").tables
    assert find_header(Grid(table)).columns[0].role is Role.TITLE
    header = find_header(Grid(table), remembered={"задача": Role.NOTE})
    assert header.columns[0].role is Role.NOTE


def test_person_decides_columns_of_one_table():
    guidance = decision({2: Role.TITLE, 3: Role.DEADLINE, 4: Role.RESPONSIBLE, 5: Role.DONE})
    draft = read(ROWS, guidance)
    assert draft.activities[1].responsible_text == "Руководители ОО"
    assert draft.activities[1].done_mark == "жёлтый"
    said = {column.heading: column.said_by for column in draft.tables[0].columns}
    assert said["Держатель"] == "person"
    assert said["Мероприятие"] == ""


def test_columns_without_headings_are_decided_by_their_place():
    guessed = read(BARE).tables[0]
    assert guessed.header is None
    assert [column.sample for column in guessed.columns][1:3] == ["Разбор итогов", "до 15.09.2025"]
    columns = {1: Role.NUMBER, 2: Role.TITLE, 3: Role.DEADLINE, 4: Role.RESPONSIBLE, 5: Role.DONE}
    draft = read(BARE, decision(columns, header=None, row=guessed.row))
    assert [a.done_mark for a in draft.activities] == ["зелёный", "жёлтый"]
    assert [a.source.row for a in draft.activities] == [1, 2]
    assert column_issues(draft) == []


def test_first_row_may_be_named_a_header():
    columns = {1: Role.TITLE, 2: Role.DEADLINE, 3: Role.RESPONSIBLE}
    draft = read(NAMELESS, decision(columns))
    assert [a.title for a in draft.activities] == ["Разбор итогов", "Семинар для учителей"]
    assert [column.heading for column in draft.tables[0].columns] == ["Что", "Потом", "Кому"]


def test_rows_above_a_decided_header_do_not_become_activities():
    rows = [making.Wide("Обо всём понемногу"), *NAMELESS]
    columns = {1: Role.TITLE, 2: Role.DEADLINE, 3: Role.RESPONSIBLE}
    draft = read(rows, decision(columns, header=(2, 2)))
    assert [a.source.row for a in draft.activities] == [3, 4]


def test_kind_of_a_table_is_what_the_person_says():
    columns = {2: Role.TITLE, 3: Role.DEADLINE}
    checkpoints = read(ROWS, decision(columns, TableKind.CHECKPOINTS))
    assert {a.kind.value for a in checkpoints.activities} == {"checkpoint"}
    rows = [("Что измеряем", "Было", "Станет"), ("Доля школ в перечне", "20 %", "10 %")]
    plan = making.word(ROWS)
    document = read_document(plan, "план.docx")
    assert plan_of(document).indicators == ()
    figures = {1: Role.INDICATOR, 2: Role.BASELINE, 3: Role.TARGET}
    found = _with_second_table(rows, TableDecision(2, 1, TableKind.INDICATORS, (1, 1), figures))
    assert [(i.name, i.baseline.value, i.targets[0].value) for i in found.indicators] == [
        ("Доля школ в перечне", "20", "10")
    ]


def test_ignored_table_leaves_nothing_and_no_complaint():
    rows = [("Имя", "Телефон"), ("Приёмная", "2-12-12"), ("Вахта", "2-13-13")]
    draft = _with_second_table(rows, TableDecision(2, 1, TableKind.IGNORED, (1, 1), {}))
    assert draft.tables[1].kind is TableKind.IGNORED
    assert draft.statistics == ()
    assert not any(issue.source and issue.source.table == 2 for issue in draft.issues)


def test_one_column_of_time_and_doer_is_decided_as_both():
    rows = [
        ("Дело", "Как и кто"),
        ("Разбор", "май 2025, методист"),
        ("Сбор", "июнь 2025, методист"),
    ]
    both = {1: Role.TITLE, 2: Role.DEADLINE_AND_RESPONSIBLE}
    draft = read(rows, decision(both))
    assert (draft.activities[0].deadline_text, draft.activities[0].responsible_text) == (
        "май 2025",
        "методист",
    )
    assert draft.tables[0].columns[1].role == "deadline_and_responsible"


def test_decision_about_a_row_that_is_not_there_changes_nothing():
    columns = {1: Role.TITLE}
    assert read(ROWS, decision(columns, header=(99, 99))) == read(ROWS)


def test_header_repeated_under_a_decided_one_is_no_activity():
    rows = [*NAMELESS, NAMELESS[0], ("Итоговый сбор", "июнь 2025", "Методист")]
    columns = {1: Role.TITLE, 2: Role.DEADLINE, 3: Role.RESPONSIBLE}
    draft = read(rows, decision(columns))
    assert [a.title for a in draft.activities][-1] == "Итоговый сбор"
    assert "Что" not in [a.title for a in draft.activities]


def _with_second_table(rows, table_decision):
    import io

    import docx

    document = docx.Document(io.BytesIO(making.word(ROWS)))
    document.add_paragraph("Приложение")
    making.add_table(document, rows)
    read_again = read_document(making.saved(document), "план.docx")
    return plan_of(read_again, None, Guidance(tables=(table_decision,)))


NUMBERED_PASSPORT = (
    ("№", "Наименование", "Содержание"),
    ("1", "Полное наименование программы", "Опора"),
    ("2", "Цель программы", "Рост результатов"),
    ("3", "Сроки реализации", "2025–2026 годы"),
)
PARTNERS = (("СОШ № 4 (ШНОР)", "Рощина Анна Ивановна, учитель"), ("ООШ № 5", "СОШ № 1"))


@pytest.mark.parametrize("second", [NUMBERED_PASSPORT, PARTNERS, ROWS[1:], NAMELESS])
def test_saying_what_was_read_anyway_changes_nothing(second):
    import io

    import docx

    document = docx.Document(io.BytesIO(making.word([making.Wide("1. Анализ"), *ROWS])))
    document.add_page_break()
    making.add_table(document, second)
    known = read_document(making.saved(document), "план.docx")
    draft = plan_of(known)
    for table in draft.tables:
        roles = {one.column: Role(one.role) for one in table.columns if one.role}
        said = TableDecision(table.number, table.row, table.kind, table.header, roles)
        again = plan_of(known, None, Guidance(tables=(said,)))
        assert _essence(again) == _essence(draft), table


def _essence(draft):
    rows = [(a.section, a.number, a.title, a.deadline_text, a.source) for a in draft.activities]
    return rows, draft.passport, draft.partnerships, draft.statistics, draft.indicators


MONTHS_ACROSS = (
    ("Направление", "Сентябрь", "Октябрь", "Ноябрь"),
    ("Кадры", "Совещание директоров школ", "", "Семинар методистов"),
    ("Ученики", "", "Олимпиада по математике", "Слёт отличников"),
)
MONTHS_DOWN = (
    ("Месяц", "Совещания", "Контроль", "Куратор"),
    ("Сентябрь", "Итоги года", "Проверка планов", "Лесной В.П."),
    ("Октябрь", "Начало года", "", "Ветров Р.С."),
    ("Ноябрь", "", "Проверка отчётов", "Лесной В.П."),
)


@pytest.mark.parametrize("first", [Role.TITLE, Role.DIRECTION, Role.SECTION])
def test_a_matrix_of_months_whose_columns_are_decided_stays_one(first):
    months = dict.fromkeys((2, 3, 4), Role.MONTH)
    draft = read(MONTHS_ACROSS, decision({1: first, **months}))
    names = {section.id: section.title for section in draft.sections}
    assert [(names[a.section], a.title, a.deadline_text) for a in draft.activities] == [
        ("Кадры", "Совещание директоров школ", "сентябрь"),
        ("Кадры", "Семинар методистов", "ноябрь"),
        ("Ученики", "Олимпиада по математике", "октябрь"),
        ("Ученики", "Слёт отличников", "ноябрь"),
    ]


@pytest.mark.parametrize("header", [(1, 1), None])
def test_months_down_the_side_stay_so_with_the_doers_that_a_person_names(header):
    columns = {1: Role.DEADLINE, 2: Role.TITLE, 3: Role.TITLE, 4: Role.RESPONSIBLE}
    draft = read(MONTHS_DOWN, decision(columns, header=header))
    names = {section.id: section.title for section in draft.sections}
    assert [
        (names[a.section], a.title, a.deadline_text, a.responsible_text) for a in draft.activities
    ] == [
        ("Совещания", "Итоги года", "Сентябрь", "Лесной В.П."),
        ("Контроль", "Проверка планов", "Сентябрь", "Лесной В.П."),
        ("Совещания", "Начало года", "Октябрь", "Ветров Р.С."),
        ("Контроль", "Проверка отчётов", "Ноябрь", "Лесной В.П."),
    ]


def test_one_column_of_activities_beside_months_is_a_plain_table():
    rows = [(month, work, doer) for month, work, _, doer in MONTHS_DOWN if work]
    draft = read(rows, decision({1: Role.DEADLINE, 2: Role.TITLE, 3: Role.RESPONSIBLE}))
    assert [a.deadline_text for a in draft.activities] == ["Сентябрь", "Октябрь"]
    assert draft.sections == ()
