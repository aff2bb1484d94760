"""Photographed sheets: each picture becomes an upright page of a sensible size, pages a PDF.

Whatever the camera wrote beside the picture, the place first of all, is left behind. Pictures are
decoded one at a time and, where the format allows, never at full size.
"""

import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageOps

from core.office.errors import UnreadableFileError
from core.office.files import FileKind

FORMATS = {FileKind.JPG: "JPEG", FileKind.PNG: "PNG"}
PAGE_SIDE = 2000
PREVIEW_SIDE = 700
_A4_INCHES = 11.69
_MEGAPIXEL = 1_000_000
# What decoding costs: a baseline JPEG is shrunk while it is read, the others are unpacked whole.
_MOST_PIXELS = {"JPEG": 110 * _MEGAPIXEL, "PNG": 40 * _MEGAPIXEL}
_MOST_PIXELS_PROGRESSIVE = 30 * _MEGAPIXEL
_QUALITY = 82
# What is tried until the document fits: the longer side, the quality.
_STEPS = ((PAGE_SIDE, 80), (1600, 70), (1200, 60), (900, 50))
_TOO_MANY_PIXELS = "В снимке слишком много точек. Уменьшите его и приложите снова."
_BROKEN = (
    "Снимок повреждён или загружен не до конца. Откройте его у себя, сохраните заново и "
    "приложите снова."
)


def as_page(content: bytes, kind: FileKind) -> bytes:
    """The picture as a JPEG: upright, at most PAGE_SIDE long, without what the camera noted.

    Raises UnreadableFileError with a sentence for a broken or enormous picture.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
            _refuse_enormous(picture)
            picture.draft("RGB", (PAGE_SIDE, PAGE_SIDE))
            return _jpeg(_upright(picture), PAGE_SIDE, _QUALITY)
    except Image.DecompressionBombError as error:
        raise UnreadableFileError(_TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise UnreadableFileError(_BROKEN) from error


def preview(page: bytes, quarter_turns: int) -> bytes:
    """A small picture of a page, turned clockwise."""
    with Image.open(io.BytesIO(page), formats=["JPEG"]) as picture:
        picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
        return _jpeg(_turned(picture, quarter_turns), PREVIEW_SIDE, _QUALITY)


def pdf_of_pages(pages: Iterable[tuple[bytes, int]], *, max_bytes: int) -> bytes:
    """One PDF of all pages in their order, each with its quarter turns clockwise.

    Pages are made smaller until the document fits into `max_bytes`; raises UnreadableFileError
    where it does not fit even so.
    """
    kept = list(pages)
    for side, quality in _STEPS:
        content = _pdf(kept, side, quality)
        if len(content) <= max_bytes:
            return content
    raise UnreadableFileError("Снимков слишком много для одного документа. Разделите их на части.")


def _pdf(pages: list[tuple[bytes, int]], side: int, quality: int) -> bytes:
    """Page after page is added to a file, so that one page at a time is in memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.pdf"
        for index, (content, turns) in enumerate(pages):
            with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
                page = _turned(picture, turns)
                page.thumbnail((side, side))
                page.save(
                    path,
                    "PDF",
                    append=index > 0,
                    resolution=max(page.size) / _A4_INCHES,
                    quality=quality,
                )
        return path.read_bytes()


def _refuse_enormous(picture: Image.Image) -> None:
    most = _MOST_PIXELS[picture.format or "PNG"]
    if picture.info.get("progressive"):
        most = _MOST_PIXELS_PROGRESSIVE
    if picture.width * picture.height > most:
        raise UnreadableFileError(_TOO_MANY_PIXELS)


def _upright(picture: Image.Image) -> Image.Image:
    """As it was held by the camera; what is transparent becomes paper."""
    orientation = picture.getexif().get(0x0112, 1)
    picture.thumbnail((PAGE_SIDE, PAGE_SIDE))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        flat = paper
    else:
        flat = picture.convert("RGB")
    flat.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(flat)


def _turned(picture: Image.Image, quarter_turns: int) -> Image.Image:
    flat = picture.convert("RGB")
    ways = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180}
    ways[3] = Image.Transpose.ROTATE_90
    way = ways.get(quarter_turns % 4)
    return flat if way is None else flat.transpose(way)


def _jpeg(picture: Image.Image, side: int, quality: int) -> bytes:
    picture.thumbnail((side, side))
    # A fresh picture carries the points alone: no place, no camera, no comment.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    stream = io.BytesIO()
    clean.save(stream, "JPEG", quality=quality)
    return stream.getvalue()
