"""The fictional roadmap as a Word document of an office; it is then read like any other."""

import io
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

FILE_NAME = "Дорожная карта.docx"


@dataclass(frozen=True, slots=True)
class Row:
    """One activity; `{first}` and `{last}` in a deadline stand for the plan's years."""

    title: str
    deadline: str
    responsible: str
    deliverable: str


Sections = tuple[tuple[str, tuple[Row, ...]], ...]

SECTIONS: Sections = (
    (
        "Организация работы",
        (
            Row(
                "Назначение муниципального координатора и кураторов школ",
                "До 25 января {first} г.",
                "Начальник управления образования",
                "Приказ управления образования",
            ),
            Row(
                "Создание школьных команд по повышению качества образования",
                "Февраль {first}",
                "Руководители ОО",
                "Приказ школы о составе команды",
            ),
            Row(
                "Установочное совещание со школьными командами",
                "До 1 марта {first} г.",
                "Муниципальный координатор",
                "Протокол совещания",
            ),
            Row(
                "Закрепление школ-наставников за школами с низкими результатами",
                "До 15 октября, ежегодно",
                "Методический центр",
                "Приказ о наставничестве",
            ),
        ),
    ),
    (
        "Диагностика и анализ результатов",
        (
            Row(
                "Сбор контекстных данных о школах",
                "Январь {first}",
                "Отдел общего образования",
                "База данных",
            ),
            Row(
                "Самодиагностика ресурсов школы: кадры, оснащение, программы",
                "Март – апрель {first}",
                "Руководители ОО",
                "Карта самодиагностики",
            ),
            Row(
                "Анализ результатов ВПР по русскому языку и математике",
                "По завершении ВПР",
                "Муниципальный координатор, методический центр",
                "Аналитическая справка",
            ),
            Row(
                "Разбор результатов ОГЭ с учителями девятых классов",
                "В течение 10 рабочих дней после ОГЭ",
                "Школьные команды",
                "Протокол разбора",
            ),
            Row(
                "Анализ успеваемости и качества знаний",
                "1 раз в четверть",
                "Школьные команды",
                "Справка школы",
            ),
            Row(
                "Обновление перечня школ с низкими образовательными результатами",
                "Июль, ежегодно",
                "Отдел общего образования",
                "Приказ об утверждении перечня",
            ),
        ),
    ),
    (
        "Адресная методическая помощь",
        (
            Row(
                "Разработка школьных программ перехода в эффективный режим",
                "До 30 мая {first} г.",
                "Руководители ОО",
                "Программа, утверждённая школой",
            ),
            Row(
                "Муниципальный семинар «Работа с результатами оценочных процедур»",
                "Ноябрь, ежегодно",
                "Методический центр",
                "Программа и материалы семинара",
            ),
            Row(
                "Посещение уроков и консультации учителей",
                "По графику методического центра",
                "Методисты",
                "Справки о посещении",
            ),
            Row(
                "Заседания РМО по разбору трудных заданий",
                "Январь, апрель, ноябрь",
                "Руководитель РМО учителей математики",
                "Протоколы заседаний",
            ),
            Row(
                "Повышение квалификации учителей по выявленным дефицитам",
                "В течение всего периода",
                "Методический центр, руководители ОО",
                "План и удостоверения",
            ),
        ),
    ),
    (
        "Работа школ с учащимися и родителями",
        (
            Row(
                "Планы занятий с учащимися, не преодолевшими порог",
                "До 1 октября, ежегодно",
                "Руководители ОО",
                "План занятий",
            ),
            Row(
                "Пробные работы в формате ОГЭ и ЕГЭ",
                "Февраль, ежегодно",
                "Школьные команды",
                "Анализ пробных работ",
            ),
            Row(
                "Родительские собрания о подготовке к итоговой аттестации",
                "Октябрь и март",
                "Руководители ОО",
                "Протокол собрания",
            ),
            Row(
                "Летние консультации по русскому языку и математике",
                "Июнь, ежегодно",
                "Руководители ОО",
                "Журнал консультаций",
            ),
        ),
    ),
    (
        "Контроль и подведение итогов",
        (
            Row(
                "Собеседования с директорами школ о ходе работы",
                "Ежеквартально",
                "Муниципальный координатор",
                "Протоколы собеседований",
            ),
            Row(
                "Отчёт школы о выполнении дорожной карты",
                "До 20 декабря, ежегодно",
                "Руководители ОО",
                "Отчёт",
            ),
            Row(
                "Итоговое совещание и план на следующий год",
                "Декабрь {last}",
                "Начальник управления образования",
                "Протокол, проект плана",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as its office wrote it; `{first}` and `{last}` stand for its years everywhere."""

    order: str
    title: tuple[str, ...]
    goal: str
    objectives: tuple[str, ...]
    sections: Sections


GOAL = "повысить образовательные результаты школ округа адресной поддержкой и общей работой"
OBJECTIVES = (
    "Выявить причины низких результатов в каждой школе.",
    "Дать учителям и директорам помощь там, где она нужна.",
    "Следить за изменениями и вовремя поправлять работу.",
)
HEADERS = ("№", "Мероприятие", "Сроки", "Ответственные", "Итоговый документ")
ROADMAP = PlanText(
    order="от 12.01.{first} № 14",
    title=("Дорожная карта", "по поддержке школ с низкими результатами", "на {first}–{last} годы"),
    goal=GOAL,
    objectives=OBJECTIVES,
    sections=SECTIONS,
)


def plan_document(first_year: int, last_year: int, text: PlanText = ROADMAP) -> bytes:
    """The plan as .docx: order's annex, goal, objectives, one table with section rows."""
    years = {"first": first_year, "last": last_year}
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _head(document, text, years)
    table = document.add_table(rows=1, cols=len(HEADERS), style="Table Grid")
    _fill(table.rows[0].cells, HEADERS)
    for number, (title, rows) in enumerate(text.sections, start=1):
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = f"{number}. {title}"
        for index, row in enumerate(rows, start=1):
            deadline = row.deadline.format(**years)
            values = (f"{number}.{index}", row.title, deadline, row.responsible, row.deliverable)
            _fill(table.add_row().cells, values)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _head(document: WordDocument, text: PlanText, years: dict[str, int]) -> None:
    order = text.order.format(**years)
    annex = document.add_paragraph(f"УТВЕРЖДЕНА\nприказом управления образования\n{order}")
    annex.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for line in text.title:
        document.add_paragraph(line.format(**years)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(f"Цель: {text.goal}.")
    document.add_paragraph("Задачи:")
    for number, objective in enumerate(text.objectives, start=1):
        document.add_paragraph(f"{number}. {objective}")


def _fill(cells: tuple, values: tuple[str, ...]) -> None:
    for cell, value in zip(cells, values, strict=True):
        cell.text = value
