"""Numbers of several words: «двадцать пятое», «тридцать один», «две тысячи двадцать шестой»."""

from roadmaps.domain.deadlines.lexicon import THOUSAND
from roadmaps.domain.deadlines.terms import Term, Token

_WORDS_OF_NUMBERS = (Term.CARDINAL, Term.ORDINAL)
_TENS = (20, 30, 40, 50, 60, 90)


def with_compound_numerals(tokens: list[Token]) -> list[Token]:
    """The tokens with each number of several words made one."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _end_of_number(tokens, at)
        result.append(_joined(tokens[at:end]) if end > at + 1 else tokens[at])
        at = max(end, at + 1)
    return result


def _end_of_number(tokens: list[Token], at: int) -> int:
    """The place after «две тысячи» · tens · units, each of which may be missing."""
    if _value(tokens, at) in range(1, 10) and _value(tokens, at + 1) == THOUSAND:
        at += 2
    value = _value(tokens, at)
    if value in _TENS and tokens[at].term is Term.CARDINAL:
        return at + 2 if _value(tokens, at + 1) in range(1, 10) else at + 1
    return at + 1 if 0 < value < THOUSAND else at


def _value(tokens: list[Token], at: int) -> int:
    """The number that a word names; 0 for another word."""
    if at < len(tokens) and tokens[at].term in _WORDS_OF_NUMBERS:
        return tokens[at].value
    return 0


def _joined(words: list[Token]) -> Token:
    total = 0
    for word in words:
        total = total * THOUSAND if word.value == THOUSAND else total + word.value
    first, last = words[0], words[-1]
    text = " ".join(word.text for word in words)
    source = " ".join(word.source for word in words)
    if total > THOUSAND:
        return Token(Term.NUMBER, total, text, str(total), source, first.spaced, digits=4)
    return Token(last.term, total, text, last.word, source, first.spaced)
