"""What the home page, the menu and a school's page say of work.

Fillers of the slots of lower apps; `apps.py` registers them.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from core.values.wording import NBSP, counted
from core.web.panels import Panel
from roadmaps.models import Assignment
from roadmaps.permissions.work import reviews_work
from roadmaps.queries import progress
from roadmaps.queries import review as review_queries
from roadmaps.queries import work as queries
from roadmaps.queries.date_requests import requests_waiting_for
from schools.domain.roles import Role
from schools.models import School
from schools.permissions import memberships_of, roles_of

TASKS_SHOWN = 6
REVIEWS_SHOWN = 5
DATES_SHOWN = 10
SCHOOLS_SHOWN = 10
FOLDER = "roadmaps/work/home"


def owes_work(user: Any) -> bool:
    """Whether the menu leads to «Мои поручения» or «Поручения»."""
    return bool(roles_of(user))


def assignments_label(user: Any) -> str:
    """«Мои поручения» for who carries work out, «Поручения» for who directs it."""
    return "Мои поручения" if queries.owes_work_only(user) else "Поручения"


def pressing_count(user: Any) -> int | None:
    """How much of one's own work is overdue or returned."""
    if not queries.owes_work_only(user):
        return None
    return queries.pressing(user, timezone.localdate()).count()


def waiting_count(user: Any) -> int:
    """How much waits for the person: handed in work and requests for another date."""
    if not reviews_work(user):
        return 0
    return queries.waiting_for(user).count() + requests_waiting_for(user).count()


def own_work(user: Any, today: date) -> list[Panel]:
    """For who carries work out: the most pressing rows and how far the whole is."""
    roles = roles_of(user)
    if not roles & {Role.SCHOOL_HEAD, Role.EXECUTOR} or not queries.owes_work_only(user):
        return []
    everything = queries.own_assignments(user)
    whole = progress.of_all(everything, today)
    unfinished = queries.in_order_of_urgency(everything, today).filter(urgency__lt=4)
    rows = queries.task_rows(unfinished[:TASKS_SHOWN], today)
    context = {
        "places": _places(user),
        "summary": _summary(whole, queries.due_this_month(everything, today)),
        "rows": rows,
        "show_doer": queries.are_of_several(rows),
        "more": max(unfinished.count() - len(rows), 0),
        "total": whole.total,
    }
    panels = [Panel("", f"{FOLDER}/own.html", context)]
    if whole.total:
        heading = "Дорожная карта школы" if Role.SCHOOL_HEAD in roles else "Ваша часть плана"
        lines = progress.by_roadmap(everything, today)
        panels.append(Panel(heading, f"{FOLDER}/progress.html", {"lines": lines}))
    return panels


def direction(user: Any, today: date) -> list[Panel]:
    """For coordinators, administrators and curators: what waits, who is late, what comes."""
    if not reviews_work(user):
        return []
    judged: Any = queries.assignments_of(user).in_force().filter(queries.judged_by(user))
    waiting = queries.waiting_for(user)
    number = waiting.count()
    coming = progress.coming_dates(judged, today)
    schools = progress.by_school(judged, today)
    late = progress.lines_with_overdue(schools)
    rows = review_queries.review_rows(waiting[:REVIEWS_SHOWN], user, today)
    sentence = {"words": _direction_words(number, len(late), len(coming))}
    return [
        Panel("", f"{FOLDER}/sentence.html", sentence),
        Panel("Ждут вашей проверки", f"{FOLDER}/waiting.html", {"rows": rows, "total": number}),
        _late_panel(late, progress.lines_with_overdue(progress.by_party(judged, today))),
        Panel("Ближайшие 14 дней", f"{FOLDER}/coming.html", {"dates": coming[:DATES_SHOWN]}),
        _whole_panel(user, schools, progress.by_roadmap(judged, today)),
    ]


def observation(user: Any, today: date) -> list[Panel]:
    """For observers of a region: how each municipality stands."""
    if Role.OBSERVER not in roles_of(user):
        return []
    everything: Any = queries.assignments_of(user).in_force()
    context = {"lines": progress.by_municipality(everything, today), "filter": "municipality"}
    return [Panel("Муниципалитеты", f"{FOLDER}/lines.html", context)]


def work_of_school(user: Any, school: School, today: date) -> list[Panel]:
    """For the page of a school: how its work stands."""
    of_school: Any = Assignment.objects.visible_to(user).filter(school=school)
    whole = progress.of_all(of_school.in_force(), today)
    if not whole.total:
        return []
    context = {"progress": whole, "school": school}
    return [Panel("Поручения", f"{FOLDER}/school.html", context)]


def _places(user: Any) -> str:
    names = [
        str(membership.school or membership.municipality) for membership in memberships_of(user)
    ]
    return ", ".join(dict.fromkeys(names))


def _late_panel(schools: list[progress.Line], parties: list[progress.Line]) -> Panel:
    context = {
        "lines": schools[:SCHOOLS_SHOWN],
        "parties": parties[:SCHOOLS_SHOWN],
        "more": max(len(schools) - SCHOOLS_SHOWN, 0),
    }
    return Panel("Просрочено", f"{FOLDER}/late.html", context)


def _whole_panel(user: Any, schools: list[progress.Line], plans: list[progress.Line]) -> Panel:
    """A curator answers for named schools, the office for plans."""
    if queries.sees_office(user):
        context = {"lines": plans, "named": True}
        return Panel("Дорожные карты", f"{FOLDER}/progress.html", context)
    return Panel("Ваши школы", f"{FOLDER}/lines.html", {"lines": schools, "filter": "school"})


def _dates_words(number: int) -> str:
    ahead = f"в ближайшие 14{NBSP}дней"
    if not number:
        return f"{ahead} сроков нет"
    return f"{counted(number, 'срок', 'срока', 'сроков')} {ahead}"


def _direction_words(waiting: int, late: int, coming: int) -> str:
    parts = [
        f"{counted(waiting, 'поручение ждёт', 'поручения ждут', 'поручений ждут')} проверки",
        counted(late, "школа опаздывает", "школы опаздывают", "школ опаздывают"),
        _dates_words(coming),
    ]
    return ", ".join(parts)


def _summary(whole: progress.Progress, this_month: int) -> str:
    parts = []
    if whole.overdue:
        parts.append(progress.overdue_words(whole.overdue))
    if this_month:
        parts.append(f"{this_month} до конца месяца")
    return ", ".join(parts) or "просроченного нет"
