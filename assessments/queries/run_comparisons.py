"""Two calculations of one place compared: what differs between them, and school by school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import AuditEvent
from assessments.domain.criteria import from_snapshot
from assessments.domain.criteria.differences import Difference, changed_settings
from assessments.domain.rules import Category
from assessments.domain.run_comparison import (
    BESIDE_HEADINGS,
    SHIFT_WORDS,
    FigurePair,
    Shift,
    Side,
    decisive,
    explanation,
    pairs_of,
    shift_of,
)
from assessments.models import ClassificationRun, Verdict
from assessments.queries.verdicts import grounds_in_words
from core.values import academic_year as years
from core.values.natural_order import natural_key
from core.values.wording import NBSP, short_date
from schools.models import Municipality

RUNS_OFFERED = 50
EVENTS_SHOWN = 10
FIGURES_SHOWN = 6
SCHOOLS_A_QUERY = 500
NOT_THERE = "нет в расчёте"
_RESULTS = ("confirm results", "withdraw results")
_CONTEXT = (
    "load context data", "take context data back", "set context weights", "set objectivity rules",
)  # fmt: skip
"""What changes figures of several schools at once; single cells are not listed."""


def comparable_runs(user: Any, run: ClassificationRun) -> list[ClassificationRun]:
    """Finished calculations of the same place that the person sees, `run` left out.

    The one before it first, if possible one that makes the list as `run` does; the others newest
    first: as many as a list to choose from has room for, and the newest of each academic year.
    """
    runs = ClassificationRun.objects.visible_to(user).finished().exclude(pk=run.pk)
    here = runs.filter(municipality=run.municipality_id, region=run.region_id)
    found = list(here.order_by("-finished_at", "-pk")[:RUNS_OFFERED])
    if len(found) == RUNS_OFFERED:
        found += _newest_of_years(here, makes_list=run.makes_list, known=found)
    earlier = here.filter(
        Q(finished_at__lt=run.finished_at) | Q(finished_at=run.finished_at, pk__lt=run.pk)
    ).order_by("-finished_at", "-pk")
    first = earlier.filter(makes_list=run.makes_list).first() or earlier.first()
    return found if first is None else [first, *(one for one in found if one != first)]


def _newest_of_years(
    runs: QuerySet[ClassificationRun], *, makes_list: bool, known: Sequence[ClassificationRun]
) -> list[ClassificationRun]:
    """Years whose runs are all too old to be among those that are known."""
    newest: dict[int, int] = {}
    alike = runs.filter(makes_list=makes_list).order_by("-finished_at", "-pk")
    for pk, year in alike.values_list("pk", "academic_year"):
        newest.setdefault(year, pk)
    missing = newest.keys() - {one.academic_year for one in known}
    return list(runs.filter(pk__in=[newest[year] for year in missing]).order_by("-academic_year"))


def run_words(run: ClassificationRun) -> str:
    """«№ 12 от 05.10.2025: 2024/25, федеральные 30/2», as a list to choose from says it."""
    year = years.label(run.academic_year)
    return f"№{NBSP}{run.pk} от {short_date(_day(run))}: {year}, {run.criteria_name}"


@dataclass(frozen=True, slots=True)
class Line:
    """A school in two calculations; None where one of them does not have it."""

    school: int
    name: str
    login: str
    place: str
    """Name of its municipality."""
    before: Category | None
    now: Category | None
    before_words: str
    """«зона риска»."""
    now_words: str
    """«в перечне»."""
    shift: Shift
    shift_words: str
    """«вошла в перечень»."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A school with the reasons of both sides and the figures that made the difference."""

    line: Line
    before_reason: str
    now_reason: str
    figures: tuple[FigurePair, ...]
    note: str

    @property
    def shown(self) -> tuple[FigurePair, ...]:
        """As many figures as a page has room for."""
        return self.figures[:FIGURES_SHOWN]

    @property
    def more(self) -> int:
        """How many figures are only in the workbook."""
        return len(self.figures) - len(self.shown)

    @property
    def figures_words(self) -> str:
        """All of it in one cell of a workbook."""
        return "\n".join([*(one.words for one in self.figures), *filter(None, [self.note])])


@dataclass(frozen=True, slots=True)
class DataChange:
    """Whether both calculations had the same data, in a sentence, and what came between them.

    `words` are empty where the person may not know.

    `events` are pairs of day and words, the earliest first, for the office only; `more` is how
    many others there are.
    """

    words: str
    events: tuple[tuple[date, str], ...] = ()
    more: int = 0


@dataclass(frozen=True)
class RunComparison:
    """Two calculations of one place; `lines` are the schools that the person sees."""

    before: ClassificationRun
    now: ClassificationRun
    lines: tuple[Line, ...]

    @cached_property
    def shifts(self) -> Counter[Shift]:
        """How many schools have each fate."""
        return Counter(line.shift for line in self.lines)

    @property
    def are_lists(self) -> bool:
        """Whether both are by criteria that make the list."""
        return self.before.words.are_of_list and self.now.words.are_of_list

    @cached_property
    def criteria(self) -> list[Difference]:
        """What differs in the criteria, parameter by parameter and rule by rule."""
        return changed_settings(
            from_snapshot(self.before.criteria), from_snapshot(self.now.criteria)
        )

    @property
    def same_inputs(self) -> bool:
        """Whether data and criteria are the same to the last figure."""
        return self.before.input_digest == self.now.input_digest

    def details(self, lines: Sequence[Line]) -> Iterator[Detail]:
        """Reasons and figures of these schools, some hundreds in one query."""
        sides = {
            one.pk: Side(one.academic_year, from_snapshot(one.criteria))
            for one in (self.before, self.now)
        }
        for start in range(0, len(lines), SCHOOLS_A_QUERY):
            yield from self._details(lines[start : start + SCHOOLS_A_QUERY], sides)

    def _details(self, lines: Sequence[Line], sides: Mapping[int, Side]) -> Iterator[Detail]:
        rows = Verdict.objects.filter(
            run__in=sides, school__in=[one.school for one in lines]
        ).only("run", "school", "category", "reason", "findings")  # fmt: skip
        runs = {one.pk: one for one in (self.before, self.now)}
        found = {}
        for row in rows:
            row.run = runs[row.run_id]
            found[row.run_id, row.school_id] = row
        for line in lines:
            yield _detail(
                line,
                found.get((self.before.pk, line.school)),
                found.get((self.now.pk, line.school)),
                sides[self.before.pk],
                sides[self.now.pk],
            )


def compare_runs(user: Any, before: ClassificationRun, now: ClassificationRun) -> RunComparison:
    """Every school that the person sees in either calculation, those that moved first."""
    names: dict[int, tuple[str, str, str]] = {}
    said: dict[int, dict[int, Category]] = {before.pk: {}, now.pk: {}}
    rows = (
        Verdict.objects.visible_to(user)
        .filter(run__in=said)
        .values_list(
            "run", "school", "category", "school__name", "school__login",
            "school__municipality__name",
        )
    )  # fmt: skip
    for run, school, category, *named in rows:
        names[school] = tuple(named)
        said[run][school] = Category(category)
    found = RunComparison(before, now, ())
    lines = [
        _line(found, pk, named, said[before.pk].get(pk), said[now.pk].get(pk))
        for pk, named in names.items()
    ]
    order = list(Shift)
    lines.sort(key=lambda one: (order.index(one.shift), natural_key(one.name), one.login))
    return replace(found, lines=tuple(lines))


def _line(
    of: RunComparison,
    school: int,
    named: tuple[str, str, str],
    before: Category | None,
    now: Category | None,
) -> Line:
    shift = shift_of(before, now, are_lists=of.are_lists)
    words = SHIFT_WORDS if of.are_lists else BESIDE_HEADINGS
    return Line(
        school, *named, before, now, _title(of.before, before), _title(of.now, now), shift,
        words[shift],
    )  # fmt: skip


def _title(run: ClassificationRun, category: Category | None) -> str:
    return NOT_THERE if category is None else run.words.titles[category]


def data_change(found: RunComparison, *, with_events: bool) -> DataChange:
    """What is known of the data of both: by the digests, and by what was loaded in between."""
    if found.same_inputs:
        return DataChange("Данные те же до последней цифры: отпечатки входа совпадают.")
    shown, more = _events(found.before, found.now) if with_events else ((), 0)
    if found.before.academic_year != found.now.academic_year:
        return DataChange("Учебные годы разные, поэтому разные и данные.", shown, more)
    if not found.criteria:
        return DataChange("Данные разные: отпечатки входа не совпадают.", shown, more)
    if shown:
        return DataChange("Кроме критериев менялись и данные.", shown, more)
    if with_events:
        return DataChange("Между расчётами файлов не загружали и не отзывали.")
    return DataChange("")


def _events(
    before: ClassificationRun, now: ClassificationRun
) -> tuple[tuple[tuple[date, str], ...], int]:
    """What changed the figures between the ends of both calculations, and how many more did."""
    moments = [one.finished_at for one in (before, now) if one.finished_at]
    plans = [from_snapshot(one.criteria).plan for one in (before, now)]
    looks_at = [*_RESULTS]
    if any(one.context_needs for one in plans):
        looks_at += _CONTEXT
    places = Municipality.objects.filter(now.place.municipalities()).values_list("pk", flat=True)
    rows = (
        AuditEvent.objects.of_municipalities(list(places))
        .filter(action__in=looks_at, at__gt=min(moments), at__lte=max(moments))
        .order_by("at", "pk")
    )
    shown = rows.values_list("at", "summary")[:EVENTS_SHOWN]
    events = tuple((timezone.localdate(at), summary) for at, summary in shown)
    more = rows.count() - EVENTS_SHOWN if len(events) == EVENTS_SHOWN else 0
    return events, more


def _detail(
    line: Line, before: Verdict | None, now: Verdict | None, was: Side, stands: Side
) -> Detail:
    first, second = ("" if one is None else grounds_in_words(one) for one in (before, now))
    if before is None or now is None:
        return Detail(line, first, second, (), "")
    pairs = pairs_of(before.findings, now.findings, was, stands)
    return Detail(line, first, second, tuple(decisive(pairs)), explanation(pairs, line.shift))


def _day(run: ClassificationRun) -> date | None:
    return run.finished_at and timezone.localdate(run.finished_at)
