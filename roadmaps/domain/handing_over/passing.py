"""What passes to another person, what ends, what stays, and what stands against it.

Pure. The table behind it: docs/decisions/work-passes-roles-and-history-stay.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.values.wording import counted, quoted
from roadmaps.domain.handing_over.values import (
    Decision,
    Holdings,
    Named,
    Receiver,
    Roles,
    Share,
    Task,
)
from roadmaps.domain.work import Status
from schools.domain.roles import OFFICE_ROLES, ROLE_NAMES, ROLE_RIGHTS, Right, Role

REVIEWERS = frozenset(
    role for role in OFFICE_ROLES if Right.REVIEW_ASSIGNMENTS in ROLE_RIGHTS[role]
)
ENDING_ROLES = (Role.COORDINATOR, Role.EXECUTOR)
"""Roles in the office that a hand-over may end; administrators are dismissed by themselves."""

NOTHING_CHOSEN = "Отметьте, что передать."
NEEDS_OFFICE = (
    "Поручения управления выполняет исполнитель, координатор или администратор. Сначала добавьте "
    "новому сотруднику такую роль."
)
NEEDS_REVIEWER = (
    "Поручения управления проверяет координатор или администратор. Сначала добавьте новому "
    "сотруднику такую роль."
)
NEEDS_CURATOR = (
    "Школы курирует куратор. Сначала добавьте новому сотруднику роль куратора хотя бы одной школы."
)
NEEDS_HEAD = (
    "Школой руководит руководитель школы. Сначала добавьте новому сотруднику роль руководителя "
    "этой школы."
)
WORK_LEFT_BEHIND = (
    "Роли в управлении снять нельзя, пока за сотрудником остаются поручения: отметьте и их."
)
ONLY_REVIEWER = (
    "Принимать эти поручения будет некому: свою работу никто не принимает, а других координаторов "
    "и администраторов нет. Сначала назначьте ещё одного."
)


class Fate(StrEnum):
    """What becomes of something; LEFT is what could have passed and was not chosen."""

    PASSES = "passes"
    ENDS = "ends"
    LEFT = "left"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, what becomes of it and why."""

    fate: Fate
    what: str
    why: str = ""


def shares_of(held: Holdings) -> tuple[Share, ...]:
    """The parts of the person's work that there are to pass."""
    there = {
        Share.OFFICE: bool(held.parties),
        Share.SCHOOLS: bool(held.headed),
        Share.SUPPORT: bool(held.supported),
        Share.REVIEW: bool(held.roles.roles & REVIEWERS),
    }
    return tuple(share for share in Share if there[share])


def ending_roles(held: Holdings) -> tuple[Role, ...]:
    """The roles in the office that the hand-over could end."""
    return tuple(role for role in ENDING_ROLES if role in held.roles.roles)


def passing_tasks(held: Holdings, decision: Decision) -> tuple[Task, ...]:
    """The unfinished work that changes hands."""
    wanted = decision.shares
    return tuple(
        task
        for task in held.tasks
        if (Share.OFFICE if task.school is None else Share.SCHOOLS) in wanted
    )


def review_passing(held: Holdings, decision: Decision) -> tuple[Task, ...]:
    """What waits to be judged, as far as judging it passes."""
    if Share.REVIEW in decision.shares and Share.REVIEW in shares_of(held):
        return held.to_review
    if Share.SUPPORT not in decision.shares:
        return ()
    return tuple(task for task in held.to_review if task.school in held.roles.supports)


def ending_feeds(held: Holdings, decision: Decision) -> tuple[int | None, ...]:
    """Addresses of calendars that open nothing any more."""
    if _left_roles(held, decision) & OFFICE_ROLES:
        return ()
    schools = _left_schools(held, decision)
    is_gone = not _left_roles(held, decision) and not held.has_roles_elsewhere
    gone = _passing_schools(held, decision) - schools
    return tuple(one for one in held.feeds if (is_gone if one is None else one in gone or is_gone))


def fits(held: Holdings, share: Share, receiver: Roles) -> bool:
    """Whether somebody of these roles can take over this part at all."""
    return not _reason_against_role(share, receiver) and not _double_part(held, share, receiver)


def reasons_against(held: Holdings, decision: Decision, receiver: Receiver) -> tuple[str, ...]:
    """Why the work cannot pass so; nothing where it can."""
    shares = [share for share in shares_of(held) if share in decision.shares]
    if not shares:
        return (NOTHING_CHOSEN,)
    reasons = [_reason_against_role(share, receiver.roles) for share in shares]
    reasons += [_double_part(held, share, receiver.roles) for share in shares]
    owed = {task.party for task in held.tasks} - {None}
    if receiver.is_only_reviewer and Share.OFFICE in shares and owed:
        reasons.append(ONLY_REVIEWER)
    leaves_work = bool(held.parties) and Share.OFFICE not in shares
    if decision.ends_roles and ending_roles(held) and leaves_work:
        reasons.append(WORK_LEFT_BEHIND)
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def warnings_of(held: Holdings, decision: Decision, receiver: Receiver) -> tuple[str, ...]:
    """What the administrator should know before, though nothing stands against it."""
    found = []
    waiting = [task for task in passing_tasks(held, decision) if task.status == Status.SUBMITTED]
    if waiting and receiver.roles.roles & REVIEWERS:
        number = counted(len(waiting), "поручение", "поручения", "поручений")
        found.append(
            f"На проверке {number} из передаваемых. Принять их сможет только другой сотрудник: "
            "свою работу никто не принимает."
        )
    named = [party.name for party in held.parties if party.is_person]
    if named and Share.OFFICE in decision.shares:
        found.append(
            f"В планах по-прежнему будет названо: {', '.join(map(quoted, named))}. Слова плана "
            "меняются приказом, поручения получит новый сотрудник."
        )
    return tuple(found)


def lines_of(held: Holdings, decision: Decision) -> tuple[Line, ...]:
    """Everything of the person with what becomes of it, what passes first."""
    lines = [
        *_passing(held, decision), *_left_behind(held, decision), *_ending(held, decision),
        *_staying(held),
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: list(Fate).index(line.fate)))


def _reason_against_role(share: Share, receiver: Roles) -> str:
    roles = receiver.roles
    return {
        Share.OFFICE: "" if roles & OFFICE_ROLES else NEEDS_OFFICE,
        Share.REVIEW: "" if roles & REVIEWERS else NEEDS_REVIEWER,
        Share.SUPPORT: "" if roles & {Role.CURATOR, *REVIEWERS} else NEEDS_CURATOR,
        Share.SCHOOLS: "" if Role.SCHOOL_HEAD in roles else NEEDS_HEAD,
    }[share]


def _double_part(held: Holdings, share: Share, receiver: Roles) -> str:
    """Nobody leads a school and checks it as its curator."""
    if share is Share.SCHOOLS:
        names = _names(held.headed, held.roles.heads & receiver.supports)
        if held.roles.heads & receiver.supports:
            return (
                f"Новый сотрудник — куратор и принимал бы свою же работу: {names}. Сначала "
                "назначьте другого куратора."
            )
    if share is Share.SUPPORT and held.roles.supports & receiver.heads:
        names = _names(held.supported, held.roles.supports & receiver.heads)
        return (
            f"Новый сотрудник руководит школой и принимал бы свою же работу: {names}. Выберите "
            "другого куратора."
        )
    return ""


def _passing(held: Holdings, decision: Decision) -> Iterator[Line]:
    there = [share for share in shares_of(held) if share in decision.shares]
    tasks = passing_tasks(held, decision)
    if Share.OFFICE in there:
        yield _office_line(held, [task for task in tasks if task.school is None])
    if Share.SCHOOLS in there:
        number = _assignments(sum(task.school is not None for task in tasks))
        yield Line(
            Fate.PASSES,
            f"Руководство: {_listed(held.headed)}; не закончено {number}",
            "Поручения школы остаются за школой, выполняет их её руководитель.",
        )
    if Share.SUPPORT in there:
        yield Line(
            Fate.PASSES,
            f"Кураторство: {_listed(held.supported)}",
            "Проверка работы этих школ и письма об их опозданиях.",
        )
    if Share.REVIEW in there:
        yield Line(
            Fate.PASSES,
            f"Проверка поручений управления: ждёт {_assignments(len(held.to_review))}",
            "Проверяет любой координатор; акт называет, что ждёт сегодня.",
        )
    if held.date_requests and {Share.REVIEW, Share.SUPPORT} & set(there):
        asked = counted(held.date_requests, "просьба", "просьбы", "просьб")
        yield Line(Fate.PASSES, f"Решение о сроке: {asked}", "Отвечает тот, кто проверяет работу.")


def _office_line(held: Holdings, tasks: list[Task]) -> Line:
    said = f"{_listed(held.parties)}; не закончено {_assignments(len(tasks))}"
    if held.not_in_force:
        said += f", в планах, которые ещё не действуют, {_assignments(held.not_in_force)}"
    why = "Слова плана не меняются: за ответственным встаёт другой сотрудник."
    return Line(Fate.PASSES, f"Поручения управления: {said}", why)


def _left_behind(held: Holdings, decision: Decision) -> Iterator[Line]:
    """Parts that were not chosen this time."""
    names = {
        Share.OFFICE: f"Поручения управления: {_listed(held.parties)}",
        Share.SCHOOLS: f"Руководство: {_listed(held.headed)}",
        Share.SUPPORT: f"Кураторство: {_listed(held.supported)}",
        Share.REVIEW: "Проверка поручений управления",
    }
    for share in shares_of(held):
        if share not in decision.shares:
            yield Line(Fate.LEFT, names[share], "Не отмечено; можно передать отдельно.")


def _ending(held: Holdings, decision: Decision) -> Iterator[Line]:
    for role in ending_roles(held):
        name = ROLE_NAMES[role]
        if decision.ends_roles:
            yield Line(Fate.ENDS, f"Роль прежнего сотрудника: {name}")
        else:
            yield Line(Fate.STAYS, f"Роль прежнего сотрудника: {name}", "Снять её не отмечено.")
    if Role.ADMINISTRATOR in held.roles.roles:
        why = "Администратора назначают и снимают отдельно, на странице сотрудника."
        yield Line(Fate.STAYS, "Роль прежнего сотрудника: администратор", why)
    feeds = len(ending_feeds(held, decision))
    if feeds:
        addresses = counted(feeds, "адрес", "адреса", "адресов")
        yield Line(
            Fate.ENDS, f"Календарь в телефоне: {addresses}", "По ним больше не приходят сроки."
        )


def _staying(held: Holdings) -> Iterator[Line]:
    yield Line(
        Fate.STAYS,
        "История: кто что сдал, принял, вернул и приложил",
        "Сделанное остаётся под именем того, кто это сделал.",
    )
    if held.own_filters:
        own = counted(held.own_filters, "отбор", "отбора", "отборов")
        yield Line(Fate.STAYS, f"Сохранённые для себя: {own}", "Личное, другим не видно.")
    if held.shared_filters:
        shared = counted(held.shared_filters, "отбор", "отбора", "отборов")
        why = "Видны всем, кто видит план; убрать их может любой координатор."
        yield Line(Fate.STAYS, f"Показанные всем: {shared}", why)
    if held.unfinished_uploads:
        number = counted(held.unfinished_uploads, "файл", "файла", "файлов")
        why = "Не приложено ни к чему: это видит только тот, кто загружал."
        yield Line(Fate.STAYS, f"Недогруженное и снимки: {number}", why)


def _left_roles(held: Holdings, decision: Decision) -> frozenset[Role]:
    gone = set(ending_roles(held)) if decision.ends_roles else set()
    if Share.SCHOOLS in decision.shares:
        gone.add(Role.SCHOOL_HEAD)
    if Share.SUPPORT in decision.shares:
        gone.add(Role.CURATOR)
    return held.roles.roles - gone


def _passing_schools(held: Holdings, decision: Decision) -> frozenset[int]:
    heads = held.roles.heads if Share.SCHOOLS in decision.shares else frozenset()
    supports = held.roles.supports if Share.SUPPORT in decision.shares else frozenset()
    return heads | supports


def _left_schools(held: Holdings, decision: Decision) -> frozenset[int]:
    heads = frozenset() if Share.SCHOOLS in decision.shares else held.roles.heads
    supports = frozenset() if Share.SUPPORT in decision.shares else held.roles.supports
    return heads | supports


def _names(schools: tuple[Named, ...], ids: frozenset[int]) -> str:
    """The schools of `ids`; a branch is told by all of them, for it has no role of its own."""
    return ", ".join(one.name for one in schools if one.id in ids) or _listed(schools)


def _listed(named: tuple[Named, ...]) -> str:
    return ", ".join(one.name for one in named)


def _assignments(number: int) -> str:
    return counted(number, "поручение", "поручения", "поручений")
