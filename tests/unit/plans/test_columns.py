"""Columns that their headings alone do not tell: by their cells, and by what they group."""

import pytest

from core.office.reading import read_document
from roadmaps.parsing.draft import ActivityKind, SectionKind, TableKind
from roadmaps.parsing.plans import plan_of
from roadmaps.parsing.vocabulary import Role, match_heading
from tests.unit.plans.making import word

LINES = ("План мероприятий по поддержке школ", "на 2025–2026 годы")
HEAD = ("№ п/п", "Мероприятие", "Срок", "Ответственный")
ONE = ("1.", "Сбор данных о школах", "май 2025", "Отдел образования")
TWO = ("2.", "Анализ данных", "июнь 2025", "Руководители ОО")
THREE = ("3.", "Семинар директоров", "август 2025", "Методист")


def draft(rows):
    return plan_of(read_document(word(rows, LINES)))


def rows_of(plan):
    return [(a.number, a.title, a.deadline_text, a.responsible_text) for a in plan.activities]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Результат мероприятия", Role.DELIVERABLE),
        ("Дата реализации мероприятия", Role.DEADLINE),
        ("Направления и мероприятия", Role.TITLE),
        ("Антирисковые меры", Role.TITLE),
        ("Что получаем", Role.DELIVERABLE),
        ("Результат (ожидаемый)", Role.OUTCOME),
        ("Лицо, отвечающее за результат", Role.RESPONSIBLE),
        ("Кем проводится", Role.RESPONSIBLE),
        ("Отм. о вып.", Role.DONE),
        ("№ n/п", Role.NUMBER),
        ("№ мероприятия", Role.NUMBER),
        ("Факт 2023", Role.BASELINE),
        ("Меро приятия", Role.TITLE),
        ("Что проверяется", Role.TITLE),
        ("Содержание контроля", Role.TITLE),
        ("Где рассматривается", Role.DELIVERABLE),
        ("Объект контроля", Role.PARTICIPANTS),
        ("Конец", Role.DEADLINE),
        ("Готово?", Role.DONE),
    ],
)
def test_the_head_of_a_heading_says_what_its_column_holds(heading, role):
    assert match_heading(heading)[0].role is role


def test_unknown_columns_are_told_by_their_cells():
    head = ("№", "Мероприятие", "Контрольные рубежи", "На кого возложено", "Результат")
    plan = draft([head, (*ONE, "Справка"), (*TWO, "Отчёт"), (*THREE, "Приказ")])
    assert rows_of(plan) == [ONE, TWO, THREE]


def test_a_group_right_of_the_activities_is_their_property():
    head = (*HEAD, "Уровень")
    plan = draft([head, (*ONE, "район"), (*TWO, "школа"), (*THREE, "район")])
    assert plan.sections == ()
    assert [activity.extra[0].text for activity in plan.activities] == ["район", "школа", "район"]


def test_an_aim_of_each_row_groups_nothing():
    head = ("Вопросы контроля", "Цель контроля", "Срок", "Ответственный")
    rows = [(r[1], f"Проверить: {r[1]}", *r[2:]) for r in (ONE, TWO, THREE)]
    assert draft([head, *rows]).sections == ()


def test_ones_of_a_calendar_are_marks():
    head = ("Мероприятие", "Сентябрь", "Октябрь", "Ноябрь", "Всего")
    rows = [("Сбор", "1", "", "1", "2"), ("Обмен", "", "1", "", "1"), ("Итого", "1", "1", "1", "3")]
    plan = draft([head, *rows])
    assert [a.deadline_text for a in plan.activities] == ["сентябрь, ноябрь", "октябрь"]


def test_checkpoints_among_activities_are_told_by_their_rows():
    head = ("№", "Наименование мероприятия, контрольной точки", "Срок", "Ответственный")
    rows = [
        ("1.", "Результат «Школы обеспечены учителями»", "10.01.2025", "Отдел"),
        ("1.1.", "Набор учителей", "май 2025", "Отдел"),
        ("1.1.1.", "Контрольная точка «Подписаны договоры»", "01.08.2025", "Отдел"),
    ]
    plan = draft([head, *rows])
    assert [a.kind for a in plan.activities] == [ActivityKind.ACTIVITY, ActivityKind.CHECKPOINT]
    assert [section.title for section in plan.sections] == ["Школы обеспечены учителями"]
    assert any("не перенесено" in issue.text for issue in plan.issues)


def test_words_torn_off_by_a_scan_go_back_to_their_row():
    rows = [
        HEAD,
        ("1.", "Установочное совещание с", "май 2025", "Отдел"),
        ("", "директорами школ", "", "образования"),
        TWO,
    ]
    assert rows_of(draft(rows)) == [
        ("1.", "Установочное совещание с директорами школ", "май 2025", "Отдел образования"),
        TWO,
    ]


def test_curators_of_schools_are_partners():
    rows = [("№", "Школа", "Куратор"), ("1", "СОШ № 4", "Рощина А.А., методист")]
    plan = draft([HEAD, ONE, TWO])
    assert plan.partnerships == ()
    document = read_document(word(rows, LINES))
    pairs = plan_of(document)
    assert pairs.tables[0].kind is TableKind.PARTNERSHIPS
    assert pairs.partnerships[0].partner_kind == "teacher"


def test_problems_in_a_column_group_the_rows():
    head = ("Проблема", "Что делаем", "Когда", "Кто")
    rows = [("Нет учителей", *ONE[1:]), ("", *TWO[1:]), ("Нет книг", *THREE[1:])]
    plan = draft([head, *rows])
    assert [(s.title, s.kind) for s in plan.sections] == [
        ("Нет учителей", SectionKind.DIRECTION),
        ("Нет книг", SectionKind.DIRECTION),
    ]


def test_schools_that_gather_rows_are_sections_with_their_problems_inside():
    head = ("Наименование ОО", "Выявленные проблемы", "Мероприятия", "Сроки", "Ответственный")
    rows = [
        ("МБОУ Луговская СОШ", "Русский язык", *ONE[1:]),
        ("", "", *TWO[1:]),
        ("МКОУ Степная ООШ", "Математика", *THREE[1:]),
    ]
    plan = draft([head, *rows])
    assert [(s.parent, s.title, s.kind) for s in plan.sections] == [
        (None, "МБОУ Луговская СОШ", SectionKind.SECTION),
        (1, "Русский язык", SectionKind.DIRECTION),
        (None, "МКОУ Степная ООШ", SectionKind.SECTION),
        (3, "Математика", SectionKind.DIRECTION),
    ]
    assert [activity.section for activity in plan.activities] == [2, 2, 4]


def test_a_school_of_each_row_stays_a_value_of_the_row():
    head = ("Наименование ОО", "Мероприятия", "Сроки", "Ответственный")
    names = ("СОШ № 1", "СОШ № 2", "СОШ № 1")
    plan = draft([head, *((n, *r[1:]) for n, r in zip(names, (ONE, TWO, THREE), strict=True))])
    assert plan.sections == ()
    assert [activity.extra[0].text for activity in plan.activities] == list(names)


def test_a_plan_of_checks_by_months_is_read():
    head = ("Дата", "Вид контроля", "Что проверяется", "Объект", "Кто проверяет", "Итоги")
    rows = [
        ("Сентябрь", "", "", "", "", ""),
        ("7–11", "тематический", "Готовность программ", "СОШ № 2", "Гусева И.И.", "справка"),
        ("Октябрь", "", "", "", "", ""),
        ("до 15", "выездной", "Работа с неуспевающими", "СОШ № 7", "Лукин П.Р.", "приказ"),
    ]
    plan = draft([head, *rows])
    assert rows_of(plan) == [
        ("", "Готовность программ", "7–11", "Гусева И.И."),
        ("", "Работа с неуспевающими", "до 15", "Лукин П.Р."),
    ]
    assert [section.title for section in plan.sections] == ["Сентябрь", "Октябрь"]


def test_a_row_of_values_with_words_of_headings_is_no_header():
    head = ("Мероприятие", "Срок", "Финансирование", "Ожидаемый результат")
    row = ("Создание раздела", "в течение срока", "без финансирования", "Школы знают о результатах")
    rows = [head, ("Сбор", "май 2025", "не требуется", ""), row, ("Слёт", "июнь 2025", "", "")]
    plan = draft(rows)
    assert [activity.title for activity in plan.activities] == ["Сбор", "Создание раздела", "Слёт"]
    assert plan.activities[2].deadline_text == "июнь 2025"


def test_a_row_with_a_year_for_its_time_is_no_header():
    head = ("Мероприятие", "Дата", "Финансирование", "Ответственные")
    row = ("Участие педагогов в олимпиадах", "2025–2026 гг.", "местный бюджет", "команды школ")
    rows = [head, ("Сбор", "май 2025", "–", "Отдел"), row, ("Слёт", "июнь 2025", "–", "Отдел")]
    assert [activity.deadline_text for activity in draft(rows).activities] == [
        "май 2025",
        "2025–2026 гг.",
        "июнь 2025",
    ]
