"""Rows of a plan as they come from the clipboard."""

from core.office.reading import read_document
from roadmaps.parsing.pasted_rows import read_pasted


def text(words: str):
    return read_document(words.encode(), "paste.txt")


def page(words: str):
    return read_document(f"\ufeff<html><body>{words}</body></html>".encode(), "paste.html")


def test_header_names_the_columns_and_is_no_row() -> None:
    found = read_pasted(text("№\tСрок\tМероприятие\n1\tмай 2027\tСовет\n2\tиюнь 2027\tСеминар\n"))
    assert found.fields == ("number", "deadline_text", "title")
    assert found.rows == (("1", "май 2027", "Совет"), ("2", "июнь 2027", "Семинар"))


def test_without_header_the_plans_own_columns_count() -> None:
    rows = text("Совет\tМетодист\tмай\nСеминар\tДиректор\tиюнь\n")
    own = ("title", "responsible", "deadline")
    assert read_pasted(rows, own).fields == ("title", "responsible_text", "deadline_text")


def test_five_columns_are_those_of_the_plans_page() -> None:
    found = read_pasted(text("1\tСовет\tмай\tМетодист\tАкт\n"))
    assert found.fields == (
        "number", "title", "deadline_text", "responsible_text", "deliverable",
    )  # fmt: skip
    assert found.rows == (("1", "Совет", "май", "Методист", "Акт"),)


def test_columns_are_guessed_by_what_they_hold() -> None:
    found = read_pasted(
        text(
            "Заседание совета по итогам четверти\tдо 15.05.2027\n"
            "Семинар для учителей математики\tиюнь 2027 года\n"
        )
    )
    assert found.fields == ("title", "deadline_text")


def test_line_over_the_whole_width_is_a_heading() -> None:
    found = read_pasted(
        page(
            "<table><tr><td colspan=3>1. Диагностика</td></tr>"
            "<tr><td>1</td><td>Совет</td><td>май</td></tr>"
            "<tr><td colspan=3>2. Помощь</td></tr>"
            "<tr><td>2</td><td>Семинар</td><td>июнь</td></tr></table>"
        )
    )
    assert [one.text for one in found.headings] == ["1. Диагностика", "2. Помощь"]
    assert found.rows == (("1", "Совет", "май"), ("2", "Семинар", "июнь"))


def test_breaks_inside_a_cell_stay() -> None:
    found = read_pasted(page("<table><tr><td>1</td><td>Совет<br>школ</td></tr></table>"))
    assert found.rows == (("1", "Совет\nшкол"),)


def test_lines_without_a_table_are_titles() -> None:
    found = read_pasted(text("Совет\nСеминар\n"))
    assert found.fields == ("title",)
    assert found.rows == (("Совет",), ("Семинар",))


def test_tables_of_several_widths_lose_no_row() -> None:
    found = read_pasted(
        page(
            "<table><tr><td>1</td><td>Совет</td><td>май</td></tr></table>"
            "<table><tr><td>2</td><td>Семинар</td></tr></table>"
        )
    )
    assert found.rows == (("1", "Совет", "май"), ("2", "Семинар", ""))
