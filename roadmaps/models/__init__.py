"""Plans, parties, drafts of imported plans, and the work that plans give."""

from roadmaps.models.audience import PlanSchoolList
from roadmaps.models.calendars import (
    CalendarEvent,
    CalendarLink,
    EventSeries,
    OfficeDay,
    SchoolYear,
)
from roadmaps.models.changes import ChangeKind, PlanChange
from roadmaps.models.checks import CheckResult, PlanCheck
from roadmaps.models.completeness import IntendedGap
from roadmaps.models.date_requests import DateRequest, RequestState
from roadmaps.models.drafts import CORRECTABLE, ImportState, PlanImport, PlanImportRow, RowState
from roadmaps.models.editions import AmendmentReason, Edition
from roadmaps.models.evidence import Evidence
from roadmaps.models.feeds import CalendarFeed
from roadmaps.models.filters import SavedFilter
from roadmaps.models.handing_over import HandOver
from roadmaps.models.indicators import Indicator, IndicatorValue, TargetChange
from roadmaps.models.links import ActivityIndicator, ActivityRisk
from roadmaps.models.mapping import LearnedHeading
from roadmaps.models.measures import IndicatorMeasure, IndicatorOffer
from roadmaps.models.parties import (
    ActivityParty,
    DifferentParties,
    Party,
    PartyDecision,
    PartySynonym,
    SynonymOrigin,
)
from roadmaps.models.plans import (
    Activity,
    ActivityKind,
    Objective,
    PassportEntry,
    PlanCalendar,
    Roadmap,
    RoadmapStatus,
    Section,
    SectionKind,
)
from roadmaps.models.reminders import DigestRound, ReminderSettings, ReminderWish
from roadmaps.models.review import ReviewPhrase
from roadmaps.models.tables import PartnerKind, PlanPartnership, PlanTable, YearTask
from roadmaps.models.uploads import PhotoSheet, Upload, UploadPiece
from roadmaps.models.work import Assignment, AssignmentEvent, Occurrence

__all__ = [
    "CORRECTABLE",
    "Activity",
    "ActivityIndicator",
    "ActivityKind",
    "ActivityParty",
    "ActivityRisk",
    "AmendmentReason",
    "Assignment",
    "AssignmentEvent",
    "CalendarEvent",
    "CalendarFeed",
    "CalendarLink",
    "ChangeKind",
    "CheckResult",
    "DateRequest",
    "DifferentParties",
    "DigestRound",
    "Edition",
    "EventSeries",
    "Evidence",
    "HandOver",
    "ImportState",
    "Indicator",
    "IndicatorMeasure",
    "IndicatorOffer",
    "IndicatorValue",
    "IntendedGap",
    "LearnedHeading",
    "Objective",
    "Occurrence",
    "OfficeDay",
    "PartnerKind",
    "Party",
    "PartyDecision",
    "PartySynonym",
    "PassportEntry",
    "PhotoSheet",
    "PlanCalendar",
    "PlanChange",
    "PlanCheck",
    "PlanImport",
    "PlanImportRow",
    "PlanPartnership",
    "PlanSchoolList",
    "PlanTable",
    "ReminderSettings",
    "ReminderWish",
    "RequestState",
    "ReviewPhrase",
    "Roadmap",
    "RoadmapStatus",
    "RowState",
    "SavedFilter",
    "SchoolYear",
    "Section",
    "SectionKind",
    "SynonymOrigin",
    "TargetChange",
    "Upload",
    "UploadPiece",
    "YearTask",
]
