"""What a hand-over says in letters and in one line."""

from dataclasses import dataclass

from core.values.wording import NBSP, counted, long_date, short_date
from roadmaps.domain.handing_over.act import (
    OVERDUE,
    RETURNED,
    SUBMITTED,
    Act,
    ActSchool,
    ActTask,
)
from roadmaps.domain.handing_over.values import Share

NAMED_IN_LETTER = 5
_TASKS = ("поручение", "поручения", "поручений")
_WAITING = ("поручение", "поручения", "поручений")
_SCHOOLS = {
    Share.SCHOOLS: "Вы руководите",
    Share.SUPPORT: "Вы курируете",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and plain text."""

    subject: str
    body: str


def summary_of(act: Act) -> str:
    """«12 поручений (3 просрочены, 2 на проверке), 4 школы» or that nothing was unfinished."""
    parts = []
    if act.tasks:
        parts.append(counted(len(act.tasks), *_TASKS) + _standings(act))
    if act.schools:
        parts.append(counted(len(act.schools), "школа", "школы", "школ"))
    if act.to_review:
        parts.append(f"ждёт проверки {counted(len(act.to_review), *_WAITING)}")
    return ", ".join(parts) or "незаконченных поручений нет"


def _standings(act: Act) -> str:
    named = (
        (OVERDUE, "просрочено"),
        (RETURNED, "возвращено"),
        (SUBMITTED, "на проверке"),
    )
    said = [f"{words} {act.count(key)}" for key, words in named if act.count(key)]
    return f" ({', '.join(said)})" if said else ""


def letter_to_receiver(act: Act, address: str, work: str, review: str) -> Letter:
    """What came to the new person, the most pressing by name, and where it is."""
    lines = [f"Вам переданы дела: {act.former.name} → {act.receiver.name}, {_day(act)}", ""]
    lines += [f"Перешло: {summary_of(act)}."]
    lines += [_schools(act.schools, share) for share in Share if _of(act.schools, share)]
    lines += _pressing(act.tasks)
    if act.tasks:
        lines += ["", f"Ваши поручения: {work}"]
    if act.to_review:
        lines += ["", f"На проверке: {review}"]
    lines += ["", f"Акт приёма-передачи: {address}"]
    return Letter(f"Вам переданы дела: {act.former.name}", "\n".join(lines) + "\n")


def letter_to_former(act: Act, address: str) -> Letter:
    """What has passed, and to whom."""
    lines = [
        f"Ваши дела переданы: {act.receiver.name}, {_day(act)}",
        "",
        f"Перешло: {summary_of(act)}.",
        "Сделанное вами остаётся в истории под вашим именем.",
        "",
        f"Акт приёма-передачи: {address}",
    ]
    return Letter(f"Ваши дела переданы: {act.receiver.name}", "\n".join(lines) + "\n")


def _day(act: Act) -> str:
    return f"{long_date(act.day)}{NBSP}г."


def _schools(schools: tuple[ActSchool, ...], share: Share) -> str:
    return f"{_SCHOOLS[share]}: {', '.join(_of(schools, share))}."


def _of(schools: tuple[ActSchool, ...], share: Share) -> list[str]:
    return [school.name for school in schools if school.share is share]


def _pressing(tasks: tuple[ActTask, ...]) -> list[str]:
    """The overdue ones, as many as a letter bears."""
    late = [task for task in tasks if task.standing == OVERDUE]
    if not late:
        return []
    lines = ["", "Просрочено:"]
    lines += [
        f"— {f'{task.number} {task.title}'.strip()}, срок {short_date(task.due_on)}"
        for task in late[:NAMED_IN_LETTER]
    ]
    left = len(late) - NAMED_IN_LETTER
    return [*lines, f"и ещё {left}"] if left > 0 else lines
