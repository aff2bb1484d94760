"""The words of a digest: the subject says the most pressing, the body is plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from textwrap import shorten
from typing import Any

from core.values.wording import NBSP, counted, days_until, long_date, short_date
from roadmaps.domain.reminders.values import DateWish, Digest, LateSchool, News, Submission, Task

LINES_SHOWN = 15
"""Of one kind; the rest is counted and found on the portal."""
SUBJECT_PARTS = 3
_TITLE_WIDTH = 120
_WEEKDAYS = (
    "понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья",
)  # fmt: skip
_NAMES_WITH_PATRONYMIC = 3


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the letter leads; `stop` is empty where letters cannot be refused."""

    task: str
    """Of one assignment, with `{id}` in the place of its key; so of a school."""
    late_school: str
    tasks: str
    review: str
    date_wishes: str
    settings: str
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body: its heading, the first of its entries, where the rest is found."""

    heading: str
    number: int
    entries: Sequence[tuple[str, str]]
    """Pairs of doer and words; entries of one doer stand under its name."""
    rest: str
    names_doers: bool = False
    """Whether each doer is named: of somebody's only school it would say nothing."""


def subject_of(digest: Digest) -> str:
    """«Просрочено 2, сегодня 1, до пятницы 3»."""
    late = len(digest.overdue) + sum(
        one.due_on is not None and one.due_on < digest.today for one in digest.returned
    )
    counts = (
        (late, "просрочено"),
        (len(digest.returned), "возвращено"),
        (len(digest.due_today), "срок сегодня"),
        *_nearest(digest),
        (len(digest.submissions), "ждут проверки"),
        (len(digest.date_wishes), "просят другой срок"),
        (len(digest.late_schools), "опаздывают школы:"),
        (len(digest.decided), "решено"),
    )
    parts = [f"{words} {number}" for number, words in counts if number][:SUBJECT_PARTS]
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def body_of(digest: Digest, *, full_name: str, office: str, addresses: Addresses) -> str:
    """The letter's text, to be read in any mail program."""
    parts = [greeting(full_name)]
    parts += [_drawn(section) for section in _sections(digest, addresses) if section.entries]
    parts.append(_signature(office, addresses))
    return "\n\n".join(parts) + "\n"


def greeting(full_name: str) -> str:
    """By name and patronymic where both are known."""
    names = full_name.split()
    if len(names) == _NAMES_WITH_PATRONYMIC:
        return f"{names[1]} {names[2]}, здравствуйте."
    return "Здравствуйте."


def _nearest(digest: Digest) -> list[tuple[int, str]]:
    """How much is due by the nearest date ahead."""
    if not digest.ahead:
        return []
    nearest = min(task.due_on for task in digest.ahead)
    number = sum(task.due_on == nearest for task in digest.ahead)
    return [(number, _until(nearest, digest.today))]


def _until(day: date, today: date) -> str:
    if day - today == timedelta(days=1):
        return "срок завтра"
    if day - today < timedelta(days=7):
        return f"до {_WEEKDAYS[day.weekday()]}"
    return f"до {short_date(day)[:5]}"


def _sections(digest: Digest, addresses: Addresses) -> Iterable[Section]:
    several = len(_doers(digest)) > 1

    def section(
        heading: str,
        of: Sequence[Any],
        draw: Callable[[Any, Digest, Addresses], tuple[str, str]],
        *,
        rest: str = addresses.tasks,
        names_doers: bool = several,
    ) -> Section:
        entries = [draw(one, digest, addresses) for one in of[:LINES_SHOWN]]
        return Section(heading, len(of), entries, rest, names_doers)

    yield section("Просрочено", digest.overdue, _task)
    yield section("Возвращено на доработку", digest.returned, _decided)
    yield section("Срок сегодня", digest.due_today, _task)
    yield section("Подходит срок", digest.ahead, _task)
    yield section(
        "Ждут вашей проверки",
        digest.submissions,
        _submission,
        rest=addresses.review,
        names_doers=True,
    )
    yield section(
        "Просят другой срок",
        digest.date_wishes,
        _date_wish,
        rest=addresses.date_wishes,
        names_doers=True,
    )
    yield section(
        "Опаздывают школы, которые вы курируете",
        digest.late_schools,
        _late_school,
        names_doers=False,
    )
    yield section("Решения по вашим поручениям", digest.decided, _decided)


def _doers(digest: Digest) -> set[str]:
    owed = (*digest.overdue, *digest.due_today, *digest.ahead)
    return {one.doer for one in owed} | {one.doer for one in (*digest.returned, *digest.decided)}


def _task(task: Task, digest: Digest, addresses: Addresses) -> tuple[str, str]:
    when = f"Срок {long_date(task.due_on)}"
    if task.due_on != digest.today:
        when = f"{when}, {days_until(task.due_on, digest.today)}"
    return task.doer, _entry(task.title, f"{when}.", addresses.task.format(id=task.id))


def _decided(one: News, digest: Digest, addresses: Addresses) -> tuple[str, str]:
    comment = " ".join(one.comment.split())
    if one.is_return:
        words = _sentence(f"{one.by_name}: {comment}" if comment else one.by_name)
    else:
        words = _sentence(f"{one.words[:1].upper()}{one.words[1:]}, {one.by_name}")
        words = f"{words} {_sentence(comment)}" if comment else words
    if one.due_on is not None:
        late = f", {days_until(one.due_on, digest.today)}" if one.due_on < digest.today else ""
        words = f"{words} Срок {long_date(one.due_on)}{late}."
    return one.doer, _entry(one.title, words, addresses.task.format(id=one.id))


def _submission(one: Submission, digest: Digest, addresses: Addresses) -> tuple[str, str]:
    words = f"На проверке с {long_date(one.since)}."
    return one.doer, _entry(one.title, words, addresses.task.format(id=one.id))


def _date_wish(one: DateWish, digest: Digest, addresses: Addresses) -> tuple[str, str]:
    instead = f" вместо {long_date(one.due_on)}" if one.due_on else ""
    reason = _sentence(" ".join(one.reason.split()))
    words = f"Просят {long_date(one.wished_on)}{instead}: {reason}"
    return one.doer, _entry(one.title, words, addresses.task.format(id=one.id))


def _late_school(one: LateSchool, digest: Digest, addresses: Addresses) -> tuple[str, str]:
    number = counted(one.number, "поручение", "поручения", "поручений")
    days = counted((digest.today - one.oldest).days, "день", "дня", "дней")
    return "", _entry(
        one.name,
        f"{number}, самое давнее просрочено на {days}.",
        addresses.late_school.format(id=one.id),
    )


def _entry(title: str, words: str, address: str) -> str:
    short = shorten(title, _TITLE_WIDTH, placeholder="…")
    return f"— {_sentence(short)}\n  {words}\n  {address}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _drawn(section: Section) -> str:
    """Entries of one doer together; a doer stands where its most pressing entry would."""
    entries = section.entries
    places = {doer: place for place, (doer, _) in reversed(list(enumerate(entries)))}
    ordered = sorted(entries, key=lambda entry: places[entry[0]])
    lines = [f"{section.heading}: {section.number}"]
    for doer, group in groupby(ordered, key=lambda entry: entry[0]):
        if section.names_doers:
            lines += ["", doer]
        lines += [words for _, words in group]
    more = section.number - len(entries)
    if more:
        lines.append(f"Ещё {more}: {section.rest}")
    return "\n".join(lines)


def _signature(office: str, addresses: Addresses) -> str:
    lines = [
        f"Все поручения: {addresses.tasks}",
        f"Какие письма получать: {addresses.settings}",
    ]
    if addresses.stop:
        lines.append(f"Не получать напоминания: {addresses.stop}")
    else:
        lines.append("О просроченном управление образования напоминает всегда.")
    return "\n".join(
        ["--" + " ", office, f"Портал пишет сам, отвечать на{NBSP}письмо не нужно.", *lines]
    )
