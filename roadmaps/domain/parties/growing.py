"""A party while it is read: what it has so far, and what it still takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roadmaps.domain.parties.atoms import Atom, AtomKind, Joint
from roadmaps.domain.parties.phrases import Opener, opener_at
from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import (
    CENTRES_OF_SCHOOLS,
    COMMON_GROUPS,
    DEPUTIES,
    PARTS,
    PARTS_OF_SCHOOLS,
    RELATIONAL,
    RELATIVES,
    SHORTS,
    UNITS,
    Head,
    Short,
)
from roadmaps.domain.parties.words import word_of

BODIES = (Head.ORGANISATION, Head.SCHOOL, Head.ADMINISTRATION, Head.GROUP)
OF_SCHOOLS = (Short.SCHOOLS, Short.SCHOOL_TYPE, Short.KINDERGARTENS)
OF_TEAMS = (Short.TEAM, Short.SCHOOL_TEAM)
NO_PARTY = (None, Short.LEVEL, Short.WORK)
# «МБУ ДО», «ФГБОУ ВО»: what sort of education, still before the name.
_SORTS_OF_FORM = frozenset(["ДО", "ДПО", "ВО", "СПО", "ДОД"])
_PREPOSITIONS = frozenset(
    ["по", "с", "со", "за", "в", "во", "на", "для", "при", "из", "от", "к", "ко", "о", "об", "у",
     "над", "под", "и", "№"]
)  # fmt: skip


@dataclass(slots=True)
class OpenParty:
    """The atoms of a party, what heads it, and the body that completes it.

    `is_label` marks words that only say where or in what role («в УО – …»), `describes` words
    behind a name that say who the person is.
    """

    known: Mapping[str, str]
    atoms: list[Atom] = field(default_factory=list)
    opener: Opener | None = None
    head_atom: Atom | None = None
    short: Short | None = None
    body: Short | Head | None = None
    is_label: bool = False
    describes: bool = False

    def extend(self, atoms: Sequence[Atom], place: int) -> None:
        """Take the atom at a place."""
        atom = atoms[place]
        self.atoms.append(atom)
        if atom.kind is not AtomKind.WORD:
            self.body = self.body or (Head.ORGANISATION if self.opener else None)
            return
        short = short_of(atom.text, self.known)
        if self.opener is None and self.short in (None, Short.LEVEL):
            found = opener_at(atoms, place, self.known, any_case=True)
            if found is not None and found.head is not None:
                self.opener, self.head_atom = found, atoms[found.at]
                return
        if self.opener is None:
            if self.short is Short.FORM:
                self.body = self.body or short or word_of(atom.text).head
            elif self.short in (None, Short.LEVEL):
                self.short = short
        elif not self.waits_for_head:
            self._complete(atom, short)

    def _complete(self, atom: Atom, short: Short | None) -> None:
        """Remember the body that the party belongs to."""
        if atom is self.head_atom:
            return
        if short not in NO_PARTY:
            self.body = short
            return
        word = word_of(atom.text)
        if word.head in BODIES and word.lemma != "лицо":
            self.body = word.head

    @property
    def joint(self) -> Joint:
        """What parted it from the party before."""
        return self.atoms[0].joint

    @property
    def head(self) -> Head | None:
        """What its noun heads."""
        return self.opener.head if self.opener else None

    @property
    def is_post(self) -> bool:
        """One post: «методист», «зам. директора»."""
        if self.short is Short.POST:
            return True
        return self.opener is not None and self.head is Head.POST and not self.opener.is_plural

    @property
    def is_posts(self) -> bool:
        """Several people by their post."""
        return self.opener is not None and self.head is Head.POST and self.opener.is_plural

    @property
    def is_named(self) -> bool:
        """It has a head noun, an abbreviation that stands for a party, or a name in quotes."""
        return (
            self.opener is not None
            or self.short not in NO_PARTY
            or any(atom.kind is AtomKind.QUOTED for atom in self.atoms)
        )

    @property
    def only_modifies(self) -> bool:
        """«региональные, муниципальные …»: the noun is still to come."""
        return not self.is_named and all(word_of(atom.text).modifies for atom in self.atoms)

    @property
    def is_role(self) -> bool:
        """«исполнители: …»: a role in the work, then who has it."""
        lemmas = ("исполнитель", "соисполнитель", "ответственный", "организатор", "участник")
        return len(self.atoms) == 1 and word_of(self.atoms[0].text).lemma in lemmas

    @property
    def waits_for_head(self) -> bool:
        """Only the adjectives of its head noun have been read."""
        return self.head_atom is not None and all(atom is not self.head_atom for atom in self.atoms)

    @property
    def waits(self) -> bool:
        """It cannot end here: adjectives without a noun, a preposition."""
        last = self.atoms[-1]
        if last.kind is AtomKind.WORD and last.text in _PREPOSITIONS:
            return True
        return self.waits_for_head

    @property
    def ends_with_head(self) -> bool:
        """Nothing stands behind the head noun yet."""
        return self.head_atom is not None and self.atoms[-1] is self.head_atom

    @property
    def last_short(self) -> Short | None:
        """What its last word stands for, if it is an abbreviation."""
        last = self.atoms[-1]
        if last.kind is not AtomKind.WORD:
            return None
        before = self.atoms[-2].text if len(self.atoms) > 1 else ""
        if last.text in _SORTS_OF_FORM and short_of(before, self.known) is Short.FORM:
            return Short.FORM
        return short_of(last.text, self.known)

    @property
    def in_clause(self) -> bool:
        """A clause is open: «школы, входящие в перечень», «ОО, чьи обучающиеся …»."""
        starts = [at for at, atom in enumerate(self.atoms) if at and atom.joint is Joint.COMMA]
        if not starts:
            return False
        words = [word_of(atom.text) for atom in self.atoms[starts[-1] : starts[-1] + 2]]
        return words[0].modifies or any(word.lemma in RELATIVES for word in words)

    def lacks_body(self, *, relational: bool) -> bool:
        """A post whose body is not named yet; `relational` asks for those that need one."""
        if self.opener is None or self.body is not None:
            return False
        if self.head is Head.ADMINISTRATION:
            return True
        if self.head is not Head.POST:
            return False
        return not relational or self.opener.word.lemma in RELATIONAL

    def takes_short(self, short: Short, *, relational: bool) -> bool:
        """«руководители ОО», «ГАУ ДПО ИРО» go on; «КО МКУ ОО» are three."""
        last = self.last_short
        if short is Short.POST:
            return False
        if short is Short.FORM and self._is_part_of_school:
            return True
        if last is Short.FORM:
            return short not in (*OF_TEAMS, Short.SCHOOLS, Short.KINDERGARTENS)
        if last is Short.SCHOOLS and short is Short.SCHOOL_TYPE:
            return True
        if self._ends_with_dependant:
            return True
        if self.opener is None:
            return self._form_takes(short, last) and not relational
        if self.head in (Head.POST, Head.ADMINISTRATION):
            lacks = self.lacks_body(relational=relational)
            return lacks or (not relational and (self.in_clause or self.in_purpose))
        if relational:
            return False
        return self.in_clause or self._body_takes(short)

    @property
    def _is_part_of_school(self) -> bool:
        """«Центр «Точка роста»», «Музей боевой славы»: the school stands behind with its form."""
        if self.opener is None or self.last_short is not None:
            return False
        last = self.atoms[-1]
        named = (
            last.kind is AtomKind.QUOTED and last.text.strip('«»"').lower() in CENTRES_OF_SCHOOLS
        )
        return named or self.opener.word.lemma in PARTS_OF_SCHOOLS

    @property
    def _ends_with_dependant(self) -> bool:
        """«… Лесного» waits for «МО», «группа методистов» for «ИМЦ»."""
        last = self.atoms[-1]
        word = word_of(last.text)
        if self.opener is None or self.ends_with_head or last.kind is not AtomKind.WORD:
            return False
        is_post = word.head is Head.POST and not word.may_open
        return word.forms != frozenset() and (is_post or (word.modifies and word.head is None))

    def _form_takes(self, short: Short, last: Short | None) -> bool:
        """«МБОУ Заречная СОШ», «ГБУ ДПО РК ИРО»: two letters after a form say the region."""
        text = self.atoms[-1].text
        if self.short is Short.FORM and len(text) == 2 and text.isupper() and text not in SHORTS:
            return short is Short.OFFICE
        return last is None and self.atoms[-1].kind is AtomKind.WORD and short is not Short.FORM

    @property
    def in_purpose(self) -> bool:
        """«члены группы по сопровождению»: what for is still being said."""
        for atom in reversed(self.atoms):
            if atom.kind is not AtomKind.WORD or short_of(atom.text, self.known) is not None:
                return False
            if atom.text in ("по", "для"):
                return True
            if word_of(atom.text).head is not None:
                return False
        return False

    def _body_takes(self, short: Short) -> bool:
        """What a group, a school or an organisation takes behind it."""
        if self.opener is None:
            return False
        last = word_of(self.atoms[-1].text)
        if last.head is Head.ADMINISTRATION:
            return short in (Short.TEAM, Short.OFFICE)
        if self.head is Head.GROUP and self.in_purpose:
            return True
        if self.body is not None:
            return False
        if self.head is Head.GROUP:
            return short is not Short.FORM or self.opener.word.lemma not in COMMON_GROUPS
        if self.head is Head.SCHOOL:
            return short is Short.SCHOOLS
        if self.opener.word.lemma in PARTS:
            return short in (Short.OFFICE, Short.FORM)
        if self.opener.word.lemma in UNITS and not self._is_office:
            return short is Short.OFFICE or self.opener.word.lemma == "служба"
        return len(self.atoms) == 1 and short is Short.OFFICE

    @property
    def _is_office(self) -> bool:
        """«отдел образования» is the office itself, no unit of another."""
        return any(atom.text.lower().startswith("образован") for atom in self.atoms)

    @property
    def takes_post(self) -> bool:
        """«заместитель директора», «РМО учителей», «совет директоров»."""
        if self.opener is None:
            return self.short in OF_TEAMS and len(self.atoms) == 1
        last = self.atoms[-1]
        if last.kind is not AtomKind.WORD:
            return False
        word = word_of(last.text)
        if self.head is Head.POST:
            return word.lemma in DEPUTIES or word.head is Head.GROUP
        return self.head is Head.GROUP and word.head is Head.GROUP

    @property
    def is_form_in_full(self) -> bool:
        """«муниципальное казённое учреждение», whose name is still to come."""
        if self.opener is None or self.opener.word.lemma != "учреждение" or self.body is not None:
            return False
        first = word_of(self.atoms[0].text).lemma
        return self.ends_with_head and first in ("муниципальный", "государственный")

    def takes_body(self, found: Opener) -> bool:
        """Whether a lower-case noun that may be a genitive completes the party."""
        is_word = self.atoms[-1].kind is AtomKind.WORD
        if self.opener is None:
            bodies = (Short.OFFICE, Short.SCHOOLS, *OF_TEAMS)
            of_office = found.head in (Head.ORGANISATION, Head.ADMINISTRATION)
            return self.short in bodies and of_office and is_word
        return is_word
