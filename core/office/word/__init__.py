"""Reading of Word documents (.docx) straight from their XML."""

from core.office.word.reading import read_docx

__all__ = ["read_docx"]
