"""A plan without a table: items with «Срок: …» and «Ответственный: …» in the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.office.documents import Paragraph
from roadmaps.parsing.draft import (
    EMPTY_CELL,
    ActivityDraft,
    Issue,
    SectionKind,
    Severity,
    Source,
    bare_activity,
)
from roadmaps.parsing.edges import at_edge
from roadmaps.parsing.extent import refuse_long_list
from roadmaps.parsing.headings import names_whole
from roadmaps.parsing.labels import take_apart
from roadmaps.parsing.numbers import Numbered, depth, is_number, split_section_number
from roadmaps.parsing.sections import SectionTree, kind_of
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.wording import heading_key, one_line, tidy

_FEWEST = 2
_SURE, _DOUBTFUL = 0.95, 0.7
_LABELS = frozenset({"deadline_text", "responsible_text"})
_LONGEST_SECTION = 200
_BULLET = re.compile(r"^[-–—•●▪·*]\s+(?=\S)")
_LETTER = re.compile(r"^(?P<number>[а-яa-z][.)])\s*(?=\S)", re.IGNORECASE)
_HEADING, _ROMAN, _LETTERED, _UNMARKED, _BULLETED = 0, 1, 50, 55, 60


@dataclass(slots=True)
class _Entry:
    """A paragraph that is more than words of the one before; `depth` grows inwards."""

    number: str
    title: str
    depth: int
    source: Source
    texts: dict[str, str] = field(default_factory=dict)
    labelled_below: bool = False

    @property
    def is_inner(self) -> bool:
        """Whether the paragraph is an item of a list that another one leads in."""
        return self.depth in (_LETTERED, _BULLETED)


def read_list(
    paragraphs: Sequence[Paragraph], tree: SectionTree, title: str
) -> tuple[list[ActivityDraft], list[Issue]]:
    """Activities of a list; nothing where fewer than two items name time or doer.

    `title` is the plan's own, whose lines head no section. Raises UnreadableFileError where the
    list is longer than a plan.
    """
    entries = _with_times(_entries(paragraphs, heading_key(title)))
    if sum(bool(entry.texts) for entry in entries) < _FEWEST:
        return [], []
    entries = entries[_first(entries) :]
    refuse_long_list(len(entries))
    reader = _ListReader(entries, tree)
    reader.read()
    return reader.activities, reader.issues


def _entries(paragraphs: Sequence[Paragraph], title: str) -> list[_Entry]:
    entries: list[_Entry] = []
    labelled = 0
    for place, paragraph in enumerate(paragraphs, start=1):
        text = tidy(paragraph.full_text)
        if not text:
            continue
        if is_plan_title(text) or heading_key(text) in title:
            # Stamps and the names of the act stand above the title.
            entries = [entry for entry in entries if entry.texts]
            continue
        found = take_apart(text)
        # Every label costs; a text of so many is refused before the rest of it is read.
        labelled += bool(found.texts)
        refuse_long_list(labelled // len(_LABELS))
        if found.texts and not found.title.strip(" .;,–—-"):
            _add_below(entries, found.texts)
            continue
        numbered, level = _marked(found.title)
        if level is None and not found.texts and not found.names_title:
            level = _HEADING if _is_heading(paragraph, text) else None
        elif level is None:
            level = _UNMARKED
        if level is not None:
            words = one_line(numbered.text).rstrip(" ;")
            entries.append(
                _Entry(numbered.number, words, level, Source(paragraph=place), found.texts)
            )
    return entries


def _with_times(entries: list[_Entry]) -> list[_Entry]:
    """Items without a label take the time at their edge, where most as deep as they tell one."""
    edges = {
        place: found
        for place, entry in enumerate(entries)
        if entry.depth != _HEADING and not entry.texts and (found := at_edge(entry.title))
    }
    items = Counter(entry.depth for entry in entries)
    timed = Counter(
        entry.depth
        for place, entry in enumerate(entries)
        if place in edges or "deadline_text" in entry.texts
    )
    result = list(entries)
    for place, found in edges.items():
        entry = entries[place]
        if timed[entry.depth] >= _FEWEST and 2 * timed[entry.depth] >= items[entry.depth]:
            texts = {"deadline_text": found.time}
            if found.doer:
                texts["responsible_text"] = found.doer
            result[place] = replace(entry, title=found.title, texts=texts)
    return result


def _marked(text: str) -> tuple[Numbered, int | None]:
    """A paragraph's number or mark taken off, and how deep inside the list it stands."""
    numbered = split_section_number(text)
    if numbered.number:
        return numbered, _depth(numbered.number)
    letter, bullet = _LETTER.match(text), _BULLET.match(text)
    if letter:
        return Numbered(letter.group("number"), text[letter.end() :]), _LETTERED
    if bullet:
        return Numbered("", text[bullet.end() :]), _BULLETED
    return numbered, None


def _depth(number: str) -> int:
    """«1.» stands inside «I.», and that inside «Раздел I.»."""
    arabic = depth(number)
    if arabic:
        return _ROMAN + arabic
    return _ROMAN if is_number(number) else _HEADING


def _is_heading(paragraph: Paragraph, text: str) -> bool:
    if len(text) > _LONGEST_SECTION or text.endswith((".", ":", ";", ",")):
        return False
    loud = paragraph.level > 0 or paragraph.bold or text.isupper()
    return loud or kind_of(text) is not SectionKind.SECTION


def _add_below(entries: list[_Entry], texts: dict[str, str]) -> None:
    """Labels in paragraphs of their own belong to the item above them."""
    if not entries:
        return
    entry = entries[-1]
    entry.labelled_below = entry.labelled_below or not entry.texts
    for member, words in texts.items():
        known = entry.texts.get(member, "")
        entry.texts[member] = f"{known}\n{words}".strip()


def _first(entries: Sequence[_Entry]) -> int:
    """Where the plan begins: the first labelled item with the headings above it."""
    place = next(place for place, entry in enumerate(entries) if entry.texts)
    while (
        place and not entries[place - 1].texts and entries[place - 1].depth < entries[place].depth
    ):
        place -= 1
    return place


def _of_parts(entries: list[_Entry]) -> list[_Entry]:
    """The entries without an only heading that speaks of them all: «План мероприятий»."""
    headings = [entry for entry in entries if entry.depth == _HEADING]
    whole = len(headings) == 1 and entries[0] is headings[0] and names_whole(entries[0].title)
    return entries[1:] if whole else entries


class _ListReader:
    def __init__(self, entries: Sequence[_Entry], tree: SectionTree) -> None:
        self._entries = entries
        self._tree = tree
        self.activities: list[ActivityDraft] = []
        self.issues: list[Issue] = []

    def read(self) -> None:
        place = 0
        while place < len(self._entries):
            entry = self._entries[place]
            inner = self._inner(place)
            if inner and not entry.is_inner and entry.depth != _HEADING:
                self._with_inner(entry, inner)
            elif entry.texts or self._is_unlabelled_item(place):
                self._activity(entry)
                inner = []
            else:
                self._section(entry)
                inner = []
            place += 1 + len(inner)

    def _inner(self, place: int) -> list[_Entry]:
        """The lettered or marked items right under an entry."""
        found = []
        for entry in self._entries[place + 1 :]:
            if not entry.is_inner or entry.depth <= self._entries[place].depth:
                break
            found.append(entry)
        return found

    def _with_inner(self, entry: _Entry, inner: Sequence[_Entry]) -> None:
        """Items with times of their own are activities, others belong to the words above."""
        own = [item for item in inner if item.texts]
        if len(own) == 1 and own[0] is inner[-1] and own[0].labelled_below and len(inner) > 1:
            entry.texts, own = {**entry.texts, **own[0].texts}, []
        if own and not entry.texts:
            if len(entry.title) <= _LONGEST_SECTION and not entry.title.endswith(":"):
                self._section(entry)
                lead = ""
            else:
                lead = entry.title.rstrip(" :")
            for item in inner:
                title = f"{lead}: {item.title}" if lead else item.title
                self._activity(replace(item, title=title))
            return
        lines = [f"{item.number or '–'} {item.title}" for item in inner]
        self._activity(replace(entry, title="\n".join([entry.title, *lines])))

    def _is_unlabelled_item(self, place: int) -> bool:
        """Whether half of the items as deep as this one name a time or a doer.

        What stands above something deeper is a heading and does not count.
        """
        entry = self._entries[place]
        if entry.depth == _HEADING or self._leads(place):
            return False
        alike = [
            other
            for index, other in enumerate(self._entries)
            if other.depth == entry.depth and not self._leads(index)
        ]
        return 2 * sum(bool(other.texts) for other in alike) >= len(alike)

    def _leads(self, place: int) -> bool:
        below = self._entries[place + 1 : place + 2]
        return any(entry.depth > self._entries[place].depth for entry in below)

    def _section(self, entry: _Entry) -> None:
        if len(entry.title) <= _LONGEST_SECTION:
            self._tree.open_row(entry.number, entry.title.rstrip(" :."), entry.source)
        else:
            text = f"Пункт без срока и ответственного не перенесён: «{entry.title[:80]}…»"
            self.issues.append(Issue(Severity.WARNING, text, entry.source))

    def _activity(self, entry: _Entry) -> None:
        title = entry.title.rstrip(" .:")
        section = self._tree.home(self._tree.current(), entry.number)
        texts: dict[str, Any] = dict(entry.texts)
        # Both labels found are as sure as two columns; without one, the item may be another thing.
        certainty = _SURE if texts.keys() >= _LABELS else _DOUBTFUL
        bare = bare_activity(section, entry.number, title, entry.source, certainty)
        self.activities.append(replace(bare, **texts))
        if not entry.texts:
            words = f"{EMPTY_CELL} срок и ответственный: «{one_line(title)[:80]}»."
            self.issues.append(Issue(Severity.WARNING, words, entry.source))
