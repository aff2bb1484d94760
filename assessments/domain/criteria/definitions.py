"""A criteria set: one JSON-able definition, its parameters, and the rules read from it once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from assessments.domain.criteria.settings import SETTINGS
from assessments.domain.procedures import Work
from assessments.domain.rules.cases import INDEX, MUNICIPALITY, Frame
from assessments.domain.rules.categories import (
    GIVEN,
    LIST_WORDS,
    Category,
    CategoryWords,
    words_beside_the_list,
)
from assessments.domain.rules.changes import Grown, SameProcedure
from assessments.domain.rules.expressions import Predicate, PupilPredicate, Rule
from assessments.domain.rules.kinds import CriteriaError
from assessments.domain.rules.outlines import conditions_of
from assessments.domain.rules.reading import Reader
from assessments.domain.rules.selections import Selection
from assessments.domain.rules.shares import LowProcedures, Share
from core.values import academic_year as years


class DefinitionError(CriteriaError):
    """A definition with mistakes: `mistakes` holds each as a Russian sentence with its place."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(" ".join(self.mistakes))

    def sentences(self, most: int = 12) -> list[str]:
        """The first mistakes as people read them, and how many more there are."""
        said = [
            one if one[:1].isascii() else one[:1].upper() + one[1:] for one in self.mistakes[:most]
        ]
        more = len(self.mistakes) - most
        return [*said, f"И ещё ошибок: {more}."] if more > 0 else said


@dataclass(frozen=True, slots=True)
class Order:
    """The document that put the criteria into force."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """A category and the rule that gives it."""

    category: Category
    rule: Rule


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules of a criteria set with the values of its parameters, ready for many schools.

    `limit`, `near` and `grown` are the predicates that mark the shares shown for each work: the
    first of their kind. Without a limit no shares are shown. `visits` is every predicate with how
    many years before the accounting one it is asked about, in the order of the rules; `conditions`
    are the same with the rules above them, `surveys` those visits that gather figures of the
    population, one of each kind.
    """

    frame: Frame
    rules: tuple[CategoryRule, ...]
    predicates: tuple[Predicate, ...]
    visits: tuple[tuple[Predicate, int], ...]
    conditions: tuple[tuple[Rule, int], ...]
    surveys: tuple[tuple[Predicate, int], ...]
    limit: LowProcedures | SameProcedure | None
    near: Share | None
    grown: Grown | None
    counts_low: bool
    context_needs: frozenset[str]
    """What of schools' context the rules look at: names of flags and fields, `INDEX`."""
    words: CategoryWords = LIST_WORDS

    @property
    def needs_survey(self) -> bool:
        """Whether the rules compare a school with the population."""
        return bool(self.surveys)


@dataclass(frozen=True)
class Criteria:
    """A named, versioned set of rules; `works` and `categories` are JSON, never changed in place.

    `valid_from` and `valid_to` are academic years (first calendar years), both included.
    `list_making` is False for a set that only looks at schools beside the list; a set that says
    nothing makes the list if it gives the category of low results. `titles` are its own words for
    categories, «отметки вне коридора»; the list is called the list by whatever makes it.
    """

    key: str
    version: str
    name: str
    parameters: Mapping[str, Any]
    works: list[dict[str, Any]]
    categories: list[dict[str, Any]]
    order: Order | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    list_making: bool | None = None
    titles: Mapping[Category, str] = field(default_factory=dict)

    @property
    def makes_list(self) -> bool:
        """Whether a run by these criteria is the list of its municipality and year."""
        if self.list_making is not None:
            return self.list_making
        return any(one["category"] == Category.LOW_RESULTS for one in self.categories)

    @property
    def words(self) -> CategoryWords:
        """What a school is called in each category."""
        return LIST_WORDS if self.makes_list else words_beside_the_list(self.titles)

    @cached_property
    def plan(self) -> Plan:
        """The rules, read once; DefinitionError where the definition has mistakes."""
        reader = Reader(self.parameters)
        selection = reader.selection(self.works, "учитываемые процедуры")
        rules = [
            _category_rule(reader, data, f"категория {number}")
            for number, data in enumerate(self.categories, 1)
        ]
        if not rules:
            reader.mistakes.append("категории: нужна хотя бы одна.")
        if reader.mistakes or selection is None:
            raise DefinitionError(reader.mistakes)
        read = tuple(one for one in rules if one)
        return replace(_plan(selection, read, self.parameters), words=self.words)

    def works_by_name(self) -> tuple[Work, ...]:
        """Every procedure that counts and is known by name, in the order in which people list."""
        return self.plan.frame.works

    def is_valid_in(self, academic_year: int) -> bool:
        """Whether the set is meant for the year."""
        return (self.valid_from is None or self.valid_from <= academic_year) and (
            self.valid_to is None or academic_year <= self.valid_to
        )

    @property
    def years_words(self) -> str:
        """The years of which the set is meant: «2025/26–2026/27», «с 2025/26» or «любой год»."""
        return validity_words(self.valid_from, self.valid_to)

    def out_of_years(self, academic_year: int) -> str:
        """Why nothing is calculated by the set for the year, a sentence; empty where it can be."""
        if self.is_valid_in(academic_year):
            return ""
        return (
            f"Критерии «{self.name}», версия {self.version}, действуют "
            f"{_when_valid(self.valid_from, self.valid_to)}, а расчёт нужен за "
            f"{years.label(academic_year)}: выберите другие критерии или другой год."
        )

    def with_setting(self, setting: str) -> Criteria:
        """These criteria with one parameter changed by «NAME=VALUE».

        Raises CriteriaError for an unknown name or a value that does not fit.
        """
        name, separator, text = setting.partition("=")
        name = name.strip()
        if not separator:
            raise CriteriaError(
                f"Параметр «{setting}» записан без значения. Пишите так: threshold=25."
            )
        if name not in self.parameters:
            known = ", ".join(self.parameters)
            raise CriteriaError(f"Параметра «{name}» в критериях нет. Есть: {known}.")
        value = SETTINGS[name].read(text)
        return replace(self, parameters={**self.parameters, name: value})

    def with_settings(self, settings: Iterable[str]) -> Criteria:
        """These criteria with several parameters changed one by one."""
        changed = self
        for setting in settings:
            changed = changed.with_setting(setting)
        return changed

    def widened_to(self, level: str) -> Criteria:
        """The same with places counted among the schools of a wider territory, where they are.

        A calculation of a region or the country compares its schools with all of them, unless its
        criteria say otherwise by themselves, or look at the index of social wellbeing: that is
        compared within a municipality only.
        """
        if self.parameters.get("among") != MUNICIPALITY or level == MUNICIPALITY:
            return self
        if INDEX in self.plan.context_needs:
            return self
        return self.with_setting(f"among={level}")

    def snapshot(self) -> dict[str, Any]:
        """Plain data from which the same criteria can be built again."""
        said: dict[str, Any] = {}
        if self.list_making is not None:
            said["makes_list"] = self.list_making
        if self.titles:
            said["titles"] = {category.value: words for category, words in self.titles.items()}
        return {
            **said,
            "key": self.key,
            "version": self.version,
            "name": self.name,
            "order": self.order
            and {"number": self.order.number, "date": self.order.day.isoformat()},
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "parameters": {
                name: SETTINGS[name].plain(value) for name, value in self.parameters.items()
            },
            "works": self.works,
            "categories": self.categories,
        }


def validity_words(first: int | None, last: int | None) -> str:
    """«2025/26–2026/27», «с 2025/26», «по 2025/26» or «любой год»."""
    if first and last:
        return years.span(first, last)
    if first:
        return f"с {years.label(first)}"
    return f"по {years.label(last)}" if last else "любой год"


def _when_valid(first: int | None, last: int | None) -> str:
    if first and last:
        in_years = "в {} учебном году" if first == last else "в {} учебных годах"
        return in_years.format(years.span(first, last))
    if first:
        return f"с {years.label(first)} учебного года"
    return f"по {years.label(last or 0)} учебный год"


def _category_rule(reader: Reader, data: object, place: str) -> CategoryRule | None:
    if not isinstance(data, Mapping) or set(data) != {"category", "rule"}:
        reader.mistakes.append(f"{place}: нужны category и rule.")
        return None
    category = data["category"]
    if not isinstance(category, str) or category not in set(GIVEN):
        known = ", ".join(sorted(GIVEN))
        reader.mistakes.append(f"{place}: категории «{str(category)[:60]}» нет. Есть: {known}.")
        return None
    rule = reader.rule(data["rule"], place)
    return CategoryRule(Category(category), rule) if rule else None


def _plan(
    selection: Selection, rules: tuple[CategoryRule, ...], parameters: Mapping[str, Any]
) -> Plan:
    visits = dict.fromkeys(
        (leaf, -year) for one in rules for leaf, year in one.rule.visits(0)
    )  # fmt: skip
    predicates = list(dict.fromkeys(leaf for leaf, _ in visits))
    return Plan(
        frame=Frame(
            selection,
            years=max(one.rule.reach() for one in rules),
            russian_minimum=parameters.get("ege_russian_minimum"),
        ),
        rules=rules,
        predicates=tuple(predicates),
        visits=tuple(visits),
        conditions=conditions_of(one.rule for one in rules),
        surveys=tuple(
            {(leaf.gathers, back): (leaf, back) for leaf, back in visits if leaf.gathers}.values()
        ),
        limit=next(
            (one for one in predicates if isinstance(one, LowProcedures | SameProcedure)), None
        ),
        near=next((one for one in predicates if isinstance(one, Share)), None),
        grown=next((one for one in predicates if isinstance(one, Grown)), None),
        counts_low=any(isinstance(one, PupilPredicate) for one in predicates),
        context_needs=frozenset().union(*(one.context_needs for one in predicates)),
    )
