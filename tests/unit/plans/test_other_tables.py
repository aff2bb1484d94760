"""Statistics, passports, tasks by years and partners of schools: tables without activities."""

import pytest

from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import Over, document_of

PLAN = [("№", "Мероприятие", "Срок", "Ответственный"), ("1", "Сбор данных", "май", "Отдел")]
TITLE = "Дорожная карта поддержки школ на 2024–2026 годы"


def read(*rows, caption="Таблица"):
    return plan_of(document_of(TITLE, caption, rows, "Мероприятия", PLAN))


def statistics(*rows):
    found = read(*rows, caption="Результаты прошлых лет").statistics
    return [(item.row, item.column, item.value) for item in found]


def test_figures_have_all_the_headings_above_and_beside_them():
    rows = [
        (Over("№", rows=3), Over("Школа", rows=3), Over("ОГЭ", 2)),
        (Over("русский язык", 2),),
        ("успеваемость, %", "качество, %"),
        ("1", "СОШ № 1", "98,5", "40"),
    ]
    assert statistics(*rows) == [
        ("СОШ № 1", "ОГЭ / русский язык / успеваемость, %", "98,5"),
        ("СОШ № 1", "ОГЭ / русский язык / качество, %", "40"),
    ]


def test_rows_are_named_by_all_the_words_they_begin_with():
    rows = [
        ("Школа", "Класс", "Участников"),
        (Over("Русский язык", 3),),
        (Over("СОШ № 1", rows=2), "5", "24"),
        ("6", "22"),
    ]
    assert statistics(*rows) == [
        ("Русский язык / СОШ № 1 / 5", "Участников", "24"),
        ("Русский язык / СОШ № 1 / 6", "Участников", "22"),
    ]


def test_dashes_numbers_of_columns_and_repeated_headings_are_no_figures():
    rows = [
        ("Показатель", "2021", "2022"),
        ("1", "2", "3"),
        ("Вакансии", "21", "–"),
        ("Показатель", "2021", "2022"),
        ("Доля двоек", "4,1", "3,8"),
    ]
    assert statistics(*rows) == [
        ("Вакансии", "2021", "21"),
        ("Доля двоек", "2021", "4,1"),
        ("Доля двоек", "2022", "3,8"),
    ]


def passport(*rows):
    return [(entry.name, entry.text) for entry in read(*rows, caption="Паспорт").passport]


def test_a_passport_leaves_out_numbers_and_its_own_headings():
    rows = [
        (Over("ПАСПОРТ ПРОГРАММЫ", 3),),
        ("№ п/п", "Наименование раздела", "Содержание"),
        ("1.", "Полное наименование программы", "Опора"),
        ("2.", "Цель программы", "Рост"),
        ("3.", "Ожидаемые результаты", "Доля А – 60 %"),
    ]
    names = ["Полное наименование программы", "Цель программы", "Ожидаемые результаты"]
    assert [name for name, _ in passport(*rows)] == names


def test_a_small_table_inside_a_passport_stays_with_its_name():
    rows = [
        ("Наименование программы", Over("Опора", 3)),
        ("Цель программы", Over("Рост", 3)),
        (Over("Объёмы финансирования", rows=2), "Источник", "2024", "2025"),
        ("местный бюджет", "100,0", "150,0"),
        ("Сроки реализации", Over("2024–2026 годы", 3)),
    ]
    text = "Источник | 2024 | 2025\nместный бюджет | 100,0 | 150,0"
    assert ("Объёмы финансирования", text) in passport(*rows)
    assert len(passport(*rows)) == 4


def test_goal_and_objectives_in_a_table_of_two_rows():
    found = read(("Цель", "Рост качества"), ("Задачи", "1. Обучить\n2. Оснастить"))
    assert (found.goal, found.objectives) == ("Рост качества", ("Обучить", "Оснастить"))


@pytest.mark.parametrize(
    "rows",
    [
        [("Направление", "2024", "2025"), ("Кадры", "Диагностика учителей", "Обучение учителей")],
        [
            ("№", "Направление", "Задачи на 2024 год", "Задачи на 2025 год"),
            ("1", "Кадры", "Диагностика учителей", "Обучение учителей"),
        ],
        [("Год", "Кадры"), ("2024", "Диагностика учителей"), ("2025", "Обучение учителей")],
        [
            ("Направление", "Задача"),
            (Over("2024 год", 2),),
            ("Кадры", "Диагностика учителей"),
            (Over("2025 год", 2),),
            ("Кадры", "Обучение учителей"),
        ],
        [
            ("Направление", "1 этап (2024 год)", "2 этап (2025 год)"),
            ("Кадры", "Диагностика учителей", "Обучение учителей"),
        ],
        [
            (Over("Направление", rows=2), Over("Задачи по учебным годам", 2)),
            ("2024/25", "2025/26"),
            ("Кадры", "Диагностика учителей", "Обучение учителей"),
        ],
    ],
)
def test_tasks_by_years_across_down_and_between(rows):
    found = [(task.direction, task.year, task.text) for task in read(*rows).year_tasks]
    assert found == [
        ("Кадры", 2024, "Диагностика учителей"),
        ("Кадры", 2025, "Обучение учителей"),
    ]


def test_a_task_over_several_years_is_one_of_each():
    rows = [("Направление", "2024", "2025"), ("Кадры", Over("Обучение учителей района", 2))]
    assert [task.year for task in read(*rows).year_tasks] == [2024, 2025]


def partners(*rows, caption="Закрепление школ"):
    found = read(*rows, caption=caption).partnerships
    return [(pair.school, pair.partner, pair.partner_kind, pair.scope) for pair in found]


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        (
            [("ШНОР", "Школа-наставник", "Примечание"), ("СОШ № 4", "Лицей № 2", "договор")],
            [("СОШ № 4", "Лицей № 2", "school", "")],
        ),
        (
            [("Школа", "ФИО педагога", "Предмет"), ("СОШ № 4", "Рощина Анна Ивановна", "химия")],
            [("СОШ № 4", "Рощина Анна Ивановна", "teacher", "химия")],
        ),
        (
            [
                ("ШНОР", "Школа-наставник", "Педагог-наставник", "Должность", "Предмет"),
                ("СОШ № 4", "Лицей № 2", "Рощина А.И.", "учитель химии", "химия"),
            ],
            [
                ("СОШ № 4", "Лицей № 2", "school", "химия"),
                ("СОШ № 4", "Рощина А.И., учитель химии", "teacher", "химия"),
            ],
        ),
        (
            [("ШНОР", "Школы-партнёры"), ("СОШ № 4", "МБОУ «Гимназия», МАОУ «Лицей № 2», СОШ № 3")],
            [
                ("СОШ № 4", "МБОУ «Гимназия»", "school", ""),
                ("СОШ № 4", "МАОУ «Лицей № 2»", "school", ""),
                ("СОШ № 4", "СОШ № 3", "school", ""),
            ],
        ),
        (
            [("ШНОР", "Партнёр"), ("СОШ № 4", "Рощина А.И., учитель химии МАОУ «Лицей»")],
            [("СОШ № 4", "Рощина А.И., учитель химии МАОУ «Лицей»", "teacher", "")],
        ),
        (
            [("Школа-лидер", "ШНОР", "Куратор"), ("Лицей № 2", "СОШ № 4\nООШ № 5", "Лугов П.П.")],
            [("СОШ № 4", "Лицей № 2", "school", ""), ("ООШ № 5", "Лицей № 2", "school", "")],
        ),
        (
            [("Базовая школа", "Закреплённые школы"), ("СОШ № 1", "ООШ № 5")],
            [("ООШ № 5", "СОШ № 1", "school", "")],
        ),
        (
            [("ШНОР", "Закреплённая школа"), ("ООШ № 5", "СОШ № 1")],
            [("ООШ № 5", "СОШ № 1", "school", "")],
        ),
        (
            [
                ("ШНОР", "Партнёр", "Предмет"),
                ("СОШ № 4", "Лицей № 2", "химия"),
                ("", "СОШ № 3", "физика"),
            ],
            [
                ("СОШ № 4", "Лицей № 2", "school", "химия"),
                ("СОШ № 4", "СОШ № 3", "school", "физика"),
            ],
        ),
    ],
)
def test_partners_of_schools_under_many_headings(rows, pairs):
    assert partners(*rows) == pairs


def test_a_merged_partner_supports_each_school_beside_it():
    rows = [
        ("Школа-лидер", "Сопровождаемая школа"),
        (Over("Лицей № 2", rows=2), "СОШ № 4"),
        ("ООШ № 5",),
    ]
    assert [(school, partner) for school, partner, _, _ in partners(*rows)] == [
        ("СОШ № 4", "Лицей № 2"),
        ("ООШ № 5", "Лицей № 2"),
    ]


def test_a_list_of_a_schools_staff_is_no_list_of_partners():
    rows = [("Школа", "ФИО педагога", "Предмет"), ("СОШ № 4", "Рощина А.И.", "химия")]
    assert partners(*rows, caption="Кадровый состав") == []


def test_a_plan_of_schools_and_partners_stays_a_plan():
    rows = [
        ("ШНОР", "Школа-наставник", "Мероприятие", "Срок", "Ответственный"),
        ("СОШ № 4", "Лицей № 2", "Открытый урок", "май", "Отдел"),
    ]
    assert read(*rows).tables[0].kind is TableKind.ACTIVITIES


def test_a_passport_may_be_written_line_by_line():
    lines = (
        "Паспорт программы",
        "Наименование программы: Опора",
        "Задачи программы:",
        "1) обучить;",
        "2) оснастить.",
        "Сроки реализации: 2025 год",
        "1. Анализ",
    )
    found = plan_of(document_of(TITLE, *lines, PLAN)).passport
    assert [(entry.name, entry.text) for entry in found] == [
        ("Наименование программы", "Опора"),
        ("Задачи программы", "1) обучить;\n2) оснастить."),
        ("Сроки реализации", "2025 год"),
    ]


def test_figures_beside_directors_are_no_signatures():
    rows = [("Школа", "ФИО директора", "Педагогов"), ("СОШ № 1", "Лугов П.П.", "25")]
    assert statistics(*rows) == [("СОШ № 1 / Лугов П.П.", "Педагогов", "25")]


def test_an_order_with_labelled_number_and_date():
    rows = [("Номер документа", "Дата составления"), ("18-од", "20.01.2025")]
    order = plan_of(document_of("ПРИКАЗ", rows, "Об утверждении плана", TITLE, PLAN)).order
    assert (order.number, order.date.isoformat()) == ("18-од", "2025-01-20")


def test_directors_of_partner_schools_are_no_partners():
    rows = [
        ("ШНОР", "Директор ШНОР", "Школа-наставник", "Директор школы-наставника"),
        ("СОШ № 4", "Иванова О.О.", "Лицей № 2", "Рощина А.И."),
    ]
    assert partners(*rows) == [("СОШ № 4", "Лицей № 2", "school", "")]


def test_the_title_inside_a_table_heads_no_column():
    rows = [(Over("Результаты ВПР", 2),), ("Класс", "Качество, %"), ("5", "35,2")]
    assert statistics(*rows) == [("5", "Качество, %", "35,2")]
