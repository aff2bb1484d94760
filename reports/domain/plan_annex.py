"""«Приложение к приказу»: a whole plan as an office sends it to be signed; facts in, document out.

What stands here is read back as the same plan (`roadmaps.parsing.plans.read_plan`): the words that
a person needs to understand the annex are those by which the reader does.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reports.domain.approval import approval_lines, school_approval_lines
from reports.domain.document import (
    Block,
    Column,
    Document,
    Heading,
    NumberedList,
    Orientation,
    Paragraph,
    Row,
    Table,
)
from reports.domain.office import Office
from reports.domain.plan_annex_figures import (
    indicator_table,
    partner_table,
    told_apart,
    year_task_table,
)
from reports.domain.plan_annex_rows import SectionTree
from reports.domain.plan_annex_table import columns_of, lies_across, plan_table
from reports.domain.plan_facts import PlanFacts, PlanIndicator, PlanTable
from roadmaps.domain.plan_layout import KIND_OF_TABLE
from roadmaps.parsing.draft import PassportEntry
from roadmaps.parsing.kinds import plan_kind
from roadmaps.parsing.numbers import has_marker
from roadmaps.parsing.plan_years import Years, years_in, years_of_term
from roadmaps.parsing.purposes import find_goal, find_objectives
from roadmaps.parsing.target_lists import sentence_indicators

CAPTIONS = {
    "activity": "Мероприятия",
    "checkpoint": "Контрольные точки",
    "mechanism": "Механизмы реализации",
}
_MOST_UPRIGHT = 6
SHEETS = {"activity": "План", "checkpoint": "Контрольные точки", "mechanism": "Механизмы"}


def compose(facts: PlanFacts, office: Office, day: date) -> Document:
    """The annex; `day` dates the file where the order has no date yet."""
    blocks = tuple(_blocks(facts))
    many = any(len(block.columns) > _MOST_UPRIGHT for block in blocks if isinstance(block, Table))
    across = many or any(map(lies_across, facts.tables))
    return Document(
        organisation=(),
        kind="",
        title=facts.title,
        blocks=blocks,
        date=facts.order_date or day,
        corner=_corner(facts, office),
        author=facts.school or office.name or office.municipality,
        registered=False,
        orientation=Orientation.LANDSCAPE if across else Orientation.PORTRAIT,
        text_leads_tables=True,
    )


def _corner(facts: PlanFacts, office: Office) -> tuple[str, ...]:
    """The office's plan is an annex to an order, that of a school is signed by its head."""
    order = (facts.order_number, facts.order_date)
    if facts.school:
        return school_approval_lines(facts.school, *order, is_approved=facts.is_approved)
    return approval_lines(facts.title, office.name, *order, is_approved=facts.is_approved)


def _blocks(facts: PlanFacts) -> Iterator[Block]:
    tree = SectionTree(facts.sections)
    years = (facts.first_year, facts.last_year)
    yield from _term(facts)
    if facts.passport:
        yield Heading("Паспорт")
        yield _passport(facts.passport)
    yield from _goal(facts)
    yield from _list("Задачи:", _own_objectives(facts))
    listed = tree.silent_directions(facts.tables)
    yield from _list("Основные направления:", listed)
    sentences, figures = told_apart(facts.indicators, years)
    if not _are_told(facts, sentences, has_tables=bool(figures)):
        yield from _list("Целевые показатели:", [one.name for one in sentences])
    yield from _plan(facts, tree, listed)
    if figures:
        yield Heading("Целевые показатели")
        yield indicator_table(figures, "")
    if facts.year_tasks:
        yield Heading("Задачи по годам")
        yield year_task_table(facts.year_tasks, years, "")
    if facts.partners:
        yield Heading("Партнёры школ")
        yield partner_table(facts.partners, "")


def _term(facts: PlanFacts) -> Iterator[Block]:
    """The plan's years, where neither its title nor its passport says them."""
    years = Years(facts.first_year, facts.last_year, facts.school_years)
    terms = [text for name, text in facts.passport if "срок" in name.lower()]
    said = [years_in(facts.title), *map(years_of_term, terms)]
    if next((one for one in said if one is not None), None) != years:
        yield Paragraph(f"Срок реализации: {years_in_words(years)}")


def years_in_words(years: Years) -> str:
    """«2023–2025 годы», «2024 год», «2024/25–2025/26 учебные годы», «2024/25 учебный год»."""
    if not years.school_years:
        single = years.first == years.last
        return f"{years.first} год" if single else f"{years.first}–{years.last} годы"
    first, last = (f"{y}/{(y + 1) % 100:02d}" for y in (years.first, years.last - 1))
    single = years.last - years.first <= 1
    return f"{first} учебный год" if single else f"{first}–{last} учебные годы"


def _passport(entries: Iterable[tuple[str, str]]) -> Table:
    columns = (Column("", 30), Column("", 70))
    return Table("", columns, tuple(Row(entry) for entry in entries), "Паспорт")


def _goal(facts: PlanFacts) -> Iterator[Block]:
    """The goal, unless the passport says it; several goals are a list."""
    if not facts.goal or find_goal((), _entries(facts)) == facts.goal:
        return
    lines = facts.goal.split("\n")
    if len(lines) > 1 and not any(has_marker(line) or line.endswith(";") for line in lines):
        yield from _list("Цели:", lines)
    else:
        yield Paragraph(f"Цель: {facts.goal}")


def _own_objectives(facts: PlanFacts) -> list[str]:
    """The objectives, unless the passport lists them."""
    listed = find_objectives((), _entries(facts)) == facts.objectives
    return [] if listed else list(facts.objectives)


def _entries(facts: PlanFacts) -> list[PassportEntry]:
    """The passport as a reading has it."""
    return [PassportEntry(name, text) for name, text in facts.passport]


def _are_told(facts: PlanFacts, sentences: Sequence[PlanIndicator], *, has_tables: bool) -> bool:
    """Whether the passport or the objectives say those targets, as they are read there."""
    read, _ = sentence_indicators(
        (),
        _entries(facts),
        facts.objectives,
        (facts.first_year, facts.last_year),
        has_tables=has_tables,
    )
    return [one.name for one in read] == [one.name for one in sentences]


def _list(heading: str, items: Sequence[str]) -> Iterator[Block]:
    if items:
        yield Paragraph(heading)
        yield NumberedList(tuple(items))


def _plan(facts: PlanFacts, tree: SectionTree, listed: Sequence[str]) -> Iterator[Block]:
    filled = (activity.section for table in facts.tables for activity in table.activities)
    barren = tree.barren(filled)
    for place, table in enumerate(facts.tables):
        caption = _caption(table, facts, tree)
        if caption:
            yield Heading(caption)
        is_last = place == len(facts.tables) - 1
        name = SHEETS[table.kind]
        yield plan_table(table, tree, barren, listed=listed, name=name, is_last=is_last)


def _caption(table: PlanTable, facts: PlanFacts, tree: SectionTree) -> str:
    """The words above a table: the office's own, else what its rows are where there are several.

    A caption that the table repeats as its first section is left to the section, unless only the
    caption tells what the rows are.
    """
    first = tree.path(table.activities[0].section) if table.activities else ()
    own = "" if table.caption in {section.words for section in first} else table.caption
    if not _is_told(table, own):
        return CAPTIONS[table.kind]
    if own or table.caption:
        return own
    return CAPTIONS[table.kind] if len(facts.tables) > 1 else ""


def _is_told(table: PlanTable, caption: str) -> bool:
    """Whether the heading of the titles and the caption tell what the rows are."""
    title = next((c.full_heading for c in columns_of(table) if c.role == "title"), "")
    return KIND_OF_TABLE[plan_kind(title, caption).value] == table.kind
