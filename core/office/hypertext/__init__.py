"""Web pages: what Word, Excel and LibreOffice put on the clipboard or save as a page."""

from core.office.hypertext.archives import read_web_archive
from core.office.hypertext.reading import read_hypertext

__all__ = ["read_hypertext", "read_web_archive"]
