"""Results of assessment procedures, the files they came from, and the list of ШНОР."""

from assessments.models.criteria import CriteriaSet, CriteriaState
from assessments.models.facts import ATTEMPT_CHOICES, PROCEDURE_CHOICES, Fact, Versioned
from assessments.models.figures import (
    JournalComparison,
    ObjectivitySign,
    OutcomePerformance,
    ReferenceKind,
    ReferenceRow,
    ReferenceScope,
    ScoreDistribution,
    TaskPerformance,
)
from assessments.models.imports import (
    DraftPiece,
    ImportBatch,
    ImportSource,
    ImportState,
    ResultsImport,
)
from assessments.models.lists import LISTABLE, ApprovedList, ListEntry, ListExit, ListState
from assessments.models.objectivity import ObjectivityRules
from assessments.models.results import Result
from assessments.models.run_places import COUNTRY_WORDS, RunPlace
from assessments.models.run_settings import RunSettings
from assessments.models.runs import (
    CATEGORY_CHOICES,
    CATEGORY_TITLES,
    ClassificationRun,
    RunCause,
    Verdict,
)
from assessments.models.scales import ScaleUpload, StoredScale

__all__ = [
    "ATTEMPT_CHOICES",
    "CATEGORY_CHOICES",
    "CATEGORY_TITLES",
    "COUNTRY_WORDS",
    "LISTABLE",
    "PROCEDURE_CHOICES",
    "ApprovedList",
    "ClassificationRun",
    "CriteriaSet",
    "CriteriaState",
    "DraftPiece",
    "Fact",
    "ImportBatch",
    "ImportSource",
    "ImportState",
    "JournalComparison",
    "ListEntry",
    "ListExit",
    "ListState",
    "ObjectivityRules",
    "ObjectivitySign",
    "OutcomePerformance",
    "ReferenceKind",
    "ReferenceRow",
    "ReferenceScope",
    "Result",
    "ResultsImport",
    "RunCause",
    "RunPlace",
    "RunSettings",
    "ScaleUpload",
    "ScoreDistribution",
    "StoredScale",
    "TaskPerformance",
    "Verdict",
    "Versioned",
]
