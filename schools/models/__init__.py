"""Regions, municipalities, schools, their context data, and who holds which role where."""

from schools.models.context import SchoolContext
from schools.models.memberships import Membership
from schools.models.places import Municipality, Region
from schools.models.risks import SchoolRisk
from schools.models.schools import School, SchoolAlias, SchoolKind
from schools.models.uploads import RegisterUpload

__all__ = [
    "Membership",
    "Municipality",
    "Region",
    "RegisterUpload",
    "School",
    "SchoolAlias",
    "SchoolContext",
    "SchoolKind",
    "SchoolRisk",
]
