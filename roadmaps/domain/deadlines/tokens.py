"""Cuts a deadline phrase into tokens; words torn, run together or cut short are made whole."""

import re
from functools import lru_cache

from roadmaps.domain.deadlines.lexicon import ABBREVIATED
from roadmaps.domain.deadlines.numerals import with_compound_numerals
from roadmaps.domain.deadlines.terms import Lexeme, Term, Token
from roadmaps.domain.deadlines.vocabulary import (
    contracted,
    cut_short,
    exact,
    in_cyrillic,
    looked_up,
    mended,
    run_together,
)

MOST_TOKENS = 400

_PIECES = re.compile(r"( *)(\d+|[^\W\d_]+|\n|\S)")
_PUNCTUATION = {
    "-": Term.DASH, ",": Term.COMMA, ".": Term.DOT, ":": Term.COLON, ";": Term.SEMICOLON,
    "/": Term.SLASH, "\\": Term.SLASH, "\n": Term.NEWLINE, "(": Term.OPEN, ")": Term.CLOSE,
    "[": Term.OPEN, "]": Term.CLOSE, "&": Term.AND, "+": Term.AND, "№": Term.NUMERO,
    **dict.fromkeys("«»\"'“”„‟″", Term.QUOTE),
}  # fmt: skip
_ORDINAL_TAILS = frozenset(
    ["я", "й", "е", "го", "му", "ю", "ый", "ой", "ое", "ая", "ую", "ом", "ым", "ей", "ем", "ти",
     "м", "ми", "х", "ого", "ому", "ий", "ые", "ых"]
)  # fmt: skip
_LETTERS_OF_DIGITS = {"0": "о", "3": "з", "6": "б"}
_TEARS = frozenset(["-", "\n", *_LETTERS_OF_DIGITS])
_QUARTERS = (Term.QUARTER, Term.HALF, Term.SCHOOL_QUARTER)
_ONE_AND_FIVE = ("у", "v")
_NEVER_TORN = (Term.PLAN_NAME, Term.DAYS_LONG)
_STOPS = [Token(Term.STOP, 0, "", "", "")] * 5
_LETTERS_OF_NUMERALS = ("п", "ш", "у", "v")
# A word may go on over a space after these and before those.
_OPEN_ENDS = (Term.UNKNOWN, Term.MONTH, Term.DASH)
_OPEN_STARTS = (Term.UNKNOWN, Term.NEWLINE)


def tokenize(clean: str) -> list[Token]:
    """The tokens of a cleaned text, closed by a few STOP tokens; at most `MOST_TOKENS`.

    What stands between spaces is cut once for all phrases. Only where a word is torn by a space
    or a number has several words the text is cut as a whole.
    """
    tokens = _of_chunks(clean.split(" "))
    if tokens is None:
        tokens = _Cutter(clean).tokens()
    del tokens[MOST_TOKENS:]
    tokens += _STOPS
    return tokens


def _of_chunks(chunks: list[str]) -> list[Token] | None:
    """The tokens of all chunks; None if some must be looked at together."""
    tokens: list[Token] = []
    for chunk in chunks:
        if not chunk:
            continue
        cut = _cut(chunk)
        if cut is None:
            return None
        if tokens and (tokens[-1].term in _OPEN_ENDS or cut[0].term in _OPEN_STARTS):
            if _reaches_over(tokens, cut):
                return None
            if tokens[-1].term is Term.DASH and cut[0].term is Term.NEWLINE:
                cut = cut[1:]
        tokens += cut
    return tokens


@lru_cache(maxsize=8192)
def _cut(chunk: str) -> tuple[Token, ...] | None:
    """The tokens of a text without spaces; None if they may hang on what stands beside it."""
    cutter = _Cutter(chunk)
    tokens = cutter.tokens()
    if cutter.is_counted or chunk[0] == "." or any(_is_half_word(token) for token in tokens):
        return None
    tokens[0].spaced = True
    return tuple(tokens)


def _is_half_word(token: Token) -> bool:
    """«П квартал», «1У квартал»: a letter that is a numeral before some nouns."""
    return token.term is Term.UNKNOWN and token.word in _LETTERS_OF_NUMERALS


def _reaches_over(tokens: list[Token], cut: tuple[Token, ...]) -> bool:
    """Whether a word begins before the space and ends after it."""
    first, last = tokens[-1], cut[0]
    if first.term is Term.DASH and len(tokens) > 1 and not first.spaced:
        first = tokens[-2]
    if last.term is Term.NEWLINE and len(cut) > 1:
        last = cut[1]
    if first.term is not Term.UNKNOWN and last.term is not Term.UNKNOWN:
        return False
    return exact(first.word + last.word) is not None


class _Cutter:
    """Walks over runs of letters, runs of digits and single marks."""

    __slots__ = ("_clean", "_spaced", "_starts", "_texts", "is_counted")

    def __init__(self, clean: str) -> None:
        self._clean = clean
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._spaced: list[bool] = []
        self.is_counted = False
        place = 0
        for spaces, text in _PIECES.findall(clean):
            place += len(spaces)
            self._texts.append(text)
            self._starts.append(place)
            self._spaced.append(bool(spaces))
            place += len(text)

    def tokens(self) -> list[Token]:
        """Read all pieces."""
        tokens: list[Token] = []
        at = 0
        while at < len(self._texts) and len(tokens) < MOST_TOKENS:
            text = self._texts[at]
            term = _PUNCTUATION.get(text)
            if term is not None:
                tokens.append(self._token(term, 0, at, at + 1))
                at += 1
                if term is Term.DASH and self._is("\n", at):
                    # A dash at the end of a line goes on in the next.
                    at += 1
            else:
                token, at = self._number(at) if text[0].isdigit() else self._word(at)
                tokens.append(token)
        return with_compound_numerals(tokens) if self.is_counted else tokens

    def _token(self, term: Term, value: int, at: int, after: int, word: str = "") -> Token:
        end = self._starts[after - 1] + len(self._texts[after - 1])
        source = self._clean[self._starts[at] : end]
        return Token(term, value, self._texts[at], word, source, self._spaced[at])

    def _lexical(
        self, found: Lexeme, at: int, after: int, word: str, *, slip: bool = False
    ) -> Token:
        if found.term is Term.CARDINAL and found.value >= 20:
            self.is_counted = True
        token = self._token(found.term, found.value, at, after, word)
        token.slip = slip or found.slip
        token.nominative = found.nominative
        return token

    def _is(self, text: str, at: int) -> bool:
        return at < len(self._texts) and self._texts[at] == text

    def _is_letters(self, at: int) -> bool:
        return at < len(self._texts) and self._texts[at][0].isalpha()

    def _is_glued(self, at: int) -> bool:
        """Whether letters stand here with no space before them."""
        return self._is_letters(at) and not self._spaced[at]

    # Numbers.

    def _number(self, at: int) -> tuple[Token, int]:
        """A number, with an ordinal's tail taken in («1-я», «2й»), or a word with a digit in it."""
        text = self._texts[at]
        after = at + 1
        if self._is_glued(after) and (found := self._begins_with_digit(text, at)):
            return found, after + 1
        tail = after + 1 if self._is("-", after) and not self._spaced[after] else after
        tailed = self._is_glued(tail) and in_cyrillic(self._texts[tail]) in _ORDINAL_TAILS
        if tailed:
            after = tail + 1
        if not text.isdecimal() or len(text) > 9:
            return self._token(Term.UNKNOWN, 0, at, after, text), after
        token = self._token(Term.NUMBER, int(text), at, after, text)
        token.digits = len(text)
        token.tailed = tailed
        return token, after

    def _begins_with_digit(self, text: str, at: int) -> Token | None:
        """«0ктябрь» and «1У квартал»: a digit typed for a letter or for a Roman figure."""
        raw = self._texts[at + 1]
        if text == "1" and in_cyrillic(raw[0]) in _ONE_AND_FIVE and run_together(raw) == 1:
            self._split(at + 1, 1)
        tail = in_cyrillic(self._texts[at + 1])
        if text == "1" and tail in _ONE_AND_FIVE and self._before_quarter(at + 1):
            return self._token(Term.ROMAN, 4, at, at + 2, "iv")
        if letter := _LETTERS_OF_DIGITS.get(text):
            word = letter + tail
            if found := exact(word):
                return self._lexical(found, at, at + 2, word, slip=True)
        return None

    # Words.

    def _word(self, at: int) -> tuple[Token, int]:
        text = self._texts[at]
        word, found = looked_up(text)
        after = at + 1
        if word == "с" and self._is(".", after) and self._is_glued(after + 1):
            # «с.г.» is «сего года».
            return self._token(Term.CURRENT, 0, at, after + 1, word), after + 1
        if found is not None:
            if found.term is Term.ROMAN and (end := self._after_tail(after)):
                return self._ordinal(found.value, at, end, word)
            if word in ABBREVIATED:
                if whole := self._contracted(at, word):
                    return self._lexical(whole, at, after + 2, word), after + 2
                after += self._is(".", after)
            torn = (found.term is Term.MONTH or after == at + 1) and self._may_be_torn(after)
            if torn and (rejoined := self._joined(at, word, known=True)):
                return rejoined
            return self._lexical(found, at, after, word), after
        if not text[0].isalpha():
            return self._token(Term.MARK, 0, at, after), after
        return self._unknown(at, word)

    def _after_tail(self, at: int) -> int:
        """The place behind the ending in «III-й»; 0 where there is none."""
        if not self._is("-", at) or self._spaced[at] or not self._is_glued(at + 1):
            return 0
        return at + 2 if in_cyrillic(self._texts[at + 1]) in _ORDINAL_TAILS else 0

    def _ordinal(self, value: int, at: int, after: int, word: str) -> tuple[Token, int]:
        token = self._token(Term.ROMAN, value, at, after, word)
        token.tailed = True
        return token, after

    def _may_be_torn(self, after: int) -> bool:
        """Whether a known word may be the beginning of a longer one."""
        if after >= len(self._texts):
            return False
        following = self._texts[after]
        if following[0].isalpha():
            return looked_up(following)[1] is None
        return following in _TEARS

    def _unknown(self, at: int, word: str) -> tuple[Token, int]:
        """A word that is not known as it stands."""
        after = at + 1
        if rejoined := self._joined(at, word, known=False):
            return rejoined
        if word == "п" and self._is("/", after) and self._is_glued(after + 1):
            # «1 п/г», «II п/годие».
            end = after + 2 + self._is(".", after + 2)
            return self._token(Term.HALF, 0, at, end, "п/г"), end
        if word in ("п", "ш"):
            value = 2 if word == "п" else 3
            if self._before_quarter(at):
                return self._token(Term.ROMAN, value, at, after, word), after
            if (end := self._after_tail(after)) and self._before_quarter(end - 1):
                return self._ordinal(value, at, end, word)
        if found := self._contracted(at, word):
            return self._lexical(found, at, after + 2, word), after + 2
        if self._is(".", after) and (found := cut_short(word)):
            return self._lexical(found, at, after + 1, word), after + 1
        if place := run_together(self._texts[at]):
            self._split(at, place)
            return self._word(at)
        if found := mended(word):
            return self._lexical(found, at, after, word, slip=True), after
        return self._token(Term.UNKNOWN, 0, at, after, word), after

    def _contracted(self, at: int, word: str) -> Lexeme | None:
        """«пост-но», «кв-л»: the beginning and the end of a word with a hyphen between."""
        if not (self._is("-", at + 1) and self._is_glued(at + 2)) or self._spaced[at + 1]:
            return None
        tail = in_cyrillic(self._texts[at + 2])
        if len(word) < 2 or len(tail) > 3 or exact(tail) is not None:
            return None
        return contracted(word, tail)

    def _split(self, at: int, place: int) -> None:
        """Make two pieces of one."""
        text = self._texts[at]
        self._texts[at : at + 1] = [text[:place], text[place:]]
        self._starts.insert(at + 1, self._starts[at] + place)
        self._spaced.insert(at + 1, False)

    def _before_quarter(self, at: int) -> bool:
        if not self._is_letters(at + 1):
            return False
        _, found = looked_up(self._texts[at + 1])
        return found is not None and found.term in _QUARTERS

    def _joined(self, at: int, word: str, *, known: bool) -> tuple[Token, int] | None:
        """A word torn by a space, a line break, a hyphen or a digit, if whole it is known.

        Two words that are both known alone are never joined.
        """
        texts = self._texts
        after = at + 1
        if after >= len(texts):
            return None
        middle = ""
        if not self._spaced[after] and texts[after] in _LETTERS_OF_DIGITS:
            middle = _LETTERS_OF_DIGITS[texts[after]]
            after += 1
        elif texts[after] == "\n" or (texts[after] == "-" and not self._spaced[after]):
            after += 1 + (texts[after] == "-" and self._is("\n", after + 1))
        if not self._is_letters(after):
            return None
        if texts[after][0].isupper() and not texts[at].isupper():
            return None
        tail, tail_found = looked_up(texts[after])
        if (known and tail_found is not None) or len(word) + len(middle) + len(tail) < 6:
            return None
        found = exact(word + middle + tail)
        if found is None or found.term in _NEVER_TORN:
            return None
        return self._lexical(found, at, after + 1, word, slip=True), after + 1
