"""What was understood of a plan document: values only, nothing saved.

The members mirror the JSON of `manage.py read_roadmap`; `draft_as_json` writes exactly that shape.
What only the review page needs (cells of single values, tables, unknown columns) stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from roadmaps.domain.deadlines.values import DeadlineReading
from roadmaps.domain.responsible import ResponsibleParty


class ActivityKind(StrEnum):
    """What a row of the plan is."""

    ACTIVITY = "activity"
    CHECKPOINT = "checkpoint"
    MECHANISM = "mechanism"


class SectionKind(StrEnum):
    """What groups the rows of a plan."""

    SECTION = "section"
    STAGE = "stage"
    LEVEL = "level"
    DIRECTION = "direction"
    OBJECTIVE = "objective"


class TableKind(StrEnum):
    """What a table of the document holds."""

    ACTIVITIES = "activities"
    CHECKPOINTS = "checkpoints"
    MECHANISMS = "mechanisms"
    INDICATORS = "indicators"
    STATISTICS = "statistics"
    PASSPORT = "passport"
    YEAR_TASKS = "year_tasks"
    PARTNERSHIPS = "partnerships"
    REQUISITES = "requisites"
    SIGNATURES = "signatures"
    LAYOUT = "layout"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How much an issue matters: `error` stops nothing but needs a person, `info` only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """A place in the document, counted from 1 as people count.

    `table` is the number of the table in the document, `row` and `column` its cell (of a sheet: the
    sheet's own row and column); `paragraph` is the number of the block where no table is meant.
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A thing that was not understood or looks wrong, with its place.

    `is_about_columns` says that deciding what the columns mean settles it.
    """

    severity: Severity
    text: str
    source: Source | None = None
    is_about_columns: bool = False


EMPTY_CELL = "Не указан"
"""How an issue about a row without a deadline or a doer begins; reviews say it in their words."""


@dataclass(frozen=True, slots=True)
class Order:
    """The act that approved the plan; a part that was not found is empty."""

    number: str
    date: date | None


@dataclass(frozen=True, slots=True)
class PassportEntry:
    """One named text of a programme's passport."""

    name: str
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section, stage, level, direction or objective; `parent` is the id of an earlier one."""

    id: int
    parent: int | None
    number: str
    title: str
    kind: SectionKind
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ExtraCell:
    """Text of a column whose meaning was not recognised, kept under the column's own heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """One row of the plan with the texts of its cells.

    `cells` names the place of each value by the name of its member (`title`, `deadline_text`, …);
    values that a merged cell or a ditto mark repeats point to the cell where the words stand.
    `confidence` (0 to 1) says how surely the row and its columns were understood, deadline apart.
    """

    section: int | None
    number: str
    kind: ActivityKind
    title: str
    deadline_text: str
    responsible_text: str
    deliverable: str
    expected_outcome: str
    indicator_text: str
    funding_text: str
    information_text: str
    done_mark: str
    source: Source
    confidence: float
    deadline: DeadlineReading | None = None
    responsible: tuple[ResponsibleParty, ...] = ()
    cells: Mapping[str, Source] = field(default_factory=dict)
    extra: tuple[ExtraCell, ...] = ()


def bare_activity(
    section: int | None, number: str, title: str, source: Source, confidence: float
) -> ActivityDraft:
    """An activity of which nothing else is known yet."""
    return ActivityDraft(
        section=section,
        number=number,
        kind=ActivityKind.ACTIVITY,
        title=title,
        deadline_text="",
        responsible_text="",
        deliverable="",
        expected_outcome="",
        indicator_text="",
        funding_text="",
        information_text="",
        done_mark="",
        source=source,
        confidence=confidence,
    )


@dataclass(frozen=True, slots=True)
class YearValue:
    """A figure of one year, as it is written but for the decimal point and the unit."""

    year: int | None
    value: str


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """A target indicator: from a table by years, or from a sentence.

    `comparator` is one of `>=`, `<=`, `=`; `relative_to` names what the value is compared with
    («среднее по городу») and is None for a plain figure.
    """

    name: str
    unit: str
    comparator: str
    baseline: YearValue | None
    targets: tuple[YearValue, ...]
    relative_to: str | None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class YearTask:
    """What a direction sets for one calendar year."""

    direction: str
    year: int
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class PartnershipDraft:
    """A school and the school or teacher that supports it."""

    school: str
    partner: str
    partner_kind: str
    scope: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """One figure of a table of statistics with the headings of its row and column."""

    table: int
    row: str
    column: str
    value: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was understood; `role` is empty where it was not.

    `column` is its first place in the grid from 1; `path` are the headings above each other that
    `heading` brings together, the lowest last. `said_by` names who gave the meaning where that was
    not the heading («memory», «person»), `sample` is the text of its first filled cell.
    """

    column: int
    heading: str
    role: str
    confidence: float
    path: tuple[str, ...] = ()
    said_by: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a table, or the part of it that begins at `row`, was taken for.

    `header` are the numbers of its first and last header row, None where it has none of its own.
    """

    number: int
    kind: TableKind
    caption: str
    columns: tuple[ColumnReading, ...] = ()
    sheet: str = ""
    row: int = 1
    header: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Everything that was read of one plan.

    `years` are the first and the last calendar year; `school_years` says that the plan runs by
    academic years, from September of the first to May of the last. `abbreviations` are those that
    the document explains, short to full. The sources of goal and objectives are where their words
    stand, None where they are not found again.
    """

    title: str
    years: tuple[int, int] | None
    order: Order | None
    goal: str
    objectives: tuple[str, ...]
    passport: tuple[PassportEntry, ...]
    sections: tuple[SectionDraft, ...]
    activities: tuple[ActivityDraft, ...]
    indicators: tuple[IndicatorDraft, ...]
    year_tasks: tuple[YearTask, ...]
    partnerships: tuple[PartnershipDraft, ...]
    statistics: tuple[Statistic, ...]
    issues: tuple[Issue, ...]
    school_years: bool = False
    tables: tuple[TableReading, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    goal_source: Source | None = None
    objective_sources: tuple[Source | None, ...] = ()
