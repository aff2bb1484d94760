"""Looks words up: spelt right, cut short, run together, or with slips of the keyboard.

A word is looked up as a whole, then by stem and ending. A word that is not found may be a short
form before a full stop («ежемес.»), two words without a space («втечениегода»), or a slip within
one or two keystrokes of a long word. What is not found at all is no deadline word.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from roadmaps.domain.deadlines import lexicon
from roadmaps.domain.deadlines.terms import Lexeme, Term

RECURRENCES = lexicon.RECURRENCES
_CACHED = 16384
_SHORTEST_CUT = 4
# «b» is a soft sign where a month or «четверть» has one, else a «В» in a small letter.
_SOFT_SIGN = re.compile("(?<=[рлтнpt])b")
_HARD_MONTHS = ("март", "август")


def _month_forms() -> dict[str, Lexeme]:
    forms = {}
    for number, stem in enumerate(lexicon.MONTH_STEMS, 1):
        hard = stem in _HARD_MONTHS
        endings = lexicon.HARD_ENDINGS if hard else lexicon.MONTH_ENDINGS
        for ending in endings if stem else ():
            nominative = ending == ("" if hard else "ь")
            forms[stem + ending] = Lexeme(Term.MONTH, number, nominative=nominative)
    for form in ("май", "мая", "мае", "маю", "маем", "маи"):
        forms[form] = Lexeme(Term.MONTH, 5, nominative=form == "май")
    for form, number in lexicon.ABBREVIATED_MONTHS.items():
        forms[form] = Lexeme(Term.MONTH, number, nominative=True)
    return forms


def _word_forms() -> dict[str, Lexeme]:
    forms = _month_forms()
    for term, words in lexicon.WORDS.items():
        numbered = words if isinstance(words, dict) else {0: words}
        for value, listed in numbered.items():
            for word in listed.split():
                forms[word] = Lexeme(term, value)
    return forms


_FORMS = _word_forms()
_BY_HEAD: dict[str, list[tuple[str, Lexeme]]] = {}
for _stem, _term, _value in sorted(lexicon.STEMS, key=lambda entry: -len(entry[0])):
    _BY_HEAD.setdefault(_stem[:3], []).append((_stem, Lexeme(_term, _value)))

_BY_HEAD_STEMS = tuple(entry for listed in _BY_HEAD.values() for entry in listed)

# Words worth mending: long enough, or months, and never one keystroke from a common other word.
_MENDABLE = {word: lexeme for word, lexeme in _FORMS.items() if len(word) >= 4 and (
    lexeme.term in (Term.MONTH, Term.SCHOOL_QUARTER, Term.WITHIN) or len(word) >= 7
)} | {
    stem + ending: Lexeme(term, value)
    for stem, term, value in lexicon.STEMS
    if term in (Term.EVERY, Term.QUARTER, Term.HALF, Term.CONSTANT, Term.TRIMESTER)
    or stem in lexicon.MENDED_STEMS
    for ending in sorted(lexicon.ENDINGS)
    if len(ending) <= 3 and len(stem + ending) >= 6
}  # fmt: skip
_MENDABLE_BY_FIRST: dict[str, list[str]] = {}
for _word in _MENDABLE:
    _MENDABLE_BY_FIRST.setdefault(_word[0], []).append(_word)


_LONG_ENDINGS = tuple(
    stem + ending for stem in ("дневн", "недельн", "месячн") for ending in ("ый", "ого", "ом", "ой")
)


@lru_cache(maxsize=_CACHED)
def looked_up(raw: str) -> tuple[str, Lexeme | None]:
    """The word in lower-case Cyrillic without «ё», and its lexeme if it is a word or a numeral."""
    word = in_cyrillic(raw)
    # Cyrillic «х» and «у» alone are no numerals.
    if raw not in "хХуУ" and (number := roman(raw)):
        return word, Lexeme(Term.ROMAN, number)
    return word, exact(word)


@lru_cache(maxsize=_CACHED)
def exact(word: str) -> Lexeme | None:
    """The lexeme of a lower-case word without «ё», spelt right; None for no deadline word."""
    if found := _FORMS.get(word):
        return found
    for stem, lexeme in _BY_HEAD.get(word[:3], ()):
        if word.startswith(stem) and word[len(stem) :] in lexicon.ENDINGS:
            return lexeme
    if word.endswith(_LONG_ENDINGS) and len(word) >= 7:
        return Lexeme(Term.DAYS_LONG)
    return None


@lru_cache(maxsize=_CACHED)
def roman(word: str) -> int | None:
    """The number of a Roman numeral, Cyrillic look-alikes allowed; None for another word."""
    if len(word) > 4:
        return None
    return lexicon.ROMAN.get(word.lower().translate(lexicon.ROMAN_LETTERS))


@lru_cache(maxsize=_CACHED)
def in_cyrillic(word: str) -> str:
    """The word in lower case with Latin look-alikes turned into Cyrillic letters."""
    if "b" in word:
        word = _SOFT_SIGN.sub("ь", word).replace("b", "в")
    return word.translate(lexicon.LATIN_LETTERS).lower().replace("ё", "е")


@lru_cache(maxsize=_CACHED)
def cut_short(word: str) -> Lexeme | None:
    """The lexeme whose words begin with `word`, if all that do are of one lexeme («ежемес.»)."""
    if len(word) < _SHORTEST_CUT:
        return None
    found = {lexeme for form, lexeme in _FORMS.items() if form.startswith(word)}
    for stem, lexeme in _BY_HEAD.get(word[:3], ()):
        if stem.startswith(word):
            found.add(lexeme)
    meanings = {(lexeme.term, lexeme.value) for lexeme in found}
    return Lexeme(*meanings.pop()) if len(meanings) == 1 else None


@lru_cache(maxsize=_CACHED)
def contracted(head: str, tail: str) -> Lexeme | None:
    """The lexeme of «кв-л», «пост-но»: of words with this beginning and end, if all are of one."""
    meanings = {
        (lexeme.term, lexeme.value)
        for stem, lexeme in (*_FORMS.items(), *_BY_HEAD_STEMS)
        if stem.startswith(head) and _may_end(stem, tail)
    }
    return Lexeme(*meanings.pop()) if len(meanings) == 1 else None


def _may_end(stem: str, tail: str) -> bool:
    return stem.endswith(tail) or any((stem + each).endswith(tail) for each in lexicon.ENDINGS)


@lru_cache(maxsize=_CACHED)
def run_together(raw: str) -> int:
    """Where a word without a space is two («вмае», «течениегода», «IIкв»); 0 if it is not."""
    word = in_cyrillic(raw)
    # Each place costs a look-up of the rest: a «word» of a page's length is none.
    if word in lexicon.COMMON_WORDS or len(word) > _LONGEST_WORD:
        return 0
    for place in range(1, len(word)):
        if word[place:].startswith(_GLUED_EVENTS.get(word[:place], ())):
            return place
        second = exact(word[place:])
        if second is None:
            continue
        if second.term in _AFTER_NUMERALS and _is_numeral(raw[:place]):
            return place
        if second.term is Term.QUARTER and word[:place] in _LIKE_NUMERALS:
            return place
        first = word[:place]
        if second.term in lexicon.GLUED.get(first, ()) and len(word) - place >= 3:
            return place
        long_enough = len(word) - place >= 4 or (place >= 6 and second.term in _PREPOSITIONS)
        if place >= 4 and long_enough and exact(first) is not None:
            return place
    return 0


def _is_numeral(head: str) -> bool:
    """«III», «Iii» before «кв»; «у» and «х» in small letters are no numerals."""
    return (head.isupper() or not _SMALL & set(head)) and roman(head) is not None


_LONGEST_WORD = 60
_LIKE_NUMERALS = ("п", "ш")
_SMALL = frozenset("ух")
# «послепроведения»: long beginnings only, as «последний» is no such word.
_LONG_EVENTS = tuple(stem for stem in lexicon.EVENT_STEMS if len(stem) > 5)
_GLUED_EVENTS = {"после": _LONG_EVENTS, "при": _LONG_EVENTS}
_PREPOSITIONS = (Term.TILL, Term.FROM, Term.PO, Term.IN, Term.TOWARDS)
_AFTER_NUMERALS = (Term.QUARTER, Term.HALF, Term.SCHOOL_QUARTER)


def names_event(words: str) -> bool:
    """Whether an event is told by a word that is known to be one, or by an abbreviation."""
    return any(
        word.lower().replace("ё", "е").startswith(lexicon.EVENT_STEMS)
        or (len(word) > 1 and word.isupper())
        for word in words.split()
    )


@lru_cache(maxsize=_CACHED)
def mended(word: str) -> Lexeme | None:
    """The lexeme that an unknown word is a slip of, if exactly one is near enough."""
    if len(word) < 4 or word in lexicon.COMMON_WORDS:
        return None
    allowed = 2 if len(word) >= 9 else 1
    best: dict[tuple[Term, int], int] = {}
    for candidate in _candidates(word):
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if distance <= allowed and not (len(word) == 4 and word[:2] != candidate[:2]):
            lexeme = _MENDABLE[candidate]
            key = (lexeme.term, lexeme.value)
            best[key] = min(best.get(key, distance), distance)
    if not best:
        return None
    nearest = min(best.values())
    winners = [key for key, distance in best.items() if distance == nearest]
    return Lexeme(*winners[0], slip=True) if len(winners) == 1 else None


def _candidates(word: str) -> list[str]:
    """Words with the same first letter; long words also with the second in its place."""
    found = _MENDABLE_BY_FIRST.get(word[0], [])
    if len(word) >= 6:
        found = found + _MENDABLE_BY_FIRST.get(word[1], [])
    return [candidate for candidate in found if abs(len(candidate) - len(word)) <= 2]
