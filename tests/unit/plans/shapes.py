"""Small tables that tests of shapes are made of."""

import docx

from core.office.reading import read_document
from roadmaps.parsing.plans import plan_of
from tests.unit.plans.making import saved, word

LINES = ("План мероприятий по повышению качества образования", "на 2024–2025 годы")
HEAD = ("№ п/п", "Мероприятие", "Срок", "Ответственный")
ONE = ("1", "Сбор данных о школах", "май 2024", "Отдел образования")
TWO = ("2", "Анализ данных", "июнь 2024", "Руководители ОО")


def draft(rows, lines=LINES, after=()):
    return plan_of(read_document(word(rows, lines, after)))


def of_document(document):
    return plan_of(read_document(saved(document)))


def started(lines=LINES):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def rows_of(plan):
    return [(a.number, a.title, a.deadline_text, a.responsible_text) for a in plan.activities]


def section_names(plan):
    names = {section.id: section.title for section in plan.sections}
    return [names.get(activity.section) for activity in plan.activities]
