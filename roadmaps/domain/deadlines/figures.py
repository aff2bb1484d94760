"""The grammar of dates in figures: 01.09.2024, 2024-09-01, 09.2024, 10.IX.2024, IX–X 2024."""

from roadmaps.domain.deadlines.nodes import Scale, Unit, bare
from roadmaps.domain.deadlines.terms import Term, Token
from roadmaps.domain.deadlines.years import YearParser

_MARKS = frozenset({Term.DOT, Term.SLASH, Term.COMMA, Term.DASH})
_MONTH_FIGURES = frozenset({Term.NUMBER, Term.ROMAN})
# What may stand after the full stop that closes a date: «01.09. – 31.10.», «с 01.09.по 31.10».
_AFTER_DATES_DOT = frozenset(
    {Term.DASH, Term.YEAR, Term.NUMBER, Term.PO, Term.TILL, Term.COMMA, Term.AND}
)
# «1.I квартал» is an item's number and a quarter.
_COUNTED_NOUNS = frozenset({Term.QUARTER, Term.HALF, Term.SCHOOL_QUARTER, Term.DECADE, Term.WEEK})
_MONTHS, _QUARTERS = 12, 4


class FigureParser(YearParser):
    """Reads dates that are written in figures."""

    __slots__ = ()

    def _figures(self) -> Unit | None:
        """01.09.2024, 01.09, 1/9/2024, 2024-09-01, 09.2024."""
        mark = self.tokens[self.at + 1].term
        if mark not in _MARKS or self.tokens[self.at + 2].term not in _MONTH_FIGURES:
            return None
        first, second, third = (self.tokens[self.at + step] for step in (0, 2, 4))
        if second.term is Term.ROMAN:
            return self._roman_middle(first, second, third) if mark is Term.DOT else None
        whole = self.tokens[self.at + 3].term is mark and third.term is Term.NUMBER
        if whole and first.digits == 4 and second.digits <= 2 and third.digits <= 2:
            # What begins with its year is year, month and day, whatever the marks.
            return self._dated(5, third.value, second.value, first.value)
        if mark is Term.DASH:
            if not (whole and third.digits == 4 and first.digits == second.digits == 2):
                return None
            return self._dated(5, first.value, second.value, third.value)
        if first.digits > 2:
            return None
        if whole and second.digits <= 2 and (third.digits == 4 or self._short_year(mark, third)):
            year = third.value if third.digits == 4 else 2000 + third.value
            return self._dated(5, first.value, second.value, year)
        if mark not in (Term.DOT, Term.SLASH):
            return None
        if second.digits == 4 and 1 <= first.value <= _MONTHS:
            self.at += 3
            return self._with_years(Unit(Scale.MONTH, first.value, years=(second.value,)))
        slashed = mark is Term.SLASH and first.digits == second.digits == 2
        slashed = slashed and 0 < second.value <= _MONTHS and not second.spaced
        dotted = mark is Term.DOT and second.digits <= 2 and not second.spaced and second.value
        if dotted or slashed:
            return self._dated(3, first.value, second.value, None)
        return None

    def _short_year(self, mark: Term, third: Token) -> bool:
        return mark is Term.DOT and third.digits == 2 and 10 <= third.value <= 60

    def _dated(self, length: int, day: int, month: int, year: int | None) -> Unit | None:
        self.at += length
        years = (year,) if year is not None else ()
        unit = Unit(Scale.DAY, day, of=bare(Scale.MONTH, month), years=years)
        if self.term is Term.DOT and self.ahead() in _AFTER_DATES_DOT:
            self.at += 1
        if year is None:
            return self._with_years(unit)
        self.took(Term.YEAR)
        return unit

    def _roman_middle(self, day: Token, month: Token, year: Token) -> Unit | None:
        """10.IX.2024, 10.IX."""
        after = self.tokens[self.at + 3].term
        if day.digits > 2 or month.value > _MONTHS or month.spaced or after in _COUNTED_NOUNS:
            return None
        whole = self.tokens[self.at + 3].term is Term.DOT and year.digits == 4
        return self._dated(5 if whole else 3, day.value, month.value, year.value if whole else None)

    def _roman_month(self) -> Unit | None:
        """«IX 2024», «XII.2024», «IX–X 2024»; a numeral below five may be of a quarter."""
        token = self.tokens[self.at]
        place = self.at + 1
        largest = token.value
        while self.tokens[place].term in (Term.DASH, Term.COMMA, Term.AND):
            if self.tokens[place + 1].term is not Term.ROMAN:
                return None
            largest = max(largest, self.tokens[place + 1].value)
            place += 2
        dotted = self.tokens[place].term is Term.DOT
        start, self.at = self.at, place + dotted
        at_year = self._at_year()
        self.at = start
        if not at_year or not (dotted or largest > _QUARTERS) or largest > _MONTHS:
            return None
        self.at = start + 1 + (dotted and place == start + 1)
        return self._with_years(Unit(Scale.MONTH, token.value))
