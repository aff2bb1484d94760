"""The act of a hand-over as a value: what was recorded that day, and how it is kept.

Pure. The record is plain data (`as_data`, `from_data`), so that an old act is printed from what
was true when it was made, whatever has happened to plans, schools and people since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.values.wording import NBSP, lower_first, short_date
from roadmaps.domain.handing_over.passing import Fate, Line, passing_tasks, review_passing
from roadmaps.domain.handing_over.values import Decision, Holdings, Share, Task
from roadmaps.domain.standing import is_overdue
from roadmaps.domain.work import OPEN_STATUSES, STATUS_NAMES, Status

OVERDUE, RETURNED, SUBMITTED, OPEN = "overdue", "returned", "submitted", "open"
STANDING_NAMES = {
    OVERDUE: "просрочено",
    RETURNED: "возвращено на доработку",
    SUBMITTED: "на проверке",
    OPEN: "в работе",
}


@dataclass(frozen=True, slots=True)
class ActOffice:
    """The office's requisites on that day."""

    name: str
    municipality: str
    municipality_genitive: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ActPerson:
    """Who hands over or takes over: the full name, and the roles in words."""

    name: str
    roles: str = ""


@dataclass(frozen=True, slots=True)
class ActTask:
    """One piece of work as it stood; `standing` is a key of STANDING_NAMES.

    `left` says what is still to happen, `state` the state in a word.
    """

    id: int
    plan: str
    number: str
    title: str
    doer: str
    deadline: str
    due_on: date | None
    standing: str
    state: str
    left: str
    documents: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """How it stood: «просрочено», «на проверке», or the state of what is merely open."""
        return self.state if self.standing == OPEN else STANDING_NAMES[self.standing]

    @property
    def sign(self) -> str:
        """The sign of the portal's pages beside the word (core.web.signs)."""
        if self.standing == OPEN:
            return "ahead" if self.state == STATUS_NAMES[Status.ASSIGNED] else "active"
        return "review" if self.standing == SUBMITTED else self.standing


@dataclass(frozen=True, slots=True)
class ActSchool:
    """A school that changes hands: in which part, and how its work stands."""

    name: str
    share: Share
    open: int
    overdue: int
    submitted: int


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """Work of one school, branches apart."""

    open: int = 0
    overdue: int = 0
    submitted: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """Everything that the printed act says."""

    office: ActOffice
    day: date
    former: ActPerson
    receiver: ActPerson
    made_by: str
    reason: str
    tasks: tuple[ActTask, ...] = ()
    to_review: tuple[ActTask, ...] = ()
    schools: tuple[ActSchool, ...] = ()
    lines: tuple[Line, ...] = ()

    def count(self, standing: str) -> int:
        """How many of the tasks stood so."""
        return sum(task.standing == standing for task in self.tasks)

    def with_fate(self, fate: Fate) -> tuple[Line, ...]:
        """What passed, ended or stayed."""
        return tuple(line for line in self.lines if line.fate is fate)


def acts_of_tasks(tasks: Iterable[Task], day: date) -> tuple[ActTask, ...]:
    """Tasks as they stand on `day`: by plan, then late ones first, then by date."""
    found = [_act_task(task, day) for task in tasks]
    order = list(STANDING_NAMES)
    return tuple(
        sorted(
            found,
            key=lambda one: (one.plan, order.index(one.standing), one.due_on or date.max, one.id),
        )
    )


def recorded_tasks(
    held: Holdings, decision: Decision, day: date
) -> tuple[tuple[ActTask, ...], tuple[ActTask, ...]]:
    """What passes of the person's own work, and what waits to be judged by them."""
    own = acts_of_tasks(passing_tasks(held, decision), day)
    return own, acts_of_tasks(review_passing(held, decision), day)


def recorded_schools(
    held: Holdings, decision: Decision, counts: Mapping[int, SchoolCount]
) -> tuple[ActSchool, ...]:
    """The schools that change hands, with how their work stands."""
    groups = ((Share.SCHOOLS, held.headed), (Share.SUPPORT, held.supported))
    return tuple(
        ActSchool(school.name, share, count.open, count.overdue, count.submitted)
        for share, schools in groups
        if share in decision.shares
        for school in schools
        for count in [counts.get(school.id, SchoolCount())]
    )


def _act_task(task: Task, day: date) -> ActTask:
    return ActTask(
        id=task.id,
        plan=task.plan,
        number=task.number,
        title=task.title,
        doer=task.doer,
        deadline=task.deadline,
        due_on=task.due_on,
        standing=_standing(task, day),
        state=STATUS_NAMES[task.status],
        left=_left(task),
        documents=task.documents,
    )


def _standing(task: Task, day: date) -> str:
    if task.status not in OPEN_STATUSES:
        return SUBMITTED
    if is_overdue(task.status, task.due_on, day):
        return OVERDUE
    return RETURNED if task.status == Status.RETURNED else OPEN


def _left(task: Task) -> str:
    """What is still to happen: «проверить, сдано 20.10.2026», «исправить: нет подписи»."""
    if task.status == Status.SUBMITTED:
        since = f", сдано{NBSP}{short_date(task.submitted_on)}" if task.submitted_on else ""
        return f"проверить{since}"
    if task.status == Status.RETURNED:
        words = f"исправить: {task.comment}" if task.comment else "исправить и сдать снова"
    elif task.deliverable:
        words = f"представить: {lower_first(task.deliverable)}"
    else:
        words = "выполнить и отметить"
    if task.asked_for is not None:
        words += f"; ждёт решения о сроке до{NBSP}{short_date(task.asked_for)}"
    return words


def as_data(act: Act) -> dict[str, Any]:
    """The act as plain data for the record."""
    data = asdict(act)
    data["day"] = act.day.isoformat()
    for name in ("tasks", "to_review"):
        data[name] = [_task_data(task) for task in getattr(act, name)]
    data["schools"] = [{**asdict(one), "share": one.share.value} for one in act.schools]
    data["lines"] = [[one.fate.value, one.what, one.why] for one in act.lines]
    return data


def from_data(data: Mapping[str, Any]) -> Act:
    """The act of a record."""
    return Act(
        office=ActOffice(**data["office"]),
        day=date.fromisoformat(data["day"]),
        former=ActPerson(**data["former"]),
        receiver=ActPerson(**data["receiver"]),
        made_by=data["made_by"],
        reason=data["reason"],
        tasks=tuple(_task_from(one) for one in data["tasks"]),
        to_review=tuple(_task_from(one) for one in data["to_review"]),
        schools=tuple(
            ActSchool(**{**one, "share": Share(one["share"])}) for one in data["schools"]
        ),
        lines=tuple(Line(Fate(fate), what, why) for fate, what, why in data["lines"]),
    )


def _task_data(task: ActTask) -> dict[str, Any]:
    due_on = task.due_on.isoformat() if task.due_on else None
    return {**asdict(task), "due_on": due_on, "documents": list(task.documents)}


def _task_from(data: Mapping[str, Any]) -> ActTask:
    due_on = date.fromisoformat(data["due_on"]) if data["due_on"] else None
    return ActTask(**{**data, "due_on": due_on, "documents": tuple(data["documents"])})
