"""How far plans, schools and municipalities have come; counted from assignments, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from core.values.natural_order import natural_key
from core.values.wording import counted
from roadmaps.domain.moved import moved
from roadmaps.domain.rollup import rule_words
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.models import Assignment
from roadmaps.queries.rollups import RuleAndDates
from roadmaps.querysets.work import DUE_SOON_DAYS

_OPEN = Q(status__in=[status.value for status in OPEN_STATUSES])
_ACCEPTED = Q(status=Status.ACCEPTED.value)
_SUBMITTED = Q(status=Status.SUBMITTED.value)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of assignments; cancelled ones and those of excluded rows are in none of them."""

    total: int
    accepted: int
    submitted: int
    overdue: int
    postponed: int = 0
    """Owed on a later day by agreement, which is still ahead: not overdue."""

    def with_more(self, other: Progress) -> Progress:
        """The sums of both."""
        return Progress(
            self.total + other.total, self.accepted + other.accepted,
            self.submitted + other.submitted, self.overdue + other.overdue,
            self.postponed + other.postponed,
        )  # fmt: skip

    @property
    def words(self) -> str:
        """«Принято 9 из 21»."""
        return f"Принято {self.accepted} из {self.total}"

    @property
    def details(self) -> str:
        """«3 на проверке, 2 просрочено, 1 перенесено»; empty where none."""
        parts = []
        if self.submitted:
            parts.append(f"{self.submitted} на проверке")
        if self.overdue:
            parts.append(f"{self.overdue} просрочено")
        if self.postponed:
            parts.append(f"{self.postponed} перенесено")
        return ", ".join(parts)

    @property
    def full_words(self) -> str:
        """«Принято 9 из 21, 3 на проверке»."""
        return f"{self.words}, {self.details}" if self.details else self.words


@dataclass(frozen=True, slots=True)
class Line:
    """The progress of one thing: a plan, a school, a municipality."""

    id: int
    name: str
    progress: Progress
    oldest_due_on: date | None = None

    @property
    def key(self) -> str:
        """The id as text, for addresses and ids of elements: numbers in templates get spaces."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class ComingDate:
    """An activity whose date is near, and how many still owe it."""

    activity: str
    number: str
    roadmap_id: int
    activity_id: int
    due_on: date
    left: int
    total: int
    rule_words: str = ""
    """«9 из 12 школ, нужно 10» where not every school is asked for."""

    @property
    def words(self) -> str:
        """«3 из 12», with what the rule says where there is one."""
        share = f"{self.left} из {self.total}"
        return f"{share}; {self.rule_words}" if self.rule_words else share

    @property
    def key(self) -> str:
        """The activity's id as text, for addresses."""
        return str(self.activity_id)


def by_roadmap(assignments: QuerySet[Assignment], today: date) -> list[Line]:
    """Progress of each plan among `assignments`."""
    return _lines(
        assignments, today, "occurrence__activity__roadmap", "occurrence__activity__roadmap__title"
    )


def by_school(assignments: QuerySet[Assignment], today: date) -> list[Line]:
    """Progress of each school among `assignments`; the most overdue first."""
    of_schools = assignments.filter(school__isnull=False)
    lines = _lines(of_schools, today, "school", "school__name")
    return sorted(lines, key=lambda line: (-line.progress.overdue, natural_key(line.name)))


def by_party(assignments: QuerySet[Assignment], today: date) -> list[Line]:
    """Progress of each party of the office among `assignments`; the most overdue first."""
    of_parties = assignments.filter(party__isnull=False)
    lines = _lines(of_parties, today, "party", "party__name")
    return sorted(lines, key=lambda line: (-line.progress.overdue, natural_key(line.name)))


def by_municipality(assignments: QuerySet[Assignment], today: date) -> list[Line]:
    """Progress of each municipality among `assignments`."""
    path = "occurrence__activity__roadmap__municipality"
    return _lines(assignments, today, path, f"{path}__name")


def of_all(assignments: QuerySet[Assignment], today: date) -> Progress:
    """Progress of all `assignments` together."""
    return _progress(_counted(assignments).aggregate(**_counts(today)))


def coming_dates(
    assignments: QuerySet[Assignment],
    today: date,
    days: int = DUE_SOON_DAYS,
    *,
    rules: Mapping[int, RuleAndDates] | None = None,
) -> list[ComingDate]:
    """Activities due within the next days, today included, by date.

    One whose rule, where `rules` has one, is met on the date already is left out.
    """
    until = today + timedelta(days=days)
    own = rules or {}
    rows = (
        _counted(assignments)
        .filter(due_on__gte=today, due_on__lte=until)
        .values(
            "due_on",
            title=F("occurrence__activity__title"),
            number=F("occurrence__activity__number"),
            plan=F("occurrence__activity__roadmap"),
            activity=F("occurrence__activity"),
        )
        .annotate(total=Count("pk"), left=Count("pk", filter=_OPEN))
        .filter(left__gt=0)
        .order_by("due_on", "activity")
    )
    return [
        ComingDate(
            activity=row["title"],
            number=row["number"],
            roadmap_id=row["plan"],
            activity_id=row["activity"],
            due_on=row["due_on"],
            left=row["left"],
            total=row["total"],
            rule_words=rule_words(rule.rule, rule.on(row["due_on"])),
        )
        for row in rows
        if not (rule := own.get(row["activity"], RuleAndDates())).is_met_on(row["due_on"])
    ]


def moved_words(assignments: Any) -> str:
    """«Сроки переносили 3 раза, всего на 45 дней»; empty where they never were."""
    rows = _counted(assignments).with_moves().filter(moves__gt=0)
    changes = [moved(*row) for row in rows.values_list("moves", "occurrence__due_on", "due_on")]
    if not changes:
        return ""
    times = counted(sum(one.times for one in changes), "раз", "раза", "раз")
    days = sum(one.days or 0 for one in changes)
    said = f", всего на {counted(days, 'день', 'дня', 'дней')}" if days > 0 else ""
    return f"Сроки переносили {times}{said}"


def overdue_words(number: int) -> str:
    """«2 поручения просрочено»."""
    return f"{counted(number, 'поручение', 'поручения', 'поручений')} просрочено"


def _lines(assignments: Any, today: date, key: str, name: str) -> list[Line]:
    rows = (
        _counted(assignments)
        .values(key, name)
        .annotate(oldest=Min("due_on", filter=_OPEN & Q(due_on__lt=today)), **_counts(today))
        .order_by(name, key)
    )
    return [Line(row[key], row[name], _progress(row), row["oldest"]) for row in rows]


def _counted(assignments: Any) -> Any:
    """What the plans count, without an order that would split the groups.

    Neither cancelled work nor that of rows which an amendment took out of their plan.
    """
    live = assignments.of_rows_in_plan().exclude(status=Status.CANCELLED.value)
    return live.with_due().order_by()


def _counts(today: date) -> dict[str, Count]:
    return {
        "total_count": Count("pk"),
        "accepted_count": Count("pk", filter=_ACCEPTED),
        "submitted_count": Count("pk", filter=_SUBMITTED),
        "overdue_count": Count("pk", filter=_OPEN & Q(due_on__lt=today)),
        "postponed_count": Count(
            "pk",
            filter=_OPEN & Q(due_on__gte=today) & Q(own_due_on__gt=F("occurrence__due_on")),
        ),
    }


def _progress(row: dict[str, Any]) -> Progress:
    return Progress(
        total=row["total_count"],
        accepted=row["accepted_count"],
        submitted=row["submitted_count"],
        overdue=row["overdue_count"],
        postponed=row["postponed_count"],
    )


def lines_with_overdue(lines: Iterable[Line]) -> list[Line]:
    """Those that are late with anything."""
    return [line for line in lines if line.progress.overdue]
