"""Tables drawn with characters, as legal databases and old programs print them."""

from core.office.reading import read_document
from roadmaps.parsing.plans import plan_of

BOXED = """План мероприятий на 2025 год

┌──────┬──────────────────┬──────────┬──────────────┐
│N п/п │ Мероприятие      │ Срок     │ Ответственный│
├──────┼──────────────────┴──────────┴──────────────┤
│ 1.   │ Работа с кадрами                           │
├──────┼──────────────────┬──────────┬──────────────┤
│ 1.1. │ Курсы для учите- │ май      │ Отдел        │
│      │ лей школ         ├──────────┤ образования  │
│      │                  │ июнь     │              │
├──────┼──────────────────┼──────────┼──────────────┤
│ 1.2. │ Семинар          │ июль     │ Методист     │
└──────┴──────────────────┴──────────┴──────────────┘
"""
PLUS = """План мероприятий на 2025 год

+----+-------------+------+----------+
| №  | Мероприятие | Срок | Кто      |
+====+=============+======+==========+
| 1  | Курсы       | май  | Отдел    |
+----+-------------+------+----------+
| 2  | Семинар     | июнь | Методист |
+----+-------------+------+----------+
"""
MARKED = """План мероприятий на 2025 год

| № | Мероприятие | Срок | Ответственный |
|---|---|---|---|
| 1 | Курсы | май | Отдел |
| 2 | Семинар | июнь | Методист |
"""


def plan(text: str):
    return plan_of(read_document(text.encode()))


def test_boxes_have_merged_cells_and_broken_words():
    found = plan(BOXED)
    assert [section.title for section in found.sections] == ["Работа с кадрами"]
    assert [(a.number, a.title, a.deadline_text, a.responsible_text) for a in found.activities] == [
        ("1.1.", "Курсы для учителей школ", "май\nиюнь", "Отдел образования"),
        ("1.2.", "Семинар", "июль", "Методист"),
    ]


def test_tables_of_pluses_and_of_bars_alone():
    for text in (PLUS, MARKED):
        rows = [(a.title, a.deadline_text) for a in plan(text).activities]
        assert rows == [("Курсы", "май"), ("Семинар", "июнь")]


def test_a_line_of_bars_is_no_table():
    document = read_document("| только одна строка |\nи слова после неё".encode())
    assert document.tables == ()
