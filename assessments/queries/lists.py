"""Lists by orders as screens show them: their history, one list, two compared, one school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from assessments.domain.approved_lists import (
    CHANGE_WORDS,
    Change,
    ExitKind,
    Reduction,
    Status,
    change_of,
    sentence,
)
from assessments.domain.rules import Category
from assessments.models import ApprovedList, ListEntry, ListExit
from core.ordering import NaturalKey
from core.values import academic_year as years
from core.values.natural_order import natural_key
from schools.models import School

NOT_NAMED = "не в перечне"
_LISTED = Q(category=Category.LOW_RESULTS)


@dataclass(frozen=True, slots=True)
class Overview:
    """One list: its schools (in it, at risk, left out by a person), who left, and the sentence."""

    sentence: str
    reduction: Reduction | None
    listed: tuple[ListEntry, ...]
    at_risk: tuple[ListEntry, ...]
    left_out: tuple[ListEntry, ...]
    exits: tuple[ListExit, ...]

    @property
    def undecided(self) -> list[ListExit]:
        """Schools of the previous list without data that nobody has decided on."""
        return [one for one in self.exits if one.kind == ExitKind.NO_DATA]

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        """All that it names, the list first."""
        return self.listed + self.at_risk + self.left_out


@dataclass(frozen=True, slots=True)
class ComparedSchool:
    """A school in two lists; None where a list does not name it."""

    name: str
    login: str
    before: ListEntry | None
    now: ListEntry | None
    change: Change

    @property
    def change_words(self) -> str:
        """«вошла в перечень»."""
        return CHANGE_WORDS[self.change]

    @property
    def before_words(self) -> str:
        """What the earlier list says."""
        return self.before.category_words if self.before else NOT_NAMED

    @property
    def now_words(self) -> str:
        """What the later list says, with since when."""
        return self.now.status_words if self.now else NOT_NAMED


@dataclass(frozen=True, slots=True)
class SchoolStanding:
    """What the list in force says of a school, as a sentence."""

    approved: ApprovedList
    words: str


def list_history(user: Any) -> QuerySet[ApprovedList]:
    """Lists the person sees, the newest year first, with the numbers of schools that it sees.

    `listed`, `first`, `again`, `left`, and `before`, how many the previous list had.
    """
    entries = ListEntry.objects.visible_to(user)
    in_list = entries.filter(_LISTED)
    first = in_list.filter(status=Status.FIRST)
    again = in_list.filter(status__in=(Status.STAYED, Status.RETURNED))
    left = ListExit.objects.visible_to(user).exclude(kind=ExitKind.NO_DATA)
    return (
        ApprovedList.objects.visible_to(user)
        .select_related("municipality", "replaces")
        .annotate(
            listed=_number(in_list), first=_number(first), again=_number(again),
            left=_number(left), before=_number(in_list, "previous"),
        )
        .order_by("-academic_year", "municipality__name", _state_order(), "-drafted_at", "-pk")
    )  # fmt: skip


def reduction_of(row: ApprovedList) -> Reduction | None:
    """Of a row of `list_history`; None where there was no list before."""
    if row.previous_id is None:
        return None
    return Reduction(row.before, row.left, row.target)  # type: ignore[attr-defined]


def overview_of(user: Any, approved: ApprovedList) -> Overview:
    """One list as the person sees it."""
    entries = ListEntry.objects.visible_to(user).filter(approved_list=approved)
    entries = entries.select_related("school").order_by(NaturalKey("school_name"), "pk")
    left_schools = ListExit.objects.visible_to(user).filter(approved_list=approved)
    exits = tuple(left_schools.select_related("school").order_by(NaturalKey("school_name"), "pk"))
    by_category: dict[Category, list[ListEntry]] = {one: [] for one in Category}
    for entry in entries:
        by_category[entry.standing].append(entry)
    listed = by_category[Category.LOW_RESULTS]
    reduction = None
    if approved.previous_id is not None:
        before = ListEntry.objects.visible_to(user).filter(approved_list=approved.previous_id)
        left = sum(one.kind != ExitKind.NO_DATA for one in exits)
        reduction = Reduction(before.filter(_LISTED).count(), left, approved.target)
    return Overview(
        sentence(Counter(Status(one.status) for one in listed), reduction), reduction,
        tuple(listed), tuple(by_category[Category.AT_RISK]), tuple(by_category[Category.NONE]),
        exits,
    )  # fmt: skip


def comparable(user: Any, approved: ApprovedList) -> list[ApprovedList]:
    """Lists that this one may be set against: orders of the municipality, the newest first."""
    lists = ApprovedList.objects.visible_to(user).exclude(pk=approved.pk).exclude(state="draft")
    found = lists.filter(municipality=approved.municipality_id)
    return list(found.order_by("-academic_year", "-approved_at", "-pk"))


def compare(user: Any, old: ApprovedList, new: ApprovedList) -> list[ComparedSchool]:
    """Schools that either list names: who entered, left, stayed, then who was at risk."""
    before, now = (
        {
            one.school_id: one
            for one in ListEntry.objects.visible_to(user).filter(approved_list=one_list)
        }
        for one_list in (old, new)
    )
    order = list(Change)
    rows = []
    for pk in before.keys() | now.keys():
        was, stands = before.get(pk), now.get(pk)
        named = stands or before[pk]
        change = change_of(was.standing if was else None, stands.standing if stands else None)
        rows.append(ComparedSchool(named.school_name, named.login, was, stands, change))
    rows = [one for one in rows if one.change is not Change.OTHER or _says_something(one)]
    return sorted(rows, key=lambda one: (order.index(one.change), natural_key(one.name), one.login))


def standing_of(
    user: Any, school: School, academic_year: int | None = None
) -> SchoolStanding | None:
    """What the list in force says of the school: of a year, or of the newest year with one."""
    found = standings_by_year(user, school)
    if academic_year is not None:
        return found.get(academic_year)
    return found[max(found)] if found else None


def standings_by_year(user: Any, school: School) -> dict[int, SchoolStanding]:
    """What the list in force of each year says of the school; years without one are absent."""
    lists = ApprovedList.objects.visible_to(user).in_force()
    found = list(lists.filter(municipality=school.municipality_id))
    if not found:
        return {}
    of_school = {"approved_list__in": found, "school": school}
    entries = {one.approved_list_id: one for one in ListEntry.objects.filter(**of_school)}
    left = set(ListExit.objects.filter(**of_school).values_list("approved_list", flat=True))
    return {
        one.academic_year: SchoolStanding(
            one, _standing_words(one, entries.get(one.pk), left=one.pk in left)
        )
        for one in found
    }


def draft_of(user: Any, run: Any) -> ApprovedList | None:
    """The draft of the year of a calculation that the person sees."""
    drafts = ApprovedList.objects.visible_to(user).drafts()
    return drafts.filter(municipality=run.municipality_id, academic_year=run.academic_year).first()


def tally_words(rows: Sequence[ComparedSchool]) -> str:
    """«вошли 3, остались 6, вышли 4»."""
    count = Counter(one.change for one in rows)
    return (
        f"вошли {count[Change.ENTERED]}, остались {count[Change.STAYED]}, "
        f"вышли {count[Change.LEFT]}"
    )


def _standing_words(approved: ApprovedList, entry: ListEntry | None, *, left: bool) -> str:
    order = approved.order_words
    if entry is not None and entry.standing is Category.LOW_RESULTS and entry.since is not None:
        if entry.status == Status.FIRST:
            return f"В перечне впервые, за {years.label(entry.since)}, {order}"
        return f"В перечне с {years.label(entry.since)}, {order}"
    if left:
        return f"Вышла из перечня, {order}"
    if entry is not None and entry.standing is Category.AT_RISK:
        return f"В зоне риска, {order}"
    return f"Не в перечне за {years.label(approved.academic_year)}, {order}"


def _says_something(one: ComparedSchool) -> bool:
    risky = (Category.AT_RISK,)
    return any(entry is not None and entry.standing in risky for entry in (one.before, one.now))


def _number(rows: QuerySet[Any], of: str = "pk") -> Coalesce:
    """How many of `rows` belong to the list, or to the list that it refers to."""
    counted = (
        rows.filter(approved_list=OuterRef(of))
        .order_by()
        .values("approved_list")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)


def _state_order() -> Case:
    states = ("draft", "approved", "replaced", "cancelled")
    whens = [When(state=state, then=Value(place)) for place, state in enumerate(states)]
    return Case(*whens, output_field=IntegerField())
