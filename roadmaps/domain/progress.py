"""How an activity and a whole plan stand today, told from the counts of their assignments.

Progress is the share of accepted among all assignments that were not cancelled; an activity is
done by its rule (`domain.rollup`). Both are computed each time and never stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.values.wording import counted, days_until, plural, short_date
from roadmaps.domain.rollup import (
    EVERY_SCHOOL,
    DateCounts,
    Enough,
    RollUp,
    are_met,
    rule_words,
)
from roadmaps.domain.standing import AWAITS_DATE, BEFORE_START, Standing

SOON_DAYS = 14
BY_OFFICE = "выполняет управление"


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Assignments of one activity; `total` leaves out cancelled ones.

    `behind` are those whose date has passed while a school was still writing its plan: not late.
    `school_dates` are the schools of each date, where another rule than «все школы» needs them.
    """

    total: int = 0
    accepted: int = 0
    submitted: int = 0
    returned: int = 0
    overdue: int = 0
    behind: int = 0
    undated: int = 0
    schools: int = 0
    dates: int = 0
    oldest_overdue: date | None = None
    next_due: date | None = None
    accepted_on: date | None = None
    rule: RollUp = EVERY_SCHOOL
    school_dates: tuple[DateCounts, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Enough is accepted: by the rule of schools, and everything of other doers."""
        if not self._has_own_rule:
            return self.total > 0 and self.accepted == self.total
        left_by_schools = sum(one.total - one.accepted for one in self.school_dates)
        others_are_done = self.total - self.accepted <= left_by_schools
        return others_are_done and are_met(self.rule, self.school_dates)

    @property
    def rule_words(self) -> str:
        """«9 из 12 школ, нужно 10»; empty for the usual rule."""
        return rule_words(self.rule, self.school_dates)

    @property
    def is_late(self) -> bool:
        """Something is overdue, and the activity is not done without it."""
        return self.overdue > 0 and not self.is_accepted

    @property
    def _has_own_rule(self) -> bool:
        return self.rule.enough is not Enough.ALL and any(one.total for one in self.school_dates)


NO_WORK = WorkCounts()


def activity_standing(
    work: WorkCounts, today: date, nothing_owed: str = "нет поручений"
) -> Standing:
    """The state of an activity: what needs attention first, else what comes next.

    `nothing_owed` is said where there is no work: a school reads that it is not asked.
    """
    if work.is_accepted:
        return _done(work)
    if work.oldest_overdue is not None:
        share = f"{work.overdue} из {work.total} поручений" if work.total > 1 else ""
        detail = "; ".join(words for words in (share, work.rule_words) if words)
        return Standing("overdue", days_until(work.oldest_overdue, today), detail, is_overdue=True)
    if not work.total:
        return Standing("off", nothing_owed)
    done = work.rule_words or (f"принято {work.accepted} из {work.total}" if work.accepted else "")
    if work.returned:
        return Standing("returned", _with_number("возвращено", work.returned, work.total), done)
    if work.submitted:
        return Standing("review", _with_number("на проверке", work.submitted, work.total), done)
    if work.next_due is None:
        is_early = work.behind > 0 and not work.undated
        return Standing("off", BEFORE_START) if is_early else Standing("ahead", AWAITS_DATE, done)
    is_soon = (work.next_due - today).days <= SOON_DAYS
    return Standing("ahead", days_until(work.next_due, today) if is_soon else "впереди", done)


def _done(work: WorkCounts) -> Standing:
    if work.accepted == work.total:
        return Standing("done", f"принято {short_date(work.accepted_on)}")
    return Standing("done", "выполнено", work.rule_words)


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
    overdue = sum(work.is_late for work in every)
    waiting = sum(_only_waits(work) for work in every)
    in_review = sum(_only_in_review(work) for work in every)
    idle = sum(work.total == 0 for work in every)
    early = sum(_only_behind(work) for work in every)
    ahead = len(every) - accepted - overdue - waiting - in_review - idle - early
    parts = [
        f"{number} {word}"
        for number, word in (
            (accepted, "принято"),
            (overdue, "просрочено"),
            (waiting, f"{plural(waiting, 'ждёт', 'ждут', 'ждут')} даты"),
            (in_review, "на проверке"),
            (ahead, "впереди"),
            (early, "со сроком до начала плана"),
            (by_office, BY_OFFICE),
            (idle - by_office, "без поручений"),
        )
        if number
    ]
    activities = counted(len(every), "мероприятие", "мероприятия", "мероприятий")
    return f"{activities}: {', '.join(parts)}" if parts else activities


def _only_waits(work: WorkCounts) -> bool:
    is_open = work.overdue or work.next_due is not None or work.is_accepted
    return work.undated > 0 and not is_open


def _only_behind(work: WorkCounts) -> bool:
    """Every date has passed before the plan began."""
    is_open = work.overdue or work.undated or work.next_due is not None or work.is_accepted
    return work.behind > 0 and not is_open and not _only_in_review(work)


def _only_in_review(work: WorkCounts) -> bool:
    """Everything is handed in, and not enough of it accepted."""
    is_open = work.overdue or work.undated or work.next_due is not None or work.is_accepted
    return work.submitted > 0 and not is_open


def _with_number(word: str, number: int, total: int) -> str:
    return f"{word} {number}" if total > 1 else word
