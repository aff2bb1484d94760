"""«Перечень школ с низкими результатами» as an annex to an order (DOMAIN.md 6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessments.domain.rules import Category
from core.values import academic_year as years
from core.values import wording
from core.values.wording import NBSP
from reports.domain.captions import Captions
from reports.domain.display import cell_text
from reports.domain.document import (
    NOTHING,
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Number,
    Orientation,
    Paragraph,
    Row,
    Table,
)
from reports.domain.office import Office
from reports.domain.publication import HIDDEN, note_of
from reports.domain.run_facts import Ground, RunFacts, SchoolVerdict
from reports.domain.vpr_grounds import reason_alone, share_cell

ORDER_LINES = ("к приказу", "от «___» __________ 20___ г. № ______")


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The run of a year, the run of the year before where there is one, names and curators."""

    academic_year: int
    run: RunFacts
    previous: RunFacts | None
    schools: Mapping[str, str]
    curators: Mapping[str, str]


def compose(facts: ListFacts, office: Office, day: date) -> Document:
    """The list; schools at risk and schools that left the list follow as further annexes."""
    captions = Captions()
    listed = facts.run.of(Category.LOW_RESULTS)
    blocks: list[Block] = [Paragraph(_basis(facts))]
    if listed:
        blocks.append(_table(facts, listed, captions.table("Школы перечня"), "Перечень"))
    else:
        blocks.append(Paragraph("Школ с низкими результатами по этим критериям нет."))
    blocks.append(office.signature)
    annexes = 1
    risky = facts.run.of(Category.AT_RISK)
    if risky:
        annexes += 1
        title = "Школы в зоне риска снижения образовательных результатов"
        blocks.append(Annex((f"Приложение {annexes}", *ORDER_LINES), title, Orientation.LANDSCAPE))
        blocks.append(_table(facts, risky, captions.table("Школы в зоне риска"), "Зона риска"))
    left = _left(facts)
    if left:
        annexes += 1
        title = "Школы, исключённые из перечня"
        blocks.append(Annex((f"Приложение {annexes}", *ORDER_LINES), title, Orientation.LANDSCAPE))
        blocks.append(_left_table(facts, left, captions))
    return Document(
        organisation=(),
        corner=("Приложение 1", *ORDER_LINES),
        kind="ПЕРЕЧЕНЬ",
        title=(
            f"{office.schools_of} с низкими образовательными результатами по итогам "
            f"{years.label(facts.academic_year)} учебного года"
        ),
        blocks=tuple(blocks),
        date=day,
        author=office.name or office.municipality,
        registered=False,
        orientation=Orientation.LANDSCAPE,
    )


def _basis(facts: ListFacts) -> str:
    return (
        f"Основание: критерии {facts.run.criteria}, расчёт от "
        f"{wording.short_date(facts.run.finished_on)} по результатам оценочных процедур "
        f"{years.label(facts.academic_year)} учебного года."
    )


def _table(facts: ListFacts, verdicts: list[SchoolVerdict], caption: str, name: str) -> Table:
    rows = tuple(
        Row(
            (
                Number(number),
                facts.schools.get(one.school, one.school),
                one.school,
                _grounds(one),
                _standing(facts, one),
                facts.curators.get(one.school) or NOTHING,
            )
        )
        for number, one in enumerate(verdicts, 1)
    )
    columns = (
        Column("№", 5, Align.END),
        Column("Организация", 40),
        Column("Логин ФИС ОКО", 18),
        Column("Основание", 70),
        Column("Статус", 22),
        Column("Куратор", 22),
    )
    return Table(caption, columns, rows, name, note_of(_grounds(one) for one in verdicts))


def _grounds(verdict: SchoolVerdict) -> str:
    met = [ground for ground in verdict.grounds if ground.met]
    if verdict.category is not Category.LOW_RESULTS or not met:
        return reason_alone(verdict.reason)
    return "; ".join(_ground_words(ground) for ground in met)


def _ground_words(ground: Ground) -> str:
    if ground.is_hidden:
        return f"{ground.work.title} — {HIDDEN.word}"
    share = cell_text(share_cell(ground))
    return f"{ground.work.title}: {ground.low} из {ground.participants} ({share}{NBSP}%)"


def _standing(facts: ListFacts, verdict: SchoolVerdict) -> Cell:
    """«впервые» or «повторно» against the list of the year before; unknown without one."""
    if verdict.category is Category.AT_RISK:
        return "зона риска"
    if facts.previous is None:
        return NOTHING
    before = {one.school for one in facts.previous.of(Category.LOW_RESULTS)}
    return "повторно" if verdict.school in before else "впервые"


def _left(facts: ListFacts) -> list[SchoolVerdict]:
    """This year's verdicts on schools of the last list that are not in the new one."""
    if facts.previous is None:
        return []
    before = {one.school for one in facts.previous.of(Category.LOW_RESULTS)}
    return [
        one
        for one in facts.run.verdicts
        if one.school in before and one.category is not Category.LOW_RESULTS
    ]


def _left_table(facts: ListFacts, verdicts: list[SchoolVerdict], captions: Captions) -> Table:
    rows = tuple(
        Row((Number(number), facts.schools.get(one.school, one.school), one.school, one.reason))
        for number, one in enumerate(verdicts, 1)
    )
    columns = (
        Column("№", 5, Align.END),
        Column("Организация", 50),
        Column("Логин ФИС ОКО", 22),
        Column("Причина", 90),
    )
    caption = captions.table(f"В перечне за {years.label(facts.academic_year - 1)}, теперь нет")
    return Table(caption, columns, rows, "Исключены", note_of(one.reason for one in verdicts))
