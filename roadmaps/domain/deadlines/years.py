"""The grammar of years: «2024 г.», «2023–2025 гг.», «2023/24 учебный год», «каждого года»."""

from roadmaps.domain.deadlines.nodes import Range, Scale, Unit
from roadmaps.domain.deadlines.terms import Term, Token

LIST_MARKS = frozenset({Term.COMMA, Term.AND, Term.DASH})
SKIPPED = frozenset({Term.CURRENT, Term.REPORTED, Term.NOISE})
FIRST_KNOWN_YEAR, LAST_KNOWN_YEAR = 1990, 2150
_LONGEST_RUN = 60
_BEFORE_YEARS = SKIPPED | {
    Term.NUMBER, Term.NEWLINE, Term.IN, Term.OPEN, Term.EACH, Term.NEXT, Term.SCHOOL,
    Term.CALENDAR, Term.YEAR, Term.ORDINAL, Term.ROMAN,
}  # fmt: skip
_WHICH = frozenset({Term.NUMBER, Term.ROMAN, Term.ORDINAL})
_OF_PLAN = frozenset({Term.REALISATION, Term.PLAN_NAME, Term.TERM, Term.PERIOD})
_AFTER_PLAN_YEAR = frozenset(
    {Term.STOP, Term.COMMA, Term.NEWLINE, Term.SEMICOLON, Term.DASH, Term.CLOSE, Term.AND,
     Term.TILL, Term.PO, Term.DOT}
)  # fmt: skip


class YearParser:
    """A cursor over tokens that end with STOP tokens, and the reading of years."""

    __slots__ = ("at", "each_year", "slips", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.slips = 0
        self.each_year = False

    @property
    def term(self) -> Term:
        """The part of speech of the current token."""
        return self.tokens[self.at].term

    def ahead(self, steps: int = 1) -> Term:
        """The part of speech `steps` tokens further on; STOP beyond the end."""
        try:
            return self.tokens[self.at + steps].term
        except IndexError:
            return Term.STOP

    def took(self, term: Term) -> bool:
        """Whether the current token is of this sort; if so it is passed."""
        if self.tokens[self.at].term is term:
            self.at += 1
            return True
        return False

    def skip(self, terms: frozenset[Term]) -> None:
        """Pass tokens of these sorts."""
        while self.tokens[self.at].term in terms:
            self.at += 1

    def words(self, start: int, end: int) -> str:
        """The text of tokens `start`..`end` (exclusive) on one line."""
        said = "".join(
            f" {token.source}" if token.spaced else token.source for token in self.tokens[start:end]
        )
        return " ".join(said.split()).rstrip(" ,;")

    def _year_word(self) -> Unit | None:
        """«год», «учебный год», «учебный период», «календарный год»."""
        school = False
        while self.term in (Term.SCHOOL, Term.CALENDAR):
            school = school or self.term is Term.SCHOOL
            self.at += 1
        if not self.took(Term.YEAR) and not (school and self.took(Term.PERIOD)):
            return None
        return self._years_after_noun(school=school)

    def _years_after_noun(self, *, school: bool) -> Unit:
        """«учебный год 2023/24», «год: 2024»; without a number the year floats."""
        scale = Scale.SCHOOL_YEAR if school else Scale.YEAR
        if not self._at_year():
            return Unit(scale)
        years, named_school, _ = self._years(school=school)
        school = school or named_school
        scale = Scale.SCHOOL_YEAR if school else Scale.YEAR
        return Unit(scale, years=years, by_school_year=school)

    def _year_unit(self) -> Unit | Range | None:
        years, school, ranged = self._years()
        if not years:
            return None
        if school:
            return Unit(Scale.SCHOOL_YEAR, years=years, by_school_year=True)
        if ranged:
            first, last = (Unit(Scale.YEAR, years=(year,)) for year in (years[0], years[-1]))
            return Range(first, last)
        return Unit(Scale.YEAR, years=years)

    def _with_years(self, unit: Unit) -> Unit:
        """The unit with the years that stand after it, if any."""
        if self.tokens[self.at].term not in _BEFORE_YEARS:
            return unit
        start = self.at
        if number := self._plan_year():
            return unit._replace(plan_year=number)
        if self.took(Term.NEWLINE) or self.took(Term.IN) or self.took(Term.OPEN):
            opened = self.tokens[start].term is Term.OPEN
            if not self._at_year():
                self.at = start
                return self._with_described_year(unit)
            years, school, _ = self._years()
            if opened:
                self.took(Term.CLOSE)
            return _dated(unit, years, school=school)
        if self._at_year():
            years, school, _ = self._years()
            if years:
                return _dated(unit, years, school=school)
            self.at = start
        return self._with_described_year(unit)

    def _plan_year(self) -> int:
        """Pass «второй год реализации», «1-го года»; which year it is, 0 for other words."""
        start = self.at
        self.took(Term.IN)
        token = self.tokens[self.at]
        if token.term not in _WHICH or self.ahead() is not Term.YEAR or token.digits > 2:
            self.at = start
            return 0
        self.at += 2
        plan = self.at
        while self.term in _OF_PLAN or self.tokens[self.at].word.startswith("план"):
            self.at += 1
        if self.at == plan and not (token.is_ordinal and self.term in _AFTER_PLAN_YEAR):
            self.at = start
            return 0
        return token.value

    def _with_described_year(self, unit: Unit) -> Unit:
        """«каждого года», «учебного года», «текущего года» after a unit say no year by number."""
        start = self.at
        following = each = school = False
        self.took(Term.IN)
        while (term := self.term) in SKIPPED or term in (
            Term.EACH, Term.NEXT, Term.SCHOOL, Term.CALENDAR,
        ):  # fmt: skip
            following = following or term is Term.NEXT
            each = each or term is Term.EACH
            school = school or term is Term.SCHOOL
            self.at += 1
        if not self.took(Term.YEAR) or (self.at == start + 1 and not self._closes_year()):
            self.at = start
            return unit
        following = self._following_reported() or following
        self.each_year = self.each_year or each
        if school and unit.scale is Scale.HALF:
            unit = unit._replace(scale=Scale.SCHOOL_HALF)
        return unit._replace(following=following)

    def _closes_year(self) -> bool:
        """«сентябрь г.», «I полугодие года» with the number left out."""
        return self.term is not Term.UNKNOWN

    def _following_reported(self) -> bool:
        """«…, следующего за отчётным»."""
        start = self.at
        self.took(Term.COMMA)
        if self.took(Term.NEXT) and self.took(Term.ZA) and self.took(Term.REPORTED):
            return True
        self.at = start
        return False

    def _at_year(self) -> bool:
        token = self.tokens[self.at]
        return (
            token.term is Term.NUMBER
            and token.digits == 4
            and FIRST_KNOWN_YEAR <= token.value <= LAST_KNOWN_YEAR
            and self.ahead() is not Term.CLASS
        )

    def _years(self, *, school: bool = False) -> tuple[tuple[int, ...], bool, bool]:
        """Years from here, whether they are school years, whether they are a range of years."""
        years: list[int] = []
        ranged = False
        while self._at_year():
            first = self.tokens[self.at].value
            self.at += 1
            if self._slashed_on():
                years.append(first)
                self.at += 1
                continue
            self._year_noun_inside()
            last = None if self._after_slash(years) else self._second_year(first)
            if last is None:
                years.append(first)
            else:
                slashed = self.tokens[self.at - 2].term is Term.SLASH
                ranged = ranged or not slashed
                is_school = school or self._school_follows() or (slashed and last == first + 1)
                school = is_school
                years.extend(range(first, min(last, first + _LONGEST_RUN) + 1 - is_school))
            if not self._more_years():
                break
        if self._school_follows():
            school = True
            self.took(Term.SCHOOL)
        self.took(Term.YEAR)
        return tuple(years), school, ranged and not school

    def _slashed_on(self) -> bool:
        """Whether a third year follows in «2023 / 2024 / 2025», so that no school year is meant."""
        slashed = self.term is Term.SLASH and self.tokens[self.at + 1].digits == 4
        before = self.at > 1 and self.tokens[self.at - 2].term is Term.SLASH
        third = self.ahead(2) is Term.SLASH and self.tokens[self.at + 3].digits == 4
        return slashed and (before or third)

    def _after_slash(self, years: list[int]) -> bool:
        return bool(years) and self.tokens[self.at - 2].term is Term.SLASH

    def _year_noun_inside(self) -> None:
        """«2023 г. – 2025 г.», «2023 г., 2024 г.»."""
        if self.term is Term.YEAR and self.ahead() in LIST_MARKS:
            nxt = self.tokens[min(self.at + 2, len(self.tokens) - 1)]
            if nxt.term is Term.NUMBER and nxt.digits == 4 and self.ahead(3) is not Term.DOT:
                self.at += 1

    def _second_year(self, first: int) -> int | None:
        if self.term not in (Term.DASH, Term.SLASH) or self.ahead() is not Term.NUMBER:
            return None
        token = self.tokens[self.at + 1]
        last = token.value if token.digits == 4 else first // 100 * 100 + token.value
        if token.digits not in (2, 4) or not first < last <= LAST_KNOWN_YEAR:
            return None
        dotted = self.ahead(2) is Term.DOT and self.ahead(3) is Term.NUMBER
        if token.digits == 2 and (dotted or self.ahead(2) is Term.MONTH):
            return None
        self.at += 2
        return last

    def _more_years(self) -> bool:
        """Whether a comma or «и» leads to one more year and not to a date."""
        start = self.at
        if self.took(Term.SCHOOL):
            self.took(Term.YEAR)
        if (self.took(Term.COMMA) or self.took(Term.AND)) and self._at_year():
            return True
        self.at = start
        return False

    def _school_follows(self) -> bool:
        return self.term is Term.SCHOOL


def _dated(unit: Unit, years: tuple[int, ...], *, school: bool) -> Unit:
    """The unit with the years that are named after it."""
    scale, number, parent, _, _, part, weekday, following, plan_year = unit
    return Unit(scale, number, parent, years, school, part, weekday, following, plan_year)
