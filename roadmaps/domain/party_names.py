"""Names of parties taken apart for comparing: people into surname and initials, others into words.

Marks, quotes and word forms do not count, cut words are whole («зам.» is «заместитель»), and a
form of law stands apart from the name it goes before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from roadmaps.domain.parties.shorts import short_of
from roadmaps.domain.parties.vocabulary import CUT_ADJECTIVES, CUT_POSTS, Short
from roadmaps.domain.parties.words import LONGEST_ENDING, contracted, dictionary, word_of

_WORD = re.compile(r"[Ии]\.\s?о\.|[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁёA-Za-z]+)*\.?|\d+")
_INITIAL = re.compile(r"^[А-ЯЁ]\.?$")
_PATRONYMIC = re.compile(r"(?:вич|вна|ична|ьич|оглы|кызы|гызы)$", re.IGNORECASE)
_SMALL = frozenset(
    ["и", "по", "с", "со", "в", "во", "на", "для", "при", "о", "об", "от", "к", "за"]
)
# «муниципальное бюджетное учреждение дополнительного образования»: a form of law in full.
_FORM_WORDS = frozenset(
    ["муниципальный", "государственный", "краевой", "областной", "республиканский", "бюджетный",
     "казённый", "автономный", "некоммерческий"]
)  # fmt: skip
_FORM_KINDS = frozenset(["учреждение", "организация"])
_AFTER_FORM = frozenset(["дополнительный", "профессиональный", "образование", "культура"])


_SHORTEST_REST = 5
# A word that keeps this much of its dictionary form is a form of it, no slip.
_STEM = slice(None, -2)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or a half of a word with a hyphen, which is `is_glued` to the half before.

    `lemma` is what to compare by, `text` as written; `is_short` marks an abbreviation, `is_slip` a
    word that the dictionary does not know, `is_first` the first word of the name.
    """

    lemma: str
    text: str
    is_short: bool = False
    is_slip: bool = False
    is_glued: bool = False
    is_first: bool = False

    @property
    def is_number(self) -> bool:
        """«7» in «СОШ № 7»."""
        return self.lemma.isdigit()


@dataclass(frozen=True, slots=True)
class PersonName:
    """Surname, and first name and patronymic in full or as initials; what is missing is empty."""

    surname: str
    first: str
    patronymic: str

    @property
    def initials(self) -> str:
        """«АВ»; fewer where fewer are known."""
        return f"{self.first[:1]}{self.patronymic[:1]}"


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The words of a name without its form of law, which stands in `form`.

    `lemmas` are its words in the dictionary's form, `numbers` the numbers in it.
    """

    tokens: tuple[Token, ...]
    form: str
    lemmas: tuple[str, ...]
    numbers: frozenset[str]
    has_short: bool

    @classmethod
    def of(cls, tokens: Iterable[Token], form: str = "") -> "PartyWords":
        """The words with what follows from them."""
        kept = tuple(tokens)
        return cls(
            tokens=kept,
            form=form,
            lemmas=tuple(token.lemma for token in kept),
            numbers=frozenset(token.lemma for token in kept if token.is_number),
            has_short=any(token.is_short for token in kept),
        )


@lru_cache(maxsize=8192)
def person_name(name: str) -> PersonName:
    """A person's name taken apart; compared in lower case, «ё» as «е»."""
    parts = re.findall(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{2,}|[А-ЯЁ]\.?", name)
    words = [part for part in parts if not _INITIAL.match(part)]
    initials = [_plain(part) for part in parts if _INITIAL.match(part)]
    if initials:
        surname = _plain(words[0]) if words else ""
        return PersonName(surname, initials[0], initials[1] if len(initials) > 1 else "")
    patronymic = next((word for word in words if _PATRONYMIC.search(word)), "")
    others = [word for word in words if word != patronymic]
    if patronymic and len(words) > 1 and words[1] == patronymic:
        first, surname = words[0], words[2] if len(words) > 2 else ""
    else:
        surname, first = (*others, "", "")[:2]
    return PersonName(_plain(surname), _plain(first), _plain(patronymic))


@lru_cache(maxsize=8192)
def party_words(name: str) -> PartyWords:
    """The name of a post, an organisation or a group as words to compare."""
    tokens = [token for word in _WORD.findall(name) for token in _tokens(word)]
    tokens[:1] = [replace(token, is_first=True) for token in tokens[:1]]
    start = _form_in_full(tokens)
    form = [token.text for token in tokens[:start]]
    kept: list[Token] = []
    for place, token in enumerate(tokens[start:], start):
        if _is_form(token.text) and place + 1 < len(tokens):
            form.append(token.text)
        elif token.lemma and token.lemma not in _SMALL:
            kept.append(token)
    return PartyWords.of(kept, " ".join(form))


def as_written(tokens: Iterable[Token]) -> str:
    """The words in a row, halves of a word with their hyphen."""
    text = ""
    for token in tokens:
        text += ("-" if token.is_glued else " ") + token.text
    return text.strip(" -")


def _plain(word: str) -> str:
    return word.strip(".").lower().replace("ё", "е")


def _is_form(text: str) -> bool:
    return short_of(text, {}) is Short.FORM


def _form_in_full(tokens: list[Token]) -> int:
    """How many words at the beginning are a form of law in full; the name must follow."""
    place = 0
    while place < len(tokens) and tokens[place].lemma in _FORM_WORDS:
        place += 1
    if not place or place >= len(tokens) or tokens[place].lemma not in _FORM_KINDS:
        return 0
    place += 1
    while place < len(tokens) and tokens[place].lemma in _AFTER_FORM:
        place += 1
    return place if place < len(tokens) else 0


@lru_cache(maxsize=32768)
def _tokens(written: str) -> tuple[Token, ...]:
    """«рук-ли» is one word, «педагог-психолог» two."""
    if (joined := _taken_apart(written)) is not None:
        return joined
    if "-" not in written or _is_contraction(written):
        return (_token(written, is_glued=False),)
    first, *others = written.split("-")
    return (_token(first, is_glued=False), *(_token(one, is_glued=True) for one in others))


def _taken_apart(written: str) -> tuple[Token, ...] | None:
    """«педколлектив» is «педагогический коллектив», «методцентр» «методический центр»."""
    plain = written.lower().rstrip(".")
    known = dictionary().word_is_known
    if "-" in plain or known(plain):
        return None
    for start, adjective in CUT_ADJECTIVES.items():
        rest = plain.removeprefix(start)
        if rest != plain and len(rest) >= _SHORTEST_REST and known(rest):
            return Token(adjective, written[: len(start)]), _token(rest, is_glued=True)
    return None


def _is_contraction(written: str) -> bool:
    first, _, last = written.lower().rstrip(".").partition("-")
    return bool(last) and len(last) <= LONGEST_ENDING and bool(contracted(first, last))


def _token(written: str, *, is_glued: bool) -> Token:
    text = written.rstrip(".")
    if text.isdigit():
        return Token(text, text)
    if len(text) > 1 and text.isupper() and short_of(text, {}) is not None:
        return Token(text.lower(), text, is_short=True, is_glued=is_glued)
    if written.endswith(".") and text.lower() in CUT_ADJECTIVES and word_of(written).head is None:
        return Token(CUT_ADJECTIVES[text.lower()], text, is_glued=is_glued)
    word = word_of(written)
    known = dictionary().word_is_known(text.lower())
    if word.head is not None:
        lemma = CUT_POSTS.get(word.lemma, word.lemma).replace("ё", "е")
        is_own = text.lower().replace("ё", "е").startswith(lemma[_STEM]) or "-" in text
        is_slip = not (known or is_own or word.lemma in CUT_POSTS or written.endswith("."))
        return Token(lemma, text, is_slip=is_slip, is_glued=is_glued)
    lemma = str(dictionary().parse(text.lower())[0].normal_form).replace("ё", "е")
    return Token(lemma, text, is_slip=not known, is_glued=is_glued)
