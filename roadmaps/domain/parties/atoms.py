"""A cell as a row of atoms: words, quoted names, brackets, people, each with what parts it.

What parts two atoms (`Joint`) is the first thing that tells whether a new party begins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from roadmaps.domain.parties.people import Name, names_in
from roadmaps.domain.parties.vocabulary import CUT_MODIFIERS, CUT_POSTS


class AtomKind(Enum):
    """What an atom is."""

    WORD = auto()
    QUOTED = auto()
    BRACKET = auto()
    PERSON = auto()


class Joint(Enum):
    """What stands between an atom and the one before it."""

    SPACE = auto()
    LINE = auto()
    COMMA = auto()
    AND = auto()
    WITH = auto()
    DASH = auto()
    BRACKET = auto()
    COLON = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """Something that is never cut. `start` and `end` are its places in the cleaned text."""

    kind: AtomKind
    text: str
    start: int
    end: int
    joint: Joint


_STRENGTH = {
    Joint.SPACE: 0, Joint.BRACKET: 1, Joint.DASH: 2, Joint.AND: 3, Joint.LINE: 3, Joint.COMMA: 4,
    Joint.WITH: 5, Joint.COLON: 6, Joint.STOP: 7,
}  # fmt: skip
_WITH = re.compile(
    r"(?:совместно\s+со?|вместе\s+со?|при\s+участии|с\s+участием|с\s+привлечением|при\s+поддержке"
    r"|при\s+содействии|во\s+взаимодействии\s+со?|в\s+сотрудничестве\s+со?|в\s+том\s+числе|под\s+руководством)(?=\s)",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:и/или|а\s+также|или|и)(?=[\s,])", re.IGNORECASE)
_NUMBERING = re.compile(
    r"(?:[-–—•·*▪►]++\s*|\d{1,2}[.)](?:\d{1,2}[.)]?)?(?:\s+|(?=[А-ЯЁ«]))|[а-е]\)\s+)+"
)
_HEADING = re.compile(
    r"отв(?:\.|етственный)\s+исполнитель\s+(?-i:(?=[А-ЯЁ«]))"
    r"|(?:отв|ответственн\w*|исполнител\w*|соисполнител\w*)(?:\s+исполнител\w*|\s+лиц\w*)?"
    r"(?:\s*[:–-]+\s*|\.(?:\s*[:–-])?\s*)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–]+\s*|[-–]+\s+|(?<!\d)–|–(?!\d)")
_WORD = re.compile(r"(?:[^\s,;/\\|•+&«»()–:·●►▪*]|(?<=\d)[–+])+")
_STOPS = frozenset(";|•/\\+&·●►▪*")
_CLOSE = {"«": "»", "(": ")"}
_LONGEST_NAME = 400
_CUT = frozenset(["им", "пос", "дер", "св", "руб", "тыс", "др", "врио", "ул", "пгт"])


def atoms_of(text: str, abbreviations: Mapping[str, str]) -> list[Atom]:
    """The atoms of a cleaned cell in order."""
    names = {name.start: name for name in names_in(text, abbreviations)}
    long_keys = [short for short in abbreviations if " " in short]
    return list(_Reader(text, names, long_keys).atoms(0, len(text), Joint.STOP))


class _Reader:
    """Walks over the text once."""

    def __init__(self, text: str, names: Mapping[int, Name], long_keys: Sequence[str]) -> None:
        self._text = text
        self._names = names
        self._long_keys = long_keys
        self._in_bracket = False

    def atoms(self, start: int, end: int, first: Joint) -> Iterator[Atom]:
        """Atoms between two places; `first` parts the first of them from what is before."""
        place, joint = start, first
        fresh = True
        while place < end:
            place, joint, fresh = self._marks(place, end, joint, fresh=fresh)
            if place >= end:
                return
            for atom in self._atom(place, end, joint):
                yield atom
                place = max(place, atom.end)
            joint, fresh = Joint.SPACE, False
            if end > place and self._text[place : place + 1] in ("»", ")"):
                place += 1

    def _marks(self, place: int, end: int, joint: Joint, *, fresh: bool) -> tuple[int, Joint, bool]:
        """Past spaces, marks, conjunctions and list numbers; the strongest of them counts."""
        text = self._text
        while place < end:
            sign = text[place]
            if sign == "\n":
                blank = text[:place].rstrip(" ").endswith("\n")
                joint, fresh = _stronger(joint, Joint.STOP if blank else Joint.LINE), True
                place += 1
            elif (found := _list_mark(text, place, end)) and (fresh or self._is_numbered(found)):
                joint, place = Joint.STOP, found.end()
            elif found := _DASH.match(text, place, end):
                joint, place = _stronger(joint, Joint.DASH), found.end()
                fresh = False
            elif sign.isspace():
                place += 1
            elif found := _WITH.match(text, place, end):
                joint, place = Joint.WITH, found.end()
            elif (found := _AND.match(text, place, end)) and text[place - 1 : place] in _BEFORE_AND:
                joint, place = _stronger(joint, Joint.AND), found.end()
            elif (mark := _mark(sign)) is not None:
                joint, place = _stronger(joint, mark), place + 1
                fresh = fresh or mark is Joint.STOP
            else:
                break
        return place, joint, fresh

    def _is_numbered(self, found: "re.Match[str]") -> bool:
        """«1. УО 2. ОО»: a number within a line of a list that begins with a number."""
        return self._text.lstrip()[:1] == "1" and found.group().strip()[:1].isdigit()

    def _atom(self, place: int, end: int, joint: Joint) -> Iterator[Atom]:
        text = self._text
        name = self._names.get(place)
        if name is not None and name.end <= end:
            yield Atom(AtomKind.PERSON, name.text, name.start, name.end, joint)
        elif text[place] == "«":
            last = self._closing(place, end)
            yield Atom(AtomKind.QUOTED, text[place:last], place, last, joint)
        elif text[place] == "(":
            yield from self._bracket(place, self._closing(place, end), joint)
        else:
            last = self._word_end(place, end)
            yield Atom(AtomKind.WORD, text[place:last], place, last, joint)

    def _bracket(self, place: int, last: int, joint: Joint) -> Iterator[Atom]:
        """People in brackets are parties; other words in brackets belong to what is before."""
        inside = last - 1 if self._text[last - 1] == ")" else last
        if not self._in_bracket and any(place < start < last for start in self._names):
            self._in_bracket = True
            yield from self.atoms(place + 1, inside, Joint.BRACKET)
            self._in_bracket = False
            return
        yield Atom(AtomKind.BRACKET, self._text[place:last], place, last, joint)

    def _closing(self, place: int, end: int) -> int:
        """Behind the mark that closes the one at `place`; up to the next stop where none does."""
        text = self._text
        opening, closing = text[place], _CLOSE[text[place]]
        depth = 0
        last = place
        for at in range(place, min(end, place + _LONGEST_NAME)):
            if text[at] == opening:
                depth += 1
            elif text[at] == closing:
                depth, last = depth - 1, at
                if depth == 0 or _ends_name(text, at, end):
                    return at + 1
            elif text[at] in ";" and depth:
                break
        if last > place:
            return last + 1
        following = re.compile(r"[,;\n]|$").search(text, place + 1, end)
        return following.start() if following else end

    def _word_end(self, place: int, end: int) -> int:
        for key in self._long_keys:
            if self._text.startswith(key, place):
                return place + len(key)
        found = _WORD.match(self._text, place, end)
        if found is None:
            return place + 1
        word, last = found.group(), found.end()
        starts = [start for start in self._names if place < start < last]
        if starts:
            return min(starts)
        if word.endswith(".") and len(word) > 2 and not _is_cut(word):
            return last - 1
        return last


_BEFORE_AND = (" ", "\n", ",", ")", "»", "")


def _list_mark(text: str, place: int, end: int) -> "re.Match[str] | None":
    """«1)», «–» or «Ответственные:» at the beginning of a line."""
    return _NUMBERING.match(text, place, end) or _HEADING.match(text, place, end)


def _mark(sign: str) -> Joint | None:
    if sign in _STOPS or sign == ".":
        return Joint.STOP
    return {",": Joint.COMMA, ":": Joint.COLON, "»": Joint.SPACE, ")": Joint.SPACE}.get(sign)


def _ends_name(text: str, at: int, end: int) -> bool:
    """«Центр «Перспектива», ОО»: one closing mark for two opened ones."""
    return text[at + 1 : at + 2] in (",", ";", "\n") and at + 1 < end


def _is_cut(word: str) -> bool:
    """«зам.», «кл.», «им.»: the dot belongs to the word."""
    plain = word.rstrip(".").lower()
    return plain in CUT_POSTS or plain in CUT_MODIFIERS or plain in _CUT or word.count(".") > 1


def _stronger(one: Joint, other: Joint) -> Joint:
    return one if _STRENGTH[one] >= _STRENGTH[other] else other
