"""Cuts a deadline phrase into tokens and heals what typing, scanning and line breaks did to it."""

import re
from dataclasses import dataclass

from roadmaps.domain.deadlines import vocabulary
from roadmaps.domain.deadlines.terms import Lexeme, Term

MOST_TOKENS = 400

_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\r\x0b\x0c"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\uff0d~"
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
        **dict.fromkeys("\u2028\u2029\u0085", "\n"),
        **dict(zip("ⅠⅡⅢⅣⅤ", ("I", "II", "III", "IV", "V"), strict=True)),
        "…": "...",
        "\u0301": None,
    }
)
_LOOKALIKE_DIGITS = (
    (re.compile(r"(?<=\d)[OoОо](?=[\d.])|(?<=[.\s])[OoОо](?=\d)"), "0"),
    (re.compile(r"\b[Зз](?=\d[.\s])|(?<=\d)[Зз](?=[.\s]\d)"), "3"),
    (re.compile(r"(?<![A-Za-zА-Яа-яё])[lI|](?=\d)|(?<=\d)[lI|](?=\.\d)"), "1"),
    (re.compile(r"[«\"“„]\s*(\d{1,2})\s*[»\"”]"), r"\1"),
)
_HAS_DIGIT = re.compile(r"\d")
_LONG_DASH = re.compile(r"\.{2,}|-{2,}")
# Lines that a narrow column has broken in the middle of a phrase.
_WRAPPED = re.compile(
    r"(\b(?:до|с|со|по|в|во|на|не|и|к|ко|за|от|позднее|течение|течении|каждого|каждый|каждую"
    r"|конца|начала|раз|раза|срока|периода|начиная)|(?<=\d))[ ]*\n\s*(?=[а-яё\d])",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\d+|[^\W\d_]+|\n|\S")
_PUNCTUATION = {
    "-": Term.DASH, ",": Term.COMMA, ".": Term.DOT, ":": Term.COLON, ";": Term.SEMICOLON,
    "/": Term.SLASH, "\\": Term.SLASH, "\n": Term.NEWLINE, "(": Term.OPEN, ")": Term.CLOSE,
    "[": Term.OPEN, "]": Term.CLOSE, "&": Term.AND, "+": Term.AND,
    **dict.fromkeys("«»\"'“”„‟″", Term.QUOTE),
}  # fmt: skip
_ORDINAL_TAILS = frozenset(
    ["я", "й", "е", "го", "му", "ю", "ый", "ой", "ое", "ая", "ую", "ом", "ым", "ей", "ем", "ти",
     "х", "ого", "ому", "ий", "ые", "ых"]
)  # fmt: skip
_LETTERS_OF_DIGITS = {"0": "о", "3": "з", "6": "б"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `spaced` if a space stands before it, `digits` of a number."""

    term: Term
    value: int
    text: str
    start: int
    spaced: bool = True
    slip: bool = False
    nominative: bool = False
    digits: int = 0


@dataclass(slots=True)
class _Piece:
    text: str
    start: int
    spaced: bool


def cleaned(text: str) -> str:
    """The text with spaces, dashes and look-alike digits made uniform; line breaks stay."""
    result = text.translate(_CHARACTERS).replace("и\u0306", "й").strip()
    if _HAS_DIGIT.search(result):
        for pattern, replacement in _LOOKALIKE_DIGITS:
            result = pattern.sub(replacement, result)
    if "--" in result or ".." in result:
        result = _LONG_DASH.sub("-", result)
    return _WRAPPED.sub(_unwrapped, result) if "\n" in result else result


def _unwrapped(found: "re.Match[str]") -> str:
    """A wrapped line joined, except where a number ends one line and begins the next."""
    after = found.string[found.end()]
    if not found[1] and not after.islower():
        return found.group()
    return f"{found[1]} "


def tokenize(clean: str) -> list[Token]:
    """The tokens of a cleaned text, closed by a few STOP tokens; at most `MOST_TOKENS`."""
    pieces = _pieces(clean)
    tokens: list[Token] = []
    at = 0
    while at < len(pieces) and len(tokens) < MOST_TOKENS:
        token, at = _token(pieces, at)
        tokens.append(token)
    stop = Token(Term.STOP, 0, "", len(clean))
    tokens.extend((stop, stop, stop, stop, stop))
    return tokens


def _pieces(clean: str) -> list[_Piece]:
    pieces = []
    end = 0
    for found in _PIECES.finditer(clean):
        pieces.append(_Piece(found.group(), found.start(), found.start() > end))
        end = found.end()
    return pieces


def _token(pieces: list[_Piece], at: int) -> tuple[Token, int]:
    piece = pieces[at]
    if piece.text[0].isdigit():
        return _number(pieces, at)
    if piece.text[0].isalpha():
        return _word(pieces, at)
    term = _PUNCTUATION.get(piece.text, Term.MARK)
    return Token(term, 0, piece.text, piece.start, piece.spaced), at + 1


def _number(pieces: list[_Piece], at: int) -> tuple[Token, int]:
    """A number, with an ordinal's tail taken in («1-я», «2й»), or a word with a digit in it."""
    piece = pieces[at]
    if (letter := _LETTERS_OF_DIGITS.get(piece.text)) and _glued(pieces, at + 1):
        word = letter + vocabulary.in_cyrillic(pieces[at + 1].text)
        if found := vocabulary.exact(word):
            return _lexical(found, piece, word, slip=True), at + 2
    after = at + 1
    tail = after + 1 if _is_dash(pieces, after) and not pieces[after].spaced else after
    if _glued(pieces, tail) and vocabulary.in_cyrillic(pieces[tail].text) in _ORDINAL_TAILS:
        after = tail + 1
    digits = len(piece.text)
    if not piece.text.isdecimal() or digits > 9:
        return Token(Term.UNKNOWN, 0, piece.text, piece.start, piece.spaced), after
    value = int(piece.text)
    return Token(Term.NUMBER, value, piece.text, piece.start, piece.spaced, digits=digits), after


def _glued(pieces: list[_Piece], at: int) -> bool:
    return at < len(pieces) and not pieces[at].spaced and pieces[at].text[0].isalpha()


def _is_dash(pieces: list[_Piece], at: int) -> bool:
    return at < len(pieces) and pieces[at].text == "-"


def _word(pieces: list[_Piece], at: int) -> tuple[Token, int]:
    piece = pieces[at]
    if (number := vocabulary.roman(piece.text)) and not _single_letter_word(piece.text):
        return Token(Term.ROMAN, number, piece.text, piece.start, piece.spaced), at + 1
    word = vocabulary.in_cyrillic(piece.text)
    if found := vocabulary.exact(word):
        after = at + 1
        if word in vocabulary.ABBREVIATED and after < len(pieces) and pieces[after].text == ".":
            after += 1
        rejoined = (
            _joined(pieces, at, word) if found.term is Term.MONTH or after == at + 1 else None
        )
        return rejoined or (_lexical(found, piece, word), after)
    if rejoined := _joined(pieces, at, word):
        return rejoined
    if _before_quarter(pieces, at) and word in ("п", "ш"):
        return Token(Term.ROMAN, 2 if word == "п" else 3, piece.text, piece.start), at + 1
    if found := vocabulary.mended(word):
        return _lexical(found, piece, word, slip=True), at + 1
    return Token(Term.UNKNOWN, 0, piece.text, piece.start, piece.spaced), at + 1


def _single_letter_word(text: str) -> bool:
    """Cyrillic «х» and «у» alone are no numerals."""
    return text in "хХуУ"


def _before_quarter(pieces: list[_Piece], at: int) -> bool:
    if at + 1 >= len(pieces) or not pieces[at + 1].text[0].isalpha():
        return False
    found = vocabulary.exact(vocabulary.in_cyrillic(pieces[at + 1].text))
    return found is not None and found.term in (Term.QUARTER, Term.HALF, Term.SCHOOL_QUARTER)


def _joined(pieces: list[_Piece], at: int, word: str) -> tuple[Token, int] | None:
    """A word torn by a space, a line break, a hyphen or a digit, if whole it is known.

    Two words that are both known alone are never joined.
    """
    after = at + 1
    known = vocabulary.exact(word) is not None
    if after >= len(pieces):
        return None
    middle = ""
    if not pieces[after].spaced and pieces[after].text in _LETTERS_OF_DIGITS:
        middle = _LETTERS_OF_DIGITS[pieces[after].text]
        after += 1
    elif pieces[after].text in ("-", "\n"):
        after += 1
        if after < len(pieces) and pieces[after].text == "\n":
            after += 1
    if after >= len(pieces) or not pieces[after].text[0].isalpha():
        return None
    tail = vocabulary.in_cyrillic(pieces[after].text)
    if known and vocabulary.exact(tail) is not None:
        return None
    if len(word) + len(tail) < 6 or pieces[after].text[0].isupper():
        return None
    found = vocabulary.exact(word + middle + tail)
    if found is None or found.term is Term.PLAN_NAME:
        return None
    return _lexical(found, pieces[at], word, slip=True), after + 1


def _lexical(found: Lexeme, piece: _Piece, word: str, *, slip: bool = False) -> Token:
    return Token(
        found.term,
        found.value,
        piece.text,
        piece.start,
        piece.spaced,
        slip=slip or found.slip,
        nominative=found.nominative,
    )
