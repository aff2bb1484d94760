"""What a person of one municipality has in hand when their work is handed over.

Pure. Ids are those of the database; a branch of a school is done and supported together with it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from roadmaps.domain.work import Status
from schools.domain.roles import Role


class Share(StrEnum):
    """One part of a person's work, which passes as a whole."""

    OFFICE = "office"
    SCHOOLS = "schools"
    SUPPORT = "support"
    REVIEW = "review"


SHARE_NAMES = {
    Share.OFFICE: "поручения управления",
    Share.SCHOOLS: "руководство школами",
    Share.SUPPORT: "кураторство школ",
    Share.REVIEW: "проверка поручений управлением",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A school or a party of the office; `is_person` where the plan names somebody."""

    id: int
    name: str
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """What somebody is in the municipality.

    `heads` and `supports` are ids of schools whose work they do or check, branches included.
    """

    roles: frozenset[Role] = frozenset()
    heads: frozenset[int] = frozenset()
    supports: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work that is not finished: owed, or handed in and not yet judged.

    `party` or `school` is the id of its doer. `asked_for` is the date that the doer wishes and
    nobody has answered yet, `comment` what is to be corrected.
    """

    id: int
    plan: str
    number: str
    title: str
    doer: str
    deadline: str
    due_on: date | None
    status: Status
    rounds: int = 0
    deliverable: str = ""
    comment: str = ""
    submitted_on: date | None = None
    asked_for: date | None = None
    documents: tuple[str, ...] = ()
    party: int | None = None
    school: int | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything of one person in one municipality.

    `tasks` are of their parties and of the schools they head, `to_review` what they may judge:
    handed in by the schools they support, or by anybody where they review for the office.
    `feeds` are addresses of calendars: ids of schools, None for the person's own dates.
    """

    roles: Roles = Roles()
    has_roles_elsewhere: bool = False
    parties: tuple[Named, ...] = ()
    headed: tuple[Named, ...] = ()
    supported: tuple[Named, ...] = ()
    tasks: tuple[Task, ...] = ()
    to_review: tuple[Task, ...] = ()
    not_in_force: int = 0
    date_requests: int = 0
    feeds: tuple[int | None, ...] = ()
    own_filters: int = 0
    shared_filters: int = 0
    unfinished_uploads: int = 0


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes over; `is_only_reviewer` where nobody else could accept the office's work."""

    roles: Roles
    is_only_reviewer: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What passes, and whether the former person's roles in the office end with it."""

    shares: frozenset[Share] = field(default_factory=lambda: frozenset(Share))
    ends_roles: bool = False
