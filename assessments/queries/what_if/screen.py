"""«Что, если…»: criteria tried on schools, against the list that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assessments.domain.criteria import Criteria
from assessments.domain.rules import Category
from assessments.domain.rules.cases import MUNICIPALITY, OWN_MUNICIPALITY, REGION, Context
from assessments.domain.rules.categories import GIVEN, LIST_WORDS, CategoryWords
from assessments.domain.what_if import Company, Ledger, Trial, Tried
from assessments.models import (
    CATEGORY_TITLES,
    ApprovedList,
    ClassificationRun,
    ListEntry,
    RunPlace,
    Verdict,
)
from assessments.queries.current_list import CurrentList
from assessments.queries.run_inputs import conditions_of, references_of
from assessments.queries.what_if.ledgers import territory_of
from core.values import academic_year as years
from core.values.natural_order import natural_key
from core.values.wording import NBSP, counted
from schools.models import Municipality, School

LINES_SHOWN = 50
"""Schools named in each table of the page unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is tried: criteria, accounting year, how many years to look back on, border in pupils.

    `look_back` counts the accounting year; `border` is the greatest distance of a border school.
    """

    criteria: Criteria
    academic_year: int
    look_back: int
    border: int

    @property
    def years(self) -> range:
        """The years in which the criteria are tried, the earliest first."""
        return range(self.academic_year - self.look_back + 1, self.academic_year + 1)


@dataclass(frozen=True, slots=True)
class Base:
    """The lists to compare with; `said` has a category for each school that they name."""

    lists: tuple[CurrentList, ...]
    said: Mapping[int, Category]

    @property
    def words(self) -> str:
        """«перечень, приказ № 12 от 05.10.2025», or how many lists and calculations there are."""
        if len(self.lists) == 1:
            return self.lists[0].words
        approved = sum(one.approved is not None for one in self.lists)
        return f"перечни и расчёты муниципалитетов: {len(self.lists)}, из них приказов {approved}"


class Named(NamedTuple):
    """What the page needs of a school; a thousand models would cost more than judging them."""

    name: str
    login: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One school: what the list says of it (None: nothing) and what the tried criteria say.

    `place` names its municipality where schools of several are told apart by it, else it is empty.
    """

    school: int
    name: str
    login: str
    municipality_id: int
    place: str
    before: Category | None
    now: Tried
    words: CategoryWords = LIST_WORDS

    @property
    def enters(self) -> bool:
        """Whether it would come into the list."""
        return self.now.category is Category.LOW_RESULTS is not self.before

    @property
    def leaves(self) -> bool:
        """Whether it would leave the list."""
        return self.before is Category.LOW_RESULTS is not self.now.category

    @property
    def before_words(self) -> str:
        """«зона риска»; «—» where the list does not name the school."""
        return "—" if self.before is None else CATEGORY_TITLES[self.before]

    @property
    def now_words(self) -> str:
        """«в перечне»."""
        return self.words.titles[self.now.category]

    @property
    def change_words(self) -> str:
        """«войдёт», «выйдет» or nothing."""
        return "войдёт" if self.enters else "выйдет" if self.leaves else ""

    @property
    def years_words(self) -> str:
        """«2023/24, 2024/25»: when it is in the list by these criteria."""
        return ", ".join(years.label(year) for year in self.now.listed_in) or "ни разу"

    @property
    def border_words(self) -> str:
        """What so few pupils would change."""
        if self.now.distance is None:
            return ""
        pupils = counted(self.now.distance, "участника", "участника", "участников")
        if self.now.category is Category.LOW_RESULTS:
            return f"выйдет, если не преодолевших порог на {pupils} меньше"
        return f"войдёт, если не преодолевших порог на {pupils} больше"


@dataclass(frozen=True, slots=True)
class Share:
    """How many schools have a category now and in the list to compare with."""

    words: str
    number: int
    before: int | None

    @property
    def change(self) -> str:
        """«+3», «−2», «0»; «—» where there is nothing to compare with."""
        if self.before is None:
            return "—"
        difference = self.number - self.before
        return f"+{difference}" if difference > 0 else str(difference).replace("-", "−")


@dataclass(frozen=True)
class Answer:
    """What the tried criteria come to."""

    question: Question
    base: Base | None
    lines: tuple[Line, ...]
    trials: Mapping[int, Trial]

    @property
    def listed(self) -> int:
        """Number of schools in the list by the tried criteria."""
        return sum(line.now.category is Category.LOW_RESULTS for line in self.lines)

    @property
    def entering(self) -> list[Line]:
        """Schools that would come into the list."""
        return [line for line in self.lines if self.base is not None and line.enters]

    @property
    def leaving(self) -> list[Line]:
        """Schools that would leave it."""
        return [line for line in self.lines if line.leaves]

    @property
    def on_border(self) -> list[Line]:
        """Schools near the border of the list, the nearest first."""
        near = [line for line in self.lines if line.now.distance is not None]
        return sorted(near, key=lambda line: line.now.distance or 0)

    @property
    def shares(self) -> list[Share]:
        """Schools by category, those categories that occur or that the criteria can give."""
        now = Counter(line.now.category for line in self.lines)
        before = Counter(line.before for line in self.lines)
        given = {one.category for one in self.question.criteria.plan.rules}
        titles = self.question.criteria.words.titles
        return [
            Share(titles[one], now[one], before[one] if self.base else None)
            for one in Category
            if now[one] or before[one] or one in given
        ]

    @property
    def stability(self) -> list[tuple[int, list[Line]]]:
        """Schools by the number of years in which they are in the list, the most first."""
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.now.listed_in:
                found.setdefault(len(line.now.listed_in), []).append(line)
        return sorted(found.items(), reverse=True)

    @property
    def by_year(self) -> list[tuple[int, int]]:
        """How many of today's schools are in the list in each of the years."""
        number = Counter(year for line in self.lines for year in line.now.listed_in)
        return [(year, number[year]) for year in self.question.years]

    def reason(self, line: Line) -> str:
        """Why the school has its category, in one sentence."""
        return self.trials[line.municipality_id].reason(line.school)

    @property
    def sentence(self) -> str:
        """«В перечне 34 школы из 120; войдут 3, выйдут 5.», «Условия выполнены у 3 школ из 120.»"""
        if not self.question.criteria.makes_list:
            number = sum(line.now.category in GIVEN for line in self.lines)
            met = counted(number, "школы", "школ", "школ")
            return f"Условия выполнены у {met} из{NBSP}{len(self.lines)}."
        schools = counted(self.listed, "школа", "школы", "школ")
        said = f"В перечне {schools} из{NBSP}{len(self.lines)}"
        if self.base is None:
            return f"{said}."
        return f"{said}; войдут {len(self.entering)}, выйдут {len(self.leaving)}."


class _Place(NamedTuple):
    """A municipality and its codes, by which populations are told apart."""

    name: str
    code: str
    region: str


def answer(ledgers: Mapping[int, Ledger], question: Question, place: RunPlace) -> Answer:
    """The criteria tried on the schools of `place`, whose municipalities' ledgers are given.

    The population is that of a calculation of the place: in a region all schools are compared with
    each other, and each is held against the means that the files of its own office give.
    Auxiliary criteria make no list, so there is none to compare with.
    """
    schools = _schools(ledgers)
    makes_list = question.criteria.makes_list
    base = base_of(ledgers, question.academic_year) if makes_list else None
    places = _places(ledgers) if place.is_wide else {}
    trials = _trials(ledgers, question, schools, places)
    said = base.said if base else {}
    words = question.criteria.words
    lines = []
    for municipality_id, trial in trials.items():
        named = schools[municipality_id]
        where = places[municipality_id].name if places else ""
        lines += [
            Line(
                pk,
                named[pk].name,
                named[pk].login,
                municipality_id,
                where,
                said.get(pk),
                tried,
                words,
            )
            for pk, tried in trial.tried().items()
        ]
    lines.sort(key=lambda line: (natural_key(line.name), line.school))
    return Answer(question, base, tuple(lines), trials)


def base_of(municipality_ids: Collection[int], academic_year: int) -> Base | None:
    """What counts in the year: lists in force, else the newest calculations; four queries."""
    of_year = {"municipality__in": municipality_ids, "academic_year": academic_year}
    runs = ClassificationRun.objects.of_the_list().filter(**of_year).order_by("finished_at", "pk")
    found = {run.municipality_id: CurrentList(run) for run in runs.defer("criteria")}
    approved = ApprovedList.objects.in_force().filter(**of_year).select_related("run")
    for one in approved.defer("run__criteria"):
        found[one.municipality_id] = CurrentList(one.run, one)
    if not found:
        return None
    lists = tuple(found.values())
    verdicts = Verdict.objects.filter(run__in=[one.run.pk for one in lists])
    said = dict(verdicts.values_list("school", "category"))
    entries = ListEntry.objects.filter(
        approved_list__in=[one.approved.pk for one in lists if one.approved]
    )
    said |= dict(entries.values_list("school", "category"))
    return Base(lists, {school: Category(one) for school, one in said.items()})


def _schools(municipality_ids: Collection[int]) -> dict[int, dict[int, Named]]:
    """Schools and branches by municipality."""
    found: dict[int, dict[int, Named]] = {pk: {} for pk in municipality_ids}
    rows = School.objects.filter(municipality__in=municipality_ids).values_list(
        "municipality", "pk", *Named._fields
    )
    for municipality_id, pk, *named in rows:
        found[municipality_id][pk] = Named(*named)
    return found


def _places(municipality_ids: Collection[int]) -> dict[int, _Place]:
    rows = Municipality.objects.filter(pk__in=municipality_ids)
    return {pk: _Place(*row) for pk, *row in rows.values_list("pk", "name", "code", "region__code")}


def _trials(
    ledgers: Mapping[int, Ledger],
    question: Question,
    schools: Mapping[int, Mapping[int, Named]],
    places: Mapping[int, _Place],
) -> dict[int, Trial]:
    """By municipality; with `places` all schools are one population."""
    plan = question.criteria.plan
    looked_at = range(question.years[0] - plan.frame.years + 1, question.academic_year + 1)
    references = references_of(list(ledgers), looked_at) if plan.needs_survey else {}
    contexts = _contexts(list(ledgers), looked_at, plan.context_needs) if plan.context_needs else {}
    company = Company(territory_of(ledgers)) if places else None
    trials = {
        pk: Trial(
            ledger, question.criteria, question.academic_year,
            {year: _working(schools[pk], year) for year in question.years},
            question.border, references.get(pk, {}), contexts, _populations(places.get(pk)),
            company,
        )
        for pk, ledger in ledgers.items()
    }  # fmt: skip
    if company is not None:
        for trial in trials.values():
            company.join(trial)
    return trials


def _populations(place: _Place | None) -> Mapping[str, str]:
    """As a calculation names them."""
    if place is None:
        return OWN_MUNICIPALITY
    return {MUNICIPALITY: place.code, REGION: place.region}


def _working(schools: Mapping[int, Named], year: int) -> Sequence[int]:
    """Schools that worked in the academic year, as `schools_to_classify` takes them."""
    began = date(year, years.FIRST_MONTH, 1)
    return [pk for pk, one in schools.items() if one.closed_on is None or one.closed_on > began]


def _contexts(
    municipality_ids: Collection[int], looked_at: range, needs: frozenset[str]
) -> dict[int, dict[int, Context]]:
    """By school, as a calculation reads them."""
    conditions = conditions_of(
        Municipality.objects.filter(pk__in=municipality_ids), looked_at, needs
    )
    schools = School.objects.filter(municipality__in=municipality_ids).only(
        "login", "is_correctional", "is_evening", "is_closed_type", "is_penal", "is_boarding"
    )
    by_login = conditions.contexts(schools)
    return {one.pk: by_login[one.login] for one in schools}
