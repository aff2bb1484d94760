"""Word documents as they are really saved: merges, revisions, numbering, boxes, hidden text."""

import pytest

from core.office.documents import Paragraph
from core.office.errors import UnreadableFileError
from core.office.reading import read_document
from tests.unit.plans.making import archive, cell, paragraph, row, table, word_xml

MERGE = "<w:vMerge/>"
START = '<w:vMerge w:val="restart"/>'


def only_table(body: str, **parts: bytes):
    (found,) = read_document(word_xml(body, **parts)).tables
    return found


def texts(body: str, **parts: bytes) -> list[str]:
    blocks = read_document(word_xml(body, **parts)).blocks
    return [block.full_text for block in blocks if isinstance(block, Paragraph)]


def test_spans_and_vertical_merges_have_grid_positions():
    found = only_table(
        table(
            row(cell("а", START), cell("широкая", '<w:gridSpan w:val="2"/>')),
            row(cell("", MERGE), cell("б"), cell("в")),
        )
    )
    first, second = found.rows
    assert [(c.text, c.column, c.column_span, c.row_span) for c in first.cells] == [
        ("а", 0, 1, 2),
        ("широкая", 1, 2, 1),
    ]
    assert [(c.text, c.column, c.continues) for c in second.cells] == [
        ("", 0, True),
        ("б", 1, False),
        ("в", 2, False),
    ]
    assert found.width == 3


def test_absurd_spans_are_bounded():
    wide = '<w:gridSpan w:val="2000000000"/>'
    found = only_table(table(row(cell("а", wide), cell("б", wide)), row(cell("в"))))
    assert found.width <= 200
    assert found.rows[0].cells[0].text == "а"


def test_changes_are_read_as_accepted():
    body = (
        "<w:p><w:r><w:t>Было </w:t></w:r><w:ins><w:r><w:t>стало</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>старое</w:delText></w:r></w:del></w:p>"
    )
    deleted_row = row(cell("вычеркнуто"), properties="<w:trPr><w:del/></w:trPr>")
    body += table(deleted_row, row(cell("оставлено")))
    document = read_document(word_xml(body))
    assert document.paragraphs[0].text == "Было стало"
    assert [c.text for r in document.tables[0].rows for c in r.cells] == ["оставлено"]


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert texts(paragraph("Начало и ", mark) + paragraph("конец")) == ["Начало и конец"]


def test_hidden_text_and_contents_are_left_out():
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>"
    hidden += "<w:r><w:t>явное</w:t></w:r></w:p>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Раздел 1 … 3')}</w:sdtContent></w:sdt>"
    )
    assert texts(hidden + contents) == ["явное"]


def test_tabs_and_line_breaks_are_kept():
    body = "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t></w:r></w:p>"
    assert texts(body) == ["а\tб\nв"]


def test_a_text_box_is_read_once():
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('в рамке')}</w:txbxContent>"
    body = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>снаружи</w:t></w:r></w:p>"
    )
    assert texts(body) == ["снаружи", "в рамке"]


def test_a_nested_table_follows_the_one_around_it():
    inner = table(row(cell("внутри")))
    outer = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('снаружи')}</w:tc></w:tr></w:tbl>"
    document = read_document(word_xml(outer))
    assert [t.rows[0].cells[0].text for t in document.tables] == ["снаружи", "внутри"]
    assert [t.number for t in document.tables] == [1, 2]


NUMBERING = b"""<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def test_automatic_numbers_are_counted():
    def item(text: str, level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
        return paragraph(text, f"<w:pPr>{number}</w:pPr>")

    body = item("Первый", 0) + item("а", 1) + item("б", 1) + item("Второй", 0) + item("в", 1)
    expected = ["I. Первый", "1) а", "2) б", "II. Второй", "1) в"]
    assert texts(body, numbering=NUMBERING) == expected


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b"<other/>"},
        {"word/document.xml": b""},
    ],
)
def test_a_damaged_document_gives_a_sentence(parts):
    with pytest.raises(UnreadableFileError, match="повреждён"):
        read_document(archive(parts))


def test_an_external_entity_is_refused(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна", encoding="utf-8")
    text = f"""<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
    <w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"""
    with pytest.raises(UnreadableFileError, match="внешние данные"):
        read_document(archive({"word/document.xml": text.encode()}))


def test_growing_entities_are_refused():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    text = f'<!DOCTYPE d [<!ENTITY e0 "смех">{levels}]><d>&e8;</d>'
    with pytest.raises(UnreadableFileError):
        read_document(archive({"word/document.xml": text.encode()}))


def test_a_bomb_is_refused():
    bomb = archive({"word/document.xml": b" " * (60 * 1024 * 1024)})
    with pytest.raises(UnreadableFileError, match="слишком большой объём"):
        read_document(bomb)


def test_macros_are_refused():
    document = archive({"word/document.xml": b"<d/>", "word/vbaProject.bin": b"x"})
    with pytest.raises(UnreadableFileError, match="макросы"):
        read_document(document)


def test_a_number_column_may_be_numbered_by_word():
    number = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    numbered = f"<w:tc><w:tcPr/>{paragraph('', number)}</w:tc>"
    found = only_table(
        table(row(numbered, cell("а")), row(numbered, cell("б"))), numbering=NUMBERING
    )
    assert [r.cells[0].text for r in found.rows] == ["1)", "2)"]


def test_symbols_are_read_as_what_they_show():
    sign = '<w:sym w:font="Wingdings" w:char="F0FC"/>'
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    body = f"<w:p><w:r>{sign}</w:r><w:r>{fonts}<w:t>l</w:t></w:r><w:r><w:t>\uf0a7</w:t></w:r></w:p>"
    assert texts(body) == ["✓●▪"]
