"""Surnames without initials, and first names with patronymics, as atoms of their own."""

from collections.abc import Sequence

from roadmaps.domain.parties.atoms import Atom, AtomKind, Joint
from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.words import word_of


def with_lone_names(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, with names that stand alone between marks put together."""
    result: list[Atom] = []
    place = 0
    while place < len(atoms):
        end = place
        while end < len(atoms) and _is_name_word(atoms, end, place):
            end += 1
        before = result[-1] if result else None
        if end > place and _stands_alone(atoms, place, end, before):
            text = " ".join(atom.text for atom in atoms[place:end])
            first, last = atoms[place], atoms[end - 1]
            result.append(Atom(AtomKind.PERSON, text, first.start, last.end, first.joint))
            place = end
        else:
            result += atoms[place : max(end, place + 1)]
            place = max(end, place + 1)
    return result


def _is_name_word(atoms: Sequence[Atom], at: int, place: int) -> bool:
    """A part of a name that began at `place`; a second surname begins another name."""
    atom = atoms[at]
    if atom.kind is not AtomKind.WORD or not atom.text[:1].isupper() or len(atom.text) < 3:
        return False
    word = word_of(atom.text)
    if word.head is not None or short_of(atom.text, {}) is not None or not word.name:
        return False
    if at > place and (
        atom.joint is not Joint.SPACE or word.name == word_of(atoms[place].text).name
    ):
        return False
    return any(case == "nomn" for case, _ in word.forms)


def _stands_alone(atoms: Sequence[Atom], place: int, end: int, before: Atom | None) -> bool:
    """Marks or people on both sides."""
    joint = atoms[place].joint
    is_after = joint is not Joint.SPACE or before is None or before.kind is AtomKind.PERSON
    following = atoms[end] if end < len(atoms) else None
    is_before = following is None or following.joint is not Joint.SPACE
    is_before = is_before or _is_name_word(atoms, end, end)
    return is_after and is_before and end - place <= 3
