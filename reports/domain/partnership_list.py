"""«Перечень школ и их наставников» as an annex to an order (DOMAIN.md 6.3: «ШНОР | партнёр»)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.values import academic_year as years
from reports.domain.classification_list import ORDER_LINES
from reports.domain.document import (
    NOTHING,
    Align,
    Column,
    Document,
    Number,
    Orientation,
    Row,
    Table,
)
from reports.domain.office import Office


@dataclass(frozen=True, slots=True)
class PartnershipLine:
    """A partnership in words; what is not agreed on yet is empty."""

    school: str
    partner: str
    subjects: str
    agreement: str
    term: str


def compose(
    lines: Sequence[PartnershipLine], academic_year: int, office: Office, day: date
) -> Document:
    """The table with the signature under it."""
    rows = tuple(
        Row(
            (
                Number(number),
                one.school,
                one.partner,
                one.subjects,
                one.agreement or NOTHING,
                one.term or NOTHING,
            )
        )
        for number, one in enumerate(lines, 1)
    )
    columns = (
        Column("№", 5, Align.END),
        Column("Школа", 36),
        Column("Наставник", 44),
        Column("Предметы", 34),
        Column("Соглашение", 24),
        Column("Срок", 24),
    )
    return Document(
        organisation=(),
        corner=("Приложение", *ORDER_LINES),
        kind="ПЕРЕЧЕНЬ",
        title=(f"{office.schools_of} и их наставников на {years.label(academic_year)} учебный год"),
        blocks=(Table("", columns, rows, "Наставники"), office.signature),
        date=day,
        author=office.name or office.municipality,
        registered=False,
        orientation=Orientation.LANDSCAPE,
    )
