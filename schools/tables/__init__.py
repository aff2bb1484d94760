"""Tables of schools and of people."""

from schools.tables.people import LetterTable, PersonTable
from schools.tables.schools import SchoolTable

__all__ = ["LetterTable", "PersonTable", "SchoolTable"]
