"""PDF files that draw too much are refused before they are drawn, ordinary ones are read."""

from __future__ import annotations

import base64
import time
import zlib
from collections.abc import Callable, Sequence

import pytest

from core.office.errors import UnreadableFileError
from core.office.pdf.reading import read_pdf

WORDS = b"BT /F 10 Tf 1 0 0 1 50 700 Tm (Plan of the year twenty six) Tj ET "
BLANK, BLANKS = b" ", 300_000_000


def packed(data: bytes) -> tuple[bytes, bytes]:
    return b"/Filter/FlateDecode", zlib.compress(data, 9)


def pdf(contents: tuple[bytes, bytes], forms: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    """A page with `contents`; form number n is called X<n> everywhere."""
    first = 6
    names = b"".join(b"/X%d %d 0 R" % (n, first + n) for n in range(len(forms)))
    resources = b"<</Font<</F 5 0 R>>/XObject<<" + names + b">>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources"
        + resources + b">>",
        stream(*contents),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            stream(b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources" + resources + kind, d)
            for kind, d in forms
        ),
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    )  # fmt: skip


def stream(facts: bytes, data: bytes) -> bytes:
    return b"<<" + facts + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def nested(depth: int, times: int) -> list[tuple[bytes, bytes]]:
    """Forms each of which draws the next one so many times."""
    inner = [(b"", b"/X%d Do " % (n + 1) * times) for n in range(depth)]
    return [*inner, (b"", WORDS)]


def turned_twice() -> tuple[bytes, bytes]:
    return b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(BLANK * BLANKS, 9))


def in_hex() -> tuple[bytes, bytes]:
    return b"/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(b"q " * 2_000_000).hex().encode()


def in_letters() -> tuple[bytes, bytes]:
    letters = base64.a85encode(zlib.compress(b"q " * 2_000_000)) + b"~>"
    return b"/Filter[/ASCII85Decode/FlateDecode]", letters


def rectangles() -> tuple[bytes, bytes]:
    return packed(b"".join(b"%d %d 3 3 re f " % (n % 590, n % 790) for n in range(30_000)))


# Made when they are asked for: packing them takes longer than importing all other tests.
@pytest.mark.parametrize(
    "content",
    [
        lambda: pdf(packed(BLANK * BLANKS)),
        lambda: pdf(in_hex()),
        lambda: pdf(turned_twice()),
        lambda: pdf(in_letters()),
        lambda: pdf((b"/Filter/RunLengthDecode", b"\x81 " * 20_000)),
        lambda: pdf((b"/Filter/LZWDecode", b"\x80" * 100_000)),
        lambda: pdf(rectangles()),
        lambda: pdf((b"", b"/X0 Do "), nested(8, 10)),
        lambda: pdf((b"", b"/X0 Do "), nested(30, 1)),
        lambda: pdf((b"", b"/X0 Do "), [(b"", b"/X0 Do ")]),
    ],
    ids=["flate", "hex", "twice", "a85", "runs", "lzw", "shapes", "forms", "deep", "circle"],
)
def test_a_page_that_draws_too_much_is_refused_at_once(content: Callable[[], bytes]) -> None:
    file = content()
    begin = time.process_time()
    with pytest.raises(UnreadableFileError, match="слишком велик"):
        read_pdf(file)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "content",
    [
        pdf((b"", WORDS)),
        pdf(packed(WORDS)),
        pdf((b"", b"/X0 Do "), [packed(WORDS)]),
        pdf((b"", b"/X0 Do "), nested(3, 1)),
        pdf((b"", WORDS + b"/X9 Do "), []),
    ],
    ids=["plain", "packed", "form", "forms", "missing"],
)
def test_an_ordinary_page_is_read(content: bytes) -> None:
    (paragraph,) = read_pdf(content).paragraphs
    assert paragraph.text == "Plan of the year twenty six"
