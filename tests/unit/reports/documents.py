"""Documents that the tests of renderers share: fictional people and places."""

from datetime import date
from decimal import Decimal

from reports.domain.document import (
    NO_DATA,
    Align,
    Annex,
    Block,
    Chart,
    ChartKind,
    Column,
    Document,
    Heading,
    Number,
    NumberedList,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Series,
    Signature,
    Table,
)

TEXT = (
    "Всероссийские проверочные работы проведены в общеобразовательных организациях округа по "
    "графику. Доли рассчитаны по числу участников и округлены до десятых."
)
COLUMNS = (
    Column("№", 6, Align.END),
    Column("Организация", 30),
    Column("«2»", 10, Align.END, group="Отметки, %"),
    Column("«5»", 10, Align.END, group="Отметки, %"),
    Column("СОУ, %", 12, Align.END),
)


def document(*blocks: Block, orientation: Orientation = Orientation.PORTRAIT) -> Document:
    return Document(
        organisation=("Администрация Сосновского округа", "Управление образования"),
        kind="АНАЛИТИЧЕСКАЯ СПРАВКА",
        title="по результатам проверочных работ в 2024/25 учебном году",
        blocks=blocks,
        date=date(2025, 11, 21),
        author="Управление образования",
        orientation=orientation,
    )


def table(rows: int = 3, caption: str = "Таблица 1. Результаты") -> Table:
    body = [
        Row(
            (
                Number(index),
                f"МБОУ «Сосновская школа № {index}»",
                Number(Decimal("12.36"), 1),
                Number(Decimal("7.87"), 1, mark="*"),
                NO_DATA if index == 2 else Number(Decimal("46.05"), 1),
            )
        )
        for index in range(1, rows + 1)
    ]
    section = Row(("Русский язык, 5 класс",), RowKind.SECTION)
    total = Row(
        ("", "Итого", Number(Decimal("-3.25"), 1, signed=True), NO_DATA, NO_DATA), RowKind.TOTAL
    )
    return Table(caption, COLUMNS, (section, *body, total), "Русский", ("* Менее 10 участников.",))


def chart(kind: ChartKind = ChartKind.LINES) -> Chart:
    return Chart(
        "Рисунок 1. Доля отметок «2»",
        kind,
        ("2022/23", "2023/24", "2024/25"),
        (
            Series("Русский язык", (Decimal("12.4"), None, Decimal("9.8"))),
            Series("Математика", (Decimal("18"), Decimal("16.2"), Decimal("10.3"))),
        ),
        "%",
        counts=(480, 512, None),
        name="Динамика",
    )


def everything() -> Document:
    return document(
        Heading("1. Общие сведения"),
        Paragraph(TEXT),
        Heading("Русский язык", 2),
        table(),
        chart(),
        chart(ChartKind.BARS),
        Heading("2. Выводы"),
        NumberedList((TEXT, "Второй вывод.")),
        Signature("Начальник управления образования", "А. А. Соснова"),
        Annex(("Приложение 1", "к справке от 21.11.2025"), "Школы", Orientation.LANDSCAPE),
        table(caption="Таблица 2. Школы"),
    )
