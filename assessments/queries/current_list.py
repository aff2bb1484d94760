"""Which list of ШНОР counts: the one in force by an order, else the newest calculation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from assessments.domain.rules import Category
from assessments.models import ApprovedList, ClassificationRun, ListEntry, Verdict
from assessments.queries.classification import latest_run
from core.values.wording import NBSP, short_date
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class CurrentList:
    """A calculation and, where an order approved a list that rests on it, that list.

    The list decides: its people may have added schools or left some out.
    """

    run: ClassificationRun
    approved: ApprovedList | None = None

    @property
    def words(self) -> str:
        """«перечень, приказ № 12 от 05.10.2025» or «расчёт от 01.09.2025»."""
        if self.approved is not None:
            return f"перечень, {self.approved.order_words}"
        day = self.run.finished_at and timezone.localdate(self.run.finished_at)
        return f"расчёт №{NBSP}{self.run.pk} от {short_date(day)}"


def list_in_force(
    municipality: Municipality | int, academic_year: int | None = None
) -> ApprovedList | None:
    """The approved list of a year, or of the newest year that has one."""
    lists = ApprovedList.objects.in_force().filter(municipality=municipality)
    if academic_year is not None:
        lists = lists.filter(academic_year=academic_year)
    return lists.select_related("run").order_by("-academic_year").first()


def current_list(
    municipality: Municipality | int, academic_year: int | None = None
) -> CurrentList | None:
    """The list that counts in a year, or now; None where nothing was calculated.

    An approved list counts before any calculation, a newer one of a later year included: that one
    is not yet approved.
    """
    approved = list_in_force(municipality, academic_year)
    if approved is not None:
        return CurrentList(approved.run, approved)
    run = latest_run(municipality, academic_year)
    return CurrentList(run) if run is not None else None


def current_lists(municipality_id: int, academic_years: Collection[int]) -> dict[int, CurrentList]:
    """The list that counts in each of the years, in two queries."""
    runs = ClassificationRun.objects.of_the_list().filter(
        municipality=municipality_id, academic_year__in=academic_years
    )
    found = {run.academic_year: CurrentList(run) for run in runs.order_by("finished_at", "pk")}
    approved = ApprovedList.objects.in_force().filter(
        municipality=municipality_id, academic_year__in=academic_years
    )
    for one in approved.select_related("run"):
        found[one.academic_year] = CurrentList(one.run, one)
    return found


def categories_of(current: CurrentList | None) -> dict[int, str]:
    """What the list says of each school, by its id; a school it does not name is absent."""
    if current is None:
        return {}
    said = dict(Verdict.objects.filter(run=current.run).values_list("school", "category"))
    if current.approved is not None:
        entries = ListEntry.objects.filter(approved_list=current.approved)
        said |= dict(entries.values_list("school", "category"))
    return said


def categories_by_login(
    lists: Iterable[CurrentList],
) -> Mapping[CurrentList, dict[str, Category]]:
    """The same for several lists, by the logins of the schools, in two queries."""
    found: dict[CurrentList, dict[str, Category]] = {one: {} for one in lists}
    verdicts = Verdict.objects.filter(run__in={one.run.pk for one in found})
    by_run: dict[int, dict[str, Category]] = {}
    for run, login, category in verdicts.values_list("run", "school__login", "category"):
        by_run.setdefault(run, {})[login] = Category(category)
    ids = {one.approved.pk: one for one in found if one.approved is not None}
    for one, said in found.items():
        said.update(by_run.get(one.run.pk, {}))
    entries = ListEntry.objects.filter(approved_list__in=ids)
    for pk, login, category in entries.values_list("approved_list", "school__login", "category"):
        found[ids[pk]][login] = Category(category)
    return found


def listed_logins(current: CurrentList | None) -> frozenset[str]:
    """Logins of the schools that are in the list."""
    if current is None:
        return frozenset()
    said = categories_by_login([current])[current]
    return frozenset(login for login, one in said.items() if one is Category.LOW_RESULTS)
