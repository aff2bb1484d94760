"""«Сравнительная таблица»: two texts of a plan beside each other, every change with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.values.word_difference import Piece
from roadmaps.domain.comparison.comparing import compare_known
from roadmaps.domain.comparison.values import TITLE, Change, Item, Pair, PlanVersion
from roadmaps.domain.editions import subject_of
from roadmaps.models import Edition, Roadmap
from roadmaps.queries.difference import CHANGE_WORDS
from roadmaps.queries.edition_content import content_of, version_of
from roadmaps.queries.labels import HEADINGS, label_of, words_of

AMENDMENT = "amendment"
FACTS, SECTIONS, ROWS = "facts", "sections", "rows"
SECTION = "раздел"


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One text of a change: its name, and its words in pieces with the changed ones marked."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words in one."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One change: what stood there and what is to stand there."""

    subject: str
    part: str
    change: str
    old_number: str
    new_number: str
    title: str
    before: tuple[ComparedText, ...]
    after: tuple[ComparedText, ...]
    reason: str = ""

    @property
    def change_word(self) -> str:
        """«добавлено», «изменено», «исключено»."""
        return CHANGE_WORDS.get(self.change, "")

    @property
    def heading(self) -> str:
        """Of the part of the plan."""
        return HEADINGS[self.part]

    @property
    def numbers(self) -> str:
        """«1.2», or «1.2 → 1.3» where the number changed."""
        if self.old_number and self.new_number and self.old_number != self.new_number:
            return f"{self.old_number} → {self.new_number}"
        return self.new_number or self.old_number


def compared_lines(
    old: Mapping[str, Any], new: Mapping[str, Any], reasons: Mapping[str, str]
) -> list[ComparedLine]:
    """What `new` (content of an edition or an amendment) says otherwise than `old`."""
    was, now = version_of(old), version_of(new)
    found = compare_known(was, now)
    lines = [
        ComparedLine(
            subject=f"{FACTS}.{one.name}",
            part=FACTS,
            change=Change.CHANGED,
            old_number="",
            new_number="",
            title=label_of(FACTS, one.name),
            before=(_text("", words_of(one.name, one.before)),),
            after=(_text("", words_of(one.name, one.after)),),
            reason=reasons.get(f"{FACTS}.{one.name}", ""),
        )
        for one in found.facts
    ]
    sections = _Sections(was, now)
    parts = {SECTIONS: found.sections, ROWS: found.rows, **found.lists}
    for part, pairs in parts.items():
        lines += [
            _line(part, pair, sections, reasons.get(subject_of(part, pair.item.id), ""))
            for pair in pairs
            if pair.change is not Change.SAME or pair.is_renumbered
        ]
    return lines


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a comparison: an edition by its number, or the amendment."""

    key: str
    words: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts and what differs."""

    old: Side
    new: Side
    lines: list[ComparedLine]


def compared_editions(
    plan: Roadmap, copy: Roadmap | None, *, old: str = "", new: str = ""
) -> Compared | None:
    """The comparison that two keys ask for; None where one of them is no text of the plan.

    `copy` is the open amendment where the person may see it. By default it is compared with the
    edition in force, and an edition with the one before.
    """
    newer = new or (AMENDMENT if copy else str(plan.edition_number))
    if newer == AMENDMENT:
        older = old or str(plan.edition_number)
    else:
        older = old or str(max(_number(newer) - 1, 1))
    reasons: Mapping[str, str] = {}
    was = plan.editions.filter(number=_number(older)).first()
    if newer == AMENDMENT and copy is not None:
        now = Side(newer, "предлагаемая редакция", content_of(copy))
        reasons = dict(copy.reasons.values_list("subject", "text"))
    else:
        edition = plan.editions.filter(number=_number(newer)).first()
        if edition is None:
            return None
        now, reasons = _of_edition(edition), edition.reasons
    if was is None:
        return None
    return Compared(_of_edition(was), now, compared_lines(was.content, now.content, reasons))


def _of_edition(edition: Edition) -> Side:
    words = f"редакция №\u00a0{edition.number} ({edition.order_words})"
    return Side(str(edition.number), words, edition.content)


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdigit() and len(key) < 5 else 0


class _Sections:
    """The sections of both texts in words."""

    def __init__(self, was: PlanVersion, now: PlanVersion) -> None:
        self._was = {one.id: f"{one.number} {one.title}".strip() for one in was.sections}
        self._now = {one.id: f"{one.number} {one.title}".strip() for one in now.sections}

    def moved(self, pair: Pair) -> tuple[str, str]:
        """The section of a row that stands in another one now."""
        old, new = pair.old, pair.new
        if old is None or new is None or not pair.is_elsewhere:
            return "", ""
        before = self._was.get(old.within or 0, "вне разделов")
        return before, self._now.get(new.within or 0, "вне разделов")


def _line(part: str, pair: Pair, sections: _Sections, reason: str) -> ComparedLine:
    before, after = list(_side(part, pair, is_old=True)), list(_side(part, pair, is_old=False))
    was, now = sections.moved(pair)
    if was or now:
        before.append(_text(SECTION, was))
        after.append(_text(SECTION, now))
    change = Change.CHANGED if pair.change is Change.SAME else pair.change
    return ComparedLine(
        subject=subject_of(part, pair.item.id),
        part=part,
        change=change,
        old_number=pair.old.number if pair.old else "",
        new_number=pair.new.number if pair.new else "",
        title=pair.item.title,
        before=tuple(before),
        after=tuple(after),
        reason=reason,
    )


def _side(part: str, pair: Pair, *, is_old: bool) -> Iterator[ComparedText]:
    item = pair.old if is_old else pair.new
    if item is None:
        return
    if pair.old is None or pair.new is None:
        yield from _whole(part, item)
        return
    named = {one.name for one in pair.fields}
    if TITLE not in named:
        yield _text("", item.title)
    for one in pair.fields:
        words = one.words
        pieces = words.before if is_old else words.after
        label = "" if one.name == TITLE else label_of(part, one.name)
        yield ComparedText(label, pieces or (Piece("—", is_changed=False),))


def _whole(part: str, item: Item) -> Iterator[ComparedText]:
    """Every text of what stands on one side only."""
    yield _text("", item.title)
    for name, text in item.texts.items():
        if text:
            yield _text(label_of(part, name), words_of(name, text))


def _text(label: str, words: str) -> ComparedText:
    return ComparedText(label, (Piece(words or "—", is_changed=False),))
