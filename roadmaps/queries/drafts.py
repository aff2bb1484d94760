"""An imported plan shaped for its review: each value beside the cell it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from core.counting import counted_apart
from core.values.wording import counted
from roadmaps.domain.doubts import RowFacts, doubts_about
from roadmaps.models import Activity, PlanImport, PlanImportRow, RowState
from roadmaps.parsing.draft import EMPTY_CELL
from roadmaps.queries.calendars.school_years import school_calendars
from roadmaps.queries.draft_parties import DraftParties, PartyLine, lines_in_words
from roadmaps.queries.fields import field_words
from roadmaps.queries.parties import PartyView, parties_in_brief, schools_count
from roadmaps.queries.periods import PlanPeriods, periods_of_draft
from roadmaps.queries.places import address_in_words, place_in_words
from roadmaps.queries.readings import ReadingView, view_of

CARDS_AT_ONCE = 10
Noticed = Mapping[tuple[Any, ...], Sequence[str]]
COMPARED = (
    "number",
    "title",
    "deadline_text",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)


CARRIED = ("indicator_text", "funding_text", "information_text", "done_mark")


@dataclass(frozen=True, slots=True)
class Original:
    """What the document said where a person wrote something else."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value as the document has it: its words and the address of its cell."""

    name: str
    label: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row of the draft with its readings and what to look at."""

    row: PlanImportRow
    section: str
    place: str
    reading: ReadingView
    parties: tuple[PartyView, ...]
    parties_brief: str
    doubts: tuple[str, ...]
    originals: tuple[Original, ...]

    @property
    def heading(self) -> str:
        """The row's number without its own full stop, and its place: «1.1 · таблица 2»."""
        return " · ".join(filter(None, (self.row.number.rstrip(" .)"), self.place)))

    @property
    def needs_eye(self) -> bool:
        """Doubtful and not yet decided."""
        return bool(self.doubts) and self.row.state == RowState.UNSEEN

    @property
    def is_dropped(self) -> bool:
        """Left out of the plan."""
        return self.row.state == RowState.DROPPED

    @property
    def values(self) -> dict[str, CellValue]:
        """What the document says and where, by the names of the row's fields."""
        return {name: _cell(self.row, name) for name in (*COMPARED, *CARRIED)}

    @property
    def carried(self) -> tuple[CellValue, ...]:
        """Values that go over as they are: those that the row has no field for."""
        return tuple(value for name in CARRIED if (value := self.values[name]).text)

    @property
    def extra(self) -> tuple[CellValue, ...]:
        """Texts of columns whose meaning is unknown, kept under their headings."""
        return tuple(
            CellValue("", one["heading"], one["text"], "")
            for one in self.row.original.get("extra", ())
        )


@dataclass(frozen=True, slots=True)
class IssueLine:
    """What was noticed in the document, with its place in words."""

    severity: str
    text: str
    place: str
    is_about_columns: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The whole draft as the review page shows it."""

    rows: tuple[DraftRow, ...]
    issues: tuple[IssueLine, ...]
    schools: int
    parties: tuple[PartyLine, ...]
    office_parties: tuple[str, ...]

    @property
    def parties_words(self) -> str:
        """What will become of the plan's parties: «9 уже в списке, 3 новых»."""
        return lines_in_words(self.parties)

    @property
    def understood_words(self) -> str:
        """The same of those that are not left to decide."""
        return lines_in_words(tuple(one for one in self.parties if not one.party.is_proposed))

    @property
    def told_parties(self) -> tuple[PartyLine, ...]:
        """Understood parties that a person may want to look at: called otherwise, or new."""
        return tuple(
            line for line in self.parties if not line.is_same_name and not line.party.is_proposed
        )

    @property
    def same_named_parties(self) -> tuple[PartyLine, ...]:
        """Parties that the plan calls as the office does."""
        return tuple(line for line in self.parties if line.is_same_name)

    @property
    def undecided_parties(self) -> tuple[PartyLine, ...]:
        """Parties that look like one of the office's and wait for a person's word."""
        return tuple(line for line in self.parties if line.party.is_proposed)

    @property
    def doubtful(self) -> tuple[DraftRow, ...]:
        """Rows that still wait for a decision, in document order."""
        return tuple(row for row in self.rows if row.needs_eye)

    @property
    def next_doubtful(self) -> tuple[DraftRow, ...]:
        """The first of them: as many as one page shows at once."""
        return self.doubtful[:CARDS_AT_ONCE]

    @property
    def later_doubtful(self) -> int:
        """How many come after these."""
        return len(self.doubtful) - len(self.next_doubtful)

    def item(self, row: PlanImportRow) -> DraftRow:
        """The row of the review that shows `row`."""
        return next(one for one in self.rows if one.row.pk == row.pk)

    def place_among_doubtful(self, row: PlanImportRow) -> int:
        """Its number among those that wait, counted from 1; 0 where it waits no more."""
        pks = [one.row.pk for one in self.doubtful]
        return pks.index(row.pk) + 1 if row.pk in pks else 0

    def after(self, row: PlanImportRow) -> int:
        """The id of the doubtful row to go on to, or of `row` where none is left."""
        below = [one.row.pk for one in self.doubtful if one.row.position > row.position]
        return next(iter(below + [one.row.pk for one in self.doubtful]), row.pk)

    @property
    def sure(self) -> int:
        """Rows that were read surely."""
        return sum(not row.doubts for row in self.rows)

    @property
    def waiting(self) -> int:
        """Rows whose deadline surely has no date yet: after an event, by a schedule."""
        return sum(
            not row.is_dropped and row.reading.sign == "waiting" and row.reading.is_sure
            for row in self.rows
        )

    @property
    def settled(self) -> int:
        """Rows that need nobody's eye any more."""
        return len(self.rows) - len(self.doubtful)

    @property
    def dropped(self) -> int:
        """Rows left out."""
        return sum(row.is_dropped for row in self.rows)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An uploaded plan in the list of those that wait."""

    plan_import: PlanImport
    rows: int
    doubtful: int


def open_drafts(user: Any) -> QuerySet[PlanImport]:
    """Uploaded plans that wait for their review, newest first, with `row_count`.

    The count is no join: grouping would carry each draft's document once for each of its rows.
    """
    rows = PlanImportRow.objects.filter(plan_import=OuterRef("pk"))
    return (
        PlanImport.objects.visible_to(user)
        .filter(state="draft")
        .defer("draft", "difference")
        .select_related("uploaded_by")
        .annotate(row_count=counted_apart(rows))
        .order_by("-uploaded_at", "-pk")
    )


def draft_lines(user: Any) -> list[DraftLine]:
    """The same drafts with the numbers that their reviews say, in four queries.

    Of the documents only what was noticed in them and their sections are carried.
    """
    carried = {"noticed": F("draft__issues"), "sections": F("draft__sections")}
    drafts: list[Any] = list(open_drafts(user).annotate(**carried))
    unseen: dict[int, list[PlanImportRow]] = {}
    rows = PlanImportRow.objects.filter(plan_import__in=drafts, state=RowState.UNSEEN)
    for row in rows.defer("original"):
        unseen.setdefault(row.plan_import_id, []).append(row)
    calendars = school_calendars(one.municipality_id for one in drafts)
    return [
        DraftLine(
            one,
            one.row_count,
            _doubtful(
                unseen.get(one.pk, []),
                periods_of_draft(one, one.sections, calendars),
                one.noticed,
            ),
        )
        for one in drafts
    ]


def _doubtful(rows: list[PlanImportRow], periods: PlanPeriods, issues: list[Any]) -> int:
    noticed = _by_place(issues)
    return sum(
        bool(_doubts(row, view_of(row, periods.within(row.section_id_in_draft)), noticed))
        for row in rows
    )


def review_of(plan_import: PlanImport) -> Review:
    """Everything the review page shows, in a fixed number of queries."""
    parties = DraftParties(plan_import)
    issues = plan_import.draft["issues"]
    noticed = _by_place(issues)
    sections = _section_titles(plan_import)
    schools = schools_count(plan_import.municipality)
    periods = periods_of_draft(plan_import)
    rows = tuple(
        _draft_row(row, sections, parties, schools, noticed, periods)
        for row in plan_import.rows.order_by("position")
    )
    places = {_key(row.row.source) for row in rows} - {()}
    return Review(
        rows=rows,
        issues=tuple(_issue(issue) for issue in issues if _key(issue.get("source")) not in places),
        schools=schools,
        parties=parties.lines(),
        office_parties=parties.names,
    )


def _draft_row(
    row: PlanImportRow,
    sections: Mapping[int, str],
    parties: DraftParties,
    schools: int,
    noticed: Noticed,
    periods: PlanPeriods,
) -> DraftRow:
    reading = view_of(row, periods.within(row.section_id_in_draft))
    views = parties.views(row.responsible_text, is_kept=row.state != RowState.DROPPED)
    return DraftRow(
        row=row,
        section=sections.get(row.section_id_in_draft or 0, ""),
        place=place_in_words(row.source) or f"строка списка\u00a0{row.position}",
        reading=reading,
        parties=views,
        parties_brief=parties_in_brief(row.responsible_text, views, schools),
        doubts=_doubts(row, reading, noticed),
        originals=_originals(row),
    )


def _by_place(issues: list[dict[str, Any]]) -> Noticed:
    """What was noticed in each row of the document; that a cell is empty is seen without it."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for issue in issues:
        place = _key(issue.get("source"))
        if place and not issue["text"].startswith(EMPTY_CELL):
            found.setdefault(place, []).append(issue["text"])
    return found


def _doubts(row: PlanImportRow, reading: ReadingView, noticed: Noticed) -> tuple[str, ...]:
    mine = (text for text in noticed.get(_key(row.source), ()) if text not in reading.refusal)
    facts = RowFacts(
        is_activity=row.kind == "activity",
        title=row.title,
        deadline_text=row.deadline_text,
        responsible_text=row.responsible_text,
        row_confidence=row.confidence,
        is_deadline_sure=reading.is_sure or bool(reading.refusal),
        is_specified=reading.is_specified,
        issues=(*mine, *reading.doubts),
    )
    return doubts_about(facts)


def tables_in_words(plan_import: PlanImport) -> str:
    """What else than activities the document gave: «5 задач, 12 показателей»."""
    draft = plan_import.draft
    found = (
        (len(draft["sections"]), ("раздел", "раздела", "разделов")),
        (len(draft["objectives"]), ("задача", "задачи", "задач")),
        (len(draft["indicators"]), ("показатель", "показателя", "показателей")),
        (len(draft["passport"]), ("запись паспорта", "записи паспорта", "записей паспорта")),
    )
    return ", ".join(counted(number, *forms) for number, forms in found if number)


def _section_titles(plan_import: PlanImport) -> dict[int, str]:
    return {
        section["id"]: f"{section['number']} {section['title']}".strip()
        for section in plan_import.draft["sections"]
    }


def _cell(row: PlanImportRow, name: str) -> CellValue:
    model = PlanImportRow if name in COMPARED else Activity
    return CellValue(
        name=name,
        label=field_words(model, name),
        text=row.original[name],
        place=address_in_words(row.source.get("cells", {}).get(name)),
    )


def _originals(row: PlanImportRow) -> tuple[Original, ...]:
    return tuple(
        Original(field_words(PlanImportRow, name), row.original[name])
        for name in COMPARED
        if getattr(row, name) != row.original[name]
    )


def _issue(issue: dict[str, Any]) -> IssueLine:
    return IssueLine(
        severity=issue["severity"],
        text=issue["text"],
        place=place_in_words(issue.get("source")),
        is_about_columns=issue.get("about_columns", False),
    )


def _key(source: Mapping[str, Any] | None) -> tuple[Any, ...]:
    """Where in the document, to match an issue with its row; nothing where no place is known."""
    found = tuple((source or {}).get(name) for name in ("sheet", "table", "row"))
    return found if any(found) else ()
