"""Regions, municipalities, schools, their context data, partnerships, and who holds which role."""

from schools.models.context import ContextBatch, ContextUpload, ContextUploadState, ContextValue
from schools.models.memberships import Membership
from schools.models.names import SchoolName
from schools.models.partnerships import (
    Partnership,
    PartnershipRuleSet,
    PartnershipStep,
    PartnershipVisit,
)
from schools.models.places import Municipality, Region
from schools.models.risks import SchoolRisk
from schools.models.schools import School, SchoolAlias, SchoolKind
from schools.models.uploads import RegisterUpload
from schools.models.weights import ContextWeights

__all__ = [
    "ContextBatch",
    "ContextUpload",
    "ContextUploadState",
    "ContextValue",
    "ContextWeights",
    "Membership",
    "Municipality",
    "Partnership",
    "PartnershipRuleSet",
    "PartnershipStep",
    "PartnershipVisit",
    "Region",
    "RegisterUpload",
    "School",
    "SchoolAlias",
    "SchoolKind",
    "SchoolName",
    "SchoolRisk",
]
