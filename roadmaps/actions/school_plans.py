"""The plan of one school: made by its head, blank; how work under it is accepted."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.models import Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_checker, require_school_keeper
from schools.models import School

CLOSED_SCHOOL = "Школа закрыта: дорожную карту для неё не составляют."
YEARS_IN_DISORDER = "Последний год плана раньше первого."


@transaction.atomic
def start_school_plan(
    *, school: School, by: User, title: str, first_year: int, last_year: int, calendar: str
) -> Roadmap:
    """An empty plan of the school. The same plan again, while it is empty, is a second click."""
    require_school_keeper(by, school)
    school = lock_open_school(school)
    if first_year > last_year:
        raise NotPossible(YEARS_IN_DISORDER)
    values = {
        "title": title.strip(),
        "first_year": first_year,
        "last_year": last_year,
        "calendar": calendar,
    }
    empty = Roadmap.objects.plans().filter(
        school=school, status=RoadmapStatus.DRAFT, activities__isnull=True, **values
    )
    twin = empty.first()
    if twin is not None:
        return twin
    roadmap = Roadmap.objects.create(municipality=school.municipality, school=school, **values)
    record(
        by=by,
        action="start school plan",
        subject=roadmap,
        summary=f"Начата дорожная карта школы: {school}",
        municipality_id=roadmap.municipality_id,
    )
    return roadmap


def lock_open_school(school: School) -> School:
    """The school as it stands now, locked; NotPossible for one that is closed."""
    locked = School.objects.select_for_update(of=("self",), no_key=True)
    found: School = locked.select_related("municipality__region").get(pk=school.pk)
    if found.closed_on is not None:
        raise NotPossible(CLOSED_SCHOOL)
    return found


@transaction.atomic
def set_acceptance(*, roadmap: Roadmap, by: User, checks_work: bool) -> Roadmap:
    """Who says that work under the plan is done: the curator, or the school by itself.

    Decided by those who check the plan: a school does not release itself. What is on review
    already stays there.
    """
    require_checker(by, roadmap)
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True).get(pk=roadmap.pk)
    if locked.checks_work == checks_work:
        return locked
    words = {True: "проверяет куратор", False: "отмечает сама школа"}
    locked.checks_work = checks_work
    locked.save(update_fields=["checks_work"])
    record(
        by=by,
        action="set acceptance",
        subject=locked,
        summary=f"Выполнение {words[checks_work]}",
        changes={"выполнение": (words[not checks_work], words[checks_work])},
        municipality_id=locked.municipality_id,
    )
    return locked
