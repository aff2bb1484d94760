"""The office's own tables and columns, taken out of a draft."""

from roadmaps.domain.plan_layout import tables_of_draft
from roadmaps.domain.plan_tables import (
    PlanColumn,
    columns_as_json,
    columns_from_json,
    office_columns,
)
from roadmaps.parsing.draft_json import draft_as_json
from roadmaps.parsing.plans import read_plan
from tests.unit.plans import making
from tests.unit.plans.making import Wide


def tables(content: bytes):
    return tables_of_draft(draft_as_json(read_plan(content, "plan.docx")))


def test_columns_keep_their_order_and_their_words():
    (table,) = tables(making.word(making.ROWS))
    assert [column.heading for column in table.columns] == list(making.HEADER)
    roles = [column.role for column in table.columns]
    assert roles == ["number", "title", "deadline", "responsible", "deliverable"]
    assert len(table.rows) == 5
    assert table.caption == ""


def test_columns_of_one_role_are_one_column():
    columns = office_columns([
        (("№",), "number"),
        (("Мероприятие",), "title"),
        (("Сроки", "начало"), "deadline"),
        (("Сроки", "окончание"), "deadline"),
        (("Ответственный",), "responsible"),
        (("Соисполнители",), "responsible"),
        (("Охват", "школ"), ""),
        (("Охват", "педагогов"), "participants"),
        (("Служебное",), "ignored"),
    ])  # fmt: skip
    assert columns == (
        PlanColumn("№", "number"),
        PlanColumn("Мероприятие", "title"),
        PlanColumn("Сроки", "deadline"),
        PlanColumn("Ответственный, соисполнители", "responsible"),
        PlanColumn("школ", "", group="Охват"),
        PlanColumn("педагогов", "", group="Охват"),
    )
    assert columns_from_json(columns_as_json(columns)) == columns


def test_columns_of_months_are_a_column_of_deadlines():
    columns = office_columns([(("Что делаем",), "title"), (("сен",), "month"), (("окт",), "month")])
    assert columns[-1] == PlanColumn("Срок исполнения", "deadline")


def test_tables_under_headings_with_the_same_columns_are_one_with_sections():
    head = [making.HEADER]
    document = making.docx.Document()
    document.add_paragraph("План мероприятий по поддержке школ на 2024 год")
    for number, name in enumerate(("Работа с кадрами", "Работа с учениками"), 1):
        document.add_paragraph(name)
        row = (f"{number}.1", "Семинар", "май 2024", "Методист", "Отчёт")
        making.add_table(document, [*head, row])
    content = making.saved(document)
    (table,) = tables(content)
    assert table.rows == (0, 1)
    assert table.caption == ""
    assert [s.title for s in read_plan(content, "p.docx").sections] == [
        "Работа с кадрами",
        "Работа с учениками",
    ]


def test_another_kind_of_rows_is_another_table_with_its_caption():
    document = making.docx.Document()
    document.add_paragraph("План мероприятий по поддержке школ на 2024 год")
    making.add_table(document, making.ROWS)
    document.add_paragraph("Контрольные точки реализации плана")
    making.add_table(document, [
        ("№", "Контрольная точка", "Срок", "Ответственный"),
        ("1", "Утверждён перечень школ", "до 01.03.2024", "Методист"),
        ("2", "Подведены итоги", "до 01.12.2024", "Методист"),
    ])  # fmt: skip
    main, points = tables(making.saved(document))
    assert (main.kind, points.kind) == ("activity", "checkpoint")
    assert points.caption == "Контрольные точки реализации плана"
    assert points.rows == (5, 6)


def test_rows_outside_sections_do_not_follow_rows_inside():
    document = making.docx.Document()
    document.add_paragraph("План мероприятий по поддержке школ на 2024 год")
    making.add_table(document, [making.HEADER, Wide("1. Раздел"), making.ROWS[2]])
    document.add_paragraph("Отдельно от разделов в течение года проводятся.")
    making.add_table(document, [making.HEADER, ("7", "Совет", "май 2024", "Методист", "Акт")])
    assert [table.rows for table in tables(making.saved(document))] == [(0,), (1,)]


def test_a_plan_without_a_table_has_no_layout():
    lines = (
        "План мероприятий на 2024 год",
        "1. Провести семинар. Срок: май 2024. Ответственный: Методист.",
        "2. Провести совет. Срок: июнь 2024. Ответственный: Методист.",
    )
    draft = draft_as_json(read_plan("\n".join(lines).encode(), "plan.txt"))
    assert len(draft["activities"]) == 2
    assert tables_of_draft(draft) == ()
