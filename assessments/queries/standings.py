"""What lists in force say, in a few words for home pages: to heads, and to observers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.domain.approved_lists import Status
from assessments.domain.rules import Category
from assessments.models import ApprovedList, ListEntry, ListExit, Verdict
from assessments.models.lists import ListState
from assessments.queries.lists import list_history
from core.values import academic_year as years
from core.values.natural_order import natural_key
from core.values.wording import NBSP, short_date
from schools.models import Municipality, School

_IN_LIST = (
    "Посмотрите, по каким процедурам результат низкий и что выводит школу из перечня, и внесите "
    "работу над этим в дорожную карту школы."
)
_AT_RISK = "Посмотрите, что ставит школу в зону риска и при каком результате она войдёт в перечень."
_LEFT = (
    "Посмотрите, какие результаты ближе всего к порогу: по ним школа может вернуться в перечень."
)


@dataclass(frozen=True, slots=True)
class HeadStanding:
    """A school, what the order says of it, what to do next, and whether there is a page «why»."""

    school: School
    approved: ApprovedList
    words: str
    next_step: str
    has_why: bool


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The list in force of a municipality with its numbers of schools; None without one."""

    municipality: Municipality
    approved: Any | None


def standings_of(user: Any, schools: Collection[School]) -> list[HeadStanding]:
    """Schools of which the list in force says anything; four queries, however many schools."""
    lists: dict[int, ApprovedList] = {}
    places = {school.municipality_id for school in schools}
    seen = ApprovedList.objects.visible_to(user).in_force().filter(municipality__in=places)
    for one in seen.order_by("-academic_year"):
        lists.setdefault(one.municipality_id, one)
    of_lists = {"approved_list__in": lists.values(), "school__in": schools}
    entries = {one.school_id: one for one in ListEntry.objects.filter(**of_lists)}
    left = set(ListExit.objects.filter(**of_lists).values_list("school", flat=True))
    runs = {one.run_id for one in lists.values()}
    judged = Verdict.objects.visible_to(user).filter(run__in=runs, school__in=schools)
    explained = set(judged.values_list("school", flat=True))
    found = []
    for school in schools:
        approved = lists.get(school.municipality_id)
        if approved is None:
            continue
        said = _words(approved, entries.get(school.pk), left=school.pk in left)
        if said is not None:
            found.append(HeadStanding(school, approved, *said, school.pk in explained))
    return found


def _words(
    approved: ApprovedList, entry: ListEntry | None, *, left: bool
) -> tuple[str, str] | None:
    order = f"приказом №{NBSP}{approved.order_number} от {short_date(approved.order_date)}"
    if entry is not None and entry.standing is Category.LOW_RESULTS:
        since = " впервые" if entry.status == Status.FIRST else ""
        if entry.status == Status.STAYED and entry.since is not None:
            since = f", в нём с {years.label(entry.since)} учебного года"
        if entry.status == Status.RETURNED:
            since = " повторно, после перерыва"
        return f"Школа включена в перечень ШНОР {order}{since}.", _IN_LIST
    if left:
        return f"Школа исключена из перечня ШНОР {order}.", _LEFT
    if entry is not None and entry.standing is Category.AT_RISK:
        return f"Школа отнесена к зоне риска {order}; в перечень ШНОР она не входит.", _AT_RISK
    return None


def lists_of_places(user: Any) -> Sequence[PlaceList]:
    """Each municipality that the person sees with its newest list in force."""
    newest: dict[int, ApprovedList] = {}
    for one in list_history(user).filter(state=ListState.APPROVED):
        newest.setdefault(one.municipality_id, one)
    places = sorted(Municipality.objects.visible_to(user), key=lambda one: natural_key(one.name))
    return [PlaceList(place, newest.get(place.pk)) for place in places]
