"""The slots for «Скачать» on pages of plans and of hand-overs, filled by upper apps in `ready()`.

`register(name, filler, order=…)` with `filler(user, roadmap)`, which answers with groups of files,
none where the person has nothing to take.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from roadmaps.models import HandOver, Roadmap


@dataclass(frozen=True, slots=True)
class Download:
    """One file; `is_made` where it is asked for by a button and takes a moment to be made."""

    words: str
    url: str
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class Downloads:
    """Files of the same thing, which `name` says."""

    name: str
    files: tuple[Download, ...]


Filler = Callable[[Any, Roadmap], Sequence[Downloads]]

_fillers: dict[str, tuple[int, Filler]] = {}


def register(name: str, filler: Filler, *, order: int = 50) -> None:
    """Let `filler` add its groups; registering the same name again replaces it."""
    _fillers[name] = (order, filler)


def downloads_of(user: Any, roadmap: Roadmap) -> list[Downloads]:
    """All groups for this person, in the registered order."""
    ordered = sorted(_fillers.values(), key=lambda pair: pair[0])
    return [group for _, filler in ordered for group in filler(user, roadmap)]


ComparisonFiller = Callable[[Any, Roadmap, str, str], Sequence[Download]]

_comparisons: list[ComparisonFiller] = []


def register_comparison(filler: ComparisonFiller) -> None:
    """Let `filler` offer the comparison of two texts of a plan, told by their keys, as files."""
    _comparisons[:] = [filler]


def comparisons_of(user: Any, roadmap: Roadmap, old: str, new: str) -> list[Downloads]:
    """The files of a comparison table for this person."""
    files = [file for filler in _comparisons for file in filler(user, roadmap, old, new)]
    return [Downloads("Сравнительная таблица", tuple(files))] if files else []


ActFiller = Callable[[Any, HandOver], Sequence[Download]]

_acts: list[ActFiller] = []


def register_acts(filler: ActFiller) -> None:
    """Let `filler` offer the act of a hand-over as files."""
    _acts[:] = [filler]


def acts_of(user: Any, made: HandOver) -> list[Downloads]:
    """The files of the act of a hand-over for this person."""
    files = [file for filler in _acts for file in filler(user, made)]
    return [Downloads("Акт приёма-передачи дел", tuple(files))] if files else []


IndicatorFiller = Callable[[Any, Roadmap], Sequence[Download]]

_indicators: list[IndicatorFiller] = []


def register_indicators(filler: IndicatorFiller) -> None:
    """Let `filler` offer the indicators of a plan as files."""
    _indicators[:] = [filler]


def indicator_files_of(user: Any, roadmap: Roadmap) -> list[Downloads]:
    """The files of a plan's indicators for this person."""
    files = [file for filler in _indicators for file in filler(user, roadmap)]
    return [Downloads("Показатели", tuple(files))] if files else []
