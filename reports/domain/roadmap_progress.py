"""«Отчёт о ходе реализации дорожной карты»: facts in, document out."""

from collections import defaultdict
from datetime import date

from core.values import wording
from core.values.natural_order import natural_key
from core.values.wording import counted
from reports.domain import figures
from reports.domain.captions import Captions
from reports.domain.document import (
    NOTHING,
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
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Series,
    Table,
)
from reports.domain.office import Office
from reports.domain.plan_names import of_roadmap, the_roadmap
from reports.domain.progress_conclusions import conclusions, recommendations
from reports.domain.progress_facts import (
    BUCKET_NAMES,
    DONE,
    IN_FORCE,
    ActivityFacts,
    Bucket,
    Duty,
    RoadmapFacts,
    Tally,
)

MOST_BARS = 10


def compose(facts: RoadmapFacts, office: Office, day: date) -> Document:
    """The report as of `day`."""
    captions = Captions()
    blocks: list[Block] = [Heading("1. Общие сведения"), Paragraph(_introduction(facts, day))]
    blocks += [_totals(facts, day, captions), Heading("2. Ход выполнения по разделам")]
    blocks += _sections(facts, day, captions)
    blocks += [Heading("3. Просроченное и перенесённое"), *_late(facts, day, captions)]
    blocks += [Heading("4. Школы"), *_schools(facts, day, captions)]
    blocks += [Heading("5. Выводы"), NumberedList(conclusions(facts, day))]
    advice = recommendations(facts, day)
    if advice:
        blocks += [Heading("6. Предложения"), NumberedList(advice)]
    blocks.append(office.signature)
    blocks += [_annex(day), _activities(facts, day, captions)]
    return Document(
        organisation=office.header,
        kind="ОТЧЁТ",
        title=f"о ходе реализации {of_roadmap(facts.title)}",
        blocks=tuple(blocks),
        date=day,
        place=office.place,
        author=office.name or office.municipality,
    )


def _introduction(facts: RoadmapFacts, day: date) -> str:
    order = ""
    if facts.order_number and facts.order_date:
        order = f", утверждённая приказом от {_day(facts.order_date)} № {facts.order_number},"
    elif facts.order_number:
        order = f", утверждённая приказом № {facts.order_number},"
    activities = counted(len(facts.activities), "мероприятие", "мероприятия", "мероприятий")
    sections = counted(len(facts.sections), "разделе", "разделах", "разделах")
    years = "" if facts.years in facts.title else f" на {facts.years} гг."
    done = sum(activity.state(day) == DONE for activity in facts.activities)
    return (
        f"{the_roadmap(facts.title)}{years}{order} содержит {activities} в "
        f"{sections}. По состоянию на {_day(day)} полностью выполнено {done}. Поручение — то, "
        "что одна школа или один исполнитель должен сделать к одной дате мероприятия; отменённые "
        "поручения в итоги не входят."
    )


def _day(day: date) -> str:
    return f"{wording.long_date(day)}{wording.NBSP}г."


def _totals(facts: RoadmapFacts, day: date, captions: Captions) -> Table:
    schools = Tally.of((duty for duty in facts.duties if duty.is_school), day)
    office = Tally.of((duty for duty in facts.duties if not duty.is_school), day)
    total = Tally.of(facts.duties, day)

    def row(bucket: Bucket) -> Row:
        rate: Cell = NOTHING
        if bucket is not Bucket.CANCELLED and total.total:
            rate = figures.cell(total.share(bucket))
        counts = (Number(schools[bucket]), Number(office[bucket]), Number(total[bucket]))
        return Row((BUCKET_NAMES[bucket], *counts, rate))

    sums = (Number(schools.total), Number(office.total), Number(total.total))
    whole = Row(("Всего в действии", *sums, NOTHING), RowKind.TOTAL)
    columns = (
        Column("Состояние", 44),
        Column("Поручения школам", 18, Align.END),
        Column("Поручения управлению", 20, Align.END),
        Column("Всего", 14, Align.END),
        Column("Доля, %", 14, Align.END),
    )
    rows = (*(row(bucket) for bucket in IN_FORCE), whole, row(Bucket.CANCELLED))
    return Table(captions.table("Поручения по состояниям"), columns, rows, "Итоги")


def _sections(facts: RoadmapFacts, day: date, captions: Captions) -> list[Block]:
    rows = []
    for section in facts.sections:
        tally = Tally.of(section.duties, day)
        rows.append(
            Row(
                (
                    section.title,
                    Number(len(section.activities)),
                    Number(tally.total),
                    Number(tally[Bucket.ACCEPTED]),
                    Number(tally[Bucket.OVERDUE]),
                    Number(tally[Bucket.POSTPONED]),
                    _rate(tally),
                )
            )
        )
    columns = (
        Column("Раздел", 46),
        Column("Мероприятий", 14, Align.END),
        Column("Поручений", 14, Align.END),
        Column("Принято", 12, Align.END),
        Column("Просрочено", 13, Align.END),
        Column("Перенесено", 13, Align.END),
        Column("Принято, %", 13, Align.END),
    )
    blocks: list[Block] = [
        Table(captions.table("Выполнение по разделам"), columns, tuple(rows), "Разделы")
    ]
    chart = _chart(facts, day, captions)
    return [*blocks, chart] if chart else blocks


def _chart(facts: RoadmapFacts, day: date, captions: Captions) -> Chart | None:
    pairs = [(section, Tally.of(section.duties, day)) for section in facts.sections]
    pairs = [(section, tally) for section, tally in pairs if tally.total]
    if not 2 <= len(pairs) <= MOST_BARS:
        return None
    return Chart(
        captions.figure("Доля принятых поручений по разделам (n — число поручений)"),
        ChartKind.BARS,
        tuple(section.title for section, _ in pairs),
        (
            Series(
                "Принято",
                tuple(figures.decimal_or_none(tally.share(Bucket.ACCEPTED)) for _, tally in pairs),
            ),
        ),
        "%",
        counts=tuple(tally.total for _, tally in pairs),
        counted="Поручений",
        name="Доля принятых",
    )


def _late(facts: RoadmapFacts, day: date, captions: Captions) -> list[Block]:
    overdue = _grouped(facts, day, Bucket.OVERDUE)
    postponed = _grouped(facts, day, Bucket.POSTPONED)
    blocks: list[Block] = []
    if overdue:
        rows = tuple(
            Row(
                (
                    activity.name,
                    _doers(duties),
                    due_on or NOTHING,
                    Number((day - due_on).days),
                    _moves(duties),
                )
            )
            for (activity, due_on), duties in overdue
            if due_on
        )
        columns: tuple[Column, ...] = (
            Column("Мероприятие", 48),
            Column("Исполнители", 44),
            Column("Срок", 22, Align.CENTRE),
            Column("Просрочено, дней", 17, Align.END),
            Column("Переносов", 15, Align.END),
        )
        blocks.append(Table(captions.table("Просроченные поручения"), columns, rows, "Просрочено"))
    else:
        blocks.append(Paragraph(f"Просроченных поручений на {_day(day)} нет."))
    if postponed:
        rows = tuple(
            Row(
                (
                    activity.name,
                    _doers(duties),
                    duties[0].planned_on or NOTHING,
                    due_on or NOTHING,
                    _moves(duties),
                    Number(duties[0].moved_days) if duties[0].moved_days else NOTHING,
                )
            )
            for (activity, due_on), duties in postponed
        )
        columns = (
            Column("Мероприятие", 44),
            Column("Исполнители", 40),
            Column("Прежний срок", 22, Align.CENTRE),
            Column("Новый срок", 22, Align.CENTRE),
            Column("Переносов", 15, Align.END),
            Column("На сколько дней", 15, Align.END),
        )
        blocks.append(Table(captions.table("Перенесённые поручения"), columns, rows, "Перенесено"))
    else:
        blocks.append(Paragraph("Поручений, перенесённых на новый срок, нет."))
    return blocks


def _grouped(
    facts: RoadmapFacts, day: date, bucket: Bucket
) -> list[tuple[tuple[ActivityFacts, date | None], list[Duty]]]:
    """Duties of one bucket by activity and date, in the order of the plan."""
    groups: dict[tuple[int, date | None, date | None], list[Duty]] = defaultdict(list)
    activities = facts.activities
    for index, activity in enumerate(activities):
        for duty in activity.duties:
            if duty.bucket(day) is bucket:
                groups[(index, duty.due_on, duty.planned_on)].append(duty)
    order = sorted(groups, key=lambda key: (key[0], key[1] or date.max, key[2] or date.max))
    return [((activities[index], due), groups[(index, due, was)]) for index, due, was in order]


def _moves(duties: list[Duty]) -> Cell:
    """How often these dates were moved in all."""
    times = sum(duty.moves for duty in duties)
    return Number(times) if times else NOTHING


def _doers(duties: list[Duty]) -> str:
    return ", ".join(sorted({duty.doer for duty in duties}, key=natural_key))


def _schools(facts: RoadmapFacts, day: date, captions: Captions) -> list[Block]:
    of_school: dict[str, list[Duty]] = defaultdict(list)
    for duty in facts.duties:
        if duty.is_school:
            of_school[duty.doer].append(duty)
    if not of_school:
        return [Paragraph("Школам по этой дорожной карте ничего не поручено.")]
    tallies = {name: Tally.of(duties, day) for name, duties in of_school.items()}
    order = sorted(
        tallies,
        key=lambda name: (-(tallies[name].share(Bucket.ACCEPTED) or 0), natural_key(name)),
    )
    rows = tuple(
        Row(
            (
                name,
                Number(tallies[name].total),
                Number(tallies[name][Bucket.ACCEPTED]),
                Number(tallies[name][Bucket.SUBMITTED]),
                Number(tallies[name][Bucket.OVERDUE]),
                Number(tallies[name][Bucket.POSTPONED]),
                Number(sum(duty.evidence for duty in of_school[name])),
                _rate(tallies[name]),
            )
        )
        for name in order
    )
    columns = (
        Column("Организация", 42),
        Column("Поручений", 14, Align.END),
        Column("Принято", 12, Align.END),
        Column("На проверке", 13, Align.END),
        Column("Просрочено", 13, Align.END),
        Column("Перенесено", 13, Align.END),
        Column("Документов", 13, Align.END),
        Column("Принято, %", 13, Align.END),
    )
    caption = captions.table("Школы по доле принятых поручений")
    return [Table(caption, columns, rows, "Школы"), *_waits(of_school, captions)]


def _waits(of_school: dict[str, list[Duty]], captions: Captions) -> list[Block]:
    """How often work was sent back and dates were moved, and how long each side let wait."""
    sums = {
        name: tuple(sum(getattr(duty, field) for duty in duties) for field in _WAITS)
        for name, duties in of_school.items()
    }
    rows = tuple(
        Row((name, *(Number(value) for value in sums[name])))
        for name in sorted(sums, key=lambda name: (-sums[name][3], natural_key(name)))
        if any(sums[name])
    )
    if not rows:
        return []
    columns = (
        Column("Организация", 42),
        Column("Возвращено, раз", 16, Align.END),
        Column("Перенесено, раз", 16, Align.END),
        Column("Перенесено, дней", 16, Align.END),
        Column("Ждали школу, рабочих дней", 20, Align.END),
        Column("Ждали управление, рабочих дней", 20, Align.END),
    )
    caption = captions.table("Возвраты, переносы и ожидание по школам, сумма по поручениям")
    return [Table(caption, columns, rows, "Ожидание")]


_WAITS = ("returns", "moves", "moved_days", "waited_for_doer", "waited_for_office")


def _annex(day: date) -> Annex:
    lines = ("Приложение 1", f"к отчёту от {wording.short_date(day)}")
    return Annex(lines, "Состояние мероприятий", Orientation.LANDSCAPE)


def _activities(facts: RoadmapFacts, day: date, captions: Captions) -> Table:
    rows: list[Row] = []
    for section in facts.sections:
        if section.title:
            rows.append(Row((section.title,), RowKind.SECTION))
        rows += [_activity_row(activity, day) for activity in section.activities]
    columns = (
        Column("№", 8),
        Column("Мероприятие", 66),
        Column("Срок по приказу", 34),
        Column("Состояние", 22),
        Column("Исполнителей", 18, Align.END),
        Column("Поручений", 17, Align.END),
        Column("Принято", 15, Align.END),
        Column("Просрочено", 18, Align.END),
        Column("Перенесено", 18, Align.END),
    )
    return Table(captions.table("Мероприятия дорожной карты"), columns, tuple(rows), "Мероприятия")


def _activity_row(activity: ActivityFacts, day: date) -> Row:
    tally = Tally.of(activity.duties, day)
    doers = len({duty.doer for duty in activity.duties})
    numbers = (doers, tally.total, *(tally[bucket] for bucket in _ROW_BUCKETS))
    words = (activity.number, activity.title, activity.deadline_text or NOTHING)
    state = activity.state(day)
    if activity.rule_words:
        state = f"{state}: {activity.rule_words}"
    return Row((*words, state, *(Number(number) for number in numbers)))


_ROW_BUCKETS = (Bucket.ACCEPTED, Bucket.OVERDUE, Bucket.POSTPONED)


def _rate(tally: Tally) -> Cell:
    return figures.cell(tally.share(Bucket.ACCEPTED)) if tally.total else NOTHING
