"""How much a PDF draws, told before the library draws it.

A few kilobytes may unpack to gigabytes.
"""

import zlib
from collections.abc import Iterable
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1

from core.office.archives import TOO_LARGE
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE

# A page of a table in small print draws with 0.2 MB at most; pictures are not counted.
MAX_PAGE_BYTES = 1 * MEGABYTE
MAX_BYTES = 20 * MEGABYTE


def refuse_heavy_pages(pages: Iterable[Any]) -> None:
    """Raises UnreadableFileError where a page or the pages together draw too much."""
    total = 0
    for page in pages:
        drawn = sum(map(_unpacked, page.page_obj.contents))
        total += drawn
        if drawn > MAX_PAGE_BYTES or total > MAX_BYTES:
            raise UnreadableFileError(TOO_LARGE)


def _unpacked(content: object) -> int:
    """The length of a stream; of a packed one no more is unpacked than it takes to tell."""
    stream = resolve1(content)
    if not isinstance(stream, PDFStream):
        return 0
    raw = stream.rawdata or b""
    try:
        unpacked = zlib.decompressobj().decompress(raw, MAX_PAGE_BYTES + 1)
    except zlib.error:
        return len(raw)
    return max(len(raw), len(unpacked))
