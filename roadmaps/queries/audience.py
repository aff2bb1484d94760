"""Which schools the groups of an activity mean, what a change of that would do, and list offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from assessments.queries.current_list import CurrentList, categories_of, current_list
from core.values.natural_order import natural_key
from core.values.wording import counted
from roadmaps.domain.assigning import Changes, Given, Owed, changes
from roadmaps.domain.audience import (
    AUDIENCE_NAMES,
    BY_LIST,
    Addressees,
    Audience,
    read_audience,
)
from roadmaps.domain.work import CLOSED_STATUSES
from roadmaps.models import (
    Activity,
    ActivityParty,
    Assignment,
    PlanSchoolList,
    Roadmap,
    RoadmapStatus,
)
from roadmaps.queries.shared_work import sharing_of_row
from roadmaps.querysets.plans import plans
from schools.models import School

FANS_OUT_TO_SCHOOLS = "schools"


@dataclass(frozen=True, slots=True)
class Addressed:
    """A group of an activity: its link, whom it means, and why."""

    link: ActivityParty
    addressees: Addressees
    reason: str

    @property
    def words(self) -> str:
        """«школы из перечня ШНОР»."""
        return AUDIENCE_NAMES[self.addressees.audience]

    @property
    def is_by_list(self) -> bool:
        """Whether it changes with the list."""
        return self.addressees.audience in BY_LIST


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """What a change does to one school: new assignments, those that go, those that stay."""

    school: School
    added: int
    removed: int
    staying: int


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a change of an audience or of the list would do, by schools."""

    schools: tuple[SchoolChange, ...]
    late: int = 0
    """Untouched work behind its date that stays unless it is taken away expressly."""

    @property
    def words(self) -> str:
        """«Добавится 6 поручений, уйдёт 4, останется 1»."""
        added, removed, staying = (
            sum(getattr(one, name) for one in self.schools)
            for name in ("added", "removed", "staying")
        )
        parts = []
        if added:
            parts.append(f"добавится {_assignments(added)}")
        if removed:
            parts.append(f"уйдёт {_assignments(removed)}, к которым не приступали")
        if staying:
            parts.append(f"останется {_assignments(staying)}")
        words = "; ".join(parts) or "поручения не изменятся"
        return words[0].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class ListOffer:
    """A newer list that changes whom a plan means: by an order, or a calculation."""

    current: CurrentList
    is_first: bool
    added: tuple[School, ...]
    removed: tuple[School, ...]

    @property
    def words(self) -> str:
        """«Перечень изменился: 3 школы добавить, 2 школы убрать»."""
        parts = []
        if self.added:
            parts.append(f"{counted(len(self.added), 'школу', 'школы', 'школ')} добавить")
        if self.removed:
            parts.append(f"{counted(len(self.removed), 'школу', 'школы', 'школ')} убрать")
        said = "Перечень изменился"
        if self.current.approved is not None:
            said = "Перечень утверждён приказом"
        elif self.is_first:
            said = "Перечень рассчитан"
        return f"{said}: {', '.join(parts)}"


def addressed_of(link: ActivityParty) -> Addressed:
    """Whom the group of `link` means; its party and its chosen schools are read with it."""
    if not link.audience:
        reading = read_audience(link.party.name)
        return Addressed(link, Addressees(reading.audience), reading.reason)
    audience = Audience(link.audience)
    is_chosen = audience is Audience.CHOSEN
    chosen = frozenset(school.pk for school in link.schools.all()) if is_chosen else frozenset()
    return Addressed(link, Addressees(audience, chosen), link.audience_reason)


@dataclass(frozen=True, slots=True)
class ListStanding:
    """How a plan stands to the list: an offer to decide, activities that wait for a list."""

    offer: ListOffer | None = None
    waiting: int = 0


def audience_mark(group: Addressed) -> str:
    """What tells one decision about a group from another: a form brings it back."""
    chosen = ",".join(str(pk) for pk in sorted(group.addressees.chosen))
    return f"{group.addressees.audience.value}:{chosen}"


def groups_of(activity: Activity) -> list[Addressed]:
    """The groups of schools that answer for the activity, in the order of its cell."""
    return [addressed_of(link) for link in _links().filter(activity=activity)]


def groups_of_plan(roadmap: Roadmap) -> list[Addressed]:
    """The groups of schools of a whole plan, in its order."""
    links = _links().filter(activity__roadmap=roadmap).prefetch_related("schools")
    return [addressed_of(link) for link in links]


def groups_of_municipality(municipality_id: int) -> list[Addressed]:
    """The groups of schools of all plans that are not closed, with activities and plans."""
    links = (
        _links()
        .filter(activity__roadmap__municipality=municipality_id)
        .filter(plans("activity__roadmap"), activity__excluded_by__isnull=True)
        .exclude(activity__roadmap__status=RoadmapStatus.CLOSED)
        .select_related("party", "activity__roadmap")
        .prefetch_related("schools")
    )
    return [addressed_of(link) for link in links]


def _links() -> QuerySet[ActivityParty]:
    return (
        ActivityParty.objects.filter(party__fans_out=FANS_OUT_TO_SCHOOLS)
        .select_related("party")
        .order_by("activity__position", "activity", "position")
    )


def school_ids(municipality_id: int) -> frozenset[int]:
    """Schools that work today and have a login of their own, branches included."""
    schools = School.objects.open().filter(municipality=municipality_id).exclude(login="")
    return frozenset(schools.values_list("pk", flat=True))


def list_of(roadmap: Roadmap) -> CurrentList | None:
    """The list that the plan goes by."""
    return _kept_list(_kept_of(roadmap))


def _kept_of(roadmap: Roadmap) -> PlanSchoolList | None:
    found = PlanSchoolList.objects.filter(roadmap=roadmap)
    return found.select_related("run", "approved").first()


def _kept_list(kept: PlanSchoolList | None) -> CurrentList | None:
    return CurrentList(kept.run, kept.approved) if kept and kept.run else None


def wanted_of(
    activity: Activity,
    groups: Iterable[Addressed],
    occurrences: Iterable[int],
    categories: Mapping[int, str] | None = None,
) -> set[Owed]:
    """What the activity asks of schools (by `groups`) and of the other parties.

    In the plan of a school all work is the school's, whoever of its people answers for it; a row
    that shares the work of the office's plan asks for none.

    `categories` are those of the plan's list unless others are tried.
    """
    if activity.roadmap.school_id is not None:
        if sharing_of_row(activity).is_shared:
            return set()
        school = activity.roadmap.school_id
        return {Owed(pk, school_id=school) for pk in occurrences}
    meant = [group.addressees for group in groups]
    schools: set[int] = set()
    if meant:
        working = school_ids(activity.roadmap.municipality_id)
        if categories is None:
            by_list = any(one.audience in BY_LIST for one in meant)
            categories = categories_of(list_of(activity.roadmap)) if by_list else {}
        schools = {pk for one in meant for pk in one.of(working, categories)}
    others = list(
        activity.party_links.exclude(party__fans_out=FANS_OUT_TO_SCHOOLS).values_list(
            "party", flat=True
        )
    )
    dates = list(occurrences)
    return {Owed(pk, school_id=school) for pk in dates for school in schools} | {
        Owed(pk, party_id=party) for pk in dates for party in others
    }


def changes_of(
    activity: Activity,
    today: date,
    *,
    groups: list[Addressed] | None = None,
    categories: Mapping[int, str] | None = None,
    drop_late: bool = False,
) -> Changes:
    """What brings the activity's assignments in step; other `groups` or categories are tried."""
    groups = groups_of(activity) if groups is None else groups
    due = dict(activity.occurrences.values_list("pk", "due_on"))
    rows = Assignment.objects.filter(occurrence__activity=activity)
    untouched = set(rows.untouched().values_list("pk", flat=True))
    given = [
        Given(pk, Owed(occurrence, school, party), due.get(occurrence), pk in untouched)
        for pk, occurrence, school, party in rows.values_list(
            "pk", "occurrence_id", "school_id", "party_id"
        )
    ]
    return changes(
        wanted=wanted_of(activity, groups, _ahead_of_start(activity.roadmap, due), categories),
        given=given,
        due=due,
        today=today,
        keeps_late=bool(groups) and not drop_late and not activity.roadmap.is_of_school,
    )


def _ahead_of_start(roadmap: Roadmap, due: Mapping[int, date | None]) -> list[int]:
    """Ids of the occurrences that ask for work: a school's plan asks none before it is in force."""
    first = roadmap.in_force_from if roadmap.is_of_school else None
    return [pk for pk, day in due.items() if first is None or day is None or day >= first]


def foresee(found: Iterable[Changes], late: int = 0) -> Foresight:
    """Changes of one or several activities told by schools; parties of the office are left out."""
    counts: dict[int, list[int]] = {}
    gone: dict[int, int] = {}
    for one in found:
        for owed in one.added:
            if owed.school_id is not None:
                counts.setdefault(owed.school_id, [0, 0, 0])[0] += 1
        gone |= dict.fromkeys(one.removed, 1) | dict.fromkeys(one.staying, 2)
    # What is accepted or cancelled is history already: nobody asks what becomes of it.
    owners = Assignment.objects.filter(pk__in=gone, school__isnull=False).exclude(
        status__in=[status.value for status in CLOSED_STATUSES]
    )
    for pk, school_id in owners.values_list("pk", "school_id"):
        counts.setdefault(school_id, [0, 0, 0])[gone[pk]] += 1
    schools = School.objects.in_bulk(counts)
    ordered = sorted(counts, key=lambda pk: natural_key(schools[pk].name))
    return Foresight(tuple(SchoolChange(schools[pk], *counts[pk]) for pk in ordered), late)


def foresee_audience(
    link: ActivityParty, addressees: Addressees, today: date, *, drop_late: bool
) -> Foresight:
    """What it would do to let the group of `link` mean these schools; nothing is saved."""
    activity = link.activity
    groups = [
        Addressed(one.link, addressees, "") if one.link.pk == link.pk else one
        for one in groups_of(activity)
    ]
    current = list_of(activity.roadmap) or current_list(activity.roadmap.municipality)
    categories = categories_of(current)
    kept, dropped = (
        changes_of(activity, today, groups=groups, categories=categories, drop_late=late)
        for late in (False, True)
    )
    late = len(dropped.removed - kept.removed)
    return foresee([dropped if drop_late else kept], 0 if drop_late else late)


def list_standing(roadmap: Roadmap) -> ListStanding:
    """Whether a newer list is to be decided, and what waits for the first one.

    The list that counts (`current_list`: by an order, else calculated) is offered where it changes
    whom the plan's groups mean and nobody declined it; a plan without groups that go by the list
    is offered nothing.
    """
    audiences = _audiences_by_list(roadmap)
    if not audiences:
        return ListStanding()
    newest, kept = current_list(roadmap.municipality), _kept_of(roadmap)
    held = _kept_list(kept)
    if newest is None:
        return ListStanding(waiting=0 if held else len(audiences))
    if kept and (is_kept(kept, newest) or is_declined(kept, newest)):
        return ListStanding()
    working = school_ids(roadmap.municipality_id)
    meant = frozenset(audiences.values())
    before, after = (_meant(meant, working, categories_of(one)) for one in (held, newest))
    if before == after:
        return ListStanding()
    schools = School.objects.in_bulk(before ^ after)
    return ListStanding(
        ListOffer(
            current=newest,
            is_first=held is None,
            added=_by_name(schools, after - before),
            removed=_by_name(schools, before - after),
        )
    )


def is_kept(kept: PlanSchoolList, current: CurrentList) -> bool:
    """Whether the plan goes by this list already."""
    return (kept.run_id, kept.approved_id) == _keys(current)


def is_declined(kept: PlanSchoolList, current: CurrentList) -> bool:
    """Whether a person left the plan without this list."""
    return (kept.declined_id, kept.declined_list_id) == _keys(current)


def _keys(current: CurrentList) -> tuple[int, int | None]:
    return current.run.pk, current.approved.pk if current.approved else None


def list_offer(roadmap: Roadmap) -> ListOffer | None:
    """The newer list that is to be decided, if there is one."""
    return list_standing(roadmap).offer


def activities_by_list(roadmap: Roadmap) -> list[Activity]:
    """Activities with a group that goes by the list, in the order of the plan."""
    found = Activity.objects.filter(pk__in=_audiences_by_list(roadmap))
    return list(found.select_related("roadmap").order_by("position", "pk"))


def foresee_list(roadmap: Roadmap, current: CurrentList, today: date) -> Foresight:
    """What taking the list would do to the plan's assignments."""
    categories = categories_of(current)
    return foresee(
        changes_of(activity, today, categories=categories)
        for activity in activities_by_list(roadmap)
    )


def _audiences_by_list(roadmap: Roadmap) -> dict[int, Audience]:
    """By activity, for groups that go by the list."""
    links = _links().filter(activity__roadmap=roadmap).order_by()
    return {
        activity: audience
        for activity, said, name in links.values_list("activity", "audience", "party__name")
        if (audience := Audience(said) if said else read_audience(name).audience) in BY_LIST
    }


def _meant(
    audiences: Iterable[Audience], working: frozenset[int], categories: Mapping[int, str]
) -> frozenset[int]:
    return frozenset(pk for one in audiences for pk in Addressees(one).of(working, categories))


def _by_name(schools: Mapping[int, School], ids: Iterable[int]) -> tuple[School, ...]:
    return tuple(sorted((schools[pk] for pk in ids), key=lambda one: natural_key(one.name)))


def _assignments(number: int) -> str:
    return counted(number, "поручение", "поручения", "поручений")
