"""Cuts a cell of responsible parties into pieces, one for each party.

The cell is a row of atoms; `beginnings` says at which of them a new party begins. A name takes
the single post beside it; two posts that share their body each get it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roadmaps.domain.parties.atoms import Atom, AtomKind, Joint, atoms_of
from roadmaps.domain.parties.beginnings import Beginnings
from roadmaps.domain.parties.cleaning import cleaned
from roadmaps.domain.parties.growing import BODIES, NO_PARTY, OpenParty
from roadmaps.domain.parties.kinds import fans_out_to_schools
from roadmaps.domain.parties.lone_names import with_lone_names
from roadmaps.domain.parties.numbered import schools_in
from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import NOBODY, Head
from roadmaps.domain.parties.words import word_of

LONGEST_TEXT = 4000
_BESIDE_NAME = (Joint.SPACE, Joint.DASH, Joint.COLON, Joint.BRACKET)
_NO_PARTY = frozenset(["до", "с", "по", "в", "на", "согласно", "к", "из", "для", "не"])
_MONTHS = re.compile(
    r"(?:январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[А-Яа-яёЁA-Za-z]{3}|[А-ЯЁ]{2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one party; `person` if it is somebody's name."""

    text: str
    person: bool = False


def cut(text: str, abbreviations: Mapping[str, str]) -> list[Piece]:
    """Pieces in order; empty for a text that names nobody."""
    return _Cutter(cleaned(text[:LONGEST_TEXT]), abbreviations).pieces()


class _Cutter:
    """Goes over the atoms of one cell once."""

    def __init__(self, text: str, abbreviations: Mapping[str, str]) -> None:
        self._text = text
        self._known = abbreviations
        self._atoms = with_lone_names(atoms_of(text, abbreviations))
        self._beginnings = Beginnings(self._atoms, abbreviations)
        self._found: list[OpenParty | Atom] = []
        self._current: OpenParty | None = None
        self._described: set[int] = set()

    def pieces(self) -> list[Piece]:
        """The parties of the cell."""
        for place, atom in enumerate(self._atoms):
            if atom.kind is AtomKind.PERSON:
                self._take_person(place)
            elif self._current is None or self._beginnings.begins(self._current, place):
                self._close()
                self._current = self._opened(place)
            else:
                self._current.extend(self._atoms, place)
        self._close()
        return self._written()

    def _opened(self, place: int) -> OpenParty:
        party = OpenParty(self._known, is_label=self._beginnings.is_label(place))
        if self._found and isinstance(self._found[-1], Atom):
            party.describes = self._may_describe(self._atoms[place])
        party.extend(self._atoms, place)
        return party

    def _may_describe(self, atom: Atom) -> bool:
        """After a name: «Иванова И.И. – методист», «(методист)», «, методист»."""
        if atom.joint in (Joint.DASH, Joint.BRACKET) or atom.kind is AtomKind.BRACKET:
            return True
        people = [one for one in self._found if isinstance(one, Atom)]
        others = all(id(one) in self._described for one in people[:-1])
        mine = id(people[-1]) in self._described
        is_lower = atom.text[:1].islower()
        return atom.joint in (Joint.COMMA, Joint.SPACE) and is_lower and others and not mine

    def _take_person(self, place: int) -> None:
        atom, current = self._atoms[place], self._current
        if current is not None and atom.joint is Joint.COLON:
            current.is_label = current.is_label or current.is_role
        if current is not None and self._is_post_of(current, place):
            self._current = None
            self._described.add(id(atom))
        self._close()
        self._found.append(atom)

    def _is_post_of(self, party: OpenParty, place: int) -> bool:
        """«методист Иванова И.И.», «методисты Иванова И.И., Петров П.П.»: the post is theirs."""
        joint = self._atoms[place].joint
        if party.is_post:
            return joint in _BESIDE_NAME
        following = self._atoms[place + 1 : place + 2]
        several = any(atom.kind is AtomKind.PERSON for atom in following)
        return (
            party.is_posts
            and several
            and joint is Joint.SPACE
            and (party.ends_with_head or not self._is_of_every_school(party))
        )

    def _close(self) -> None:
        party, self._current = self._current, None
        if party is None:
            return
        if self._is_description(party):
            self._described.add(id(self._found[-1]))
            return
        self._found.append(party)

    def _is_description(self, party: OpenParty) -> bool:
        """What only says who the person before is, or what for."""
        if not party.describes:
            return False
        if not party.is_named or party.atoms[0].kind is AtomKind.BRACKET:
            return True
        direct = party.joint in (Joint.DASH, Joint.BRACKET)
        if party.is_posts and direct:
            return sum(isinstance(one, Atom) for one in self._found) > 1
        return party.is_post and (direct or not self._is_of_every_school(party))

    def _is_of_every_school(self, party: OpenParty) -> bool:
        return fans_out_to_schools(self._slice(party), self._known)

    def _written(self) -> list[Piece]:
        somebody = any(isinstance(one, Atom) or one.is_named for one in self._found)
        pieces: list[Piece] = []
        for index, one in enumerate(self._found):
            if isinstance(one, Atom):
                pieces.append(Piece(one.text, person=True))
            elif not somebody:
                pieces += self._unknown(one)
            elif one.is_named and not one.is_label:
                text = self._with_shared(one, self._next_party(index))
                pieces += [Piece(name) for name in schools_in(text)]
            elif self._is_unlisted(one, index):
                pieces += self._unknown(one)
        return [piece for piece in pieces if any(sign.isalnum() for sign in piece.text)]

    def _unknown(self, party: OpenParty) -> list[Piece]:
        """Words that head nothing, alone in the cell: somebody, unless they say «нет»."""
        text = self._slice(party)
        words = [word.strip(".,") for word in text.lower().replace("ё", "е").split()]
        if all(word in NOBODY for word in words) or words[0] in _NO_PARTY:
            return []
        if not _LETTERS.search(text) or _MONTHS.match(text):
            return []
        return [Piece(text)]

    def _is_unlisted(self, party: OpenParty, index: int) -> bool:
        """A noun that nobody has listed, yet it stands where a party does: «кадровый холдинг»."""
        if party.is_label or party.describes or party.joint is Joint.DASH:
            return False
        following = self._found[index + 1] if index + 1 < len(self._found) else None
        if following is not None and following.joint in (Joint.DASH, Joint.COLON):
            return False
        return self._beginnings.is_subject(party)

    def _next_party(self, index: int) -> OpenParty | None:
        following = self._found[index + 1] if index + 1 < len(self._found) else None
        return following if isinstance(following, OpenParty) else None

    def _with_shared(self, party: OpenParty, following: OpenParty | None) -> str:
        """«руководители и педагоги ОО»: the schools belong to both."""
        text = self._slice(party)
        if following is None or following.joint is not Joint.AND or party.body is not None:
            return text
        is_people = party.head in (Head.POST, Head.ADMINISTRATION)
        if not is_people or len(party.atoms) > 2 or following.head is not Head.POST:
            return text
        return f"{text} {self._body_words(following)}".strip()

    def _body_words(self, party: OpenParty) -> str:
        """The words of the body that a party belongs to, from the first word that names it."""
        for place, atom in enumerate(party.atoms[1:], 1):
            if atom.kind is not AtomKind.WORD:
                continue
            is_body = short_of(atom.text, self._known) not in NO_PARTY
            if is_body or word_of(atom.text).head in BODIES:
                first = place
                while first > 1 and word_of(party.atoms[first - 1].text).modifies:
                    first -= 1
                return self._between(party.atoms[first].start, party.atoms[-1].end)
        return ""

    def _slice(self, party: OpenParty) -> str:
        return self._between(party.atoms[0].start, party.atoms[-1].end)

    def _between(self, start: int, end: int) -> str:
        text = " ".join(self._text[start:end].split())
        text = text.replace(" ,", ",").strip(" ,;:–-")
        return text[1:-1] if text.startswith("(") and text.endswith(")") else text
