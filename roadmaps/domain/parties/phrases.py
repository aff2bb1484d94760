"""Noun phrases in a row of atoms: whether one that can begin a party stands at a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmaps.domain.parties.atoms import Atom, AtomKind, Joint
from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import RELATIVES, SUBSTANTIVES, Head, Short
from roadmaps.domain.parties.words import Form, Word, word_of

_LONGEST_PHRASE = 6
_WITHIN = (Joint.SPACE, Joint.LINE, Joint.AND)


@dataclass(frozen=True, slots=True)
class Opener:
    """A head noun with its adjectives, or an abbreviation, that can begin a party.

    `is_sure` if its form cannot also be a case that goes on with the party before.
    """

    head: Head | None
    short: Short | None
    word: Word
    at: int
    is_sure: bool
    is_plural: bool


def opener_at(
    atoms: Sequence[Atom], place: int, abbreviations: Mapping[str, str], *, any_case: bool = False
) -> Opener | None:
    """The opener at a place; with `any_case` a head noun in another case counts too."""
    forms: frozenset[Form] | None = None
    in_clause = False
    for at in range(place, min(len(atoms), place + _LONGEST_PHRASE)):
        atom = atoms[at]
        if atom.kind is not AtomKind.WORD or (at > place and atom.joint not in _WITHIN):
            return None
        short = short_of(atom.text, abbreviations)
        if short is not None:
            if short in (Short.LEVEL, Short.WORK) or in_clause:
                return None
            if short is Short.FORM and at > place:
                return None
            return Opener(None, short, word_of(atom.text), at, is_sure=False, is_plural=False)
        word = word_of(atom.text)
        if word.head is not None and not _modifies_next(atoms, at, word):
            agreed = _agreed(forms, word)
            return _opener(word, agreed, at, any_case=any_case)
        if not word.modifies or word.lemma in RELATIVES:
            return None
        in_clause = in_clause or (word.is_participle and atoms[place].joint is Joint.COMMA)
        if at > place and atom.joint is Joint.AND:
            continue
        if word.forms:
            forms = word.forms if forms is None else (forms & word.forms) or word.forms
    return None


def _agreed(forms: frozenset[Form] | None, word: Word) -> frozenset[Form]:
    """Forms in which the noun agrees with its adjectives; the adjectives' where slips hide it."""
    if forms is None:
        return word.forms
    return forms & word.forms


def _opener(word: Word, agreed: frozenset[Form], at: int, *, any_case: bool) -> Opener | None:
    nominative = [number for case, number in agreed if case == "nomn"]
    if not nominative and not any_case:
        return None
    sure = all(case in ("nomn", "accs", "voct") for case, _ in agreed)
    plural = "sing" not in nominative if nominative else all(n == "plur" for _, n in agreed)
    return Opener(word.head, None, word, at, is_sure=sure, is_plural=plural)


def _modifies_next(atoms: Sequence[Atom], at: int, word: Word) -> bool:
    """«ответственный исполнитель»: the first is an adjective of the second."""
    if not word.modifies or at + 1 >= len(atoms):
        return False
    following = atoms[at + 1]
    if following.kind is not AtomKind.WORD or following.joint is not Joint.SPACE:
        return False
    noun = word_of(following.text)
    if noun.head is None or (noun.modifies and word.lemma in SUBSTANTIVES):
        return False
    return any(form[0] == "nomn" and form in noun.forms for form in word.forms)
