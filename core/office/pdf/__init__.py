"""Reading of PDF documents that carry a text layer."""

from core.office.pdf.reading import read_pdf

__all__ = ["read_pdf"]
