"""A document as PDF on A4: tagged, with Russian as its language and the project's own fonts.

Nothing is loaded from anywhere: the fetcher knows the bundled fonts and drawings inside the
page, and refuses every other address.
"""

import logging
from pathlib import Path
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.domain.document import Document
from reports.renderers import html

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FACES = (
    ("LiberationSerif-Regular.ttf", "normal", "normal"),
    ("LiberationSerif-Bold.ttf", "bold", "normal"),
    ("LiberationSerif-Italic.ttf", "normal", "italic"),
)
_STYLE = Path(__file__).with_name("document.css")

# Subsetting of fonts tells its steps at INFO; they say nothing about the portal.
logging.getLogger("fontTools").setLevel(logging.WARNING)


class BundledOnly(URLFetcher):
    """Opens the project's fonts and data inside the page; any other address stops the work."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The font file or inline data behind `url`; FatalURLFetchingError for all else."""
        parts = urlsplit(url)
        inside = Path(unquote(parts.path)).parent == FONTS
        if parts.scheme == "data" or (parts.scheme == "file" and inside):
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"A document may not load {url}")


def render(document: Document) -> bytes:
    """The document as the bytes of a PDF file; the same document gives the same bytes."""
    return pdf_of_html(html.page(document, style()))


def style() -> str:
    """The style sheet of documents with the addresses of the bundled fonts."""
    faces = "".join(
        f'@font-face {{ font-family: "Document Serif"; font-weight: {weight}; '
        f'font-style: {slant}; src: url("{(FONTS / name).as_uri()}"); }}\n'
        for name, weight, slant in FACES
    )
    return faces + _STYLE.read_text(encoding="utf-8")


def pdf_of_html(markup: str) -> bytes:
    """A page of HTML as PDF under the rules of documents."""
    page = weasyprint.HTML(string=markup, url_fetcher=BundledOnly(), media_type="print")
    content: bytes = page.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
    return content
