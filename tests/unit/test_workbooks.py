"""Reading workbooks: exact numbers, true addresses, and files made to do harm."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from core.office.errors import UnreadableFileError
from core.office.files import FileKind
from core.office.workbooks import address, read_workbook

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    "</manifest:manifest>"
)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {NAMESPACES}><office:body>'
            f'<office:spreadsheet><table:table table:name="Лист">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def ods_cell(text, repeated=1):
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def test_numbers_are_exact_and_places_are_true():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C3"], sheet["D3"], sheet["E3"] = 12.36, 89, date(2026, 4, 20)
    sheet["D5"] = 0.1 + 0.2

    read = read_workbook(saved(book)).sheets[0]

    assert read.at(2, 2) == Decimal("12.36")
    assert read.at(2, 3) == 89
    assert isinstance(read.at(2, 3), int)
    assert read.at(2, 4) == date(2026, 4, 20)
    assert read.at(4, 3) == Decimal("0.3")
    assert read.at(0, 0) is read.at(99, 99) is None


def test_addresses_are_those_of_excel():
    assert [address(0, 0), address(11, 2), address(0, 26), address(9, 701)] == [
        "A1", "C12", "AA1", "ZZ10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("логин;проц\nedu990001;12,36\n", ("edu990001", "12,36")),
        ("логин\tпроц\nedu990001\t12,36\n", ("edu990001", "12,36")),
        ('логин,проц\nedu990001,"12,36"\n', ("edu990001", "12,36")),
        ('имя;проц\n"СОШ; № 1";5\n', ("СОШ; № 1", "5")),
    ],
)
def test_delimiter_of_csv_is_recognised(content, row):
    assert read_workbook(content.encode()).sheets[0].rows[1] == row


def test_open_document_is_read():
    book = read_workbook(ods(f"<table:table-row>{ods_cell('Школа')}</table:table-row>"))

    assert book.kind is FileKind.ODS
    assert book.sheets[0].rows[0] == ("Школа",)


def test_a_repeated_row_of_open_document_does_not_fill_the_memory():
    row = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("x", 16384)}'
    with pytest.raises(UnreadableFileError, match="далеко за краем"):
        read_workbook(ods(f"{row}</table:table-row>"))


def test_styled_empty_cells_far_away_are_harmless():
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1000"].font = openpyxl.styles.Font(bold=True)

    assert read_workbook(saved(book)).sheets[0].rows[0] == ("x",)


def test_merged_cells_reach_down_in_their_own_column_and_no_further():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ("Школа", "А", None, None, "Б", None):
        sheet.append([row, "x"])
    for cells in ("A2:A4", "A5:B5", "B1:B2"):
        sheet.merge_cells(cells)
    (read,) = read_workbook(saved(book)).sheets

    assert [read.reaching(row, 0) for row in range(7)] == [None, None, "А", "А", None, None, None]
    assert [read.reaching(row, 1) for row in range(3)] == [None, "x", None]
    assert read.at(2, 0) is None


def test_a_page_that_is_called_a_table_is_told_apart():
    page = "<html><body><table><tr><td>Логин</td></tr></table></body></html>"
    with pytest.raises(UnreadableFileError, match="Откройте её в Excel, сохраните как"):
        read_workbook(page.encode())


def test_a_text_document_is_not_a_table():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(UnreadableFileError, match="Это не таблица"):
        read_workbook(stream.getvalue())


def changed_sheet(book, change, **parts):
    """The saved book with another text of its first sheet, and with `parts` put in."""
    stream = io.BytesIO(saved(book))
    with zipfile.ZipFile(stream) as before:
        held = {name: before.read(name) for name in before.namelist()}
    name = "xl/worksheets/sheet1.xml"
    held = {**held, name: change(held[name].decode()).encode(), **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part, content in held.items():
            after.writestr(part, content)
    return out.getvalue()


def test_sheets_that_are_too_large_together_are_refused():
    book = openpyxl.Workbook()
    for sheet in (book.active, *(book.create_sheet() for _ in range(3))):
        sheet["A1"], sheet["CV60000"] = "Школа", 1
    with pytest.raises(UnreadableFileError, match="далеко за краем"):
        read_workbook(saved(book))


def test_a_stray_value_is_seen_however_the_file_writes_its_place():
    book = openpyxl.Workbook()
    book.active["A1"] = "Школа"
    stray = "<row r = '1048576'><c r = 'XFD1048576'><v>1</v></c></row></sheetData>"
    content = changed_sheet(book, lambda xml: xml.replace("</sheetData>", stray))
    with pytest.raises(UnreadableFileError, match="далеко за краем"):
        read_workbook(content)


def test_a_long_text_that_is_shown_in_thousands_of_cells_is_refused():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{main}"><si><t>{"я" * 30_000}</t></si></sst>'
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 5_002)
    )
    content = changed_sheet(
        openpyxl.Workbook(),
        lambda xml: xml.replace("<sheetData></sheetData>", f"<sheetData>{cells}</sheetData>"),
        **{"xl/sharedStrings.xml": texts.encode()},
    )
    with pytest.raises(UnreadableFileError, match="слишком велик"):
        read_workbook(content)


def test_cells_of_a_long_sheet_are_what_they_were():
    book = openpyxl.Workbook()
    for number in range(600):
        book.active.append(
            (
                number,
                number / 8,
                f" школа {number} ",
                date(2026, 4, 20),
                number % 2 == 0,
                1e15,
                None,
            )
        )

    rows = read_workbook(saved(book)).sheets[0].rows

    assert len(rows) == 600
    for number in (0, 255, 256, 511, 512, 599):
        assert rows[number][:6] == (
            number, Decimal(number) / 8, f"школа {number}", date(2026, 4, 20), number % 2 == 0,
            Decimal("1e15"),
        )  # fmt: skip
        assert type(rows[number][4]) is bool
        assert type(rows[number][1]) is (Decimal if number % 8 else int)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_of_csv_may_end_in_any_way_and_break_in_quotes(end):
    content = end.join(["школа;класс", f'"СОШ{end}№ 1";5', "", "ООШ;7"]).encode()

    assert list(read_workbook(content).sheets[0].rows) == [
        ("школа", "класс"), (f"СОШ{end}№ 1", "5"), (), ("ООШ", "7"),
    ]  # fmt: skip


def test_a_sheet_is_measured_over_the_cuts_of_its_text():
    book = openpyxl.Workbook()
    book.active["A1"] = "Школа"
    padding = "<row><c><v>1</v></c></row>" * 60_000
    stray = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    for places in ((padding, stray), (stray, padding)):
        text = "".join(places)
        content = changed_sheet(
            book, lambda xml, more=text: xml.replace("</sheetData>", f"{more}</sheetData>")
        )
        with pytest.raises(UnreadableFileError, match="далеко за краем"):
            read_workbook(content)


def test_a_sheet_whose_text_has_no_end_of_an_element_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "Школа"
    content = changed_sheet(
        book, lambda xml: xml.replace("<sheetData>", f"<sheetData {'a' * 3_000_000}=''>")
    )
    with pytest.raises(UnreadableFileError, match="слишком велик"):
        read_workbook(content)
