import io
from decimal import Decimal
from xml.etree import ElementTree as ET

import pdfplumber
import pypdfium2
import pytest
from weasyprint.urls import FatalURLFetchingError

from core.office import charts
from core.values.charts import Chart, Series
from reports.domain.document import ChartKind, Heading, Paragraph, Row, Table
from reports.renderers import html, pdf
from tests.unit.reports.documents import TEXT, chart, document, everything, table


def pages(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return [page.extract_text() for page in opened.pages]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return pdf.render(everything())


def test_document_says_its_requisites_and_text(whole: bytes) -> None:
    text = "\n".join(pages(whole)).replace("\u00a0", " ")
    for said in (
        "АНАЛИТИЧЕСКАЯ СПРАВКА", "21.11.2025", "№ ________", "12,4", "−3,3", "нет данных", "7,9*",
        "Начальник", "А. А. Соснова", "Приложение 1", "Таблица 2. Школы", "n=480",
    ):  # fmt: skip
        assert said in text


def test_page_number_stands_from_the_second_page(whole: bytes) -> None:
    first, *others = pages(whole)
    assert first.splitlines()[0] == "Администрация Сосновского округа"
    assert [page.splitlines()[0] for page in others] == [
        str(number) for number in range(2, len(others) + 2)
    ]


def test_annex_lies_landscape(whole: bytes) -> None:
    with pypdfium2.PdfDocument(whole) as opened:
        sizes = [tuple(round(side) for side in page.get_size()) for page in opened]
    assert sizes[0] == (595, 842)
    assert sizes[-1] == (842, 595)


def test_file_is_tagged_named_and_russian(whole: bytes) -> None:
    with pypdfium2.PdfDocument(whole) as opened:
        assert opened.get_metadata_dict()["Title"].startswith(
            "Аналитическая справка по результатам"
        )
        assert opened.is_tagged()
    with pdfplumber.open(io.BytesIO(whole)) as read:
        assert read.doc.catalog["Lang"] == b"ru"


def test_only_bundled_fonts_are_used(whole: bytes) -> None:
    with pdfplumber.open(io.BytesIO(whole)) as opened:
        names = {
            letter["fontname"].partition("+")[2] for page in opened.pages for letter in page.chars
        }
    assert names == {"Document-Serif", "Document-Serif-Bold"}


def test_same_document_gives_the_same_bytes(whole: bytes) -> None:
    assert pdf.render(everything()) == whole


def test_header_repeats_on_each_of_many_pages() -> None:
    made = pages(pdf.render(document(table(rows=110))))
    assert len(made) >= 4
    assert all("Организация" in page for page in made)
    assert "Итого" in made[-1]


@pytest.mark.parametrize("filler", range(6, 10))
def test_heading_is_never_left_alone_at_the_foot(filler: int) -> None:
    blocks = [Paragraph(TEXT)] * filler
    made = pages(pdf.render(document(*blocks, Heading("Особый раздел"), table(rows=20))))
    page = next(page for page in made if "Особый раздел" in page)
    after = page.partition("Особый раздел")[2]
    assert "Таблица 1" in after
    assert "Сосновская" in after


def test_markup_in_text_stays_text() -> None:
    hostile = '<script>alert(1)</script><img src="http://example.org/a.png"> & «так»'
    made = pages(pdf.render(document(Heading(hostile), Paragraph(hostile))))
    assert "<script>alert(1)</script>" in " ".join(made).replace("\n", " ")


def test_very_long_word_stays_on_the_sheet() -> None:
    row = Row(("1", "ы" * 3000, "", "", ""))
    content = pdf.render(document(Paragraph("щ" * 500), Table("Т", table().columns, (row,))))
    with pdfplumber.open(io.BytesIO(content)) as opened:
        for page in opened.pages:
            assert max(letter["x1"] for letter in page.chars) <= page.width - 40


def test_control_characters_are_dropped() -> None:
    assert "Школа один" in pages(pdf.render(document(Paragraph("Школа\x00\x0b один\ud800"))))[0]


@pytest.mark.parametrize(
    "address",
    ["http://example.org/a.png", "https://example.org", "file:///etc/passwd", "ftp://h/x"],
)
def test_no_other_address_is_opened(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        pdf.BundledOnly().fetch(address)
    with pytest.raises(FatalURLFetchingError):
        pdf.pdf_of_html(f'<html lang="ru"><title>т</title><img alt="" src="{address}"></html>')


def test_preview_holds_the_same_parts_as_the_file() -> None:
    markup = "".join(ET.tostring(part, encoding="unicode") for part in html.body(everything()))
    assert markup.count("<table") == 4
    assert 'class="part landscape"' in markup


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.STACKED, ChartKind.LINES])
def test_drawing_labels_values_and_participants(kind: ChartKind) -> None:
    words = [text.text or "" for text in charts.svg(chart(kind)).iter("text")]
    assert any("10,3" in word for word in words)
    assert "n = 480" in words
    assert not any("." in word for word in words)


def test_columns_say_their_scale_their_dividers_and_how_many_took_part() -> None:
    drawing = Chart(
        "Распределение баллов", ChartKind.COLUMNS, ("0", "1", "2"),
        (Series("Участников", (Decimal(3), Decimal(7), Decimal(2))),), "участников", places=0,
        dividers=((1, "«3»"),), note="n = 12",
    )  # fmt: skip

    words = [text.text or "" for text in charts.svg(drawing).iter("text")]

    assert {"0", "1", "2", "7", "«3»", "участников; n = 12"} <= set(words)


def test_drawing_is_told_in_words() -> None:
    said = charts.described(chart())
    assert "Русский язык, %: 2022/23 — 12,4; 2023/24 — нет данных; 2024/25 — 9,8" in said


@pytest.mark.parametrize("rows", range(22, 26))
def test_last_row_is_never_left_alone_on_a_page(rows: int) -> None:
    last = pages(pdf.render(document(table(rows=rows))))[-1]
    assert last.count("Сосновская школа") >= 1
    assert "Итого" in last
