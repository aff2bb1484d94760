"""Tables as different offices draw them."""

import pytest

from roadmaps.parsing.draft import ActivityKind, TableKind
from tests.unit.plans.making import Wide, add_table
from tests.unit.plans.shapes import (
    HEAD,
    ONE,
    TWO,
    draft,
    of_document,
    rows_of,
    section_names,
    started,
)


@pytest.mark.parametrize(
    ("heading", "member"),
    [
        ("Сроки проведения", "deadline_text"),
        ("Дата", "deadline_text"),
        ("Период исполнения", "deadline_text"),
        ("Когда", "deadline_text"),
        ("Ответст-венные", "responsible_text"),
        ("Исполнители", "responsible_text"),
        ("Кто отвечает", "responsible_text"),
        ("Oтветственныe", "responsible_text"),
        ("Результат", "deliverable"),
        ("Итоговый документ", "deliverable"),
        ("Форма отчётного документа", "deliverable"),
        ("Подтверждающий документ", "deliverable"),
        ("Ожидаемый результат", "expected_outcome"),
        ("Планируемые результаты", "expected_outcome"),
        ("Показатель реализации", "indicator_text"),
        ("Источник финансирования", "funding_text"),
        ("Объём финансирования (тыс. руб.)", "funding_text"),
        ("Информационное сопровождение", "information_text"),
        ("Отметка о выполнении", "done_mark"),
        ("Отметка об исполнении", "done_mark"),
    ],
)
def test_columns_are_known_by_many_headings(heading, member):
    pair = "Ответственный" if member == "deadline_text" else "Срок"
    plan = draft([("№", "Мероприятие", heading, pair), ("1", "Семинар", "слова", "")])
    assert getattr(plan.activities[0], member) == "слова"


def test_columns_stand_in_any_order():
    head = ("Когда", "Что делаем", "Итог", "Кто отвечает")
    plan = draft([head, ("май", "Собрать данные", "База", "Отдел"), ("июнь", "Обсудить", "", "")])
    first = plan.activities[0]
    assert (first.title, first.deadline_text) == ("Собрать данные", "май")
    assert (first.deliverable, first.responsible_text) == ("База", "Отдел")


def test_a_header_of_two_rows_joins_its_parts():
    document = started()
    table = add_table(
        document,
        [
            ("", "", "", "", "", ""),
            ("", "", "начало", "окончание", "от отдела", "от школ"),
            ("1", "Семинар", "сентябрь 2024", "ноябрь 2024", "Елагина О.П.", "Руководители ОО"),
        ],
    )
    for first, last, text in ((2, 3, "Сроки"), (4, 5, "Ответственные")):
        table.cell(0, first).merge(table.cell(0, last)).text = text
    for column, text in ((0, "№"), (1, "Мероприятие")):
        table.cell(0, column).merge(table.cell(1, column)).text = text
    (activity,) = of_document(document).activities
    assert activity.deadline_text == "сентябрь 2024 – ноябрь 2024"
    assert activity.responsible_text == "Елагина О.П.\nРуководители ОО"


def test_a_table_goes_on_after_a_page_without_its_header():
    document = started()
    add_table(document, [HEAD, Wide("1. Первый раздел"), ONE])
    document.add_paragraph("")
    add_table(document, [TWO])
    document.add_paragraph("")
    add_table(document, [("Начальник отдела образования", "Р.С. Ветров")])
    plan = of_document(document)
    assert rows_of(plan) == [ONE, TWO]
    assert section_names(plan) == ["Первый раздел", "Первый раздел"]
    assert plan.tables[-1].kind is TableKind.SIGNATURES


def test_rows_without_a_title_go_on_with_the_activity_above():
    plan = draft([HEAD, ONE, ("", "", "октябрь 2024", "Руководители ОО"), TWO])
    assert len(plan.activities) == 2
    assert plan.activities[0].deadline_text == "май 2024\nоктябрь 2024"
    assert plan.activities[0].responsible_text == "Отдел образования\nРуководители ОО"


def test_numbers_inside_titles_are_taken_off():
    head = ("Мероприятие", "Срок", "Ответственный")
    plan = draft([head, ("1. Сбор", "май", "Отдел"), ("1.1.Анализ", "май", "Отдел")])
    assert [(a.number, a.title) for a in plan.activities] == [("1.", "Сбор"), ("1.1.", "Анализ")]


def test_sub_items_of_one_cell_are_activities_with_their_own_lines():
    plan = draft(
        [
            HEAD,
            ("4", "Провести:\n4.1. анализ;\n4.2. совещание", "май 2025\nиюнь 2025", "Отдел"),
            ("5", "Подвести итоги", "июль 2025", "Отдел"),
        ]
    )
    assert rows_of(plan) == [
        ("4.1.", "Провести: анализ", "май 2025", "Отдел"),
        ("4.2.", "Провести: совещание", "июнь 2025", "Отдел"),
        ("5", "Подвести итоги", "июль 2025", "Отдел"),
    ]
    assert plan.sections == ()


@pytest.mark.parametrize("mark", ["а) {}", "1) {}", "- {}"])
def test_listed_items_are_activities_where_deadlines_stand_line_by_line(mark):
    title = "Провести:\n" + "\n".join(mark.format(item) for item in ("анализ;", "совещание."))
    plan = draft([HEAD, ("4", title, "май 2025\nиюнь 2025", "Отдел"), TWO])
    assert [(a.title, a.deadline_text) for a in plan.activities][:2] == [
        ("Провести: анализ", "май 2025"),
        ("Провести: совещание.", "июнь 2025"),
    ]
    plan = draft([HEAD, ("4", title, "май 2025", "Отдел"), TWO])
    assert [activity.title for activity in plan.activities] == [title, TWO[1]]


def test_lines_labelled_with_the_items_numbers_lose_the_labels():
    title = "Выезды в школы:\n7.1 в школу № 1\n7.2 в школу № 2"
    times = "7.1 – 12.02.2025\n7.2 – 19.03.2025"
    doers = "7.1 Елагина О.П.\n7.2 Лесной В.П."
    plan = draft([HEAD, ("7", title, times, doers), ONE])
    assert [(a.deadline_text, a.responsible_text) for a in plan.activities][:2] == [
        ("12.02.2025", "Елагина О.П."),
        ("19.03.2025", "Лесной В.П."),
    ]


def test_a_small_table_in_a_cell_is_its_text():
    document = started()
    table = add_table(document, [HEAD, ONE, (*TWO[:3], "")])
    inner = table.cell(2, 3).add_table(2, 1)
    for line, name in enumerate(("Елагина О.П.", "Лесной В.П.")):
        inner.cell(line, 0).text = name
    assert of_document(document).activities[1].responsible_text == "Елагина О.П.\nЛесной В.П."


def test_a_numbered_row_of_words_like_headings_is_no_header():
    row = ("I.3", "Мониторинг результатов школ", "весь период", "кураторы школ")
    assert rows_of(draft([HEAD, ONE, row, TWO])) == [ONE, row, TWO]


def test_checkpoints_and_mechanisms_are_told_apart():
    document = started()
    document.add_heading("Контрольные точки", 2)
    add_table(document, [("№", "Контрольная точка", "Ответственный", "Сроки"), ONE])
    document.add_heading("Мероприятия", 2)
    add_table(document, [HEAD, TWO])
    document.add_heading("Механизмы реализации", 2)
    add_table(document, [("Мероприятия", "Сроки", "Ответственный"), ("Сайт", "май", "Отдел")])
    kinds = [activity.kind for activity in of_document(document).activities]
    assert kinds == [ActivityKind.CHECKPOINT, ActivityKind.ACTIVITY, ActivityKind.MECHANISM]


def test_a_calendar_grid_becomes_words():
    head = ("№", "Мероприятия", "сентябрь", "октябрь", "ноябрь", "Ответственный")
    plan = draft([head, ("1", "Сбор", "+", "", "х", "Отдел"), ("2", "Семинар", "", "15", "", "")])
    assert [a.deadline_text for a in plan.activities] == ["сентябрь, ноябрь", "15 октября"]


def test_unknown_columns_are_kept_and_told():
    plan = draft([(*HEAD, "Целевая аудитория"), (*ONE, "Директора")])
    assert [(e.heading, e.text) for e in plan.activities[0].extra] == [
        ("Целевая аудитория", "Директора")
    ]
    assert any("Целевая аудитория" in issue.text for issue in plan.issues)


def test_a_table_without_a_header_is_read_with_less_confidence():
    plan = draft([ONE, TWO, ("3", "Семинар директоров", "до 15.06.2024", "Отдел")])
    assert rows_of(plan)[:2] == [ONE, TWO]
    assert plan.activities[0].confidence <= 0.6
    assert any("нет шапки" in issue.text for issue in plan.issues)


def test_a_plan_inside_a_layout_table_is_found():
    document = started()
    inner = document.add_table(1, 1).cell(0, 0).add_table(2, 4)
    for line, row in enumerate((HEAD, ONE)):
        for column, text in enumerate(row):
            inner.cell(line, column).text = text
    assert rows_of(of_document(document)) == [ONE]


def test_every_activity_has_its_place():
    plan = draft([HEAD, Wide("1. Раздел"), ONE, TWO])
    assert [(a.source.table, a.source.row) for a in plan.activities] == [(1, 3), (1, 4)]
    assert plan.activities[0].cells["responsible_text"].column == 4


def test_a_row_with_a_number_only_is_told():
    plan = draft([HEAD, ("1.", "", "", ""), ONE, TWO])
    assert len(plan.activities) == 2
    assert any("только номер" in issue.text for issue in plan.issues)


def test_numbers_may_stand_under_no_heading():
    plan = draft([("", *HEAD[1:]), ONE, TWO])
    assert rows_of(plan) == [ONE, TWO]


def test_one_column_may_hold_time_and_doer():
    head = ("№", "Мероприятие", "Срок, ответственный", "Результат")
    plan = draft(
        [head, ("1", "Сбор", "Май 2025\nЕлагина О.П.", ""), ("2", "Анализ", "июнь, ЦРО", "")]
    )
    assert [(a.deadline_text, a.responsible_text) for a in plan.activities] == [
        ("Май 2025", "Елагина О.П."),
        ("июнь", "ЦРО"),
    ]


def test_time_and_doer_of_one_column_are_parted_where_no_line_break_is_left():
    head = ("№", "Мероприятие", "Срок, ответственный", "Результат")
    plan = draft(
        [
            head,
            ("1", "Педсовет", "Ноябрь 2025 г. Директор школы", ""),
            ("2", "Отчёт", "до 20.12.2025 Заместитель директора по УВР", ""),
            ("3", "Олимпиада", "По плану РМО учителей", ""),
        ]
    )
    assert [(a.deadline_text, a.responsible_text) for a in plan.activities][:2] == [
        ("Ноябрь 2025 г.", "Директор школы"),
        ("до 20.12.2025", "Заместитель директора по УВР"),
    ]
    assert plan.activities[2].deadline_text == "По плану РМО учителей"


def test_rows_wider_or_narrower_than_the_header_find_their_columns():
    document = started()
    table = document.add_table(0, 6)
    for spans in (
        (("№", 1), ("Мероприятие", 2), ("Срок", 2), ("Исполнитель", 1)),
        (("1", 1), ("Сбор", 1), ("май 2025", 3), ("Отдел", 1)),
        (("2", 1), ("Анализ", 3), ("июнь 2025", 1), ("Отдел", 1)),
    ):
        cells, place = table.add_row().cells, 0
        for text, span in spans:
            cell = cells[place].merge(cells[place + span - 1]) if span > 1 else cells[place]
            cell.text = text
            place += span
    assert rows_of(of_document(document)) == [
        ("1", "Сбор", "май 2025", "Отдел"),
        ("2", "Анализ", "июнь 2025", "Отдел"),
    ]


def test_cards_are_activities():
    document = started()
    for number, (_, title, time, doer) in enumerate((ONE, TWO), start=1):
        labels = (f"Мероприятие {number}", "Срок", "Ответственный", "Результат")
        add_table(document, list(zip(labels, (title, time, doer, "Справка"), strict=True)))
        document.add_paragraph("")
    plan = of_document(document)
    assert rows_of(plan) == [ONE, TWO]
    second = plan.activities[1]
    assert second.deliverable == "Справка"
    assert (second.cells["deadline_text"].table, second.cells["deadline_text"].row) == (2, 2)
    assert second.cells["deadline_text"].column == 2
    assert plan.passport == ()


def test_activities_side_by_side_share_the_rows_time_and_doer():
    document = started()
    table = add_table(
        document,
        [
            ("", "", "", ""),
            ("на уровне района", "на уровне школы", "", ""),
            ("Совещание", "Педсовет", "май 2025", "Отдел"),
        ],
    )
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Мероприятия"
    for column, text in ((2, "Срок"), (3, "Ответственный")):
        table.cell(0, column).merge(table.cell(1, column)).text = text
    plan = of_document(document)
    assert [a.title for a in plan.activities] == ["Совещание", "Педсовет"]
    assert {a.deadline_text for a in plan.activities} == {"май 2025"}
    assert plan.activities[1].extra[0].text == "на уровне школы"


def test_signatures_in_the_table_are_told_not_read():
    rows = [HEAD, ONE, TWO, Wide("СОГЛАСОВАНО: директор ЦРО ________ Е.П. Лесная")]
    rows += [("", "Начальник отдела", "", "Р.С. Ветров")]
    plan = draft(rows)
    assert rows_of(plan) == [ONE, TWO]
    assert plan.sections == ()
    assert sum("Подпись" in issue.text for issue in plan.issues) == 2


def test_a_heading_may_stand_left_of_empty_cells():
    rows = [
        ("№", "Мероприятие", "Сроки", "", "Ответственные", ""),
        ("", "", "начало", "окончание", "от района", "от школы"),
        ("1", "Сбор", "сентябрь 2024", "ноябрь 2024", "Отдел", "директор"),
    ]
    (activity,) = draft(rows).activities
    assert activity.deadline_text == "сентябрь 2024 – ноябрь 2024"
    assert activity.responsible_text == "Отдел\nдиректор"


def test_items_that_count_on_in_one_cell_are_activities():
    head = ("Направление", "Мероприятия", "Сроки")
    rows = [head, ("1. Кадры", "1.1. Курсы\n1.2. Семинары", "май\nиюнь")]
    rows += [("2. Ученики", "1. Олимпиада\n2. Лагерь", "март\nиюль"), ("", "3. Слёт", "август")]
    assert [(a.number, a.title, a.deadline_text) for a in draft(rows).activities] == [
        ("1.1.", "Курсы", "май"),
        ("1.2.", "Семинары", "июнь"),
        ("1.", "Олимпиада", "март"),
        ("2.", "Лагерь", "июль"),
        ("3.", "Слёт", "август"),
    ]


def test_several_numbers_in_a_cell_pair_up_with_as_many_lines():
    two = ("1.1\n1.2", "Сбор данных\nс сайтов школ\nАнализ данных", "май 2025\nиюнь 2025")
    plan = draft([HEAD, (*two, "Отдел"), ("1.3", "Сверка", "июль 2025", "Отдел")])
    assert rows_of(plan) == [
        ("1.1", "Сбор данных с сайтов школ", "май 2025", "Отдел"),
        ("1.2", "Анализ данных", "июнь 2025", "Отдел"),
        ("1.3", "Сверка", "июль 2025", "Отдел"),
    ]


def test_several_numbers_share_the_deadline_of_their_row():
    plan = draft([HEAD, ("1.\n2.", "Сбор\nАнализ", "май 2025", "Отдел\nРуководители ОО")])
    assert rows_of(plan) == [
        ("1.", "Сбор", "май 2025", "Отдел\nРуководители ОО"),
        ("2.", "Анализ", "май 2025", "Отдел\nРуководители ОО"),
    ]


def test_numbers_without_as_many_activities_leave_one_row_to_be_divided():
    plan = draft([HEAD, ("1.1\n1.2", "Сбор и анализ данных", "май 2025", "Отдел")])
    assert rows_of(plan) == [("1.1, 1.2", "Сбор и анализ данных", "май 2025", "Отдел")]
    [said] = [issue for issue in plan.issues if "несколько номеров" in issue.text]
    assert (said.severity, said.source.row) == ("warning", 2)
