"""The standings that a classification gives to schools."""

from enum import StrEnum


class Category(StrEnum):
    """Standing of a school after a classification."""

    LOW_RESULTS = "low_results"
    AT_RISK = "at_risk"
    ADVERSE_CONDITIONS = "adverse_conditions"
    HIGH_RESULTS = "high_results"
    NONE = "none"
    NO_DATA = "no_data"


GIVEN = frozenset(Category) - {Category.NONE, Category.NO_DATA}
"""Categories that a rule may give; the other two say that no rule gave any."""

HEADINGS = {
    Category.LOW_RESULTS: "В перечне",
    Category.AT_RISK: "В зоне риска",
    Category.ADVERSE_CONDITIONS: "Неблагоприятные условия",
    Category.HIGH_RESULTS: "Высокие результаты",
    Category.NONE: "Не в перечне",
    Category.NO_DATA: "Нет данных",
}
