"""How single tasks were done and how far planned outcomes are reached (DOMAIN.md 3.5, 7.4)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """Level of difficulty of a task."""

    BASIC = "basic"
    ADVANCED = "advanced"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its number as printed («12.2», «4К4»), maximum and share of it reached, %."""

    number: str
    max_score: int | None
    percent: Decimal | None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the programme: what pupils should be able to do, and the shares reached, %."""

    number: str
    text: str
    max_score: int | None
    school: Decimal | None
    municipality: Decimal | None = None
    region: Decimal | None = None
    country: Decimal | None = None
