"""Pages of results: one view for all, a line of PAGES for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.domain.procedures import Work
from assessments.domain.reading.grids import SCHOOL, WORK, Block, Cell, Column, Grid, Page, Row
from assessments.domain.reading.groups import SHARES, Measure
from assessments.filters.reading import ReadingFilter
from assessments.models import (
    JournalComparison,
    OutcomePerformance,
    Result,
    ScoreDistribution,
    TaskPerformance,
)
from assessments.permissions import require_publication, require_sight_of_all_schools
from assessments.queries.reading.asked import (
    Asked,
    Covered,
    covered_by,
    places_of,
    schools_of,
    sees_whole,
)
from assessments.queries.reading.courses import cohorts_page, dynamics_page, is_before_exam
from assessments.queries.reading.journals import journal_page
from assessments.queries.reading.schools import school_page
from assessments.queries.reading.tasks import tasks_page
from assessments.queries.reading.works import marks_page, measures_page, ranking_page
from assessments.renderers.reading_workbook import render_blocks
from core.web.drawings import Drawing, drawing_of
from core.web.excel import WORDS, excel_link, excel_response
from core.web.refusals import reason_against
from schools.models import Municipality, School

ROWS_A_PAGE = 50
_COLUMNS_OF_A_PHONE, _NUMBERS_OF_A_PHONE = 2, 4
PUBLIC = "public"
SCHOOL_HEADING = "Результаты школы"
PUBLIC_WORDS = "Excel для публикации"
PUBLIC_NOTE = (
    "Для публикации: показатели школ, где участников меньше пяти, скрыты; где по итогу их можно "
    "было бы вычислить, скрыты ещё одна школа или сам итог, а первичные баллы — вместе с ними."
)


def _any_work(work: Work, year: int, covered: Covered) -> bool:
    return True


@dataclass(frozen=True)
class ReadingPage:
    """One page: its name in addresses, words, figures it rests on, and how it is built.

    `takes` says which works of which year it can show; `measures` are those that a person chooses
    from. `require` refuses those who may not open it. `is_public` where its table may be published.
    """

    name: str
    label: str
    heading: str
    build: Callable[[Asked], Page]
    models: tuple[Any, ...] = (Result,)
    takes: Callable[[Work, int, Covered], bool] = _any_work
    by_school: bool = True
    measures: tuple[Measure, ...] = ()
    require: Callable[[Any], None] | None = None
    is_public: bool = False
    notes: tuple[str, ...] = ()
    why_empty: str = "Результатов пока нет."
    next_empty: str = (
        "Они появятся, когда управление образования загрузит отчёты ФИС ОКО или таблицы с "
        "результатами."
    )

    @property
    def route(self) -> str:
        """The name of the address."""
        return f"assessments:{self.name}"


@dataclass(frozen=True)
class ShownBlock:
    """A block with its chart drawn and the rows of one page."""

    block: Block
    rows: PageOfRows[Any]
    page_field: str
    drawing: Drawing | None

    @property
    def is_narrow(self) -> bool:
        """Whether the table fits a phone as it is, without a block for each of its rows."""
        columns = self.block.grid.columns
        is_of_numbers = not self.is_of_names and all(column.is_number for column in columns)
        return len(columns) <= (_NUMBERS_OF_A_PHONE if is_of_numbers else _COLUMNS_OF_A_PHONE)

    @property
    def is_of_names(self) -> bool:
        """Whether names of schools or works stand first, which need room."""
        return self.block.grid.first in (SCHOOL, WORK)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Rows of the page, each cell with its column."""
        return [self._line(row) for row in self.rows]

    @property
    def totals(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """The same of the totals, which stand on every page."""
        return [self._line(row) for row in self.block.grid.totals]

    def _line(self, row: Row) -> tuple[Row, list[tuple[Column, Cell]]]:
        return row, list(zip(self.block.grid.columns, row.cells, strict=True))

    @classmethod
    def of(cls, request: HttpRequest, block: Block, place: int) -> ShownBlock:
        """The block as the page shows it."""
        page_field = f"page{place}" if place else "page"
        rows = Paginator(block.grid.rows, ROWS_A_PAGE).get_page(request.GET.get(page_field))
        return cls(block, rows, page_field, drawing_of(block.chart) if block.chart else None)


JOURNAL = (
    "Понизили — отметка за работу ниже отметки в журнале, повысили — выше. Доли — от тех, чьи "
    "отметки сравнили. Разошлись на 2 отметки и больше — известно только из файлов с отдельными "
    "результатами."
)
PLACES = (
    "Место школы — промежуток: она точно позади тех, чей интервал целиком лучше, и точно впереди "
    "тех, чей целиком хуже; между остальными порядка нет, их места неразличимы. Школы, где "
    "участников меньше пяти, мест не имеют. Таблица — для работы управления, не для публикации."
)
LIMITS_WORDS = (
    "Пределы ФИОКО 2026 года: базовый уровень — достаточно от 60 %, недостаточно меньше 57 %; "
    "повышенный и высокий — от 30 % и меньше 28,5 %; между ними пограничная зона. Без уровня "
    "задания оценки нет."
)
PAGES = {
    one.name: one
    for one in (
        ReadingPage(
            "measures", "Показатели", "Показатели по работе", measures_page, is_public=True,
        ),
        ReadingPage(
            "distribution", "Распределение", "Распределение отметок и баллов", marks_page,
            models=(Result, ScoreDistribution), is_public=True,
        ),
        ReadingPage(
            "dynamics", "Динамика", "Динамика за три года", dynamics_page,
            measures=tuple(Measure),
        ),
        ReadingPage(
            "against_journal", "ВПР и журнал", "Отметки за ВПР и в журнале", journal_page,
            models=(JournalComparison,), is_public=True, notes=(JOURNAL,),
            why_empty="Сравнений с журналом пока нет.",
            next_empty=(
                "Они появятся после загрузки отчёта ФИС ОКО «Сравнение отметок с отметками по "
                "журналу»."
            ),
        ),
        ReadingPage(
            "against_oge", "ВПР и ОГЭ", "ВПР 8 класса и ОГЭ через год", cohorts_page,
            takes=is_before_exam,
            why_empty="Нет ВПР 8 класса, через год после которой загружены результаты ОГЭ.",
        ),
        ReadingPage(
            "ranking", "Места школ", "Места школ с интервалами", ranking_page,
            measures=SHARES, by_school=False, require=require_sight_of_all_schools, notes=(PLACES,),
        ),
        ReadingPage(
            "tasks", "Задания", "Выполнение заданий", tasks_page,
            models=(TaskPerformance, OutcomePerformance), notes=(LIMITS_WORDS,),
            why_empty="Отчётов о выполнении заданий пока нет.",
            next_empty=(
                "Они появятся после загрузки отчётов ФИС ОКО «Выполнение заданий» и «Достижение "
                "планируемых результатов»."
            ),
        ),
    )
}  # fmt: skip


@require_safe
def reading_page(request: HttpRequest, name: str) -> HttpResponse:
    """A page of results for what is chosen above it."""
    page = PAGES[name]
    if page.require is not None:
        page.require(request.user)
    form, asked = _asked(request, page)
    content = page.build(asked) if asked else None
    blocks = content.blocks if content else ()
    context = {
        "page": page,
        "content": content,
        "form": form,
        "tabs": tabs_of(request, page.name),
        "blocks": [ShownBlock.of(request, block, at) for at, block in enumerate(blocks)],
        "links": _links(request, page, asked) if asked and blocks else [],
    }
    return render(request, "assessments/reading/page.html", context)


@require_safe
def reading_workbook(request: HttpRequest, name: str) -> HttpResponse:
    """The tables of the page as Excel; with `public=1`, without groups too small to publish."""
    page = PAGES[name]
    if page.require is not None:
        page.require(request.user)
    _, asked = _asked(request, page)
    if page.is_public and request.GET.get(PUBLIC):
        return _published_workbook(page, asked)
    content = page.build(asked) if asked else Page("")
    made = render_blocks(
        content.blocks or (_nothing(),), title=page.heading,
        heading=[page.heading, content.state],
        notes=(*content.notes, *content.explained, *page.notes),
    )  # fmt: skip
    return excel_response(made, f"{page.heading}.xlsx")


def _published_workbook(page: ReadingPage, asked: Asked | None) -> HttpResponse:
    """Always of all schools: which of them are hidden depends on the others."""
    content = Page("")
    if asked is not None:
        require_publication(asked.user, asked.municipality)
        content = page.build(replace(asked, school=None))
    blocks = published(content.blocks)
    made = render_blocks(
        blocks or (_nothing(),), title=page.heading,
        heading=[page.heading, *(block.grid.caption for block in blocks[:1])],
        notes=(PUBLIC_NOTE, *content.explained, *page.notes),
    )  # fmt: skip
    return excel_response(made, f"{page.heading}.xlsx")


@require_safe
def school_results(request: HttpRequest, login: str) -> HttpResponse:
    """All works of one school over three years; a head sees the own school only."""
    school, content = _school_content(request, login)
    context = {
        "school": school,
        "content": content,
        "tabs": tabs_of(request, "school"),
        "blocks": [ShownBlock.of(request, block, at) for at, block in enumerate(content.blocks)],
        "links": [excel_link(request, "assessments:school_results_workbook", login)],
    }
    return render(request, "assessments/reading/school.html", context)


@require_safe
def school_results_workbook(request: HttpRequest, login: str) -> HttpResponse:
    """The same as Excel."""
    school, content = _school_content(request, login)
    made = render_blocks(
        content.blocks or (_nothing(),), title=SCHOOL_HEADING,
        heading=[SCHOOL_HEADING, f"{school.name}. {content.state}"], notes=(),
    )  # fmt: skip
    return excel_response(made, f"{SCHOOL_HEADING}.xlsx")


def _school_content(request: HttpRequest, login: str) -> tuple[School, Page]:
    seen = School.objects.visible_to(request.user).select_related("municipality")
    school = get_object_or_404(seen, login=login)
    whole = sees_whole(request.user, school.municipality)
    return school, school_page(school, user=request.user, sees_whole=whole)


def published(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without figures of groups too small to publish."""
    return tuple(
        Block(block.heading, block.grid.published(), notes=block.notes) for block in blocks
    )


def tabs_of(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """«Все результаты» and the pages that the person may open; what is chosen goes along."""
    chosen = request.GET.copy()
    for name in [name for name in chosen if name.startswith("page") or name == "sort"]:
        del chosen[name]
    query = f"?{chosen.urlencode()}" if chosen and current in PAGES else ""
    tabs = [("Все результаты", "results", "")]
    tabs += [
        (one.label, one.name, query)
        for one in PAGES.values()
        if one.require is None or not reason_against(one.require, request.user)
    ]
    return [
        {
            "label": label,
            "url": reverse(f"assessments:{name}") + asked,
            "is_current": name == (current or "results"),
        }
        for label, name, asked in tabs
    ]


def _asked(request: HttpRequest, page: ReadingPage) -> tuple[ReadingFilter | None, Asked | None]:
    places = places_of(request.user)
    if not places:
        return None, None
    place = _place_of(request, places)
    known = covered_by(request.user, place, page.models)
    covered = {
        year: works
        for year, found in known.items()
        if (works := [work for work in found if page.takes(work, year, known)])
    }
    schools = list(schools_of(request.user, place)) if page.by_school else []
    form = ReadingFilter(
        request.GET.dict(), municipalities=places, municipality=place, covered=covered,
        schools=schools, measures=page.measures,
    )  # fmt: skip
    work = form.chosen_work()
    if work is None:
        return form, None
    chosen = form.cleaned_data
    return form, Asked(
        user=request.user, municipality=place, academic_year=chosen["academic_year"], work=work,
        years=tuple(covered),
        school=next((one for one in schools if one.pk == chosen.get("school")), None),
        measure=Measure(chosen.get("measure") or Measure.LOW),
    )  # fmt: skip


def _place_of(request: HttpRequest, places: list[Municipality]) -> Municipality:
    asked = request.GET.get("municipality", "")
    return next((place for place in places if str(place.pk) == asked), places[0])


def _links(request: HttpRequest, page: ReadingPage, asked: Asked) -> list[tuple[str, str]]:
    query = request.GET.copy()
    for name in [name for name in query if name.startswith("page")]:
        del query[name]
    address = reverse(f"{page.route}_workbook")
    found = [(WORDS, f"{address}?{query.urlencode()}" if query else address)]
    if page.is_public and asked.sees_whole:
        query[PUBLIC] = "1"
        query.pop("school", None)
        found.append((PUBLIC_WORDS, f"{address}?{query.urlencode()}"))
    return found


def _nothing() -> Block:
    return Block("", Grid("", "Результатов нет", (), ()))
