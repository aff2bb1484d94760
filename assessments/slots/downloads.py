"""Slots for files on the pages of a list and of a verdict: upper apps fill them in `ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.models import ApprovedList, Verdict


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its format in words and its address."""

    words: str
    url: str


Filler = Callable[[Any, ApprovedList], Sequence[Download]]

SheetFiller = Callable[[Any, Verdict], Sequence[Download]]

_fillers: list[Filler] = []
_sheet_fillers: list[SheetFiller] = []


def register(filler: Filler) -> None:
    """Let `filler(user, approved_list)` offer the order of a list as files."""
    _fillers[:] = [filler]


def downloads_of(user: Any, approved: ApprovedList) -> list[Download]:
    """The files of a list for this person."""
    return [file for filler in _fillers for file in filler(user, approved)]


def register_sheet(filler: SheetFiller) -> None:
    """Let `filler(user, verdict)` offer the sheet of grounds of a school as files."""
    _sheet_fillers[:] = [filler]


def sheets_of(user: Any, verdict: Verdict) -> list[Download]:
    """The files of the sheet of grounds for this person."""
    return [file for filler in _sheet_fillers for file in filler(user, verdict)]
