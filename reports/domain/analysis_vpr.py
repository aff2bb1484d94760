"""«Аналитическая справка по результатам ВПР»: facts in, document out (DOMAIN.md 6.1)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from assessments.domain.measures import wilson
from assessments.domain.procedures import Work
from core.values import academic_year as years
from core.values import wording
from core.values.natural_order import natural_key
from core.values.wording import NBSP, counted
from reports.domain import figures, vpr_grounds, vpr_objectivity
from reports.domain.captions import Captions
from reports.domain.document import (
    NO_DATA,
    Align,
    Annex,
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Document,
    Heading,
    Number,
    NumberedList,
    Paragraph,
    Row,
    RowKind,
    Series,
    Table,
)
from reports.domain.office import Office
from reports.domain.publication import HIDDEN, HIDDEN_NOTE
from reports.domain.vpr_conclusions import conclusions, recommendations
from reports.domain.vpr_facts import Measured, VprFacts

SMALL = "*"
SMALL_NOTE = (
    "* Участников меньше 10: одна работа меняет долю больше чем на 10 п. п., сравнивать такие "
    "доли нельзя."
)
ANNEX_WORDS = (
    "В таблице — итоги по муниципалитету; результаты каждой школы по каждому предмету и классу "
    "приведены в приложении 1."
)
PUBLIC_NOTE = (
    "Справка составлена для публикации: показатели, за которыми меньше пяти участников, скрыты, "
    "как и соседние, по которым их можно было бы вычислить; школы с признаками необъективности не "
    "названы."
)
YEARS_NOTE = (
    "n — число участников, кач. — качество. В разные годы работы писали разные ученики, задания "
    "обновлялись: изменение показывает, на что обратить внимание, но не доказывает причину."
)
_MARK_COLUMNS = tuple(Column(f"«{mark}»", 11, Align.END, "Отметки, %") for mark in (2, 3, 4, 5))
_MEASURE_COLUMNS = (
    Column("Успеваемость, %", 15, Align.END),
    Column("Качество, %", 14, Align.END),
    Column("СОУ, %", 12, Align.END),
    Column("Средняя отметка", 14, Align.END),
)


def compose(facts: VprFacts, office: Office, day: date) -> Document:
    """The справка as of `day`."""
    captions = Captions()
    blocks: list[Block] = [Heading("1. Общие сведения"), *_general(facts)]
    blocks += [Heading("2. Результаты по предметам и классам")]
    blocks += [Paragraph(ANNEX_WORDS), _summary(facts, captions)]
    blocks += [Heading("3. Динамика за три года"), *_dynamics(facts, captions)]
    blocks += [Heading("4. Результаты школ"), *_schools(facts, captions)]
    blocks += [Heading("5. Школы с низкими результатами")]
    blocks += vpr_grounds.blocks(facts.run, facts.schools, facts.academic_year, captions)
    number = 6
    if facts.bias is not None:
        blocks += [Heading(f"{number}. Признаки необъективности")]
        blocks += vpr_objectivity.blocks(facts.bias, captions)
        number += 1
    blocks += [Heading(f"{number}. Выводы"), NumberedList(conclusions(facts))]
    advice = recommendations(facts)
    if advice:
        blocks += [Heading(f"{number + 1}. Рекомендации"), NumberedList(advice)]
    blocks.append(office.signature)
    lines = ("Приложение 1", f"к аналитической справке от {wording.short_date(day)}")
    blocks.append(Annex(lines, "Результаты школ по предметам и классам"))
    blocks += [_subject(facts, subject, works, captions) for subject, works in _subjects(facts)]
    return Document(
        organisation=office.header,
        kind="АНАЛИТИЧЕСКАЯ СПРАВКА",
        title=(
            f"по результатам всероссийских проверочных работ {office.schools_of} "
            f"в {years.label(facts.academic_year)} учебном году"
        ),
        blocks=tuple(blocks),
        date=day,
        place=office.place,
        author=office.name or office.municipality,
    )


def _subjects(facts: VprFacts) -> list[tuple[str, list[Work]]]:
    return list(facts.subjects().items())


def _general(facts: VprFacts) -> list[Block]:
    works, having = facts.works(), facts.participating()
    total = facts.marks()
    named = counted(len(works), "работы", "работ", "работ")
    schools = counted(len(facts.schools), "организации", "организаций", "организаций")
    written = counted(total.participants, "результат", "результата", "результатов")
    said = f"; всего учтено {written}: один ученик, писавший несколько работ, учтён в каждой"
    words = (
        "Цель справки — показать результаты ВПР по муниципалитету, назвать школы, которым нужна "
        f"поддержка, и предложить меры. Использованы результаты {named} (предмет и класс вместе) "
        f"за {years.label(facts.academic_year)} учебный год. Результаты есть у {len(having)} из "
        f"{schools}{'' if facts.hides() else said}."
    )
    method = (
        "Источник — файлы с результатами, загруженные в портал. Доли рассчитаны по числу "
        "участников: показатель муниципалитета складывается из отметок всех участников, а не из "
        "средних по школам. Успеваемость — доля отметок «3», «4» и «5»; качество — доля «4» и «5»; "
        "СОУ — степень обученности учащихся по В. П. Симонову. Доли округлены до десятых."
    )
    blocks: list[Block] = [Paragraph(words), Paragraph(method)]
    if facts.is_public:
        blocks.append(Paragraph(PUBLIC_NOTE))
    silent = [name for school, name in facts.schools.items() if school not in having]
    if silent:
        blocks.append(Paragraph(f"Нет результатов за год: {figures.listed(silent, 20)}."))
    return blocks


def _summary(facts: VprFacts, captions: Captions) -> Table:
    rows = []
    for subject, works in _subjects(facts):
        rows.append(Row((subject,), RowKind.SECTION))
        for work in works:
            measured = facts.marks(work=work)
            grade = f"{work.grade} класс"
            number = Number(len(facts.schools_with(work)))
            cells = _measures(measured, is_hidden=facts.hides(work=work))
            rows.append(Row((grade, number, *cells)))
    columns = (
        Column("Предмет, класс", 24),
        Column("Школ", 10, Align.END),
        Column("Участников", 14, Align.END),
        *_MARK_COLUMNS,
        *_MEASURE_COLUMNS,
    )
    caption = captions.table("Результаты по муниципалитету")
    return Table(caption, columns, tuple(rows), "Муниципалитет", _notes(rows))


def _measures(measured: Measured, *, is_hidden: bool = False) -> tuple[Cell, ...]:
    """Participants, shares of marks, measures; the number of a small group is marked."""
    if is_hidden:
        return (HIDDEN,) * 9
    if not measured.participants:
        return (NO_DATA,) * 9
    return (
        Number(measured.participants, mark=SMALL if measured.is_small else ""),
        *(figures.cell(measured.share_of(count)) for count in measured.marks.as_tuple()),
        figures.cell(measured.passed),
        figures.cell(measured.quality),
        figures.cell(measured.sou),
        figures.cell(measured.mean, 2),
    )


def _notes(rows: list[Row]) -> tuple[str, ...]:
    cells = [cell for row in rows for cell in row.cells]
    marked = any(isinstance(cell, Number) and cell.mark for cell in cells)
    notes = (SMALL_NOTE,) if marked else ()
    return (*notes, HIDDEN_NOTE) if HIDDEN in cells else notes


def _subject(facts: VprFacts, subject: str, works: list[Work], captions: Captions) -> Table:
    rows: list[Row] = []
    for work in works:
        rows.append(Row((f"{work.grade} класс",), RowKind.SECTION))
        for school in facts.schools_with(work):
            measured = facts.marks(work=work, school=school)
            cells = _measures(measured, is_hidden=facts.hides(work=work, school=school))
            rows.append(Row((facts.schools[school], *cells)))
        whole = _measures(facts.marks(work=work), is_hidden=facts.hides(work=work))
        rows.append(Row(("Итого по муниципалитету", *whole), RowKind.TOTAL))
    columns = (
        Column("Организация", 34),
        Column("Участников", 14, Align.END),
        *_MARK_COLUMNS,
        *_MEASURE_COLUMNS,
    )
    caption = captions.table(f"{subject}: результаты школ")
    return Table(caption, columns, tuple(rows), subject, _notes(rows))


def _dynamics(facts: VprFacts, captions: Captions) -> list[Block]:
    span = facts.years()
    if len(span) < 2:
        label = years.label(facts.academic_year)
        return [Paragraph(f"Результатов за годы до {label} нет: сравнить не с чем.")]
    rows = [row for work in facts.works() if (row := _dynamics_row(facts, work, span))]
    columns = [Column("Предмет, класс", 34)]
    for year in span:
        group = years.label(year)
        columns.append(Column("n", 9, Align.END, group))
        columns.append(Column("«2», %", 11, Align.END, group))
        columns.append(Column("кач., %", 11, Align.END, group))
    change = f"к {years.label(span[-2])}, п. п."
    columns.append(Column("«2»", 12, Align.END, change))
    columns.append(Column("кач.", 12, Align.END, change))
    notes = (YEARS_NOTE, *_notes(rows))
    caption = captions.table("Доля отметок «2» и качество по годам")
    table = Table(caption, tuple(columns), tuple(rows), "Динамика", notes)
    chart = _dynamics_chart(facts, span, captions)
    return [table, chart] if chart else [table]


def _dynamics_row(facts: VprFacts, work: Work, span: list[int]) -> Row | None:
    """A work with its years; None where only one year has results."""
    of_year = [facts.marks(year=year, work=work) for year in span]
    if sum(measured.participants > 0 for measured in of_year) < 2:
        return None
    cells: list[Cell] = [f"{work.subject}, {work.grade}{NBSP}кл."]
    for year, measured in zip(span, of_year, strict=True):
        if facts.hides(year=year, work=work):
            cells += [HIDDEN] * 3
            continue
        if measured.participants:
            mark = SMALL if measured.is_small else ""
            cells.append(Number(measured.participants, mark=mark))
        else:
            cells.append(NO_DATA)
        cells += [figures.cell(measured.low), figures.cell(measured.quality)]
    if any(facts.hides(year=year, work=work) for year in span[-2:]):
        return Row((*cells, HIDDEN, HIDDEN))
    now, before = of_year[-1], of_year[-2]
    cells.append(figures.cell(figures.difference(now.low, before.low), signed=True))
    cells.append(figures.cell(figures.difference(now.quality, before.quality), signed=True))
    return Row(tuple(cells))


def _dynamics_chart(facts: VprFacts, span: list[int], captions: Captions) -> Chart | None:
    """Quality over the years by subject, only over works written in every year.

    None where a total of a work is hidden: sums of works would give it away.
    """
    if any(facts.hides(year=year, work=work) for year in span for work in facts.works(year)):
        return None
    common = facts.comparable(span)
    by_subject = {subject: frozenset(works) & common for subject, works in facts.subjects().items()}
    shown = [(subject, works) for subject, works in by_subject.items() if works][:4]
    if not shown:
        return None
    return Chart(
        captions.figure("Качество по предметам за годы, по работам, которые писали каждый год"),
        ChartKind.LINES,
        tuple(years.label(year) for year in span),
        tuple(
            Series(
                subject,
                tuple(
                    figures.decimal_or_none(facts.marks(year=year, works=works).quality)
                    for year in span
                ),
            )
            for subject, works in shown
        ),
        "%",
        counts=tuple(
            facts.marks(year=year, works=frozenset().union(*(w for _, w in shown))).participants
            for year in span
        ),
        name="Качество по годам",
    )


def _schools(facts: VprFacts, captions: Captions) -> list[Block]:
    whole = facts.marks()
    measured = {school: facts.marks(school=school) for school in facts.participating()}
    order = sorted(
        (school for school in measured if measured[school].participants),
        key=lambda school: (
            (1, 0) if facts.hides(school=school) else (0, measured[school].low or 0),
            natural_key(facts.schools[school]),
        ),
    )
    rows = [
        Row((facts.schools[school], *_cells_of_school(facts, school, measured[school], whole)))
        for school in order
    ]
    total = _HIDDEN_SCHOOL if facts.hides() else _school_cells(whole, None)
    rows.append(Row(("По муниципалитету", *total), RowKind.TOTAL))
    columns = (
        Column("Организация", 34),
        Column("Результатов", 14, Align.END),
        Column("«2», %", 10, Align.END),
        Column("от", 10, Align.END, "Интервал, %"),
        Column("до", 10, Align.END, "Интервал, %"),
        Column("Качество, %", 13, Align.END),
        Column("Средняя отметка", 13, Align.END),
        Column("К муниципалитету", 24),
    )
    explained = (
        "Школы стоят по доле отметок «2» во всех работах года. Интервал (95 %, по Уилсону) "
        "показывает, в каких пределах может лежать доля при таком числе результатов; больше или "
        "меньше, чем по муниципалитету, сказано только там, где доля муниципалитета лежит вне "
        "интервала. Наборы работ у школ разные, поэтому место в списке — не оценка школы."
    )
    caption = captions.table("Школы по доле отметок «2» во всех работах")
    table = Table(caption, columns, tuple(rows), "Школы", _notes(rows))
    return [Paragraph(explained), table]


_HIDDEN_SCHOOL = (HIDDEN,) * 7


def _cells_of_school(
    facts: VprFacts, school: str, measured: Measured, whole: Measured
) -> tuple[Cell, ...]:
    if facts.hides(school=school):
        return _HIDDEN_SCHOOL
    return _school_cells(measured, None if facts.hides() else whole)


def _school_cells(measured: Measured, whole: Measured | None) -> tuple[Cell, ...]:
    interval = wilson(measured.marks.twos, measured.participants)
    said = compared(interval, whole.low) if whole and interval else "—"
    return (
        Number(measured.participants, mark=SMALL if measured.is_small else ""),
        figures.cell(measured.low),
        *((Number(end, 1) for end in interval) if interval else (NO_DATA, NO_DATA)),
        figures.cell(measured.quality),
        figures.cell(measured.mean, 2),
        said,
    )


def compared(interval: tuple[Decimal, Decimal], low: Fraction | None) -> str:
    """Whether a school's share of «2» differs from the municipality's beyond its interval."""
    if low is None:
        return "—"
    if Fraction(interval[0]) > low:
        return "«2» больше"
    if Fraction(interval[1]) < low:
        return "«2» меньше"
    return "не отличается"
