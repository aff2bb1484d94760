"""Criteria by which a school gets its category: data with a key, a version and parameters.

What the sources leave open is a parameter with a stated default (DOMAIN.md 1.2, 1.3, 2, 11).
"""

from assessments.domain.criteria.definitions import Criteria, DefinitionError
from assessments.domain.criteria.reading import read_definition
from assessments.domain.criteria.settings import SETTINGS, Setting
from assessments.domain.criteria.shipped import SHIPPED, from_snapshot, shipped
from assessments.domain.rules.kinds import CriteriaError

__all__ = [
    "SETTINGS",
    "SHIPPED",
    "Criteria",
    "CriteriaError",
    "DefinitionError",
    "Setting",
    "from_snapshot",
    "read_definition",
    "shipped",
]
