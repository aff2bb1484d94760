"""Tables of schools, of people and of partnerships."""

from schools.tables.partnerships import PartnershipTable
from schools.tables.people import LetterTable, PersonTable
from schools.tables.schools import SchoolTable

__all__ = ["LetterTable", "PartnershipTable", "PersonTable", "SchoolTable"]
