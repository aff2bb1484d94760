"""«Почему и что дальше»: the sheet of grounds that an office hands to the head of a school.

One or two pages for a school; several schools follow each other on sheets of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.values import academic_year as years
from core.values.wording import lower_first, short_date
from reports.domain.document import (
    NO_DATA,
    NOTHING,
    Align,
    Annex,
    Block,
    Column,
    Document,
    Heading,
    Number,
    NumberedList,
    Orientation,
    Paragraph,
    Row,
    Table,
)
from reports.domain.office import Office
from reports.domain.run_facts import Ground
from reports.domain.vpr_grounds import THRESHOLD_NOTE, share_cell

KIND = "СПРАВКА"
MET_NOTE = "* Результат низкий: доля не ниже порога."


@dataclass(frozen=True, slots=True)
class SheetGround:
    """A procedure against the limit; `distance` in words, `earlier` by label of the year."""

    ground: Ground
    distance: str
    file_name: str
    place: str
    earlier: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OtherGround:
    """A figure that is not a share of low results: what it is of, words, whether it is met."""

    title: str
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What would change the verdict: a sentence, and a line for each procedure, if any."""

    words: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One school: what the list says, the grounds, the ways out and in, what is not known.

    `standing` is what the list by the order says and `decision` why people decided against the
    calculation; both may be empty.
    """

    school: str
    academic_year: int
    reason: str
    standing: str
    decision: str
    criteria: str
    run: int
    finished_on: date
    grounds: Sequence[SheetGround]
    others: Sequence[OtherGround]
    next_steps: Sequence[NextStep]
    cautions: Sequence[str]


def compose(facts: SheetFacts, office: Office, day: date) -> Document:
    """The sheet of one school."""
    title = f"о категории школы по итогам {years.label(facts.academic_year)} учебного года"
    return _document(title, [Paragraph(facts.school), *_sheet(facts, office)], office, day)


def compose_all(
    facts: Sequence[SheetFacts], academic_year: int, office: Office, day: date
) -> Document:
    """The schools of a list one after another, each on a sheet of its own, named first."""
    names = NumberedList(tuple(one.school for one in facts))
    blocks: list[Block] = [Paragraph("Справки составлены для школ перечня:"), names]
    for one in facts:
        blocks += [Annex((), one.school, Orientation.PORTRAIT), *_sheet(one, office)]
    title = f"о категориях школ по итогам {years.label(academic_year)} учебного года"
    return _document(title, blocks, office, day)


def _document(title: str, blocks: Sequence[Block], office: Office, day: date) -> Document:
    return Document(
        organisation=office.header,
        kind=KIND,
        title=title,
        blocks=tuple(blocks),
        date=day,
        place=office.place,
        author=office.name or office.municipality,
    )


def _sheet(facts: SheetFacts, office: Office) -> list[Block]:
    blocks: list[Block] = [Paragraph(facts.reason)]
    if facts.standing:
        blocks.append(Paragraph(facts.standing))
    if facts.decision:
        blocks.append(Paragraph(f"Решение управления: {lower_first(facts.decision)}"))
    if facts.grounds:
        blocks.append(_table(facts))
    if facts.others:
        blocks.append(_others(facts))
    if facts.next_steps:
        blocks.append(Heading("Что изменило бы вывод", 2))
        for step in facts.next_steps:
            blocks.append(Paragraph(step.words))
            if step.lines:
                blocks.append(NumberedList(tuple(step.lines)))
    blocks += map(Paragraph, facts.cautions)
    blocks.append(
        Paragraph(
            f"Основание: критерии {facts.criteria}, расчёт № {facts.run} от "
            f"{short_date(facts.finished_on)}."
        )
    )
    return [*blocks, office.signature]


def _table(facts: SheetFacts) -> Table:
    labels = sorted({label for one in facts.grounds for label in one.earlier}, reverse=True)
    files = list(dict.fromkeys(one.file_name for one in facts.grounds if one.file_name))
    columns = (
        Column("Процедура", 42),
        Column("Участ­ников", 14, Align.END),
        Column("Ниже порога", 14, Align.END),
        Column("Доля, %", 13, Align.END),
        Column("До порога", 20),
        *(Column(f"{label}, %", 18, Align.END) for label in labels),
        Column("Источник", 22),
    )
    rows = tuple(_row(one, labels, files) for one in facts.grounds)
    sources = tuple(f"[{number}] {name}" for number, name in enumerate(files, 1))
    limit = facts.grounds[0].ground.threshold.replace(".", ",")
    notes = (f"{MET_NOTE} Порог — {limit} %. {THRESHOLD_NOTE}", *sources)
    return Table("", columns, rows, f"Основания {facts.run}", notes)


def _row(one: SheetGround, labels: Sequence[str], files: Sequence[str]) -> Row:
    ground = one.ground
    share = share_cell(ground)
    if ground.met and isinstance(share, Number):
        share = Number(share.value, share.places, share.signed, "*")
    place = one.place or "—"
    return Row(
        (
            ground.work.title,
            Number(ground.participants),
            Number(ground.low),
            share,
            one.distance or NOTHING,
            *(one.earlier.get(label) or NO_DATA for label in labels),
            f"[{files.index(one.file_name) + 1}] {place}" if one.file_name else NOTHING,
        )
    )


def _others(facts: SheetFacts) -> Table:
    columns = (Column("По чему", 34), Column("Показатель", 80), Column("Условие выполнено", 26))
    rows = tuple(Row((one.title, one.words, one.answer)) for one in facts.others)
    return Table("", columns, rows, f"Другие основания {facts.run}")
