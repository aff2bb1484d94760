"""The slot for the order on the page of a list: upper apps fill it in `ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.models import ApprovedList


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its format in words and its address."""

    words: str
    url: str


Filler = Callable[[Any, ApprovedList], Sequence[Download]]

_fillers: list[Filler] = []


def register(filler: Filler) -> None:
    """Let `filler(user, approved_list)` offer the order of a list as files."""
    _fillers[:] = [filler]


def downloads_of(user: Any, approved: ApprovedList) -> list[Download]:
    """The files of a list for this person."""
    return [file for filler in _fillers for file in filler(user, approved)]
