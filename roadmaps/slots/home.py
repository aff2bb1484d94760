"""What the home page, the menu and a school's page say of work.

Fillers of the slots of lower apps; `apps.py` registers them.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from core.web.panels import Panel
from roadmaps.permissions.work import reviews_work
from roadmaps.queries import progress
from roadmaps.queries import review as review_queries
from roadmaps.queries import work as queries
from roadmaps.queries.attention import concerns_of
from roadmaps.queries.observation import region_of
from roadmaps.queries.rollups import rules_with_dates
from roadmaps.queries.waiting import number_waiting_for
from schools.domain.roles import Role
from schools.models import School
from schools.permissions import memberships_of, roles_of

TASKS_SHOWN = 5
WAITING_SHOWN = 3
REVIEWS_SHOWN = 4
DATES_SHOWN = 5
SCHOOLS_SHOWN = 5
FOLDER = "roadmaps/assignments/home"


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
    """How much waits for the person: work handed in, other dates asked for, plans of schools."""
    if not reviews_work(user):
        return 0
    return number_waiting_for(user)


def own_work(user: Any, today: date) -> list[Panel]:
    """For who carries work out: the most pressing rows and how far the whole is."""
    roles = roles_of(user)
    if not roles & {Role.SCHOOL_HEAD, Role.EXECUTOR} or not queries.owes_work_only(user):
        return []
    everything = queries.own_assignments(user)
    whole = progress.of_all(everything, today)
    context = {
        "places": _places(user),
        "summary": _summary(whole, queries.due_this_month(everything, today)),
        "total": whole.total,
    }
    panels = [Panel("", f"{FOLDER}/own.html", context)]
    if whole.total:
        panels += _own_panels(everything, today)
    if whole.total:
        lines = progress.by_roadmap(everything, today)
        of_head = "Дорожная карта школы" if len(lines) == 1 else "Дорожные карты"
        heading = of_head if Role.SCHOOL_HEAD in roles else "Ваша часть плана"
        panels.append(Panel(heading, f"{FOLDER}/progress.html", {"lines": lines}))
    return panels


def _own_panels(everything: Any, today: date) -> list[Panel]:
    """What to do now in big rows; then, shorter, what the office has and what comes later."""
    urgent = queries.in_order_of_urgency(everything, today)
    now = urgent.to_do_now(today)
    waiting = urgent.waiting_for_review()
    later = urgent.open().exclude(pk__in=now.order_by().values("pk"))
    number = now.count()
    rows = queries.task_rows(now[:TASKS_SHOWN], today)
    doing = {
        "rows": rows,
        "number": number,
        "more": number - len(rows),
        "show_doer": queries.are_of_several(rows),
    }
    panels = [Panel("Сделать сейчас", f"{FOLDER}/now.html", doing)]
    for heading, state, label, some in (
        ("Проверяет управление", "review", "Все на проверке", waiting),
        ("Дальше", "open", "Всё, что не выполнено", later),
    ):
        brief = {
            "rows": queries.task_rows(some[:WAITING_SHOWN], today),
            "state": state,
            "label": label,
            "show_doer": doing["show_doer"],
        }
        if brief["rows"]:
            panels.append(Panel(heading, f"{FOLDER}/brief.html", brief))
    return panels


def direction(user: Any, today: date) -> list[Panel]:
    """For coordinators, administrators and curators: what waits, who is late, what comes."""
    if not reviews_work(user):
        return []
    judged: Any = queries.directed_by(user)
    soon = queries.watched_by(user)
    coming = progress.coming_dates(judged, today, rules=rules_with_dates(user, soon))
    schools = progress.by_school(judged, today)
    late = progress.lines_with_overdue(schools)
    late_parties = progress.lines_with_overdue(progress.by_party(judged, today))
    concerns = concerns_of(user, today)
    waiting = queries.waiting_for(user)
    rows = review_queries.review_rows(waiting[:REVIEWS_SHOWN], user, today)
    panels = [Panel("", f"{FOLDER}/attention.html", {"concerns": concerns})]
    if rows:
        context = {"rows": rows, "total": waiting.count()}
        panels.append(Panel("Ждут вашей проверки", f"{FOLDER}/waiting.html", context))
    if late or late_parties:
        panels.append(_late_panel(late, late_parties))
    if coming:
        context = {"dates": coming[:DATES_SHOWN]}
        panels.append(Panel("Ближайшие 14 дней", f"{FOLDER}/coming.html", context))
    return [*panels, _whole_panel(user, schools, progress.by_roadmap(judged, today))]


def observation(user: Any, today: date) -> list[Panel]:
    """For observers of a region: how each municipality stands, and what to ask about."""
    if Role.OBSERVER not in roles_of(user):
        return []
    context = {"region": region_of(user, today)}
    return [Panel("Муниципалитеты", f"{FOLDER}/region.html", context)]


def work_of_school(user: Any, school: School, today: date) -> list[Panel]:
    """For the page of a school: how its work stands."""
    of_school: Any = queries.watched_by(user).filter(school=school)
    whole = progress.of_all(of_school, today)
    if not whole.total:
        return []
    context = {
        "progress": whole,
        "school": school,
        "moved_words": progress.moved_words(of_school),
    }
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


def _summary(whole: progress.Progress, this_month: int) -> str:
    parts = []
    if whole.overdue:
        parts.append(progress.overdue_words(whole.overdue))
    if this_month:
        parts.append(f"{this_month} до конца месяца")
    return ", ".join(parts) or "просроченного нет"
