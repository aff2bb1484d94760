"""Whatever is uploaded is read or refused with a sentence, quickly."""

import contextlib
import io
import json
import re
import time
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.office.errors import UnreadableFileError
from core.office.files import MAX_BYTES
from core.office.reading import read_document
from roadmaps.parsing.draft_json import draft_as_json
from roadmaps.parsing.plans import plan_of, read_plan
from tests.examples import examples
from tests.unit.plans import clipboard, making

QUICK = settings(
    max_examples=examples(40),
    deadline=timedelta(seconds=10),
    suppress_health_check=[HealthCheck.too_slow],
)
WORD = making.word(making.ROWS)
BOOK = making.workbook(making.ROWS)
ODT = making.opendocument(making.ROWS)
PDF = making.pdf(making.ROWS)
PAGE = clipboard.from_word(making.ROWS)
SHEET = clipboard.from_excel(making.ROWS)


def attempt(content: bytes) -> None:
    with contextlib.suppress(UnreadableFileError):
        read_plan(content, "plan")


@QUICK
@given(st.binary(max_size=3000))
def test_random_bytes(content):
    attempt(content)


@QUICK
@given(st.sampled_from([WORD, BOOK, ODT, PDF, PAGE, SHEET]), st.integers(0, 60_000))
def test_cut_files(content, end):
    attempt(content[: end % len(content)])


@QUICK
@given(
    st.sampled_from([WORD, BOOK, ODT, PAGE, SHEET]),
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_changed_bytes(content, changes):
    broken = bytearray(content)
    for place, value in changes:
        broken[place % len(broken)] = value
    attempt(bytes(broken))


@settings(QUICK, max_examples=examples(15))
@example([(27059, 126)]).via("turned letters without a height")
@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_changed_bytes_of_a_pdf(changes):
    broken = bytearray(PDF)
    for place, value in changes:
        broken[place % len(broken)] = value
    attempt(bytes(broken))


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name)


DOCUMENT_XML = part_of(WORD, "word/document.xml").decode()
TAGS = [match.span() for match in re.finditer(r"<[^>]+>", DOCUMENT_XML)]


@QUICK
@given(
    st.lists(st.tuples(st.integers(0, len(TAGS) - 1), st.sampled_from(["drop", "double", "odd"]))),
    st.integers(-(10**12), 10**12),
)
def test_changed_xml(changes, number):
    pieces, last = [], 0
    chosen = dict(changes)
    for place, (start, end) in enumerate(TAGS):
        pieces.append(DOCUMENT_XML[last:start])
        tag = DOCUMENT_XML[start:end]
        what = chosen.get(place)
        if what == "odd":
            tag = re.sub(r'w:(val|w)="[^"]*"', f'w:\\1="{number}"', tag)
        pieces += [] if what == "drop" else [tag] * (2 if what == "double" else 1)
        last = end
    text = "".join([*pieces, DOCUMENT_XML[last:]])
    attempt(making.archive({"word/document.xml": text.encode()}))


PAGE_TAGS = [match.group() for match in re.finditer(r"<[^>]*>|[^<]+", PAGE.decode())]


@QUICK
@given(
    st.lists(st.tuples(st.integers(0, len(PAGE_TAGS) - 1), st.sampled_from(["drop", "double"]))),
    st.integers(-(10**12), 10**12),
)
def test_changed_pages(changes, number):
    chosen = dict(changes)
    pieces = []
    for place, piece in enumerate(PAGE_TAGS):
        what = chosen.get(place)
        piece = piece.replace("<td ", f"<td rowspan={number} ") if what else piece
        pieces += [] if what == "drop" else [piece] * (2 if what == "double" else 1)
    attempt("".join(pieces).encode())


@QUICK
@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=6), min_size=1, max_size=8))
def test_any_text_with_tabs_is_read(rows):
    content = "\n".join("\t".join(row) for row in rows).encode()
    attempt(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пустой"),
        (b"   \n ", "пустой"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "не документ"),
        (b"x" * (MAX_BYTES + 1), "20 МБ"),
        (making.archive({"readme.txt": b"x"}), "не документ"),
        (b"%PDF-1.4 broken", "PDF повреждён"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "паролем"),
        ("Просто слова без таблицы".encode(), "не найдено мероприятий"),
    ],
)
def test_bad_files_are_refused_with_a_sentence(content, words):
    with pytest.raises(UnreadableFileError, match=words):
        read_plan(content, "plan.docx")


@pytest.mark.parametrize(
    "content",
    [
        making.word_xml(making.table(making.row()) + making.paragraph("Слова")),
        "<p>Слова</p><table><tr></tr><tr></tr></table>".encode(),
    ],
)
def test_tables_without_cells_are_passed_over(content):
    with pytest.raises(UnreadableFileError, match="не найдено мероприятий"):
        read_plan(content, "plan")


@pytest.mark.parametrize("rows", ["1", "1000000000"])
def test_repeated_cells_of_opendocument_are_bounded(rows):
    body = (
        f'<table:table><table:table-row table:number-rows-repeated="{rows}">'
        '<table:table-cell table:number-columns-repeated="1000000000"><text:p>а</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    if rows == "1":
        assert read_document(making.odt(body)).tables[0].width <= 200
    else:
        with pytest.raises(UnreadableFileError, match="слишком велик"):
            read_document(making.odt(body))


def test_a_table_of_a_million_places_is_refused():
    wide = making.cell("а", '<w:gridSpan w:val="200"/>')
    body = making.table(*[making.row(wide)] * 5_000)
    with pytest.raises(UnreadableFileError, match="слишком велик"):
        read_document(making.word_xml(body))


def test_a_long_plan_is_read_in_time():
    rows = [making.HEADER]
    rows += [
        (
            f"{n}",
            f"Мероприятие номер {n} " * 8,
            "ежегодно до 30 декабря",
            "Руководители ОО",
            "Отчёт",
        )
        for n in range(1, 201)
    ]
    content = making.word(rows)
    started = time.process_time()
    draft = plan_of(read_document(content))
    assert len(draft.activities) == 200
    assert time.process_time() - started < 2


def test_a_word_of_a_pages_length_costs_neither_time_nor_memory():
    rows = [making.HEADER, ("1", "Дело", "х" * 100_000, "Отдел", ""), ("2", "Сбор", "май", "", "")]
    content = making.word(rows)
    tracemalloc.start()
    begin = time.process_time()
    draft = plan_of(read_document(content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(draft.activities) == 2
    assert time.process_time() - begin < 5
    assert peak < 100 * 1024 * 1024


@pytest.mark.parametrize(
    "body",
    [
        "<w:p/>" * 1_000_001,
        "<w:p w:a='' w:b=''/>" * 800_000,
        making.paragraph("а") * 100_001,
        making.paragraph("а" * 100_001),
        making.table(making.row(making.cell("до мая, " * 13_000))),
        making.paragraph("слово " * 10_000) * 51,
    ],
    ids=["elements", "attributes", "paragraphs", "one paragraph", "one cell", "words"],
)
def test_a_file_that_grows_when_it_is_read_is_refused_in_time(body):
    content = making.word_xml(body)
    begin = time.process_time()
    with pytest.raises(UnreadableFileError, match="слишком велик"):
        read_plan(content, "plan.docx")
    assert time.process_time() - begin < 10


def test_nul_characters_of_text_in_utf_16_are_left_out():
    text = (
        "План на 2026 год\x00\n№\tМероприятие\tСрок\tОтветственный\n1\tСо\x00вет\tмай\tОтдел\x00\n"
    )
    draft = read_plan(text.encode("utf-16"), "plan.txt")
    assert draft.activities[0].title == "Совет"
    assert "\\u0000" not in json.dumps(draft_as_json(draft))
