"""Whole plans that no office has written: what stands around the tables, and figures."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from reports.domain.plan_facts import PlanFacts, PlanIndicator, PlanPartner
from roadmaps.parsing.sentences import read_sentence
from tests.unit.plans.annexes import indicator_of
from tests.unit.plans.generated_tables import Draw, table
from tests.unit.plans.office_words import PLANS, phrase

UNITS = ("", "%", "чел.", "балл")
SENTENCES = (
    "Доля школ, вышедших из перечня, – не менее 60 %",
    "Снижение доли неудовлетворительных отметок на 30 % ежегодно",
    "Средний балл не ниже среднего по округу",
    "Доля педагогов, прошедших обучение, не более 15 % ниже областной",
    "Положительная динамика результатов",
)
PASSPORT = (
    "Наименование программы", "Разработчик программы", "Исполнители", "Участники программы",
    "Нормативные основания", "Источники финансирования", "Контроль исполнения",
)  # fmt: skip
PARTNERS = (
    ("МБОУ Лесная гимназия", "school"), ("МБОУ «СОШ № 12»", "school"),
    ("Ветрова Анна Ильинична", "teacher"), ("Ясный П. Р., учитель физики", "teacher"),
)  # fmt: skip


@st.composite
def plans(draw: Draw) -> PlanFacts:
    """A plan of one to three years with one to three tables."""
    first = draw(st.integers(2023, 2026))
    school_years = draw(st.booleans())
    last = first + draw(st.integers(1 if school_years else 0, 3))
    kinds = draw(st.sampled_from((
        ("activity",), ("activity",), ("checkpoint", "activity"),
        ("activity", "checkpoint"), ("checkpoint", "activity", "mechanism"),
    )))  # fmt: skip
    tables, sections = [], []
    for kind in kinds:
        made, added = draw(table(kind, len(sections) + 1))
        tables.append(made)
        sections += added
    name = draw(st.sampled_from(PLANS))
    years = _years_in_title(first, last, school_years=school_years)
    entries = draw(passport()) if draw(st.booleans()) else ()
    goal = "\n".join(draw(st.lists(sentence(), max_size=2)))
    objectives = tuple(draw(st.lists(sentence(), max_size=4)))
    if entries and draw(st.booleans()):
        entries += tuple((("Цель программы", goal),) if goal else ())
        listed = "\n".join(f"{i}. {text}" for i, text in enumerate(objectives, 1))
        entries += tuple((("Задачи программы", listed),) if objectives else ())
    ordered = draw(st.booleans())
    return PlanFacts(
        title=f"{name} {years}" if draw(st.booleans()) else name,
        first_year=first,
        last_year=last,
        school_years=school_years,
        order_number=draw(st.sampled_from(("420", "15-ОД", "01-04/123"))) if ordered else "",
        order_date=draw(st.dates(date(2020, 1, 1), date(2026, 12, 31))) if ordered else None,
        goal=goal,
        objectives=objectives,
        passport=entries,
        sections=tuple(sections),
        tables=tuple(tables),
        indicators=(*draw(figures(first, last)), *draw(sentences((first, last)))),
        year_tasks=draw(year_tasks(first, last)),
        partners=draw(partners()),
    )


def _years_in_title(first: int, last: int, *, school_years: bool) -> str:
    if school_years and last == first + 1:
        return f"на {first}/{last % 100} учебный год"
    if school_years:
        return f"на {first}/{(first + 1) % 100}–{last - 1}/{last % 100} учебные годы"
    return f"на {first} год" if first == last else f"на {first}–{last} годы"


def sentence() -> st.SearchStrategy[str]:
    """Words of a goal or an objective; one with a figure is read as a target, too."""
    figures = ("%", "не менее")
    words = phrase().filter(lambda text: not any(figure in text for figure in figures))
    return words.map(lambda text: text.rstrip(".;"))


@st.composite
def passport(draw: Draw) -> tuple[tuple[str, str], ...]:
    """At least three entries with names that passports have."""
    names = draw(st.lists(st.sampled_from(PASSPORT), min_size=3, max_size=5, unique=True))
    return tuple((name, draw(phrase())) for name in names)


@st.composite
def figures(draw: Draw, first: int, last: int) -> tuple[PlanIndicator, ...]:
    """Indicators of a table by years."""
    names = draw(st.lists(sentence(), max_size=3, unique=True))
    return tuple(_indicator(draw, name, first, last) for name in names)


def _indicator(draw: Draw, name: str, first: int, last: int) -> PlanIndicator:
    value = st.sampled_from(("5", "12.5", "48", "70", "100"))
    years = sorted(draw(st.sets(st.integers(first, last), min_size=1)))
    baseline = (first - draw(st.integers(1, 2)), draw(value)) if draw(st.booleans()) else None
    return PlanIndicator(
        name=name,
        unit=draw(st.sampled_from(UNITS)),
        comparator=draw(st.sampled_from((">=", "<="))),
        baseline=baseline,
        targets=tuple((year, draw(value)) for year in years),
        relative_to=None,
    )


@st.composite
def sentences(draw: Draw, years: tuple[int, int]) -> tuple[PlanIndicator, ...]:
    """Indicators as their sentences are read."""
    texts = draw(st.lists(st.sampled_from(SENTENCES), max_size=3, unique=True))
    return tuple(indicator_of(read_sentence(text, years)) for text in texts)


@st.composite
def year_tasks(draw: Draw, first: int, last: int) -> tuple[tuple[str, int, str], ...]:
    """Directions × years, some places empty; a plan of one year has none."""
    if first == last:
        return ()
    names = draw(st.lists(sentence(), max_size=2, unique=True))
    return tuple(
        (name, year, draw(phrase()))
        for name in names
        for year in sorted(draw(st.sets(st.integers(first, last), min_size=1)))
    )


@st.composite
def partners(draw: Draw) -> tuple[PlanPartner, ...]:
    """Schools with a school or a teacher."""
    chosen = draw(st.lists(st.sampled_from(PARTNERS), max_size=3))
    scopes = st.sampled_from(("", "Математика", "Наставничество, обмен опытом\nОткрытые уроки"))
    return tuple(
        PlanPartner(f"МБОУ Озёрная СОШ № {place}", partner, kind, draw(scopes))
        for place, (partner, kind) in enumerate(chosen, 1)
    )
