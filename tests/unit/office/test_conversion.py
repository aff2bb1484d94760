"""Old formats: what the conversion may lose is noticed."""

import pytest

from core.office.conversion import with_tables_counted
from core.office.documents import Cell, Document, Paragraph, Row, Table
from core.office.errors import UnreadableFileError

WORDS = ("Мероприятие", "Срок", "Отдел", "Сбор данных", "май", "Методист", "Анализ", "июнь")


def word_bytes(*cells: str) -> bytes:
    """Text as Word's binary format keeps it: UTF-16, a mark behind each cell."""
    return b"\xd0\xcf" + "".join(f"{cell}\x07" for cell in cells).encode("utf-16-le")


def rtf_bytes(*cells: str) -> bytes:
    escaped = ("".join(f"\\u{ord(letter)}?" for letter in cell) for cell in cells)
    return "".join(f"{cell}\\cell " for cell in escaped).encode()


def document(*cells: str) -> Document:
    blocks = [Paragraph("План работы")]
    if cells:
        row = Row(1, tuple(Cell(cell, column) for column, cell in enumerate(cells)))
        blocks.append(Table(1, (row,), len(cells)))
    return Document("docx", tuple(blocks))


@pytest.mark.parametrize(("content", "ending"), [(word_bytes, "doc"), (rtf_bytes, "rtf")])
def test_a_document_whose_tables_are_lost_is_refused_with_a_sentence(content, ending):
    with pytest.raises(UnreadableFileError, match=r"потерялись его таблицы.*\.docx"):
        with_tables_counted(document(), content(*WORDS), ending)


@pytest.mark.parametrize(("content", "ending"), [(word_bytes, "doc"), (rtf_bytes, "rtf")])
def test_a_part_of_the_tables_lost_is_noted(content, ending):
    (note,) = with_tables_counted(document("Отдел"), content(*WORDS), ending).notes
    assert "потерялась часть таблиц" in note


@pytest.mark.parametrize("kept", [WORDS, WORDS[:6]])
def test_tables_that_came_through_are_not_spoken_of(kept):
    assert with_tables_counted(document(*kept), word_bytes(*WORDS), "doc").notes == ()


def test_a_stamp_that_is_lost_is_no_reason_to_refuse_a_plan():
    assert with_tables_counted(document(), word_bytes(*WORDS[:3]), "doc").notes == ()
