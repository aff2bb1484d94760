"""Schools with low results and why: verdicts of a classification run as tables."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.domain.measures import SMALL_GROUP, rounded, share
from assessments.domain.rules import Category
from core.values import academic_year as years
from core.values import wording
from core.values.wording import counted
from reports.domain import figures
from reports.domain.captions import Captions
from reports.domain.document import (
    COVERED,
    Align,
    Block,
    Column,
    Merged,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Value,
)
from reports.domain.publication import HIDDEN, HIDDEN_NOTE, note_of
from reports.domain.run_facts import Ground, RunFacts, SchoolVerdict

SMALL_NOTE = "* Участников меньше 10."
THRESHOLD_NOTE = (
    "Порог включён: доля, равная порогу, считается низким результатом. Доли сравниваются до "
    "округления."
)
_COLUMNS = (
    Column("Процедура", 60),
    Column("Год", 16, Align.CENTRE),
    Column("Участников", 18, Align.END),
    Column("Не преодолели порог", 20, Align.END),
    Column("Доля, %", 16, Align.END),
    Column("Порог, %", 14, Align.END),
)


def blocks(
    run: RunFacts | None, schools: Mapping[str, str], academic_year: int, captions: Captions
) -> list[Block]:
    """The list and the schools at risk with their grounds, or why there is no list."""
    label = years.label(academic_year)
    if run is None:
        return [
            Paragraph(
                f"Перечень школ с низкими результатами за {label} учебный год в портале не "
                "рассчитан."
            )
        ]
    listed, risky = run.of(Category.LOW_RESULTS), run.of(Category.AT_RISK)
    known = len(run.verdicts) - len(run.of(Category.NO_DATA))
    number = counted(known, "школы", "школ", "школ")
    day = wording.short_date(run.finished_on)
    how = f"По критериям {run.criteria} (расчёт от {day}) из"
    if run.order:
        how = f"Перечень утверждён ({run.order}; критерии {run.criteria}, расчёт от {day}). Из"
    words = f"{how} {number} с данными в перечне {len(listed)}, в зоне риска {len(risky)}."
    silent = len(run.of(Category.NO_DATA))
    if silent:
        words += f" Нет данных по {counted(silent, 'школе', 'школам', 'школам')}."
    made: list[Block] = [Paragraph(words)]
    if listed:
        caption = captions.table("Школы с низкими результатами и основания")
        made.append(_table(caption, listed, schools, "Перечень"))
    if risky:
        rows = tuple(
            Row((schools.get(one.school, one.school), reason_alone(one.reason))) for one in risky
        )
        columns = (Column("Организация", 34), Column("Основание", 66))
        caption = captions.table("Школы в зоне риска")
        notes = note_of(one.reason for one in risky)
        made.append(Table(caption, columns, rows, "Зона риска", notes))
    return made


def reason_alone(reason: str) -> str:
    """The reason without the category that its column names already."""
    category, separator, rest = reason.partition(": ")
    if not separator or category.casefold() not in ("в зоне риска", "в перечне"):
        return reason
    return f"{rest[:1].upper()}{rest[1:]}"


def _table(
    caption: str, verdicts: Sequence[SchoolVerdict], schools: Mapping[str, str], name: str
) -> Table:
    rows = []
    for verdict in verdicts:
        rows.append(Row((schools.get(verdict.school, verdict.school),), RowKind.SECTION))
        if verdict.decision:
            covered = (COVERED,) * (len(_COLUMNS) - 1)
            rows.append(Row((Merged(verdict.reason, len(_COLUMNS)), *covered)))
        rows += [_row(ground) for ground in verdict.grounds if ground.met]
    small = any(
        ground.participants < SMALL_GROUP and not ground.is_hidden
        for one in verdicts
        for ground in one.grounds
        if ground.met
    )
    notes = [THRESHOLD_NOTE, SMALL_NOTE] if small else [THRESHOLD_NOTE]
    if any(HIDDEN in row.cells for row in rows):
        notes.append(HIDDEN_NOTE)
    return Table(caption, _COLUMNS, tuple(rows), name, tuple(notes))


def _row(ground: Ground) -> Row:
    mark = "*" if ground.participants < SMALL_GROUP else ""
    threshold = Decimal(ground.threshold)
    counts = (Number(ground.participants, mark=mark), Number(ground.low), share_cell(ground))
    return Row(
        (
            ground.work.title,
            years.label(ground.academic_year),
            *((HIDDEN,) * 3 if ground.is_hidden else counts),
            Number(threshold, max(0, -int(threshold.normalize().as_tuple().exponent))),
        )
    )


def share_cell(ground: Ground) -> Value:
    """The share; with two decimals where one would round it up to a threshold not reached."""
    part = share(ground.low, ground.participants)
    limit = Fraction(ground.threshold)
    places = 2 if part is not None and part < limit <= Fraction(rounded(part, 1)) else 1
    return figures.cell(part, places)
