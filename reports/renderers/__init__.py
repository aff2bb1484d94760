"""Documents as files: one module per format, the same document gives the same bytes."""

from importlib import import_module

from reports.domain.document import Document
from reports.domain.kinds import ReportFormat


def render(document: Document, file_format: ReportFormat) -> bytes:
    """The bytes of `document` as a file of `file_format`."""
    # Imported when needed: WeasyPrint costs a second and 30 MB that web processes never use.
    module = import_module(f"{__name__}.{file_format.value}")
    content: bytes = module.render(document)
    return content
