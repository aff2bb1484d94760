"""The other tables of a plan's annex: indicators by years, tasks by years, partners of schools."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from reports.domain.document import Align, Cell, Column, Number, Row, Table
from reports.domain.plan_facts import PlanIndicator, PlanPartner
from roadmaps.domain.year_tasks import by_direction
from roadmaps.parsing.indicator_tables import implied_comparator
from roadmaps.parsing.partner_tables import partner_kind
from roadmaps.parsing.sentences import read_sentence

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_LIMITS = {"<=": "не более", ">=": "не менее"}
_TASK_WIDTH, _DIRECTION_WIDTH = 40, 30
_SCHOOL_PARTNER, _TEACHER_PARTNER = "Школа-партнёр", "Педагог-наставник"

Years = tuple[int, int]


def told_apart(
    indicators: Sequence[PlanIndicator], years: Years
) -> tuple[list[PlanIndicator], list[PlanIndicator]]:
    """Indicators whose own words say their targets, printed as lines, and those of a table."""
    said = [one for one in indicators if _is_sentence(one, years)]
    return said, [one for one in indicators if one not in said]


def _is_sentence(indicator: PlanIndicator, years: Years) -> bool:
    said = read_sentence(indicator.name, years)
    return indicator == PlanIndicator(
        name=said.name,
        unit=said.unit,
        comparator=said.comparator,
        baseline=(said.baseline.year, said.baseline.value) if said.baseline else None,
        targets=tuple((target.year, target.value) for target in said.targets),
        relative_to=said.relative_to,
    )


def indicator_table(indicators: Sequence[PlanIndicator], caption: str) -> Table:
    """Indicators with their unit, baseline and targets; figures are numbers in a workbook."""
    columns = [Column("Показатель", 44)]
    readers: list[Callable[[PlanIndicator], Cell]] = [lambda one: one.name]
    if any(one.unit for one in indicators):
        columns.append(Column("Единица измерения", 14, Align.CENTRE))
        readers.append(lambda one: one.unit)
    baselines = sorted({one.baseline[0] or 0 for one in indicators if one.baseline})
    for year in baselines:
        title = f"Исходное значение ({year})" if year else "Исходное значение"
        columns.append(Column(title, 14, Align.CENTRE))
        readers.append(_baseline_of(year))
    years = sorted({year or 0 for one in indicators for year, _ in one.targets})
    for year in years:
        columns.append(Column(_target_heading(year, len(years) + len(baselines)), 12, Align.CENTRE))
        readers.append(_target_of(year))
    rows = tuple(Row(tuple(read(one) for read in readers)) for one in indicators)
    return Table(caption, tuple(columns), rows, "Показатели")


def _target_heading(year: int, columns: int) -> str:
    """A year alone heads a column only beside others."""
    if not year:
        return "Целевое значение"
    return f"{year} год" if columns > 1 else f"Целевое значение, {year} год"


def _baseline_of(year: int) -> Callable[[PlanIndicator], Cell]:
    def read(indicator: PlanIndicator) -> Cell:
        baseline = indicator.baseline
        return _figure(baseline[1]) if baseline and (baseline[0] or 0) == year else "—"

    return read


def _target_of(year: int) -> Callable[[PlanIndicator], Cell]:
    def read(indicator: PlanIndicator) -> Cell:
        value = next((v for known, v in indicator.targets if (known or 0) == year), "")
        return _limited(indicator, value) if value else "—"

    return read


def _limited(indicator: PlanIndicator, value: str) -> Cell:
    """The figure; with «не более» where figures alone would be taken for the other limit."""
    figures = [*([indicator.baseline[1]] if indicator.baseline else []), *_values(indicator)]
    implied = implied_comparator(indicator.name, figures)
    if indicator.comparator in ("", implied) or indicator.comparator not in _LIMITS:
        return _figure(value)
    return f"{_LIMITS[indicator.comparator]} {value.replace('.', ',')}"


def _values(indicator: PlanIndicator) -> list[str]:
    return [value for _, value in indicator.targets]


def _figure(value: str) -> Cell:
    if not _PLAIN.fullmatch(value):
        return value
    return Number(Decimal(value), len(value.partition(".")[2]))


def year_task_table(tasks: Sequence[tuple[str, int, str]], years: Years, caption: str) -> Table:
    """Directions × years; the plan's own years have their columns even where they are empty."""
    shown = sorted({*range(years[0], years[1] + 1), *(year for _, year, _ in tasks)})
    columns = [Column("Направление", _DIRECTION_WIDTH)]
    columns += [Column(f"{year} год", _TASK_WIDTH) for year in shown]
    rows = tuple(
        Row((direction, *(texts.get(year, "—") for year in shown)))
        for direction, texts in by_direction(tasks)
    )
    return Table(caption, tuple(columns), rows, "Задачи по годам")


def partner_table(partners: Sequence[PlanPartner], caption: str) -> Table:
    """Schools with their partners; schools and teachers have a column each where both are named."""
    teachers = [one for one in partners if _needs_teacher_column(one)]
    headings = [_SCHOOL_PARTNER] if len(teachers) < len(partners) else []
    headings += [_TEACHER_PARTNER] if teachers else []
    has_scope = any(one.scope for one in partners)
    columns = [Column("Школа", 34), *(Column(heading, 34) for heading in headings)]
    columns += [Column("Направление сотрудничества", 32)] if has_scope else []
    rows = []
    for one in partners:
        wanted = _TEACHER_PARTNER if one in teachers else _SCHOOL_PARTNER
        names = (one.partner if heading == wanted else "" for heading in headings)
        rows.append(Row((one.school, *names, *((one.scope,) if has_scope else ()))))
    return Table(caption, tuple(columns), tuple(rows), "Партнёры школ")


def _needs_teacher_column(partner: PlanPartner) -> bool:
    """Whether only the heading tells that the partner is a teacher."""
    return partner.kind == "teacher" and partner_kind(partner.partner, "") != "teacher"
