"""One work in one year: measures and marks."""

from __future__ import annotations

from fractions import Fraction

from assessments.domain.reading.grids import Page
from assessments.domain.reading.ranking import ranking_block
from assessments.domain.reading.scores import added, scores_block, shares_of
from assessments.domain.reading.work_measures import (
    WorkFigures,
    explanations,
    marks_block,
    measures_block,
)
from assessments.domain.small_groups import LEAST_SCHOOLS, to_hide
from assessments.models import ScoreDistribution
from assessments.queries.reading.asked import Asked
from assessments.queries.reading.sums import (
    of_work,
    printed_by_year,
    printed_scores,
    school_groups,
    seen_facts,
    seen_results,
    whole_by_year,
)
from assessments.queries.scales import scales_for
from core.values import academic_year
from core.values.wording import counted

PEOPLE = ("участник", "участника", "участников")
SCHOOLS = ("школа", "школы", "школ")


def figures_of(asked: Asked) -> WorkFigures:
    """The work in its year, in three queries."""
    year = asked.academic_year
    whole = whole_by_year(asked, [year]).get(year)
    return WorkFigures(
        title=title_of(asked),
        procedure=asked.work.procedure,
        schools=school_groups(of_work(seen_results(asked), asked, [year])),
        whole=whole,
        printed=printed_by_year(asked, [year]).get(year, []),
    )


def measures_page(asked: Asked) -> Page:
    """«Показатели»."""
    figures = figures_of(asked)
    explained = explanations(figures)
    return Page(state_of(asked, figures), (measures_block(figures),), explained=explained)


def marks_page(asked: Asked) -> Page:
    """«Распределение»: marks as stacked bars, and primary scores where a file gives them."""
    figures = figures_of(asked)
    rows = of_work(seen_facts(ScoreDistribution, asked), asked, [asked.academic_year])
    of_schools = list(rows.values_list("counts", flat=True))
    counts = added(of_schools)
    blocks = [block for block in (marks_block(figures),) if block is not None]
    if counts:
        known = scales_for(asked.municipality).boundaries(asked.work, asked.academic_year)
        groups = [one.group.participants for one in figures.schools]
        is_public = not to_hide(groups) and not to_hide([sum(one) for one in of_schools])
        beside = _scores_beside(asked)
        blocks.append(scores_block(title_of(asked), counts, known, beside, is_public=is_public))
    return Page(
        state_of(asked, figures), tuple(blocks), why="Отметок за эту работу нет.",
        next="Результаты по стобалльной шкале смотрите на странице «Показатели».",
    )  # fmt: skip


def _scores_beside(asked: Asked) -> dict[str, list[Fraction]]:
    """Shares of scores in the municipality, where schools shown are not all, and wider."""
    found = {}
    if asked.school or not asked.sees_whole:
        rows = ScoreDistribution.objects.of_municipality(asked.municipality.pk).first_results()
        of_all = list(of_work(rows, asked, [asked.academic_year]).values_list("counts", flat=True))
        if asked.sees_whole or len(of_all) >= LEAST_SCHOOLS:
            found["Муници\u00adпалитет"] = shares_of(added(of_all))
    return found | printed_scores(asked)


def ranking_page(asked: Asked) -> Page:
    """«Места школ», for those who see every school."""
    figures = figures_of(asked)
    block = ranking_block(figures.schools, asked.measure, title_of(asked))
    if not block.grid.rows:
        return Page(
            state_of(asked, figures), why="Расставить школы не по чему.",
            next="Выберите другой показатель: у этой работы его нет или участников меньше пяти.",
        )  # fmt: skip
    return Page(state_of(asked, figures), (block,))


def title_of(asked: Asked) -> str:
    """«ВПР, математика, 5 класс, 2024/25 учебный год»."""
    return f"{asked.work.title}, {academic_year.label(asked.academic_year)} учебный год"


def state_of(asked: Asked, figures: WorkFigures) -> str:
    """«ВПР, математика, 5 класс, 2024/25 учебный год: 12 школ, 640 участников»."""
    people = sum(one.group.participants for one in figures.schools)
    schools = counted(len(figures.schools), *SCHOOLS)
    return f"{title_of(asked)}: {schools}, {counted(people, *PEOPLE)}"
