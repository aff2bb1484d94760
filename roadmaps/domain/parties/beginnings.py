"""Whether a new party begins at an atom, or the one before goes on.

What parts the two, whether the party before is complete, and whether the words here can stand in
the nominative give the answer (docs/algorithms/responsible.md).
"""

from collections.abc import Mapping, Sequence

from roadmaps.domain.parties.atoms import Atom, AtomKind, Joint
from roadmaps.domain.parties.growing import BODIES, OF_SCHOOLS, OF_TEAMS, OpenParty
from roadmaps.domain.parties.phrases import Opener, opener_at
from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import ROLES_IN_PROJECT, UNSPECIFIC, Head, Short
from roadmaps.domain.parties.words import word_of

_PLACES = frozenset(["в", "на", "для", "по", "от", "со"])
_LABEL_LENGTH = 7


class Beginnings:
    """Answers for the atoms of one cell."""

    def __init__(self, atoms: Sequence[Atom], abbreviations: Mapping[str, str]) -> None:
        self._atoms = atoms
        self._known = abbreviations

    def begins(self, party: OpenParty, place: int) -> bool:
        """Whether a new party begins at `place`, `party` being the one before."""
        atom = self._atoms[place]
        if atom.joint is Joint.STOP:
            return True
        if atom.kind is AtomKind.BRACKET or party.waits:
            return False
        if atom.joint in (Joint.COLON, Joint.DASH):
            party.is_label = party.is_label or party.is_role or self._lists_schools(party, place)
        if atom.joint is Joint.COLON:
            return True
        if atom.kind is AtomKind.QUOTED:
            after_name = party.atoms[-1].kind is AtomKind.QUOTED
            return atom.joint is Joint.LINE and party.is_named and after_name
        any_case = atom.joint is Joint.WITH
        found = opener_at(self._atoms, place, self._known, any_case=any_case)
        if found is None:
            return self._goes_apart(party, place)
        return self._opens(party, found, place)

    def _lists_schools(self, party: OpenParty, place: int) -> bool:
        """«ШНОР: МБОУ СОШ № 1, …»: the schools are named, not all of them are meant."""
        if party.short is not Short.SCHOOLS and party.head is not Head.SCHOOL:
            return False
        return short_of(self._atoms[place].text, self._known) in (Short.FORM, Short.SCHOOL_TYPE)

    def is_label(self, place: int) -> bool:
        """«в УО – методисты», «школьный уровень: директора»: where or what, before who."""
        atoms = self._atoms
        first = atoms[place]
        if first.text.lower() not in _PLACES:
            if first.joint not in (Joint.COMMA, Joint.LINE, Joint.STOP):
                return False
            if opener_at(atoms, place, self._known) is not None:
                return False
        for at in range(place + 1, min(len(atoms), place + _LABEL_LENGTH)):
            if atoms[at].joint is not Joint.SPACE:
                return atoms[at].joint in (Joint.DASH, Joint.COLON)
        return False

    @staticmethod
    def is_subject(party: OpenParty) -> bool:
        """A noun in the nominative with its adjectives, at the beginning of the party."""
        for atom in party.atoms:
            word = word_of(atom.text)
            if atom.kind is not AtomKind.WORD or not word.forms:
                return False
            if not word.modifies:
                return any(case == "nomn" for case, _ in word.forms)
        return False

    def _opens(self, party: OpenParty, found: Opener, place: int) -> bool:
        """By what parts them."""
        joint = self._atoms[place].joint
        if joint in (Joint.COMMA, Joint.WITH):
            return not party.only_modifies and not self._says_for_what(party, place)
        if joint is Joint.DASH:
            return _after_dash(party, found)
        if not party.is_named:
            return False
        if joint is Joint.AND:
            return _after_and(party, found)
        is_capital = self._atoms[place].text[:1].isupper()
        if joint is Joint.LINE:
            return _on_line(party, found, is_capital=is_capital)
        return self._in_row(party, found, place)

    def _goes_apart(self, party: OpenParty, place: int) -> bool:
        """Words that open nothing: on a new line with a capital they are somebody all the same."""
        atom = self._atoms[place]
        if self.is_label(place):
            return True
        word = word_of(atom.text)
        is_subject = ("nomn", "sing") in word.forms
        if atom.joint is Joint.DASH:
            return is_subject and party.is_named
        if atom.joint is not Joint.LINE or not party.is_named:
            return False
        return atom.text[:1].isupper() and (bool(word.name) or is_subject)

    def _says_for_what(self, party: OpenParty, place: int) -> bool:
        """«лица, ответственные за ВПР» are one party."""
        if party.opener is None or party.opener.word.lemma not in UNSPECIFIC:
            return False
        following = self._atoms[place + 1 : place + 2]
        return word_of(self._atoms[place].text).lemma == "ответственный" and any(
            atom.text == "за" for atom in following
        )

    def _in_row(self, party: OpenParty, found: Opener, place: int) -> bool:
        """Parties without any mark between them: the nominative begins a new one."""
        if found.short is not None:
            return not party.takes_short(found.short, relational=False)
        is_capital = self._atoms[place].text[:1].isupper()
        if party.last_short is Short.FORM or party.is_form_in_full:
            return found.head in (Head.POST, Head.GROUP)
        if found.head is Head.ADMINISTRATION and party.opener is not None:
            return self._is_of_schools(found.at + 1)
        if party.short is Short.SCHOOLS and found.word.lemma in ROLES_IN_PROJECT:
            return False
        if party.in_clause and not is_capital:
            return False
        if found.is_sure:
            return is_capital or found.head is not Head.GROUP or found.at == place
        if found.head is Head.POST:
            return not party.takes_post
        if party.lacks_body(relational=False):
            return is_capital and not party.ends_with_head
        return is_capital or not party.takes_body(found)

    def _is_of_schools(self, place: int) -> bool:
        """Whether the word at a place means schools: «администрации школ»."""
        if place >= len(self._atoms) or self._atoms[place].joint is not Joint.SPACE:
            return False
        word = self._atoms[place].text
        return short_of(word, self._known) in OF_SCHOOLS or word_of(word).head is Head.SCHOOL


def _after_dash(party: OpenParty, found: Opener) -> bool:
    """«УО – методисты» are two, «школы – участницы проекта» one."""
    if not party.is_named:
        return True
    if found.word.lemma in ROLES_IN_PROJECT:
        return False
    of_schools = party.short in OF_SCHOOLS or party.body in (*OF_SCHOOLS, Head.SCHOOL)
    of_schools = of_schools or party.head is Head.SCHOOL
    return not (of_schools and (found.short in OF_SCHOOLS or found.head is Head.SCHOOL))


def _after_and(party: OpenParty, found: Opener) -> bool:
    """«УО и ОО» are two; «руководители РМО и ШМО», «по УВР и ВР» one."""
    is_people = party.head is Head.POST
    if found.short is not None:
        return not (is_people and _are_alike(party.body, found.short))
    if is_people and found.head is not Head.POST and not found.is_sure:
        return party.body is None or found.head in (Head.SCHOOL, Head.ADMINISTRATION)
    return True


def _on_line(party: OpenParty, found: Opener, *, is_capital: bool) -> bool:
    """A line break parts parties, unless the words must go on."""
    if found.short is not None:
        return not party.takes_short(found.short, relational=True)
    if found.is_sure or (found.head is Head.POST and not party.takes_post):
        return True
    if party.lacks_body(relational=True) and found.head in BODIES:
        return False
    return is_capital or not party.takes_body(found)


def _are_alike(body: Short | Head | None, short: Short) -> bool:
    """«РМО и ШМО», «ОО и ДОО»: two of a kind that one post belongs to."""
    return any(
        body in kinds and short in kinds for kinds in (OF_SCHOOLS, OF_TEAMS, (Short.OFFICE,))
    )
