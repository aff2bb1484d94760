"""The difference between a living roadmap and a changed document, shaped for its page.

A line is one thing that may be taken over or left: a field with its words, a row, a name. Its key
is what the page sends back; `choice_of` says what it means.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from core.values.word_difference import WordDifference, word_difference
from roadmaps.domain.comparison.applying import Choice, Taken
from roadmaps.domain.comparison.values import Change
from roadmaps.queries.labels import HEADINGS

FACTS, SECTIONS, ROWS = "facts", "sections", "rows"
ORDER = "order"
DELETED, NEW = "deleted", "new"
DIGEST_LENGTH = 10
CHANGE_WORDS = {
    Change.ADDED.value: "добавлено",
    Change.CHANGED.value: "изменено",
    Change.DELETED.value: "исключено",
}
TICK_WORDS = {
    Change.ADDED.value: "Добавить",
    Change.DELETED.value: "Исключить",
    ORDER: "Как в документе",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A value of a row that stands in one version only."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to take over or to leave.

    `subject` is common to the lines of one row. `is_kept`: the portal's own wording against a
    document that has not changed there, so no change of the document at all. `remark` says what to
    know of it at any time, `warning` what ticking it would do (said until it is decided), `refusal`
    why it cannot be ticked. `is_fresh`: it was not so when the page
    was opened. `is_applied` is known afterwards.
    """

    key: str
    part: str
    subject: str
    change: str
    number: str = ""
    title: str = ""
    section: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    texts: tuple[Text, ...] = ()
    is_ticked: bool = True
    is_kept: bool = False
    remark: str = ""
    warning: str = ""
    refusal: str = ""
    is_fresh: bool = False
    is_applied: bool = False

    @property
    def words(self) -> WordDifference:
        """Both texts in pieces, the changed words marked."""
        return word_difference(self.before, self.after)

    @property
    def change_word(self) -> str:
        """What became of the row."""
        return CHANGE_WORDS.get(self.change, "")

    @property
    def tick_words(self) -> str:
        """What ticking a line without a field does."""
        return TICK_WORDS.get(self.change, "")

    @property
    def is_field(self) -> bool:
        """Whether two wordings stand beside each other."""
        return self.change == Change.CHANGED

    @property
    def is_of_plan(self) -> bool:
        """Applied to the plan as a whole; what befell a row is told in the row's own history."""
        return self.is_applied and self.part != ROWS

    @property
    def name(self) -> str:
        """What the line is about, in one breath: «Охват школ: цель на 2027 год»."""
        parts = (f"{self.number} {self.title}".strip(), self.label)
        return ": ".join(part for part in parts if part) or HEADINGS[self.part].lower()

    @property
    def digest(self) -> str:
        """Changes when anything that the line says changes."""
        said = asdict(self) | {"is_applied": False, "is_ticked": False, "is_fresh": False}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one row."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that says what the entry is about."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one part of the plan, or of one of its sections."""

    part: str
    section: str
    entries: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        """Of the part."""
        return HEADINGS[self.part]


@dataclass(frozen=True, slots=True)
class Difference:
    """All lines in the order of the plan and what is said above them.

    `same` rows have no line; `missing` are the columns and lists that the document lacks.
    """

    lines: tuple[Line, ...]
    same: int
    missing: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Line, ...]:
        """What the document says otherwise."""
        return tuple(line for line in self.lines if not line.is_kept)

    @property
    def kept(self) -> tuple[Group, ...]:
        """Where only the portal's wording is another one."""
        return tuple(_grouped(line for line in self.lines if line.is_kept))

    @property
    def kept_count(self) -> int:
        """How many such wordings there are."""
        return sum(line.is_kept for line in self.lines)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The changes as the page shows them."""
        return tuple(_grouped(self.changes))

    @property
    def ticked(self) -> int:
        """How many lines are ticked."""
        return sum(line.is_ticked for line in self.lines)

    @property
    def sentence(self) -> str:
        """«3 добавлено, 5 изменено, 2 исключено, 41 без изменений»."""
        return ", ".join([*_counted_rows(self.changes), f"{self.same} без изменений"])

    @property
    def besides(self) -> str:
        """«разделы, целевые показатели»: what else differs than rows."""
        parts = dict.fromkeys(line.part for line in self.changes if line.part != ROWS)
        return ", ".join(HEADINGS[part].lower() for part in parts)

    @property
    def applied_words(self) -> str:
        """«3 добавлено, 4 изменено; не применено: 2»."""
        applied = [line for line in self.lines if line.is_applied]
        left = sum(not line.is_applied and not line.is_kept for line in self.lines)
        others = len([line for line in applied if line.part != ROWS])
        parts = [*_counted_rows(applied), *([f"прочее: {others}"] if others else [])]
        words = ", ".join(parts) or "отличий нет"
        return f"{words}; не применено: {left}" if left else words

    @property
    def digests(self) -> dict[str, str]:
        """What the page has shown, line by line."""
        return {line.key: line.digest for line in self.lines}

    def ticked_as(self, keys: Collection[str], shown: Mapping[str, str]) -> Difference:
        """With the ticks that a person set on a page that showed `shown`.

        A line that is not as it was shown keeps its own tick and says so.
        """

        def ticked(line: Line) -> Line:
            if shown.get(line.key) != line.digest:
                return replace(line, is_fresh=True)
            return replace(line, is_ticked=line.key in keys and not line.refusal)

        return replace(self, lines=tuple(ticked(line) for line in self.lines))

    def all_ticked(self, *, is_ticked: bool) -> Difference:
        """Every change ticked that may be, or none."""
        lines = [
            replace(line, is_ticked=is_ticked and not (line.refusal or line.is_kept))
            for line in self.lines
        ]
        return replace(self, lines=tuple(lines))


def choice_of(keys: Iterable[str]) -> Choice:
    """What ticked keys mean for the comparison."""
    facts: set[str] = set()
    taken: dict[str, dict[str, Any]] = {}
    is_ordered = False
    for key in keys:
        part, _, rest = key.partition(".")
        if part == ORDER:
            is_ordered = True
        elif part == FACTS:
            facts.add(rest)
        else:
            _take(taken.setdefault(part, {"added": set(), "deleted": set(), "texts": {}}), rest)
    parts = {part: _taken(of_part, is_ordered=is_ordered) for part, of_part in taken.items()}
    nothing = Taken(in_order=is_ordered)
    return Choice(
        facts=frozenset(facts),
        sections=parts.pop(SECTIONS, nothing),
        rows=parts.pop(ROWS, nothing),
        lists=defaultdict(lambda: nothing, parts),
    )


def _take(of_part: dict[str, Any], rest: str) -> None:
    first, _, name = rest.partition(".")
    if first == NEW:
        of_part["added"].add(int(name))
    elif name == DELETED:
        of_part["deleted"].add(int(first))
    else:
        of_part["texts"].setdefault(int(first), set()).add(name)


def _taken(of_part: dict[str, Any], *, is_ordered: bool) -> Taken:
    return Taken(
        added=frozenset(of_part["added"]),
        deleted=frozenset(of_part["deleted"]),
        texts={id: frozenset(names) for id, names in of_part["texts"].items()},
        in_order=is_ordered,
    )


def as_json(difference: Difference) -> dict[str, Any]:
    """What the import keeps of it for good."""
    return {
        "same": difference.same,
        "missing": list(difference.missing),
        "lines": [asdict(line) for line in difference.lines],
    }


def from_json(kept: Mapping[str, Any]) -> Difference:
    """The difference that `as_json` wrote."""
    lines = [
        Line(**{**line, "texts": tuple(Text(**text) for text in line["texts"])})
        for line in kept["lines"]
    ]
    return Difference(tuple(lines), kept["same"], tuple(kept["missing"]))


def _counted_rows(lines: Iterable[Line]) -> list[str]:
    """«3 добавлено», «5 изменено», «2 исключено»: rows, not lines."""
    changes = list({line.subject: line.change for line in lines if line.part == ROWS}.values())
    return [f"{changes.count(one)} {word}" for one, word in CHANGE_WORDS.items() if one in changes]


def _grouped(lines: Iterable[Line]) -> Iterator[Group]:
    for (part, section), of_group in groupby(lines, key=lambda line: (line.part, line.section)):
        entries = [Entry(tuple(one)) for _, one in groupby(of_group, key=lambda line: line.subject)]
        yield Group(part, section, tuple(entries))
