"""«Понедельник»: one sheet for the weekly meeting of an office. Facts in, document out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.values.wording import counted, long_date, short_date
from reports.domain.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from reports.domain.office import Office

MOST_NAMED = 7
MOST_ROWS = 5
"""So many schools are named, and so many lines of a table fit on the sheet; more is counted."""
_ASSIGNMENTS = ("поручение", "поручения", "поручений")


@dataclass(frozen=True, slots=True)
class Late:
    """Who is late: a school or a party of the office."""

    who: str
    number: int
    oldest: date
    postponed: int = 0
    """How much more has an agreed later day that is still ahead."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a day; `left` is how many of how many still owe it: «3 из 12»."""

    day: date
    activity: str
    left: str


@dataclass(frozen=True, slots=True)
class MondayFacts:
    """The state of an office's work; `accepted` counts the week before the present one."""

    late: tuple[Late, ...]
    due: tuple[Due, ...]
    waiting: int
    longest_days: int
    silent: tuple[str, ...]
    accepted: int
    postponed: int = 0
    """Work whose agreed later day is still ahead."""
    moved_times: int = 0
    """How often the dates of work that is still owed were moved."""


def weeks_of(day: date) -> tuple[date, date, date]:
    """Monday of the present week, of the next one and of the one after."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7), monday + timedelta(days=14)


def compose(facts: MondayFacts, office: Office, day: date) -> Document:
    """The sheet as of `day`."""
    monday, following, _ = weeks_of(day)
    blocks: list[Block] = [Paragraph(_summary(facts)), Heading("Просрочено")]
    blocks += _late(facts)
    blocks += [Heading("Сроки двух недель"), *_due(facts.due, monday, following)]
    blocks += [Heading("Молчат 30 дней"), Paragraph(_silent(facts))]
    return Document(
        organisation=office.header,
        kind="",
        title=f"Понедельник: состояние работы на {long_date(day)} г.",
        blocks=tuple(blocks),
        date=day,
        author=office.name or office.municipality,
        registered=False,
    )


def _summary(facts: MondayFacts) -> str:
    late = sum(one.number for one in facts.late)
    waiting = "Проверки ничего не ждёт."
    if facts.waiting:
        days = counted(facts.longest_days, "день", "дня", "дней")
        waiting = f"Ждёт проверки {counted(facts.waiting, *_ASSIGNMENTS)}, дольше всего {days}."
    accepted = "За прошлую неделю ничего не принято."
    if facts.accepted:
        accepted = f"За прошлую неделю принято {counted(facts.accepted, *_ASSIGNMENTS)}."
    return f"Просрочено {counted(late, *_ASSIGNMENTS)}. {_postponed(facts)}{waiting} {accepted}"


def _postponed(facts: MondayFacts) -> str:
    if not facts.postponed:
        return ""
    times = counted(facts.moved_times, "раз", "раза", "раз")
    number = counted(facts.postponed, *_ASSIGNMENTS)
    return f"Перенесено на новый срок {number}; сроки невыполненного переносили {times}. "


def _late(facts: MondayFacts) -> list[Block]:
    if not facts.late:
        return [Paragraph("Просроченного нет.")]
    columns = (
        Column("Кто", 60),
        Column("Просрочено", 20, Align.END),
        Column("Перенесено", 20, Align.END),
        Column("Самый давний срок", 24, Align.CENTRE),
    )
    rows = [
        Row((one.who, Number(one.number), Number(one.postponed), one.oldest))
        for one in facts.late[:MOST_ROWS]
    ]
    blocks: list[Block] = [Table("", columns, tuple(rows), "Просрочено")]
    return [*blocks, *_rest(facts.late[MOST_ROWS:], "исполнитель", "исполнителя", "исполнителей")]


def _due(due: Sequence[Due], monday: date, following: date) -> list[Block]:
    columns = (
        Column("Срок", 17, Align.CENTRE),
        Column("Мероприятие", 73),
        Column("Не выполнено", 22, Align.END),
    )
    rows: list[Row] = []
    for words, first in (("На этой неделе", monday), ("На следующей неделе", following)):
        last = first + timedelta(days=6)
        own = [one for one in due if first <= one.day <= last]
        rest = f", ещё {len(own) - MOST_ROWS}" if len(own) > MOST_ROWS else ""
        said = f"показаны {MOST_ROWS}{rest}" if rest else "" if own else "сроков нет"
        title = f"{words}, {short_date(first)} – {short_date(last)}"
        rows.append(Row((f"{title}: {said}" if said else title,), RowKind.SECTION))
        rows += [Row((one.day, one.activity, one.left)) for one in own[:MOST_ROWS]]
    return [Table("", columns, tuple(rows), "Сроки")]


def _rest(left_out: Sequence[Late], one: str, few: str, many: str) -> list[Block]:
    number = len(left_out)
    return [Paragraph(f"Ещё {counted(number, one, few, many)}.")] if number else []


def _silent(facts: MondayFacts) -> str:
    if not facts.silent:
        return "Таких школ нет."
    shown, more = facts.silent[:MOST_NAMED], len(facts.silent) - MOST_NAMED
    names = ", ".join(shown)
    return f"{names} и ещё {counted(more, 'школа', 'школы', 'школ')}." if more > 0 else f"{names}."
