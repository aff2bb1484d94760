"""What the dictionary says of a word in a cell of responsible parties: head noun, adjective, form.

A party begins where a head noun stands in the nominative; what stands in another case goes on
with the party before. pymorphy3 gives the cases, the vocabulary says what a noun heads.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from roadmaps.domain.parties.vocabulary import (
    CUT_MODIFIERS,
    CUT_POSTS,
    LEMMAS,
    PREFIXES,
    SINGLE_BODIES,
    SUBSTANTIVES,
    Head,
)

Form = tuple[str, str]
"""Case and number of a word form, in pymorphy's names: («nomn», «plur»)."""

_MODIFIERS = frozenset(["ADJF", "PRTF", "NUMR"])
_NAMES = frozenset(["Surn", "Name", "Patr"])
_CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_EDGES = '«»(),:;".'
_SLIP_LENGTH = 6
LONGEST_ENDING = 5
"""Letters that a contraction («рук-ли») leaves of a word's end, at most."""

# The dictionary stumbles over signs that have no name in Unicode.
_READABLE = re.compile(r"[а-яёa-z][а-яёa-z0-9.-]*")
_POST_ENDINGS = ("ель", "ист", "ник", "ор", "ер", "лог", "арь", "ант", "ент", "вед", "ница")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `head` and `lemma` if it can head a party, `forms` its cases and numbers.

    `modifies` marks adjectives, participles and what is cut from them; `name` is «Surn», «Name» or
    «Patr» of a surname, first name or patronymic.
    """

    head: Head | None
    lemma: str
    forms: frozenset[Form]
    modifies: bool
    name: str = ""
    is_participle: bool = False

    @property
    def may_open(self) -> bool:
        """A head noun that can stand in the nominative."""
        return self.head is not None and any(case == "nomn" for case, _ in self.forms)

    @property
    def is_sure(self) -> bool:
        """The nominative cannot be taken for another case that goes on with a party."""
        return all(case in ("nomn", "accs") for case, _ in self.forms)

    @property
    def is_plural(self) -> bool:
        """The nominative, if there is one, is a plural."""
        return ("nomn", "plur") in self.forms and ("nomn", "sing") not in self.forms


NOTHING = Word(None, "", frozenset(), modifies=False)


@lru_cache(maxsize=65536)
def word_of(text: str) -> Word:
    """What a word is; marks at its edges do not count."""
    plain = text.strip(_EDGES).lower()
    if not _READABLE.fullmatch(plain):
        return NOTHING
    if (cut := _cut_word(plain, dotted=text.rstrip('»),:;"').endswith("."))) is not None:
        return cut
    if "-" in plain:
        return _compound(plain)
    return _simple(plain)


def _cut_word(plain: str, *, dotted: bool) -> Word | None:
    """«зам.», «рук», «кл.», «рук-ли»."""
    first, _, last = plain.partition("-")
    if last and len(last) <= LONGEST_ENDING and (whole := contracted(first, last)):
        return _simple(whole)
    if plain in ("зам", "рук", "зав", "врио") or (dotted and plain in CUT_POSTS):
        both = dotted and plain in CUT_MODIFIERS
        forms = frozenset([("nomn", "sing"), ("gent", "sing")])
        return Word(Head.POST, plain, forms, modifies=both)
    if dotted and plain in CUT_MODIFIERS:
        any_form = frozenset((case, number) for case in ("nomn", "gent") for number in _NUMBERS)
        return Word(None, plain, any_form, modifies=True)
    return None


_NUMBERS = ("sing", "plur")


@lru_cache(maxsize=4096)
def contracted(first: str, last: str) -> str:
    """The post that «рук-ли» is a contraction of; empty where it is none."""
    if len(first) > 7:
        return ""
    for form in _post_forms():
        if len(form) > len(first) + len(last) and form.startswith(first) and form.endswith(last):
            return form
    return ""


@lru_cache(maxsize=1)
def _post_forms() -> tuple[str, ...]:
    forms = []
    for lemma in (lemma for lemma, head in LEMMAS.items() if head is Head.POST):
        parsed = dictionary().parse(lemma)[0]
        for number in _NUMBERS:
            inflected = parsed.inflect({"nomn", number})
            forms.append(inflected.word if inflected else lemma)
    return tuple(dict.fromkeys(forms))


def _compound(plain: str) -> Word:
    """«педагог-психолог» is what its first part is, «онлайн-школа» what its last part is."""
    parts = [_simple(part) for part in plain.split("-") if part]
    if not parts:
        return NOTHING
    first, last = parts[0], parts[-1]
    if last.modifies and last.head is None and plain.split("-")[0].endswith(("о", "е")):
        return last
    if first.head is not None:
        shared = first.forms & last.forms if last.head or last.modifies else first.forms
        return Word(first.head, first.lemma, shared or first.forms, first.modifies)
    if all(part.name for part in parts):
        return Word(None, plain, first.forms, modifies=False, name=first.name)
    return Word(last.head, last.lemma, last.forms, last.modifies)


@lru_cache(maxsize=65536)
def _simple(plain: str) -> Word:
    parses = dictionary().parse(plain)
    known = dictionary().word_is_known(plain)
    if (listed := _listed(plain, parses)) is not None:
        return listed
    best = parses[0]
    name = _name_of(best)
    if plain.endswith("надзор"):
        return Word(Head.ORGANISATION, plain, frozenset([("nomn", "sing")]), modifies=False)
    if not known and not name and (mended := _mended(plain)) is not None:
        return mended
    if name:
        return Word(None, best.normal_form, _forms(parses), modifies=False, name=name)
    posts = [one for one in parses if _is_animate(one)]
    if posts and _is_animate(best) and (known or best.normal_form.endswith(_POST_ENDINGS)):
        other = next(filter(None, map(_name_of, parses)), "")
        is_adjective = any(one.tag.POS in _MODIFIERS for one in parses)
        return Word(Head.POST, best.normal_form, _forms(posts), is_adjective, other)
    modifiers = [one for one in parses if one.tag.POS in _MODIFIERS or one.normal_form == "весь"]
    if modifiers:
        return Word(
            None,
            best.normal_form,
            _forms(modifiers),
            modifies=True,
            is_participle=best.tag.POS == "PRTF",
        )
    is_adverb = best.tag.POS in ("ADVB", "PRCL") and plain in ("вновь", "впервые", "наиболее")
    return Word(None, best.normal_form, _forms(parses), modifies=is_adverb)


def _listed(plain: str, parses: list[Any]) -> Word | None:
    """A noun of the vocabulary in any of its forms."""
    if plain in ("замдиректора", "замначальника", "замруководителя", "замглавы"):
        return Word(Head.POST, plain, frozenset([("nomn", "sing")]), modifies=False)
    fitting = [
        one
        for one in parses
        if one.normal_form in LEMMAS and (one.tag.POS == "NOUN" or one.normal_form in SUBSTANTIVES)
    ]
    fitting += [one for one in parses if _substantive(one) and one not in fitting]
    if not fitting:
        return _unbent(plain)
    lemma = _substantive(fitting[0]) or fitting[0].normal_form
    forms = _forms(fitting)
    if lemma in SINGLE_BODIES:
        forms -= {("nomn", "plur"), ("accs", "plur")}
    return Word(LEMMAS[lemma], lemma, forms, modifies=lemma in SUBSTANTIVES)


def _unbent(plain: str) -> Word | None:
    """A listed noun that the dictionary does not know, as it is listed: «минобр»."""
    if plain not in LEMMAS:
        return None
    return Word(LEMMAS[plain], plain, frozenset([("nomn", "sing")]), modifies=False)


def _substantive(parse: Any) -> str:
    """«заведующие», which the dictionary takes for a participle of «заведовать»."""
    if parse.tag.POS not in ("PRTF", "ADJF"):
        return ""
    if parse.normal_form in SUBSTANTIVES:
        return str(parse.normal_form)
    number_one = parse.inflect({"nomn", "sing", "masc"}) if parse.tag.POS == "PRTF" else None
    return number_one.word if number_one and number_one.word in SUBSTANTIVES else ""


def _mended(plain: str) -> Word | None:
    """A word that the dictionary does not know: with a beginning of its own, or with a slip."""
    for prefix in PREFIXES:
        rest = plain.removeprefix(prefix)
        if rest != plain and len(rest) > 4 and dictionary().word_is_known(rest):
            found = _simple(rest)
            return found if found.head else None
    if len(plain) < _SLIP_LENGTH:
        return None
    allowed = 2 if len(plain) >= 10 else 1
    close = [form for form in _listed_forms() if OSA.distance(plain, form, score_cutoff=1) <= 1]
    if not close and allowed == 2:
        close = [form for form in _listed_forms() if OSA.distance(plain, form, score_cutoff=2) <= 2]
    return _listed(close[0], dictionary().parse(close[0])) if close else None


@lru_cache(maxsize=1)
def _listed_forms() -> tuple[str, ...]:
    """All forms of the listed nouns that a slip may have spoilt."""
    forms: list[str] = []
    for lemma in LEMMAS:
        if len(lemma) >= _SLIP_LENGTH:
            forms += (one.word for one in dictionary().parse(lemma)[0].lexeme)
    return tuple(dict.fromkeys(forms))


def _name_of(parse: Any) -> str:
    """«Surn», «Name», «Patr» or nothing."""
    return next(iter(sorted(parse.tag.grammemes & _NAMES, reverse=True)), "")


def _is_animate(parse: Any) -> bool:
    grammemes = parse.tag.grammemes
    return parse.tag.POS == "NOUN" and "anim" in grammemes and not grammemes & _NAMES


def _forms(parses: list[Any]) -> frozenset[Form]:
    return frozenset(_form(parse) for parse in parses if parse.tag.case)


def _form(parse: Any) -> Form:
    case = str(parse.tag.case)
    return _CASES.get(case, case), parse.tag.number or "sing"


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """The morphological dictionary; loading takes a tenth of a second, once per process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
