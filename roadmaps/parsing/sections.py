"""The sections of a plan as a tree, built while its rows are read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmaps.domain.deadlines.sections import names_month
from roadmaps.parsing.calendars import calendar_span, time_inside
from roadmaps.parsing.draft import SectionDraft, SectionKind, Source
from roadmaps.parsing.numbers import (
    Numbered,
    depth,
    is_bare_name,
    split_section_number,
    without_continuation,
    without_kind,
)
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import heading_key, one_line

_KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (SectionKind.OBJECTIVE, re.compile(r"^(?:\W|\d|[ivx]+\b)*задач")),
    (SectionKind.STAGE, re.compile(r"^(?:\S+\s+){0,2}этап\b|^(?:\S+\s+){0,3}этап$")),
    (SectionKind.LEVEL, re.compile(r"^(?:на )?(?:\S+\s+){0,3}уров(?:ень|не|нях|ни)\b")),
    (SectionKind.DIRECTION, re.compile(r"^(?:\W|\d|[ivx]+\b)*(?:целев\w+ |основн\w+ )?направлени")),
)
_LONGEST_LEVEL = 70
_BY_ROLE = {
    Role.SECTION: SectionKind.SECTION,
    Role.STAGE: SectionKind.STAGE,
    Role.LEVEL: SectionKind.LEVEL,
    Role.DIRECTION: SectionKind.DIRECTION,
    Role.OBJECTIVE: SectionKind.OBJECTIVE,
}


@dataclass(slots=True)
class _Open:
    signature: tuple[SectionKind, str, int]
    section: SectionDraft
    filled: bool = False


class SectionTree:
    """Opens sections in reading order and knows which one the next activity belongs to."""

    def __init__(self) -> None:
        self.sections: list[SectionDraft] = []
        self._rows: list[_Open] = []
        self._columns: list[SectionDraft] = []
        self._path: list[str] = []

    def leave(self, path: Sequence[str] = (), source: Source | None = None) -> None:
        """Close everything but the headings `path` above the table that begins now."""
        kept = 0
        while kept < min(len(path), len(self._path)) and path[kept] == self._path[kept]:
            kept += 1
        del self._rows[kept:]
        self._columns.clear()
        self._path = list(path[:kept])
        for heading in path[kept:]:
            self._open(split_section_number(heading), source)
            self._path.append(heading)

    def open_row(self, number: str, title: str, source: Source) -> SectionDraft:
        """A row over the whole width, or a heading over a table.

        A section repeated at once, or named again with «(продолжение)», goes on.
        """
        bare = without_continuation(title)
        numbered = Numbered(number, bare) if number else split_section_number(bare)
        signature = _signature(numbered)
        known = self._known(numbered, further_up=bare != title)
        if known is not None:
            return self._reopen(known)
        if self._names_last(numbered, signature[0]):
            return self._rows[-1].section
        self._close_for(signature)
        return self._open(numbered, source)

    def _known(self, numbered: Numbered, *, further_up: bool) -> SectionDraft | None:
        """The section that words name once more: the one open last, or any `further_up`."""
        innermost = [opened.section for opened in self._rows[-1:]]
        around = reversed(self.sections) if further_up else innermost
        return next((section for section in around if _says(section, numbered)), None)

    def _reopen(self, section: SectionDraft) -> SectionDraft:
        open_now = {opened.section.id: opened for opened in self._rows}
        chain = reversed(self.chain(section.id))
        rows = [open_now.get(one.id) or _Open(_look(one), one, filled=True) for one in chain]
        kept = 0
        while kept < min(len(rows), len(self._path)) and rows[kept] is self._rows[kept]:
            kept += 1
        del self._path[kept:]
        self._rows = rows
        self._columns.clear()
        return section

    def _open(self, numbered: Numbered, source: Source | None) -> SectionDraft:
        parent = self._rows[-1].section.id if self._rows else None
        signature = _signature(numbered)
        title = without_kind(numbered.text)
        section = self._add(parent, numbered.number, title, signature[0], source)
        self._rows.append(_Open(signature, section))
        self._columns.clear()
        return section

    def _names_last(self, numbered: Numbered, kind: SectionKind) -> bool:
        """Give the words of this row to «Раздел 1» in the row above it, where it is that."""
        last = self._rows[-1] if self._rows else None
        if last is None or last.filled or numbered.number or kind is not SectionKind.SECTION:
            return False
        if last.section.number or not is_bare_name(last.section.title):
            return False
        named = replace(last.section, number=last.section.title, title=numbered.text)
        self.sections[named.id - 1] = last.section = named
        return True

    def open_columns(self, texts: list[tuple[Role, str, Source]]) -> None:
        """What the grouping columns say for a row, outermost first.

        Repeated words open nothing; an empty cell goes on with what stands above it.
        """
        known, self._columns = self._columns, []
        for position, (role, text, source) in enumerate(texts):
            above = known[position] if position < len(known) else None
            goes_on = above is not None and len(self._columns) == position
            goes_on = goes_on and self._columns == known[:position]
            if not text and not goes_on:
                continue
            numbered = split_section_number(without_continuation(one_line(text)))
            if above is not None and goes_on and (not text or _says(above, numbered)):
                self._columns.append(above)
                continue
            parent = self._columns[-1].id if self._columns else self._row_id()
            kind = _BY_ROLE[role]
            title = without_kind(numbered.text)
            self._columns.append(self._add(parent, numbered.number, title, kind, source))

    def current(self) -> int | None:
        """The id of the section an activity read now belongs to."""
        for opened in self._rows:
            opened.filled = True
        return self._columns[-1].id if self._columns else self._row_id()

    def chain(self, identifier: int | None) -> list[SectionDraft]:
        """A section and what it is inside of, innermost first."""
        found = []
        while identifier is not None:
            section = self.sections[identifier - 1]
            found.append(section)
            identifier = section.parent
        return found

    def home(self, identifier: int | None, number: str) -> int | None:
        """The nearest section around that is no deeper than the row's number lets it be."""
        own = depth(number)
        around = (s for s in self.chain(identifier) if not own or depth(s.number) < own)
        return next((section.id for section in around), None)

    def time(self, identifier: int | None) -> tuple[str, Source | None]:
        """The time that a section around gives for all its rows, and where it says so.

        A month is no such time: days beneath it are read in it, see `domain.deadlines.sections`.
        """
        for section in self.chain(identifier):
            words = "" if names_month(section.title) else time_inside(section.title)
            if words:
                return words, section.source
        return "", None

    def titles(self, identifier: int | None) -> tuple[str, ...]:
        """The titles of a section and of what it is inside of, innermost first."""
        return tuple(section.title for section in self.chain(identifier))

    def _row_id(self) -> int | None:
        return self._rows[-1].section.id if self._rows else None

    def _close_for(self, signature: tuple[SectionKind, str, int]) -> None:
        base = len(self._path)
        known = [index for index, opened in enumerate(self._rows) if opened.signature == signature]
        known = [index for index in known if index >= base]
        if known:
            del self._rows[known[0] :]
            return
        # A section of a new look goes inside the last one, unless that one has rows of its own
        # and nothing says that the new one is smaller.
        while len(self._rows) > base and self._rows[-1].filled and not self._is_smaller(signature):
            self._rows.pop()

    def _is_smaller(self, signature: tuple[SectionKind, str, int]) -> bool:
        kind, style, deep = signature
        above_kind, above_style, above_deep = self._rows[-1].signature
        if kind in (SectionKind.LEVEL, SectionKind.OBJECTIVE) and above_kind is not kind:
            return True
        return style == above_style == "arabic" and deep > above_deep

    def _add(
        self, parent: int | None, number: str, title: str, kind: SectionKind, source: Source | None
    ) -> SectionDraft:
        section = SectionDraft(len(self.sections) + 1, parent, number, title, kind, source)
        self.sections.append(section)
        return section


def _says(section: SectionDraft, numbered: Numbered) -> bool:
    title = without_kind(numbered.text)
    return section.number == numbered.number and heading_key(section.title) == heading_key(title)


def kind_of(text: str) -> SectionKind:
    """What a heading inside a plan calls itself."""
    key = heading_key(text)
    for kind, pattern in _KINDS:
        if pattern.search(key) and not (kind is SectionKind.LEVEL and len(key) > _LONGEST_LEVEL):
            return kind
    return SectionKind.SECTION


def _signature(numbered: Numbered) -> tuple[SectionKind, str, int]:
    number = numbered.number
    kind = kind_of(f"{number} {numbered.text}")
    return kind, _style(number, numbered.text), depth(number)


def _look(section: SectionDraft) -> tuple[SectionKind, str, int]:
    """The signature of a section that was opened earlier."""
    return section.kind, _style(section.number, section.title), depth(section.number)


def _style(number: str, title: str) -> str:
    """How a heading is numbered; months and quarters are a look of their own."""
    if not number:
        return "time" if calendar_span(title) else ""
    return "arabic" if depth(number) else "other"
