"""How an activity and a whole plan stand today, told from the counts of their assignments.

Progress is the share of accepted among all assignments that were not cancelled; it is computed
each time and never stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.values.wording import counted, days_until, plural, short_date
from roadmaps.domain.standing import AWAITS_DATE, Standing

SOON_DAYS = 14
BY_OFFICE = "выполняет управление"


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Assignments of one activity; `total` leaves out cancelled ones."""

    total: int = 0
    accepted: int = 0
    submitted: int = 0
    returned: int = 0
    overdue: int = 0
    undated: int = 0
    schools: int = 0
    dates: int = 0
    oldest_overdue: date | None = None
    next_due: date | None = None
    accepted_on: date | None = None

    @property
    def is_accepted(self) -> bool:
        """Everything that was owed is accepted."""
        return self.total > 0 and self.accepted == self.total


NO_WORK = WorkCounts()


def activity_standing(
    work: WorkCounts, today: date, nothing_owed: str = "нет поручений"
) -> Standing:
    """The state of an activity: what needs attention first, else what comes next.

    `nothing_owed` is said where there is no work: a school reads that it is not asked.
    """
    share = f"{work.overdue} из {work.total} поручений" if work.total > 1 else ""
    if work.oldest_overdue is not None:
        return Standing("overdue", days_until(work.oldest_overdue, today), share, is_overdue=True)
    if not work.total:
        return Standing("off", nothing_owed)
    if work.is_accepted:
        return Standing("done", f"принято {short_date(work.accepted_on)}")
    done = f"принято {work.accepted} из {work.total}" if work.accepted else ""
    if work.returned:
        return Standing("returned", _with_number("возвращено", work.returned, work.total), done)
    if work.submitted:
        return Standing("review", _with_number("на проверке", work.submitted, work.total), done)
    if work.next_due is None:
        return Standing("ahead", AWAITS_DATE, done)
    is_soon = (work.next_due - today).days <= SOON_DAYS
    return Standing("ahead", days_until(work.next_due, today) if is_soon else "впереди", done)


def schools_in_words(work: WorkCounts) -> str:
    """«12 школ: 8 принято, 2 на проверке»; empty where no school is concerned."""
    if not work.schools:
        return ""
    schools = counted(work.schools, "школа", "школы", "школ")
    if work.dates > 1:
        schools += f" × {counted(work.dates, 'дата', 'даты', 'дат')}"
    parts = [
        f"{number} {word}"
        for number, word in (
            (work.accepted, "принято"),
            (work.submitted, "на проверке"),
            (work.returned, "возвращено"),
        )
        if number
    ]
    return f"{schools}: {', '.join(parts)}" if parts else schools


def plan_in_words(works: Iterable[WorkCounts], *, by_office: int = 0) -> str:
    """«38 мероприятий: 14 принято, 3 просрочено, 2 ждут даты, 19 впереди»; the parts add up.

    `by_office` of those without work are the office's own, as a school reads them.
    """
    every = list(works)
    accepted = sum(work.is_accepted for work in every)
    overdue = sum(work.overdue > 0 for work in every)
    waiting = sum(_only_waits(work) for work in every)
    in_review = sum(_only_in_review(work) for work in every)
    idle = sum(work.total == 0 for work in every)
    ahead = len(every) - accepted - overdue - waiting - in_review - idle
    parts = [
        f"{number} {word}"
        for number, word in (
            (accepted, "принято"),
            (overdue, "просрочено"),
            (waiting, f"{plural(waiting, 'ждёт', 'ждут', 'ждут')} даты"),
            (in_review, "на проверке"),
            (ahead, "впереди"),
            (by_office, BY_OFFICE),
            (idle - by_office, "без поручений"),
        )
        if number
    ]
    activities = counted(len(every), "мероприятие", "мероприятия", "мероприятий")
    return f"{activities}: {', '.join(parts)}" if parts else activities


def _only_waits(work: WorkCounts) -> bool:
    return work.undated > 0 and work.overdue == 0 and work.next_due is None


def _only_in_review(work: WorkCounts) -> bool:
    """Everything is handed in, and not all of it accepted."""
    is_open = work.overdue or work.undated or work.next_due is not None
    return work.submitted > 0 and not is_open


def _with_number(word: str, number: int, total: int) -> str:
    return f"{word} {number}" if total > 1 else word
