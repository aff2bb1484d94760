"""How alike two names of posts, organisations or groups are: whole percents and a reason.

The reason is in Russian words. Figures and their order: docs/algorithms/responsible.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import SHORTS, Head, Short
from roadmaps.domain.parties.words import word_of
from roadmaps.domain.party_names import (
    PartyWords,
    Token,
    as_written,
    party_words,
)

SURE = 90
PROPOSED = 65
Likeness = tuple[int, str]
"""Score and reason; (0, "") where the names are not alike."""

UNLIKE: Likeness = (0, "")
_SLIP_LENGTH = 5
_LONG_WORD = 10
# Words that say where, not who: their absence makes no other party.
_PLACE_WORDS = frozenset(
    ["район", "округ", "город", "область", "край", "администрация", "муниципальный", "районный",
     "городской", "муниципалитет", "село", "поселок", "г", "мо", "го", "наш", "проект"]
)  # fmt: skip


def likeness_of_names(asked: str, known: str, explained: Mapping[str, str]) -> Likeness:
    """Posts, organisations, groups: by word forms, abbreviations, slips and words of place.

    `explained` are abbreviations that the document explains, short to full.
    """
    return _likeness(asked, known, tuple(sorted(explained.items())))


@lru_cache(maxsize=65536)
def _likeness(asked: str, known: str, explanations: tuple[tuple[str, str], ...]) -> Likeness:
    mine, other = party_words(asked), party_words(known)
    if not mine.tokens or not other.tokens or mine.numbers != other.numbers:
        return UNLIKE
    if _have_nothing_in_common(mine, other):
        return UNLIKE
    explained = dict(explanations)
    if mine.lemmas == other.lemmas:
        return _same_words(mine, other)
    aligned = _aligned(mine.tokens, other.tokens, explained)
    if aligned is not None:
        return _by_abbreviation(*aligned, mine, other)
    if Counter(mine.lemmas) == Counter(other.lemmas):
        return _of_form(91, mine, other), "те же слова в другом порядке"
    if (slip := _slip(mine, other)) is not None:
        return _of_form(slip[0], mine, other), slip[1]
    return max(_wider(mine, other), _same_school(mine, other))


def _have_nothing_in_common(mine: PartyWords, other: PartyWords) -> bool:
    """No word, no abbreviation, not even the number of words, as a slip would leave it."""
    if mine.has_short or other.has_short or len(mine.tokens) == len(other.tokens):
        return False
    return set(mine.lemmas).isdisjoint(other.lemmas)


def _of_form(score: int, mine: PartyWords, other: PartyWords) -> int:
    """Two different forms of law («МБУ», «МКУ») are for a person to judge."""
    differ = mine.form and other.form and mine.form.lower() != other.form.lower()
    return min(score, SURE - 3) if differ else score


def _same_words(mine: PartyWords, other: PartyWords) -> Likeness:
    if mine.form.lower() != other.form.lower():
        if mine.form and other.form:
            return SURE - 3, f"другая форма: было «{other.form}», здесь «{mine.form}»"
        return 96, f"то же название, отличается только «{mine.form or other.form}»"
    slips = [token for token in (*mine.tokens, *other.tokens) if token.is_slip and token.text]
    texts = {token.text.lower() for token in mine.tokens} ^ {
        token.text.lower() for token in other.tokens
    }
    typed = next((token.text for token in slips if token.text.lower() in texts), "")
    if typed:
        return 93, f"опечатка в слове «{typed}»"
    return 94, "отличается формой слова"


@dataclass(frozen=True, slots=True)
class _Spelt:
    """An abbreviation and the words it stands for."""

    short: str
    full: str
    is_explained: bool


def _aligned(
    mine: Sequence[Token], other: Sequence[Token], explained: Mapping[str, str]
) -> tuple[list[_Spelt], list[Token]] | None:
    """The abbreviations that make the two names one, and words that only one of them has behind.

    Nothing where the names do not agree, or where they agree without an abbreviation.
    """
    spelt: list[_Spelt] = []
    at, to = 0, 0
    while at < len(mine) and to < len(other):
        if mine[at].lemma == other[to].lemma:
            at, to = at + 1, to + 1
            continue
        if mine[at].is_short and (taken := _spells(mine[at], other[to:], explained)):
            spelt.append(_spelt(mine[at], other[to : to + taken], explained))
            at, to = at + 1, to + taken
        elif other[to].is_short and (taken := _spells(other[to], mine[at:], explained)):
            spelt.append(_spelt(other[to], mine[at : at + taken], explained))
            at, to = at + taken, to + 1
        else:
            return None
    rest = [*mine[at:], *other[to:]]
    return (spelt, rest) if spelt and all(_is_place(token) for token in rest) else None


def _spells(short: Token, words: Sequence[Token], explained: Mapping[str, str]) -> int:
    """How many of the words an abbreviation stands for; 0 where it does not."""
    letters = "".join(sign for sign in short.text if sign.isupper())
    meaning = party_words(explained[short.text]).lemmas if short.text in explained else ()
    if meaning and tuple(word.lemma for word in words[: len(meaning)]) == meaning:
        return len(meaning)
    if len(letters) < 2 or len(words) < len(letters):
        return 0
    meant = words[: len(letters)]
    if any(word.is_short or word.is_number for word in meant):
        return 0
    if short_of(short.text, {}) is Short.SCHOOLS and not _means_schools(meant):
        return 0
    return len(letters) if "".join(word.text[:1] for word in meant).upper() == letters else 0


def _means_schools(words: Sequence[Token]) -> bool:
    """«ОО» are «образовательные организации», never «отдел образования»."""
    return any("образовательн" in word.lemma or "школ" in word.lemma for word in words)


def _spelt(short: Token, words: Sequence[Token], explained: Mapping[str, str]) -> _Spelt:
    return _Spelt(short.text, as_written(words), short.text in explained)


def _by_abbreviation(
    spelt: Sequence[_Spelt], rest: Sequence[Token], mine: PartyWords, other: PartyWords
) -> Likeness:
    """Two letters that are no usual abbreviation are not sure of themselves."""
    first = spelt[0]
    reason = f"сокращение: {first.short} — {first.full}"
    if rest:
        return SURE - 10, f"{reason}; отличается словами «{as_written(rest)}»"
    score = 95 if first.is_explained else 92
    if len(first.short) < 3 and first.short not in SHORTS and not first.is_explained:
        score = SURE - 5
    return _of_form(score, mine, other), reason


def _slip(mine: PartyWords, other: PartyWords) -> Likeness | None:
    """The same words but for a slip of the keyboard in some of them."""
    if len(mine.tokens) != len(other.tokens):
        return None
    pairs = list(zip(mine.tokens, other.tokens, strict=True))
    differing = [pair for pair in pairs if pair[0].lemma != pair[1].lemma]
    if not differing or not all(_are_slips(*pair) for pair in differing):
        return None
    typed = next((token for pair in differing for token in pair if token.is_slip), None)
    is_proper = any(_is_proper(token) for pair in differing for token in pair)
    if typed is not None and len(pairs) > 1 and not is_proper:
        return 91, f"опечатка в слове «{typed.text}»"
    whole = round(fuzz.ratio(" ".join(mine.lemmas), " ".join(other.lemmas)))
    return min(whole - 8, SURE - 5), f"похожее название: {whole}\u00a0%"


def _are_slips(one: Token, two: Token) -> bool:
    """Two long words within a keystroke or two, at least one of them no word at all."""
    if one.is_short or two.is_short or one.is_number or two.is_number:
        return False
    shorter = min(len(one.text), len(two.text))
    if shorter < _SLIP_LENGTH or not (one.is_slip or two.is_slip):
        return False
    allowed = 2 if shorter >= _LONG_WORD else 1
    return (
        min(OSA.distance(one.lemma, two.lemma), OSA.distance(one.text.lower(), two.text.lower()))
        <= allowed
    )


def _wider(mine: PartyWords, other: PartyWords) -> Likeness:
    """One name has all the words of the other, and more: where they lie, or one word."""
    less, more = sorted((mine, other), key=lambda words: len(words.tokens))
    extra = Counter(more.lemmas) - Counter(less.lemmas)
    if Counter(less.lemmas) - Counter(more.lemmas) or not extra or _head(less) != _head(more):
        return UNLIKE
    named = [token for token in more.tokens if token.lemma in extra]
    own = [token for token in named if not _is_place(token)]
    differs = "отличается словом" if len(named) == 1 else "отличается словами"
    reason = f"то же название, {differs} «{as_written(named)}»"
    if not own:
        return 84, reason
    is_telling = len(own) == len(named) == 1 and len(less.tokens) > 1
    if is_telling and not own[0].is_short and not own[0].is_glued and not _heads(own[0]):
        return 70, reason
    return UNLIKE


def _heads(token: Token) -> bool:
    """«совет директоров школ» is no «совет школ»."""
    return word_of(token.text).head is not None


def _same_school(mine: PartyWords, other: PartyWords) -> Likeness:
    """«школа № 7» and «МБОУ СОШ № 7»."""
    kinds = {_school_kind(mine), _school_kind(other)}
    if len(mine.numbers) != 1 or "" in kinds or (len(kinds) > 1 and "школа" not in kinds):
        return UNLIKE
    return 78, f"школа с тем же номером {next(iter(mine.numbers))}"


def _school_kind(words: PartyWords) -> str:
    """«школа» by any abbreviation, «гимназия», «лицей»; empty where it is no school."""
    first = words.tokens[0]
    if first.is_short:
        return first.lemma if short_of(first.text, {}) is Short.SCHOOL_TYPE else ""
    is_school = word_of(first.text).head is Head.SCHOOL
    return first.lemma if is_school else ""


def _head(words: PartyWords) -> str:
    """The word that says who it is: the first noun that heads a party, else the first word."""
    for token in words.tokens:
        if token.is_short or word_of(token.text).head is not None:
            return token.lemma
    return words.tokens[0].lemma


def _is_place(token: Token) -> bool:
    """Says where: a word of the list, or a proper name."""
    return token.lemma in _PLACE_WORDS or _is_proper(token)


def _is_proper(token: Token) -> bool:
    """A capital within the name; the first word of a name has one anyway."""
    capital = token.text[:1].isupper() and not token.is_first
    return capital and not token.is_short and word_of(token.text).head is None
