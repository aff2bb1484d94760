"""What a progress report knows of a roadmap: duties, their states today, and sums over them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assessments.domain.measures import share
from roadmaps.domain.moved import moved
from roadmaps.domain.rollup import EVERY_SCHOOL, DateCounts, RollUp, are_met, rule_words
from roadmaps.domain.work import OPEN_STATUSES, Status


class Bucket(StrEnum):
    """Where a duty is counted; each duty stands in exactly one.

    «Перенесено» is a duty whose date was moved by the office and is still ahead; a moved date
    that has passed is «просрочено» like any other.
    """

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    AHEAD = "ahead"
    POSTPONED = "postponed"
    OVERDUE = "overdue"
    NO_DATE = "no_date"
    CANCELLED = "cancelled"


BUCKET_NAMES = {
    Bucket.ACCEPTED: "принято",
    Bucket.SUBMITTED: "на проверке",
    Bucket.RETURNED: "возвращено на доработку",
    Bucket.AHEAD: "назначено и в работе, срок впереди",
    Bucket.POSTPONED: "перенесено на новый срок",
    Bucket.OVERDUE: "просрочено",
    Bucket.NO_DATE: "ждёт даты",
    Bucket.CANCELLED: "отменено",
}
DONE = "выполнено"
IN_FORCE = tuple(bucket for bucket in Bucket if bucket is not Bucket.CANCELLED)


@dataclass(frozen=True, slots=True)
class Duty:
    """What one school or one party of the office owes for one date of an activity.

    `due_on` is the date that counts, `planned_on` the date before it was moved; `evidence` is
    how many documents are attached; `occasion` tells the dates of an activity apart. `moves` and
    `returns` say how often the date was moved and the work sent back; the waits are working days.
    """

    doer: str
    is_school: bool
    status: Status
    due_on: date | None
    planned_on: date | None = None
    evidence: int = 0
    occasion: int = 0
    moves: int = 0
    returns: int = 0
    waited_for_doer: int = 0
    waited_for_office: int = 0

    @property
    def moved_days(self) -> int:
        """By how many calendar days the date was moved in all; 0 where it never was."""
        return moved(self.moves, self.planned_on, self.due_on).days or 0

    def bucket(self, today: date) -> Bucket:
        """Where the duty is counted on `today`; on the due day itself nothing is late yet."""
        if self.status not in OPEN_STATUSES:
            return Bucket(self.status.value)
        if self.due_on is not None and self.due_on < today:
            return Bucket.OVERDUE
        if self.status in (Status.POSTPONED, Status.RETURNED):
            return Bucket(self.status.value)
        return Bucket.NO_DATE if self.due_on is None else Bucket.AHEAD


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity with all its duties."""

    number: str
    title: str
    deadline_text: str
    duties: tuple[Duty, ...]
    rule: RollUp = EVERY_SCHOOL

    @property
    def name(self) -> str:
        """Number and title in one line."""
        return f"{self.number} {self.title}".strip()

    @property
    def rule_words(self) -> str:
        """«9 из 12 школ, нужно 10»; empty where every school is asked for."""
        return rule_words(self.rule, self._school_dates())

    def state(self, today: date) -> str:
        """The activity in one word, the worst of its duties first; enough schools make it done."""
        counts = Tally.of(self.duties, today)
        if not counts.total:
            return "отменено" if self.duties else "поручений нет"
        if self._is_done_by_rule():
            return DONE
        for bucket, word in _ACTIVITY_WORDS:
            if counts[bucket]:
                return word
        return DONE

    def _is_done_by_rule(self) -> bool:
        done = (Status.ACCEPTED, Status.CANCELLED)
        others_are_done = all(one.is_school or one.status in done for one in self.duties)
        return others_are_done and are_met(self.rule, self._school_dates())

    def _school_dates(self) -> list[DateCounts]:
        owed = [one for one in self.duties if one.is_school and one.status != Status.CANCELLED]
        accepted = Counter(one.occasion for one in owed if one.status == Status.ACCEPTED)
        total = Counter(one.occasion for one in owed)
        return [DateCounts(accepted[occasion], number) for occasion, number in total.items()]


_ACTIVITY_WORDS = (
    (Bucket.OVERDUE, "просрочено"),
    (Bucket.RETURNED, "на доработке"),
    (Bucket.SUBMITTED, "на проверке"),
    (Bucket.AHEAD, "в работе"),
    (Bucket.POSTPONED, "перенесено"),
    (Bucket.NO_DATE, "ждёт даты"),
)


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section of the plan with its activities."""

    title: str
    activities: tuple[ActivityFacts, ...]

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty of the section."""
        return tuple(duty for activity in self.activities for duty in activity.duties)


@dataclass(frozen=True, slots=True)
class RoadmapFacts:
    """A roadmap as a report sees it."""

    title: str
    years: str
    order_number: str
    order_date: date | None
    sections: tuple[SectionFacts, ...]

    @property
    def activities(self) -> tuple[ActivityFacts, ...]:
        """All activities in the order of the plan."""
        return tuple(activity for section in self.sections for activity in section.activities)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All duties in the order of the plan."""
        return tuple(duty for section in self.sections for duty in section.duties)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many duties stand in each bucket; the total leaves cancelled ones out."""

    counts: tuple[tuple[Bucket, int], ...]

    @classmethod
    def of(cls, duties: Iterable[Duty], today: date) -> "Tally":
        """Counts of `duties` on `today`."""
        found = Counter(duty.bucket(today) for duty in duties)
        return cls(tuple((bucket, found[bucket]) for bucket in Bucket))

    def __getitem__(self, bucket: Bucket) -> int:
        return dict(self.counts)[bucket]

    @property
    def total(self) -> int:
        """Duties in force."""
        return sum(count for bucket, count in self.counts if bucket is not Bucket.CANCELLED)

    def share(self, bucket: Bucket) -> Fraction | None:
        """Share of a bucket among the duties in force, %."""
        return share(self[bucket], self.total)
