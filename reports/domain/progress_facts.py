"""What a progress report knows of a roadmap: duties, their states today, and sums over them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assessments.domain.measures import share
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
IN_FORCE = tuple(bucket for bucket in Bucket if bucket is not Bucket.CANCELLED)


@dataclass(frozen=True, slots=True)
class Duty:
    """What one school or one party of the office owes for one date of an activity.

    `due_on` is the date that counts, `planned_on` the date before it was moved; `evidence` is
    how many documents are attached.
    """

    doer: str
    is_school: bool
    status: Status
    due_on: date | None
    planned_on: date | None = None
    evidence: int = 0

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

    @property
    def name(self) -> str:
        """Number and title in one line."""
        return f"{self.number} {self.title}".strip()

    def state(self, today: date) -> str:
        """The activity in one word, the worst of its duties first."""
        counts = Tally.of(self.duties, today)
        if not counts.total:
            return "отменено" if self.duties else "поручений нет"
        for bucket, word in _ACTIVITY_WORDS:
            if counts[bucket]:
                return word
        return "выполнено"


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
