"""What confirming a file would do: its rows met with the register and with what is stored."""

from assessments.queries.import_plans.known import Known
from assessments.queries.import_plans.lines import (
    UNNAMED,
    Effect,
    PlanLine,
    shown_school,
    written_school,
)
from assessments.queries.import_plans.plans import (
    DoubtfulSchool,
    ImportPlan,
    LineOrder,
    summary_words,
)
from assessments.queries.import_plans.walking import (
    Walk,
    lines_at,
    plan_of,
    plans_of,
    walk_of,
    walk_of_draft,
)

__all__ = [
    "UNNAMED",
    "DoubtfulSchool",
    "Effect",
    "ImportPlan",
    "Known",
    "LineOrder",
    "PlanLine",
    "Walk",
    "lines_at",
    "plan_of",
    "plans_of",
    "shown_school",
    "summary_words",
    "walk_of",
    "walk_of_draft",
    "written_school",
]
