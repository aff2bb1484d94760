"""How the municipalities of a region stand: for observers, counts alone and nobody's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q
from django.utils import timezone

from core.values.natural_order import natural_key
from core.values.wording import counted, plural
from roadmaps.domain.progress import WorkCounts
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Roadmap, RoadmapStatus
from roadmaps.queries.progress import Progress, by_municipality
from roadmaps.queries.rollups import RuleAndDates, read_rules
from roadmaps.querysets.work import SILENT_DAYS
from schools.models import Municipality

_PLACE = "occurrence__activity__roadmap__municipality"
_PLANS = ("действующий план", "действующих плана", "действующих планов")
_SCHOOLS = ("школа", "школы", "школ")
NOTHING = Progress(0, 0, 0, 0)
_LEAST_SUMMED = 2


@dataclass(slots=True)
class Observed:
    """One municipality: its plans in force, what is done of them, what needs a question."""

    municipality: Municipality
    plans: list[Roadmap] = field(default_factory=list)
    activities: int = 0
    done: int = 0
    progress: Progress = NOTHING
    waiting: int = 0
    longest_days: int = 0
    silent: int = 0

    @property
    def key(self) -> str:
        """The id as text, for addresses."""
        return str(self.municipality.pk)

    @property
    def done_words(self) -> str:
        """«12 из 38»."""
        return f"{self.done} из {self.activities}" if self.activities else ""

    @property
    def waiting_words(self) -> str:
        """«дольше всего 12 дней»; empty where nothing waits."""
        days = counted(self.longest_days, "день", "дня", "дней")
        return f"дольше всего {days}" if self.waiting and self.longest_days else ""


@dataclass(frozen=True, slots=True)
class Region:
    """All municipalities that the person observes, the most overdue first, and their sums."""

    lines: tuple[Observed, ...]

    @property
    def sentence(self) -> str:
        """«3 муниципалитета: 4 действующих плана, просрочено 14 поручений»."""
        places = counted(len(self.lines), "муниципалитет", "муниципалитета", "муниципалитетов")
        plans = sum(len(line.plans) for line in self.lines)
        overdue = sum(line.progress.overdue for line in self.lines)
        silent = sum(line.silent for line in self.lines)
        said = [counted(plans, *_PLANS) if plans else "действующих планов нет"]
        if overdue:
            number = counted(overdue, "поручение", "поручения", "поручений")
            said.append(f"просрочено {number}")
        if silent:
            verb = plural(silent, "молчит", "молчат", "молчат")
            said.append(f"{SILENT_DAYS} дней {verb} {counted(silent, *_SCHOOLS)}")
        return f"{places}: {', '.join(said)}."

    @property
    def total(self) -> Observed | None:
        """The sums of all; None where there is nothing to sum up."""
        if len(self.lines) < _LEAST_SUMMED:
            return None
        found = Observed(self.lines[0].municipality)
        for line in self.lines:
            found.activities += line.activities
            found.done += line.done
            found.waiting += line.waiting
            found.silent += line.silent
            found.progress = found.progress.with_more(line.progress)
        return found

    @property
    def without_plans(self) -> tuple[str, ...]:
        """Names of those without a plan in force."""
        return tuple(str(line.municipality) for line in self.lines if not line.plans)


def region_of(user: Any, today: date) -> Region:
    """What an observer sees today; as many queries for fifty municipalities as for one."""
    places = Municipality.objects.visible_to(user)
    lines = {place.pk: Observed(place) for place in places}
    plans = Roadmap.objects.visible_to(user).of_office().filter(status=RoadmapStatus.IN_FORCE)
    for plan in plans.order_by("title", "pk"):
        if plan.municipality_id in lines:
            lines[plan.municipality_id].plans.append(plan)
    work: Any = Assignment.objects.visible_to(user).in_force().of_office_plans()
    for one in by_municipality(work, today):
        if one.id in lines:
            lines[one.id].progress = one.progress
    _count_activities(lines, plans, work.of_rows_in_plan())
    _count_waiting(lines, work, today)
    silent = work.of_silent_schools(today).order_by().values_list(_PLACE)
    for place, number in silent.annotate(number=Count("school", distinct=True)):
        lines[place].silent = number
    return Region(tuple(sorted(lines.values(), key=_most_overdue_first)))


def _count_activities(lines: dict[int, Observed], plans: Any, work: Any) -> None:
    """Activities of the plans, and those that are done by their rules."""
    rules = read_rules(work)
    rows = (
        work.exclude(status=Status.CANCELLED.value)
        .order_by()
        .values(activity=F("occurrence__activity"))
        .annotate(total=Count("pk"), accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)))
    )
    counts: defaultdict[int, WorkCounts] = defaultdict(WorkCounts)
    for row in rows:
        own = rules.get(row["activity"], RuleAndDates())
        counts[row["activity"]] = WorkCounts(
            row["total"], row["accepted"], rule=own.rule, school_dates=own.dates
        )
    found: Iterable[tuple[int, int]] = Activity.objects.filter(roadmap__in=plans).values_list(
        "roadmap__municipality", "pk"
    )
    for place, activity in found:
        lines[place].activities += 1
        lines[place].done += counts[activity].is_accepted


def _count_waiting(lines: dict[int, Observed], work: Any, today: date) -> None:
    waiting = work.waiting_for_review().order_by().values_list(_PLACE)
    for place, number, since in waiting.annotate(number=Count("pk"), since=Min("submitted_at")):
        lines[place].waiting = number
        if since is not None:
            lines[place].longest_days = max(0, (today - timezone.localdate(since)).days)


def _most_overdue_first(line: Observed) -> tuple[int, Any]:
    return -line.progress.overdue, natural_key(str(line.municipality))
