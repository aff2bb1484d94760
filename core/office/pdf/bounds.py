"""How much a PDF draws, told before the library draws it.

A few kilobytes may unpack to gigabytes, draw a form that draws ten forms that draw ten more, or
paint so many lines that laying them out takes minutes.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import lzwdecode
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    resolve1,
)
from pdfminer.runlength import rldecode

from core.office.archives import TOO_LARGE
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE

# A page of a table in small print draws with 0.2 MB at most; pictures are not counted.
MAX_PAGE_BYTES = 1 * MEGABYTE
MAX_BYTES = 20 * MEGABYTE
# The same page has some two thousand rules; LibreOffice and Word draw each as a rectangle.
MAX_PAGE_SHAPES = 15_000
MAX_DEPTH = 12
# Codes of LZW stand for up to 4,096 letters; longer streams are not unpacked to be measured.
MAX_PACKED_LZW = MEGABYTE // 20
_MOST_OF_RUN = 64
# What drawing a form costs the library before it has drawn anything.
_FORM_BYTES = 64
_DRAWN_FORM = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_SHAPE = re.compile(rb"(?<![\w.])(?:re|l|c|v|y)(?=\s)")


def refuse_heavy_pages(pages: Iterable[Any]) -> None:
    """Raises UnreadableFileError where a page or the pages together draw too much."""
    total = 0
    for page in pages:
        load = _Load()
        load.add_page(page.page_obj)
        total += load.drawn
        if total > MAX_BYTES:
            raise UnreadableFileError(TOO_LARGE)


class _Load:
    """What one page draws, forms counted as often as they are drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        self._shapes = 0

    def add_page(self, page: Any) -> None:
        """Count the contents of a page, which are one stream cut into parts."""
        contents = b"\n".join(_unpacked(resolve1(part)) for part in page.contents)
        self._add(contents, resolve1(page.resources), depth=0)

    def _add(self, contents: bytes, resources: object, depth: int) -> None:
        self.drawn += len(contents)
        self._shapes += len(_SHAPE.findall(contents))
        if self.drawn > MAX_PAGE_BYTES or self._shapes > MAX_PAGE_SHAPES or depth > MAX_DEPTH:
            raise UnreadableFileError(TOO_LARGE)
        forms = _forms(resources)
        for name in _DRAWN_FORM.findall(contents):
            form = resolve1(forms.get(name.decode("latin-1")))
            if isinstance(form, PDFStream) and _name(form.get("Subtype")) == "Form":
                inner = resolve1(form.get("Resources")) or resources
                self.drawn += _FORM_BYTES
                self._add(_unpacked(form), inner, depth + 1)


def _forms(resources: object) -> Mapping[str, object]:
    found = resolve1(resources.get("XObject")) if isinstance(resources, dict) else None
    return found if isinstance(found, dict) else {}


def _name(literal: object) -> str:
    return str(getattr(resolve1(literal), "name", ""))


def _unpacked(stream: object) -> bytes:
    """The contents of a stream; no more of them than it takes to tell that they are too many."""
    if not isinstance(stream, PDFStream):
        return b""
    data = stream.rawdata or b""
    for kind, _ in stream.get_filters():
        data = _without_filter(data, kind)
    return data[: MAX_PAGE_BYTES + 1]


def _without_filter(data: bytes, kind: object) -> bytes:
    if kind in LITERALS_FLATE_DECODE:
        try:
            return zlib.decompressobj().decompress(data, MAX_PAGE_BYTES + 1)
        except zlib.error:
            return data
    if kind in LITERALS_LZW_DECODE:
        if len(data) > MAX_PACKED_LZW:
            raise UnreadableFileError(TOO_LARGE)
        return lzwdecode(data)
    if kind in LITERALS_RUNLENGTH_DECODE:
        if len(data) * _MOST_OF_RUN > MAX_PAGE_BYTES:
            raise UnreadableFileError(TOO_LARGE)
        return rldecode(data)
    if kind in LITERALS_ASCII85_DECODE:
        return ascii85decode(data)
    return asciihexdecode(data) if kind in LITERALS_ASCIIHEX_DECODE else data
