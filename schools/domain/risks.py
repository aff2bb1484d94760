"""Risk factors of the project «500+» and how much each weighs in a school.

Source: DOMAIN.md 6.5; the wording of a region's own list may differ from year to year.
"""

from __future__ import annotations

from enum import StrEnum


class RiskFactor(StrEnum):
    """The twelve factors in the order of the federal list."""

    EQUIPMENT = "equipment"
    STAFF = "staff"
    COMPETENCE = "competence"
    ADAPTABILITY = "adaptability"
    TRAINING = "training"
    SPECIAL_NEEDS = "special_needs"
    LANGUAGE = "language"
    MOTIVATION = "motivation"
    WELLBEING = "wellbeing"
    DISCIPLINE = "discipline"
    FAILURE = "failure"
    PARENTS = "parents"


RISK_NAMES = {
    RiskFactor.EQUIPMENT: "Низкий уровень оснащения школы",
    RiskFactor.STAFF: "Дефицит педагогических кадров",
    RiskFactor.COMPETENCE: (
        "Недостаточная предметная и методическая компетентность педагогических работников"
    ),
    RiskFactor.ADAPTABILITY: "Риски низкой адаптивности учебного процесса",
    RiskFactor.TRAINING: "Несформированность внутришкольной системы повышения квалификации",
    RiskFactor.SPECIAL_NEEDS: "Высокая доля обучающихся с ОВЗ",
    RiskFactor.LANGUAGE: "Низкое качество преодоления языковых и культурных барьеров",
    RiskFactor.MOTIVATION: "Низкая учебная мотивация обучающихся",
    RiskFactor.WELLBEING: "Пониженный уровень школьного благополучия",
    RiskFactor.DISCIPLINE: "Низкий уровень дисциплины в классе",
    RiskFactor.FAILURE: "Высокая доля обучающихся с рисками учебной неуспешности",
    RiskFactor.PARENTS: "Низкий уровень вовлечённости родителей",
}


class Significance(StrEnum):
    """How much a factor weighs."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


NOT_FOUND = "none"
"""Kept where a factor that weighed a year before is not found any more."""
SIGNIFICANCE_NAMES = {
    Significance.HIGH: "высокая",
    Significance.MIDDLE: "средняя",
    Significance.LOW: "низкая",
}
