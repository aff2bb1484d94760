"""«Приказ об утверждении перечня» with its annexes, and the annex alone (DOMAIN.md 6.2). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessments.domain.approved_lists import Reduction
from core.values import academic_year as years
from core.values.wording import NBSP, counted, short_date
from reports.domain.approval import genitive
from reports.domain.document import (
    NOTHING,
    Align,
    Annex,
    Block,
    Column,
    Document,
    Number,
    NumberedList,
    Orientation,
    Paragraph,
    Row,
    Table,
)
from reports.domain.office import Office
from reports.domain.publication import note_of

BLANK_ORDER = "от «___» __________ 20___ г. № ______"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A school as the list names it."""

    name: str
    login: str
    grounds: str
    status: str
    curator: str


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A school that left the list, and why."""

    name: str
    login: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What an order says of a list; `order` and `letter` are number and date, None where unknown.

    `replaced` is the order of the same year that this one takes the place of. `target` is the
    percent of the list that should leave it in a year.
    """

    academic_year: int
    method: str
    order: tuple[str, date] | None
    letter: tuple[str, date] | None
    replaced: tuple[str, date] | None
    target: int
    listed: tuple[OrderLine, ...]
    at_risk: tuple[OrderLine, ...]
    left: tuple[LeftLine, ...]

    @property
    def named(self) -> str:
        """«от 06.10.2025 № 231», or blanks to be written in."""
        if self.order is None:
            return BLANK_ORDER
        number, day = self.order
        return f"от {short_date(day)} №{NBSP}{number}"


def compose(facts: OrderFacts, office: Office, day: date) -> Document:
    """The order: text, signature, the list as its first annex, who left as its second."""
    number, signed_on = facts.order or ("", day)
    blocks: list[Block] = [Paragraph(_preamble(facts)), NumberedList(tuple(_items(facts, office)))]
    blocks += [office.signature, *_annexes(facts, office)]
    return Document(
        organisation=office.header,
        corner=() if facts.order else ("ПРОЕКТ",),
        kind="ПРИКАЗ",
        title=f"Об утверждении перечня {_schools(facts, office)}",
        blocks=tuple(blocks),
        date=signed_on,
        number=number,
        place=office.place,
        author=office.name or office.municipality,
        registered=facts.order is not None,
    )


def compose_annex(facts: OrderFacts, office: Office, day: date) -> Document:
    """The list alone, as the first annex to its order, with who left as the second."""
    _, *blocks = _annexes(facts, office)
    return Document(
        organisation=(),
        corner=_corner(1, facts, office),
        kind="ПЕРЕЧЕНЬ",
        title=_schools(facts, office),
        blocks=tuple(blocks),
        date=day,
        author=office.name or office.municipality,
        registered=False,
        orientation=Orientation.LANDSCAPE,
    )


def _schools(facts: OrderFacts, office: Office) -> str:
    return (
        f"{office.schools_of} с низкими образовательными результатами по итогам "
        f"{years.label(facts.academic_year)} учебного года"
    )


def _preamble(facts: OrderFacts) -> str:
    basis = (
        f"критериев {facts.method}, результатов оценочных процедур "
        f"{years.label(facts.academic_year)} учебного года"
    )
    if facts.letter is not None:
        number, day = facts.letter
        basis += (
            " и письма (приказа) регионального органа управления образованием от "
            f"{short_date(day)} №{NBSP}{number}"
        )
    return (
        "В целях адресной поддержки школ с низкими образовательными результатами, на основании "
        f"{basis} приказываю:"
    )


def _items(facts: OrderFacts, office: Office) -> Iterator[str]:
    yield (
        f"Утвердить перечень {_schools(facts, office)} в соответствии с приложением 1 к настоящему "
        "приказу (далее — Перечень)."
    )
    if facts.replaced is not None:
        number, day = facts.replaced
        yield (
            f"Признать утратившим силу приказ от {short_date(day)} №{NBSP}{number} об утверждении "
            "перечня за тот же учебный год."
        )
    if facts.left:
        yield (
            "Считать исключёнными из перечня общеобразовательные организации в соответствии с "
            "приложением 2 к настоящему приказу."
        )
    if facts.listed:
        needed = Reduction(len(facts.listed), 0, facts.target).needed
        yield (
            "Установить целевой показатель на год: из Перечня выходят не менее "
            f"{facts.target}{NBSP}% общеобразовательных организаций ({needed} из "
            f"{len(facts.listed)})."
        )
        yield (
            "Руководителям общеобразовательных организаций, включённых в Перечень, разработать "
            "(уточнить) дорожные карты повышения образовательных результатов и обеспечить их "
            "выполнение."
        )
    if any(one.curator for one in facts.listed):
        yield (
            "Кураторам, указанным в приложении 1, обеспечить сопровождение закреплённых "
            "общеобразовательных организаций."
        )
    if facts.at_risk:
        number_of = counted(len(facts.at_risk), "организации", "организаций", "организаций")
        yield (
            f"Руководителям {number_of} зоны риска снижения образовательных результатов провести "
            "анализ причин и принять меры по их устранению."
        )
    yield "Контроль за исполнением настоящего приказа оставляю за собой."


def _annexes(facts: OrderFacts, office: Office) -> Iterator[Block]:
    title = f"Перечень {_schools(facts, office)}"
    yield Annex(_corner(1, facts, office), title, Orientation.LANDSCAPE)
    if facts.listed or facts.at_risk:
        yield _table(facts.listed + facts.at_risk)
    else:
        yield Paragraph("Школ с низкими образовательными результатами и школ зоны риска нет.")
    if facts.left:
        title = "Общеобразовательные организации, исключённые из перечня"
        yield Annex(_corner(2, facts, office), title, Orientation.LANDSCAPE)
        yield _left_table(facts.left)


def _corner(number: int, facts: OrderFacts, office: Office) -> tuple[str, ...]:
    to = f"к приказу {genitive(office.name)}".strip()
    return (f"Приложение {number}", to, facts.named)


def _table(lines: tuple[OrderLine, ...]) -> Table:
    columns = (
        Column("№", 5, Align.END),
        Column("Организация", 40),
        Column("Логин ФИС ОКО", 18),
        Column("Основание", 70),
        Column("Статус", 26),
        Column("Куратор", 22),
    )
    rows = tuple(
        Row(
            (
                Number(number), one.name, one.login, one.grounds, one.status,
                one.curator or NOTHING,
            )
        )
        for number, one in enumerate(lines, 1)
    )  # fmt: skip
    return Table("", columns, rows, "Перечень", note_of(one.grounds for one in lines))


def _left_table(lines: tuple[LeftLine, ...]) -> Table:
    columns = (
        Column("№", 5, Align.END),
        Column("Организация", 50),
        Column("Логин ФИС ОКО", 22),
        Column("Причина", 90),
    )
    rows = tuple(
        Row((Number(number), one.name, one.login, one.reason))
        for number, one in enumerate(lines, 1)
    )
    return Table("", columns, rows, "Исключены", note_of(one.reason for one in lines))
