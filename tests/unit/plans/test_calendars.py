"""Plans drawn as calendars: months, quarters and weeks as columns or as rows."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from core.office.reading import read_document
from roadmaps.parsing.calendars import calendar_span, names_days, spans_of
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import Wide, add_table, saved, word

LINES = ("Циклограмма поддержки школ", "на 2025/2026 учебный год")


def draft(rows, lines=LINES):
    return plan_of(read_document(word(rows, lines)))


def deadlines(plan):
    return [activity.deadline_text for activity in plan.activities]


def shade(cell, colour: str) -> None:
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(mark)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("СЕНТЯБРЬ", "сентябрь"),
        ("сент. 2025 г.", "сентябрь 2025"),
        ("В октябре", "октябрь"),
        ("Месяц: ноябрь", "ноябрь"),
        ("2-й квартал 2026 года", "II квартал 2026 года"),
        ("первое полугодие", "I полугодие"),
        ("III четверть", "III четверть"),
        ("Август – сентябрь", "август – сентябрь"),
    ],
)
def test_headings_name_spans_of_the_calendar(heading, words):
    assert calendar_span(heading).words == words


@pytest.mark.parametrize("heading", ["Маршрут", "Семинар", "ма", "II этап", "2 раза", "1"])
def test_other_headings_name_none(heading):
    assert calendar_span(heading) is None


def words_of(*paths):
    found = spans_of([path if isinstance(path, tuple) else (path,) for path in paths])
    return [found[place].words for place in sorted(found)]


def test_numerals_are_months_where_they_run_as_a_calendar_does():
    assert words_of("№", "XI", "XII", "I") == ["ноябрь", "декабрь", "январь"]
    assert words_of(("Месяцы", "1"), ("Месяцы", "2"), ("Месяцы", "3"))[0] == "январь"
    assert words_of(("Квартал", "I"), ("Квартал", "II")) == ["I квартал", "II квартал"]
    assert words_of("1", "2", "3", "4") == []


def test_years_and_weeks_stand_above_and_below_the_months():
    assert words_of(("2025", "декабрь"), ("2026", "январь")) == ["декабрь 2025", "январь 2026"]
    assert words_of(("Март", "1"), ("Март", "2 нед.")) == [
        "1-я неделя марта",
        "2-я неделя марта",
    ]


@pytest.mark.parametrize(
    "text", ["2 неделя", "до 15", "5, 12, 19", "10–15", "с 5 по 10", "I и III недели", "в конце"]
)
def test_days_and_weeks_need_a_month(text):
    assert names_days(text)


def test_marks_days_and_merged_bars_become_words():
    head = ("№", "Мероприятие", "IX", "X", "XI", "XII", "I", "II", "Ответственный")
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    rows = [
        head,
        ("1", "Сбор данных", "+", "", "х", "", "", "", "Отдел"),
        ("2", "Консультации", "15", "", "до 20", "", "2 неделя", "", "Отдел"),
        ("3", "Наблюдение", "", "", "", "", "", "", "Отдел"),
        ("4", "Наставники", "", "", "", "", "", "", "Отдел"),
    ]
    table = add_table(document, rows)
    table.cell(3, 3).merge(table.cell(3, 6)).text = "уроки"
    for column in (4, 5):
        shade(table.cell(4, column), "92D050")
    plan = plan_of(read_document(saved(document)))
    assert deadlines(plan) == [
        "сентябрь, ноябрь",
        "15 сентября, до 20 ноября, 2 неделя января",
        "октябрь – январь (уроки)",
        "ноябрь – декабрь",
    ]
    bar = plan.activities[3].deadline.occurrences
    assert [(span.start.month, span.end.month) for span in bar] == [(11, 12)]


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("по графику", "январь – март (по графику)"),
        ("ежемесячно", "январь – март (ежемесячно)"),
        ("до 20 марта", "до 20 марта"),
    ],
)
def test_words_in_a_bar_keep_its_months_unless_they_name_days(words, deadline):
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    rows = [
        ("Мероприятие", "Январь", "Февраль", "Март", "Апрель", "Ответственный"),
        ("Пробные экзамены", "", "", "", "", "Отдел"),
        ("Сбор данных", "+", "", "", "", "Отдел"),
    ]
    table = add_table(document, rows)
    table.cell(1, 1).merge(table.cell(1, 3)).text = words
    plan = plan_of(read_document(saved(document)))
    assert deadlines(plan) == [deadline, "январь"]
    assert all(span.end.month <= 3 for span in plan.activities[0].deadline.occurrences)
    assert plan.activities[0].deadline.occurrences


def test_a_coloured_row_or_column_is_no_bar():
    head = ("Мероприятие", "Январь", "Февраль", "Март", "Ответственный")
    document = docx.Document()
    rows = [head, *((f"Дело {n}", "", "+", "", "Отдел") for n in range(1, 5))]
    table = add_table(document, rows)
    for row in table.rows:
        shade(row.cells[3], "DDDDDD")
    for cell in table.rows[2].cells:
        shade(cell, "EEEEEE")
    assert deadlines(plan_of(read_document(saved(document)))) == ["февраль"] * 4


@pytest.mark.parametrize(
    ("section", "cell", "end"),
    [
        ("СЕНТЯБРЬ 2025", "2 неделя", "2025-09-14"),
        ("Январь", "в течение месяца", "2026-01-31"),
        ("Октябрь", "до 15", "2025-10-15"),
    ],
)
def test_a_section_that_is_a_time_completes_its_deadlines(section, cell, end):
    head = ("Мероприятие", "Срок", "Ответственный")
    plan = draft([head, Wide(section), ("Собрание", cell, "Отдел"), ("Сбор", cell, "Отдел")])
    (span,) = plan.activities[0].deadline.occurrences
    assert span.end.isoformat() == end


def test_activities_in_the_cells_of_a_matrix_of_months_are_read():
    head = ("Направление", "Сентябрь", "Октябрь", "Ноябрь")
    rows = [
        head,
        ("Кадры", "- Совещание директоров школ;\n- Сбор заявок на курсы", "", "Семинар методистов"),
        ("Ученики", "", "Олимпиада по математике\nКонкурс чтецов", "Слёт отличников"),
    ]
    plan = draft(rows)
    names = {section.id: section.title for section in plan.sections}
    assert [(names[a.section], a.title, a.deadline_text) for a in plan.activities] == [
        ("Кадры", "Совещание директоров школ", "сентябрь"),
        ("Кадры", "Сбор заявок на курсы", "сентябрь"),
        ("Кадры", "Семинар методистов", "ноябрь"),
        ("Ученики", "Олимпиада по математике", "октябрь"),
        ("Ученики", "Конкурс чтецов", "октябрь"),
        ("Ученики", "Слёт отличников", "ноябрь"),
    ]


def test_months_may_stand_down_the_side_of_a_matrix():
    rows = [
        ("Месяц", "Совещания", "Контроль"),
        ("Сентябрь", "Итоги года", "Проверка планов\nПроверка журналов"),
        ("Октябрь", "Начало года", ""),
        ("Ноябрь", "", "Проверка отчётов"),
    ]
    plan = draft(rows)
    names = {section.id: section.title for section in plan.sections}
    assert [(names[a.section], a.title, a.deadline_text) for a in plan.activities] == [
        ("Совещания", "Итоги года", "Сентябрь"),
        ("Контроль", "Проверка планов", "Сентябрь"),
        ("Контроль", "Проверка журналов", "Сентябрь"),
        ("Совещания", "Начало года", "Октябрь"),
        ("Контроль", "Проверка отчётов", "Ноябрь"),
    ]
    assert (plan.activities[2].source.row, plan.activities[2].source.column) == (2, 3)


def test_a_stage_gives_its_time_to_rows_without_one():
    head = ("Мероприятие", "Ответственный")
    rows = [head, Wide("I этап – подготовка (сентябрь – октябрь 2025 г.)"), ("Собрание", "Отдел")]
    (activity,) = draft([*rows]).activities
    assert activity.deadline_text == "сентябрь – октябрь 2025 г."
    assert activity.cells["deadline_text"].row == 2
    assert activity.deadline.occurrences[0].end.isoformat() == "2025-10-31"


def test_a_month_and_its_days_may_stand_in_two_columns():
    head = ("Месяц", "Число", "Мероприятие", "Ответственный")
    plan = draft([head, ("Сентябрь", "5", "Собрание", "Отдел"), ("Октябрь", "12–14", "Слёт", "")])
    assert deadlines(plan) == ["5 сентября", "12–14 октября"]


def test_planned_and_actual_times_are_told_apart():
    document = docx.Document()
    document.add_paragraph("План мероприятий на 2025 год")
    table = add_table(
        document,
        [("", "", "", ""), ("", "план", "факт", ""), ("Сбор", "май 2025", "исполнено", "Отдел")],
    )
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Сроки"
    for column, text in ((0, "Мероприятие"), (3, "Ответственный")):
        table.cell(0, column).merge(table.cell(1, column)).text = text
    (activity,) = plan_of(read_document(saved(document))).activities
    assert (activity.deadline_text, activity.done_mark) == ("май 2025", "исполнено")
