"""What speaks for a partner, and why nobody is proposed, in Russian sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assessments.domain.comparing import Tally
from assessments.domain.measures import rounded
from assessments.domain.partner_proposals import (
    Conditions,
    Criterion,
    Deficit,
    Lack,
    Match,
    Proposal,
    Proposals,
)
from core.values import academic_year as years
from core.values.wording import NBSP, counted, decimal, grouped
from schools.domain.partnerships import PartnershipRules

_SIMILAR = Fraction(2, 3)
"""From this likeness of contingents on they are called similar."""


def reasons(proposal: Proposal, *, pupils: int | None, rules: PartnershipRules) -> list[str]:
    """Sentences for one proposal: results, contingent, conditions, type, distance, load."""
    return [
        *(match_words(one) for one in proposal.matches),
        _pupils_words(pupils, proposal.partner.pupils),
        _conditions_words(proposal.conditions),
        "Тип школы тот же." if proposal.marks[Criterion.KIND] else "Тип школы другой.",
        "Расстояние: нет данных."
        if proposal.distance is None
        else f"Расстояние по прямой: {proposal.distance}{NBSP}км.",
        load_words(proposal.partner.supports, rules.school_limit),
    ]


def match_words(match: Match) -> str:
    """«Математика, 5–6 классы: у школы 41,2 % «2» из 34 работ, у наставника 4,3 % из 46.»"""
    return (
        f"{match.subject}, {grades_words(match.grades)}: у школы {_share(match.own)} «2» из "
        f"{_works(match.own.whole)}, у наставника {_share(match.partner)} из "
        f"{match.partner.whole}."
    )


def deficit_words(deficit: Deficit) -> str:
    """«Математика, 5–6 классы: 41,2 % «2» из 34 работ»."""
    grades = tuple(sorted({work.grade for work in deficit.works}))
    return (
        f"{deficit.subject}, {grades_words(grades)}: {_share(deficit.own)} «2» из "
        f"{_works(deficit.own.whole)}"
    )


def load_words(supports: int, limit: int) -> str:
    """«Сейчас поддерживает 1 школу из 2 возможных.»"""
    if not supports:
        return f"Сейчас никого не поддерживает, предел — {limit}."
    return (
        f"Сейчас поддерживает {counted(supports, 'школу', 'школы', 'школ')} из {limit} возможных."
    )


def lack_words(proposals: Proposals, *, academic_year: int, rules: PartnershipRules) -> str:
    """Why there is nobody to propose, and what to do; empty where there is somebody."""
    year = years.label(academic_year)
    if proposals.lack is Lack.NO_RESULTS:
        return (
            f"За {year} учебный год у школы нет результатов, сравнивать не с чем. Загрузите "
            "результаты или выберите другой год."
        )
    if proposals.lack is Lack.NO_DEFICITS:
        return (
            "Нет предмета, по которому набралось бы десять работ и доля «2» была бы выше "
            "муниципальной больше, чем на случайный разброс. Наставника можно выбрать и без "
            "подбора, кнопкой «Внести партнёрство»."
        )
    if proposals.lack is Lack.NOBODY_STRONG:
        return (
            "По слабым предметам школы ни одна школа вне перечня не показала результат, который "
            "лучше больше, чем на случайный разброс."
        )
    if proposals.lack is Lack.ALL_BUSY:
        names = "; ".join(f"{one.name} — {one.supports}" for one in proposals.busy)
        return (
            f"Подходящие школы есть, но мест у них нет (предел {rules.school_limit}, сейчас "
            f"поддерживают: {names}). Завершите одно из партнёрств или измените предел в правилах."
        )
    return ""


def grades_words(grades: Sequence[int]) -> str:
    """«5 класс», «5–6 классы», «5, 7–8 классы»."""
    runs: list[list[int]] = []
    for grade in grades:
        if runs and grade == runs[-1][-1] + 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    told = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"{told}{NBSP}{'класс' if len(grades) == 1 else 'классы'}"


def _pupils_words(own: int | None, partner: int | None) -> str:
    if own is None or partner is None:
        return "Контингент сравнить нельзя: нет данных."
    both = f"{grouped(own)} и {counted(partner, 'ученик', 'ученика', 'учеников')}"
    is_similar = own and partner and Fraction(min(own, partner), max(own, partner)) >= _SIMILAR
    return f"{'Похожий' if is_similar else 'Разный'} контингент: {both}."


def _conditions_words(conditions: Conditions | None) -> str:
    if conditions is None:
        return "Условия сравнить нельзя: нет данных."
    shares = counted(conditions.shares, "доле", "долям", "долям")
    return (
        f"Условия по {shares} контекстных данных: отличие в среднем "
        f"{decimal(rounded(conditions.apart, 1))}{NBSP}п.{NBSP}п."
    )


def _share(tally: Tally) -> str:
    return f"{decimal(rounded(tally.share, 1))}{NBSP}%"


def _works(number: int) -> str:
    return counted(number, "работы", "работ", "работ")
