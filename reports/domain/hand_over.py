"""«Акт приёма-передачи дел»: what was recorded when work passed, as a document. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from core.values.wording import NBSP, counted, kept_together, long_date, lower_first
from reports.domain.document import (
    NOTHING,
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Number,
    NumberedList,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Signature,
    Table,
)
from reports.domain.office import Office
from roadmaps.domain.handing_over.act import Act, ActOffice, ActTask
from roadmaps.domain.handing_over.passing import Fate
from roadmaps.domain.handing_over.values import Share
from roadmaps.domain.handing_over.wording import summary_of

SHARE_WORDS = {Share.SCHOOLS: "руководство", Share.SUPPORT: "кураторство"}
_TASKS = "Незаконченные поручения"
_REVIEW = "Поручения, которые ждут проверки"


def compose(act: Act) -> Document:
    """The act with its signature lines; the lists are annexes on sheets of their own."""
    office = _office(act.office)
    annexes = [(title, tasks) for title, tasks in _lists(act) if tasks]
    blocks = [*_text(act), *_schools(act), *_rest(act), *_named(annexes), *_signatures(act)]
    for number, (title, tasks) in enumerate(annexes, 1):
        corner = (f"Приложение № {number}", "к акту приёма-передачи дел", f"от {_day(act)}")
        blocks.append(Annex(tuple(map(kept_together, corner)), title, Orientation.LANDSCAPE))
        blocks.append(_table(title, tasks))
    return Document(
        organisation=office.header,
        kind="АКТ",
        title="приёма-передачи дел",
        blocks=tuple(blocks),
        date=act.day,
        place=act.office.place,
        author=act.office.name or act.office.municipality,
    )


def initials_first(name: str) -> str:
    """«А. П. Лесная» for «Лесная Анна Петровна», as a signature stands (ГОСТ Р 7.0.97)."""
    surname, *names = name.split() or [""]
    letters = [f"{one[0]}." for one in names[:2]]
    return NBSP.join([*letters, surname])


def _office(office: ActOffice) -> Office:
    return Office(
        name=office.name,
        municipality=office.municipality,
        municipality_genitive=office.municipality_genitive,
        place=office.place,
    )


def _text(act: Act) -> Iterator[Block]:
    reason = f" Основание: {act.reason.rstrip('.')}." if act.reason else ""
    yield Paragraph(
        kept_together(
            f"Настоящий акт составлен о том, что {_who(act.former.name, act.former.roles)} сдаёт, "
            f"а {_who(act.receiver.name, act.receiver.roles)} принимает дела по дорожным картам "
            f"поддержки школ.{reason}"
        )
    )
    yield Paragraph(
        kept_together(f"По состоянию на {_day(act)} передаются дела ({summary_of(act)}):")
    )
    passes = act.with_fate(Fate.PASSES)
    yield NumberedList(tuple(kept_together(f"{line.what}.") for line in passes))


def _who(name: str, roles: str) -> str:
    return f"{name} ({roles})" if roles else name


def _day(act: Act) -> str:
    return f"{long_date(act.day)}{NBSP}г."


def _schools(act: Act) -> Iterator[Block]:
    if not act.schools:
        return
    columns = (
        Column("№", 6, Align.CENTRE),
        Column("Школа", 42),
        Column("Передаётся", 20),
        Column("Не выполнено", 14, Align.END, "Поручения"),
        Column("Из них просрочено", 15, Align.END, "Поручения"),
        Column("На проверке", 13, Align.END, "Поручения"),
    )
    rows = [
        Row((
            Number(number), school.name, SHARE_WORDS[school.share],
            *(Number(count) for count in (school.open, school.overdue, school.submitted)),
        ))
        for number, school in enumerate(act.schools, 1)
    ]  # fmt: skip
    yield Table("", columns, tuple(rows), "Школы")


def _rest(act: Act) -> Iterator[Block]:
    """What ends and what was left, in one sentence each.

    What stays by itself, such as history, is the portal's matter and no part of an act.
    """
    for fate, words in ((Fate.ENDS, "Прекращается"), (Fate.LEFT, "Не передаётся")):
        lines = act.with_fate(fate)
        if lines:
            named = "; ".join(lower_first(line.what) for line in lines)
            yield Paragraph(kept_together(f"{words}: {named}."))


def _lists(act: Act) -> tuple[tuple[str, tuple[ActTask, ...]], ...]:
    return (_TASKS, act.tasks), (_REVIEW, act.to_review)


def _named(annexes: Sequence[tuple[str, tuple[ActTask, ...]]]) -> Iterator[Block]:
    """What the annexes are, above the signatures."""
    if annexes:
        named = ", ".join(
            f"№{NBSP}{number} «{title}» ({counted(len(tasks), 'строка', 'строки', 'строк')})"
            for number, (title, tasks) in enumerate(annexes, 1)
        )
        yield Paragraph(f"{'Приложения' if len(annexes) > 1 else 'Приложение'}: {named}.")


def _signatures(act: Act) -> Iterator[Block]:
    yield Signature("Дела сдал", initials_first(act.former.name))
    yield Signature("Дела принял", initials_first(act.receiver.name))


def _table(title: str, tasks: Iterable[ActTask]) -> Table:
    """One row for each piece of work, under the name of its plan."""
    columns = (
        Column("№", 5, Align.CENTRE),
        Column("№ в плане", 7, Align.CENTRE),
        Column("Мероприятие", 30),
        Column("Ответственный", 16),
        Column("Срок по плану", 16),
        Column("Срок", 11, Align.CENTRE),
        Column("Состояние", 13),
        Column("Приложенные документы", 19),
        Column("Что осталось", 22),
    )
    rows: list[Row] = []
    number = 0
    for plan, of_plan in groupby(tasks, key=lambda task: task.plan):
        rows.append(Row((kept_together(plan),), RowKind.SECTION))
        for task in of_plan:
            number += 1
            rows.append(Row(_cells(number, task)))
    return Table("", columns, tuple(rows), title.partition(" ")[0])


def _cells(number: int, task: ActTask) -> tuple[Cell, ...]:
    return (
        Number(number),
        task.number or NOTHING,
        task.title,
        kept_together(task.doer),
        task.deadline or NOTHING,
        task.due_on or NOTHING,
        task.word,
        "; ".join(task.documents) or NOTHING,
        task.left,
    )
