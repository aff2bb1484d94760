"""The grammar of units: days, weeks, months, quarters, years and their school counterparts.

Recursive descent: each method reads one construction from the current token and leaves the
position as it was when the construction is not there.
"""

from roadmaps.domain.deadlines.counted import GENERIC, NUMERALS, CountedParser
from roadmaps.domain.deadlines.feasts import feast_at
from roadmaps.domain.deadlines.nodes import Part, Range, Scale, Unit
from roadmaps.domain.deadlines.terms import Term, Token
from roadmaps.domain.deadlines.values import Recurrence
from roadmaps.domain.deadlines.years import (
    FIRST_KNOWN_YEAR,
    LAST_KNOWN_YEAR,
    LIST_MARKS,
)

_PARTS = {Term.BEGINNING: Part.START, Term.MIDDLE: Part.MIDDLE, Term.END: Part.END}
_PLAN_WORDS = frozenset({Term.TERM, Term.PERIOD, Term.REALISATION, Term.PLAN_NAME, Term.WHOLE})


class UnitParser(CountedParser):
    """Reads units from a list of tokens that ends with STOP tokens."""

    __slots__ = ("_depth",)

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._depth = 0

    def unit(self, *, generic: bool = False) -> Unit | Range | None:
        """A unit, or a range of years or months that a school year stands for.

        With `generic`, «четверти» or «месяца» without a number are units, too.
        """
        reader = _READERS.get(self.tokens[self.at].term)
        found: Unit | Range | None = None
        start = self.at
        if self._depth < 3:
            self._depth += 1
            if reader is not None:
                found = reader(self)
            if found is None and generic:
                self.at = start
                found = self._generic()
            self._depth -= 1
        if found is None:
            self.at = start
        return found

    def single(self, *, generic: bool = False) -> Unit | None:
        """A unit that is not a range."""
        start = self.at
        found = self.unit(generic=generic)
        if isinstance(found, Unit):
            return found
        self.at = start
        return None

    def _numbered(self) -> Unit | Range | None:
        token = self.tokens[self.at]
        if number := self._listed_plan_year():
            return Unit(Scale.YEAR, plan_year=number)
        if token.term is Term.NUMBER:
            if figures := self._figures():
                return figures
            if token.digits == 4 and FIRST_KNOWN_YEAR <= token.value <= LAST_KNOWN_YEAR:
                return self._year_unit()
        elif token.term is Term.ROMAN and (month := self._roman_month()):
            return month
        return self._counted()

    def _listed_plan_year(self) -> int:
        """«1-й год реализации», «2-й» of «2-й и 3-й годы реализации»; 0 for other numbers."""
        if self.ahead() is Term.YEAR:
            return self._plan_year()
        token, start = self.tokens[self.at], self.at
        place = self._end_of_numerals()
        if place == start + 1 or self.tokens[place].term is not Term.YEAR or token.digits > 2:
            return 0
        self.at = place - 1
        number = self._plan_year()
        self.at = start + 1 if number else start
        return token.value if number else 0

    def _season(self) -> Unit:
        number = self.tokens[self.at].value
        self.at += 1
        return self._with_years(Unit(Scale.SEASON, number))

    def _seasonal(self) -> Unit | None:
        """«осенние каникулы», «летний период», «весенние» of «каникулы (осенние, весенние)»."""
        number = self.tokens[self.at].value
        named_before = self._names_holidays_before()
        self.at += 1
        if named_before:
            return self._with_years(Unit(Scale.HOLIDAYS, number))
        if self.term in LIST_MARKS and self.ahead() is Term.SEASONAL:
            place = self.at
            while self.tokens[place].term in LIST_MARKS or self.tokens[place].term is Term.SEASONAL:
                place += 1
            holidays = self.tokens[place].term is Term.HOLIDAYS
            return self._with_years(Unit(Scale.HOLIDAYS if holidays else Scale.SEASON, number))
        if self.took(Term.HOLIDAYS):
            self._skip_holiday_noun()
            return self._with_years(Unit(Scale.HOLIDAYS, number))
        if self.took(Term.PERIOD) or self.took(Term.DURING) or self.took(Term.MONTH_WORD):
            return self._with_years(Unit(Scale.SEASON, number))
        return None

    def _feast(self) -> Unit | None:
        """«День учителя», «Международный женский день»."""
        found = feast_at(self.tokens, self.at)
        if found is None and self.ahead() is Term.DAY:
            # «Всероссийский день библиотек».
            found = feast_at(self.tokens, self.at + 1)
        if found is None:
            return None
        unit, self.at = found
        return self._with_years(unit)

    def _names_holidays_before(self) -> bool:
        place = self.at - 1
        while place > 0 and self.tokens[place].term in (Term.SEASONAL, Term.COMMA, Term.AND):
            place -= 1
        opens = self.tokens[place].term in (Term.OPEN, Term.COLON)
        return place > 0 and opens and self.tokens[place - 1].term is Term.HOLIDAYS

    def _holidays(self) -> Unit | None:
        self.at += 1
        if self.term in (Term.OPEN, Term.COLON) and self.ahead() is Term.SEASONAL:
            self.at += 1
            return self._seasonal()
        self._skip_holiday_noun()
        return self._with_years(Unit(Scale.HOLIDAYS))

    def _skip_holiday_noun(self) -> None:
        """«каникулярное время», «каникулярные дни»."""
        if self.tokens[self.at - 1].value == 1:
            self.skip(frozenset({Term.DURING, Term.PERIOD, Term.DAY}))

    def _part(self) -> Unit | None:
        """«начало сентября», «конец учебного года», «начало и конец четверти»."""
        part = _PARTS[self.term]
        self.at += 1
        own_end = self.at
        while self.term in LIST_MARKS:
            steps = 2 if self.ahead() in (Term.IN, Term.ON) else 1
            if self.ahead(steps) not in _PARTS:
                break
            self.at += steps + 1
        shared = self.at > own_end
        each = self._skip_each()
        inner = self.single(generic=True) or self.plan()
        if inner is not None:
            self._note_each(inner, each=each)
        if shared:
            self.at = own_end
        return inner._replace(part=part) if inner else None

    def _note_each(self, unit: Unit, *, each: bool) -> None:
        """«каждого года» makes a recurrence of what is said."""
        yearly = unit.scale in (Scale.YEAR, Scale.SCHOOL_YEAR)
        self.each_year = self.each_year or (each and yearly)

    def plan(self) -> Unit | None:
        """The whole plan: «срок реализации программы», «период», «реализация дорожной карты»."""
        start = self.at
        if not self._plan_words():
            self.at = start
            return None
        return Unit(Scale.PLAN)

    def _plan_words(self) -> bool:
        """Whether words of the plan stand here and no words of something else after them."""
        seen = False
        while True:
            if self.term in _PLAN_WORDS or self._is_whole_time():
                seen = seen or self.term is not Term.WHOLE
            elif not (seen and self._is_plan_complement()):
                break
            self.at += 1
        if self.term is Term.SEASONAL and self.ahead() is Term.UNKNOWN:
            # «период летней кампании» is no period of the plan.
            return False
        return seen and self.term is not Term.UNKNOWN

    def _is_whole_time(self) -> bool:
        """«всё время», «всего времени реализации»."""
        whole = self.at > 0 and self.tokens[self.at - 1].term is Term.WHOLE
        return whole and self.tokens[self.at].word.startswith("врем")

    def _is_plan_complement(self) -> bool:
        if self.term is Term.SCHEDULE:
            return self.tokens[self.at].word.startswith(("план", "мероприят"))
        if self.term is Term.QUOTE:
            return True
        return self.term is Term.UNKNOWN and self.tokens[self.at - 1].term is Term.QUOTE

    def _generic(self) -> Unit | None:
        self._skip_each()
        if self.term is Term.SCHOOL and self.ahead() in GENERIC:
            self.at += 1
        scale = GENERIC.get(self.term)
        if scale is None:
            return None
        self.at += 1
        return self._with_years(Unit(scale))

    def _described_year(self) -> Unit | None:
        """«текущего учебного года», «следующего года»."""
        following = False
        while self.term in (Term.CURRENT, Term.NEXT, Term.REPORTED):
            following = following or self.term is Term.NEXT
            self.at += 1
        unit = self.single(generic=True)
        if unit is None:
            return None
        yearly = unit.scale in (Scale.YEAR, Scale.SCHOOL_YEAR)
        return unit._replace(following=following) if yearly else unit


_READERS = {
    **dict.fromkeys(NUMERALS, UnitParser._numbered),
    Term.MONTH: UnitParser._month,
    Term.SEASON: UnitParser._season,
    Term.SEASONAL: UnitParser._seasonal,
    Term.HOLIDAYS: UnitParser._holidays,
    **dict.fromkeys(_PARTS, UnitParser._part),
    Term.SCHOOL: UnitParser._year_word,
    Term.CALENDAR: UnitParser._year_word,
    Term.YEAR: UnitParser._year_word,
    Term.CURRENT: UnitParser._described_year,
    Term.NEXT: UnitParser._described_year,
    Term.DAY: UnitParser._feast,
    Term.UNKNOWN: UnitParser._feast,
}
OPENING_UNITS = frozenset(_READERS)
WEEKLY_LIKE = {
    Scale.WEEK: Recurrence.WEEKLY,
    Scale.MONTH: Recurrence.MONTHLY,
    Scale.QUARTER: Recurrence.QUARTERLY,
    Scale.HALF: Recurrence.HALF_YEARLY,
    Scale.YEAR: Recurrence.YEARLY,
    Scale.SCHOOL_YEAR: Recurrence.YEARLY,
    Scale.SCHOOL_QUARTER: Recurrence.SCHOOL_QUARTERS,
    Scale.SCHOOL_HALF: Recurrence.SCHOOL_HALF_YEARS,
}
