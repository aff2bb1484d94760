"""Parts of speech of deadline phrases, known words and tokens."""

from dataclasses import dataclass
from enum import IntEnum, auto


class Term(IntEnum):
    """Parts of speech of the grammar."""

    STOP = 0
    UNKNOWN = auto()
    NUMBER = auto()
    ROMAN = auto()
    ORDINAL = auto()
    CARDINAL = auto()
    DASH = auto()
    COMMA = auto()
    AND = auto()
    OR = auto()
    DOT = auto()
    COLON = auto()
    SEMICOLON = auto()
    SLASH = auto()
    NEWLINE = auto()
    OPEN = auto()
    CLOSE = auto()
    QUOTE = auto()
    MARK = auto()
    NUMERO = auto()
    MONTH = auto()
    WEEKDAY = auto()
    SEASON = auto()
    SEASONAL = auto()
    QUARTER = auto()
    HALF = auto()
    SCHOOL_QUARTER = auto()
    TRIMESTER = auto()
    YEAR = auto()
    SCHOOL = auto()
    CALENDAR = auto()
    CURRENT = auto()
    NEXT = auto()
    REPORTED = auto()
    WEEK = auto()
    DECADE = auto()
    MONTH_WORD = auto()
    DAY = auto()
    WORKING = auto()
    DAYS_LONG = auto()
    NUMBER_WORD = auto()
    HOLIDAYS = auto()
    BEGINNING = auto()
    MIDDLE = auto()
    END = auto()
    HALF_PART = auto()
    EVERY = auto()
    EACH = auto()
    TIMES = auto()
    AT_LEAST = auto()
    TILL = auto()
    NOT = auto()
    LATER = auto()
    EARLIER = auto()
    THAN = auto()
    TOWARDS = auto()
    FROM = auto()
    STARTING = auto()
    PO = auto()
    IN = auto()
    ON = auto()
    ZA = auto()
    OF = auto()
    AFTER = auto()
    BEFORE = auto()
    BETWEEN = auto()
    WITHIN = auto()
    WHOLE = auto()
    TERM = auto()
    PERIOD = auto()
    DURING = auto()
    REALISATION = auto()
    PLAN_NAME = auto()
    CONSTANT = auto()
    SCHEDULE = auto()
    ACCORDING = auto()
    FIXED = auto()
    EVENT = auto()
    UPON = auto()
    AT_ONCE = auto()
    CLASS = auto()
    EXCEPT = auto()
    NOISE = auto()
    THEN = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A known word: its part of speech, its number, whether it was a slip or a nominative."""

    term: Term
    value: int = 0
    slip: bool = False
    nominative: bool = False


@dataclass(slots=True)
class Token:
    """One word, number or mark of a cleaned text; `source` is all of the text that it takes.

    `word` is the text in lower-case Cyrillic; `spaced` if a space stands before it; `digits` of a
    number in figures; `tailed` if an ordinal's ending follows them («1-я»). Tokens are shared
    between phrases and never changed.
    """

    term: Term
    value: int
    text: str
    word: str
    source: str
    spaced: bool = True
    slip: bool = False
    nominative: bool = False
    digits: int = 0
    tailed: bool = False

    @property
    def is_ordinal(self) -> bool:
        """Whether it says which one, not how many: «первый», «1-й», «II»."""
        return self.tailed or self.term is Term.ORDINAL or self.term is Term.ROMAN
