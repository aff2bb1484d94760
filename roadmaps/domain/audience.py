"""Which schools a group of a plan means: all, the list of ШНОР, those at risk, chosen ones.

Pure. A plan goes by one calculation of the list, which gives each school its category; a school
that the calculation does not know is in neither list.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

LOW_RESULTS = "low_results"
AT_RISK = "at_risk"


class Audience(StrEnum):
    """Whom a group means (GLOSSARY: ШНОР, зона риска снижения результатов)."""

    ALL = "all"
    LISTED = "listed"
    AT_RISK = "at_risk"
    LISTED_AND_AT_RISK = "listed_and_at_risk"
    CHOSEN = "chosen"


AUDIENCE_NAMES = {
    Audience.ALL: "все школы",
    Audience.LISTED: "школы из перечня ШНОР",
    Audience.AT_RISK: "школы зоны риска",
    Audience.LISTED_AND_AT_RISK: "школы из перечня ШНОР и зоны риска",
    Audience.CHOSEN: "выбранные школы",
}
_CATEGORIES = {
    Audience.LISTED: frozenset({LOW_RESULTS}),
    Audience.AT_RISK: frozenset({AT_RISK}),
    Audience.LISTED_AND_AT_RISK: frozenset({LOW_RESULTS, AT_RISK}),
}
BY_LIST = frozenset(_CATEGORIES)
"""Audiences that change with the list."""

_LIST = re.compile(
    r"\bШН(?:ОР|РО|Р)\b|\bНОР\b|\bНРО\b|500\s*\+|500\s*плюс"
    r"|низки\w+\s+(?:\w+\s+){0,2}результат\w*",
    re.IGNORECASE,
)
_RISK = re.compile(r"(?:зон\w*|групп\w*)\s+риска", re.IGNORECASE)
_RISK_OF_PUPILS = re.compile(
    r"(?:обучающ|учащ|ученик|дет|школьник|подрост)\w*\s+(?:\w+\s+){0,2}(?:зон|групп)\w*\s+риска",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AudienceReading:
    """Whom the words mean, and what in them says so."""

    audience: Audience
    reason: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whom one group of one activity means; `chosen` are ids of chosen schools."""

    audience: Audience
    chosen: frozenset[int] = frozenset()

    def of(self, schools: Collection[int], categories: Mapping[int, str]) -> frozenset[int]:
        """Those of the open `schools` that are meant, by the `categories` of the list."""
        if self.audience is Audience.ALL:
            return frozenset(schools)
        if self.audience is Audience.CHOSEN:
            return self.chosen & frozenset(schools)
        wanted = _CATEGORIES[self.audience]
        return frozenset(pk for pk in schools if categories.get(pk) in wanted)


def read_audience(words: str) -> AudienceReading:
    """Whom the words of a group mean; where nothing narrows them, every school."""
    listed = _LIST.search(words)
    risk = None if _RISK_OF_PUPILS.search(words) else _RISK.search(words)
    if listed and risk:
        return AudienceReading(
            Audience.LISTED_AND_AT_RISK, _said(f"{listed.group()}» и «{risk.group()}")
        )
    if listed:
        return AudienceReading(Audience.LISTED, _said(listed.group()))
    if risk:
        return AudienceReading(Audience.AT_RISK, _said(risk.group()))
    return AudienceReading(Audience.ALL, "в плане не сказано, какие именно школы")


def _said(words: str) -> str:
    return f"в плане сказано «{words}»"
