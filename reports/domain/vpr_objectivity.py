"""The section of the analysis of ВПР about signs of bias (DOMAIN.md 3): calm words, sources."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.procedures import Work
from core.values.wording import NBSP, lower_first
from reports.domain.captions import Captions
from reports.domain.document import Block, Column, Paragraph, Row, Table

WHAT_IT_MEANS = (
    "Признак — повод проверить, как проходила и проверялась работа; сам по себе он не говорит о "
    "том, что отметки поставлены неверно. Из результатов, приведённых в справке, такие работы не "
    "исключены."
)
NO_SIGNS = "Ни по одной работе признаков нет."


@dataclass(frozen=True, slots=True)
class MarkedWork:
    """One work of one school with its signs in words and who says so: a list, the portal."""

    school: str
    work: Work
    signs: str
    origin: str


@dataclass(frozen=True, slots=True)
class BiasFacts:
    """Signs of bias of the year: the sentence of the index and the works of ВПР that bear any.

    `marked` is None where schools are not named, as in what is published.
    """

    sentence: str
    marked: tuple[MarkedWork, ...] | None


def blocks(facts: BiasFacts, captions: Captions) -> list[Block]:
    """What the index is, what a sign means, and which works bear one."""
    found: list[Block] = [Paragraph(facts.sentence), Paragraph(WHAT_IT_MEANS)]
    if facts.marked is None:
        return found
    if not facts.marked:
        return [*found, Paragraph(NO_SIGNS)]
    rows = tuple(Row((one.school, _work(one.work), one.signs, one.origin)) for one in facts.marked)
    columns = (
        Column("Школа", 40),
        Column("Предмет, класс", 30),
        Column("Признаки", 44),
        Column("Откуда известно", 30),
    )
    caption = captions.table("Работы с признаками необъективности")
    return [*found, Table(caption, columns, rows, "Признаки")]


def _work(work: Work) -> str:
    return f"{lower_first(work.subject)}, {work.grade}{NBSP}класс"
