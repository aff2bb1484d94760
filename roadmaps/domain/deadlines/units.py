"""The grammar of units: days, weeks, months, quarters, years and their school counterparts.

Recursive descent: each method reads one construction from the current token and leaves the
position as it was when the construction is not there.
"""

from roadmaps.domain.deadlines.feasts import feast_at
from roadmaps.domain.deadlines.figures import FigureParser
from roadmaps.domain.deadlines.nodes import Part, Range, Scale, Unit, lifted
from roadmaps.domain.deadlines.terms import Term, Token
from roadmaps.domain.deadlines.values import Recurrence
from roadmaps.domain.deadlines.years import (
    FIRST_KNOWN_YEAR,
    LAST_KNOWN_YEAR,
    LIST_MARKS,
    SKIPPED,
)

NUMERALS = frozenset({Term.NUMBER, Term.ROMAN, Term.ORDINAL, Term.CARDINAL})
_BETWEEN_NUMERALS = NUMERALS | LIST_MARKS | {Term.SCHOOL, Term.CALENDAR, Term.WORKING}
_COUNTED: dict[Term, Scale] = {
    Term.MONTH: Scale.DAY,
    Term.NUMBER_WORD: Scale.DAY,
    Term.QUARTER: Scale.QUARTER,
    Term.HALF: Scale.HALF,
    Term.SCHOOL_QUARTER: Scale.SCHOOL_QUARTER,
    Term.TRIMESTER: Scale.TRIMESTER,
    Term.WEEK: Scale.WEEK,
    Term.DECADE: Scale.DECADE,
    Term.WEEKDAY: Scale.WEEKDAY,
    Term.MONTH_WORD: Scale.NTH_MONTH,
    Term.DAY: Scale.WORKING_DAY,
    Term.HALF_PART: Scale.PLAN,
}
_LIMITS = {
    Scale.DAY: 31, Scale.QUARTER: 12, Scale.HALF: 12, Scale.SCHOOL_QUARTER: 12, Scale.TRIMESTER: 12,
    Scale.WEEK: 53, Scale.DECADE: 3, Scale.WEEKDAY: 5, Scale.NTH_MONTH: 12,
    Scale.WORKING_DAY: 31, Scale.PLAN: 2, Scale.MONTH: 12,
}  # fmt: skip
GENERIC: dict[Term, Scale] = {
    Term.WEEK: Scale.WEEK,
    Term.DECADE: Scale.DECADE,
    Term.MONTH_WORD: Scale.MONTH,
    Term.QUARTER: Scale.QUARTER,
    Term.SCHOOL_QUARTER: Scale.SCHOOL_QUARTER,
    Term.TRIMESTER: Scale.TRIMESTER,
    Term.HALF: Scale.HALF,
}
_INSIDE = frozenset({Scale.WEEK, Scale.DECADE, Scale.WEEKDAY, Scale.NTH_MONTH, Scale.WORKING_DAY})
_OPENED_BY_MONTH = (Scale.QUARTER, Scale.HALF)
_PARTS = {Term.BEGINNING: Part.START, Term.MIDDLE: Part.MIDDLE, Term.END: Part.END}
_PLAN_WORDS = frozenset({Term.TERM, Term.PERIOD, Term.REALISATION, Term.PLAN_NAME, Term.WHOLE})


class UnitParser(FigureParser):
    """Reads units from a list of tokens that ends with STOP tokens."""

    __slots__ = ("_depth",)

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._depth = 0

    def unit(self, *, generic: bool = False) -> Unit | Range | None:
        """A unit, or a range of years or months that a school year stands for.

        With `generic`, «четверти» or «месяца» without a number are units, too.
        """
        reader = _READERS.get(self.term)
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
        if token.term is Term.NUMBER:
            if figures := self._figures():
                return figures
            if token.digits == 4 and FIRST_KNOWN_YEAR <= token.value <= LAST_KNOWN_YEAR:
                return self._year_unit()
        elif token.term is Term.ROMAN and (month := self._roman_month()):
            return month
        return self._counted()

    def _counted(self) -> Unit | Range | None:
        """«1-я неделя сентября», «I, III кварталы», «13» of «13–20 ноября»."""
        token = self.tokens[self.at]
        place = self._end_of_numerals()
        head = self._head_at(place)
        scale = _COUNTED.get(head)
        if scale is None:
            scale = self._scale_of_figures(place)
        if scale is None or not -1 <= token.value <= _LIMITS[scale] or token.value == 0:
            return self._impossible_day(head, token) if scale is Scale.DAY else None
        self.at += 1
        working = False
        while self.term in (Term.SCHOOL, Term.CALENDAR, Term.WORKING):
            working = working or self.term is Term.WORKING
            self.at += 1
        if self.at < place or scale is None:
            return Unit(scale, token.value, weekday=self.tokens[place].value)
        return self._after_numeral(scale, token, working=working)

    def _head_at(self, place: int) -> Term:
        """The noun after numerals; «дек.» before a month is a decade, else December."""
        token = self.tokens[place]
        if token.word == "дек" and self.tokens[place + 1].term is Term.MONTH:
            return Term.DECADE
        return token.term

    def _impossible_day(self, head: Term, token: Token) -> Unit | Range | None:
        """«45 июня» is kept to be told about; a number without a month is not a day."""
        if head is not Term.MONTH or self.ahead() is not Term.MONTH or token.digits > 2:
            return None
        self.at += 1
        return self._after_numeral(Scale.DAY, token, working=False)

    def _end_of_numerals(self) -> int:
        place = self.at
        while (term := self.tokens[place].term) in _BETWEEN_NUMERALS or (
            term in (Term.PO, Term.TILL) and self.tokens[place + 1].term in NUMERALS
        ):
            if term is Term.NUMBER and self.tokens[place].digits > 2:
                break
            place += 1
        return place

    def _scale_of_figures(self, place: int) -> Scale | None:
        """«1-15.02.2023», «10, 20.05»: the numbers before a date in figures are days."""
        if place <= self.at + 1 or self.tokens[place].term is not Term.DOT:
            return None
        if self.tokens[place + 1].term is not Term.NUMBER or self.tokens[place - 1].digits > 2:
            return None
        if self.tokens[place - 2].term not in LIST_MARKS:
            return None
        # «03–05.2024» are months, «3–5.02.2024» are days.
        return Scale.MONTH if self.tokens[place + 1].digits == 4 else Scale.DAY

    def _after_numeral(self, scale: Scale, token: Token, *, working: bool) -> Unit | Range | None:
        number = token.value
        if scale is Scale.DAY:
            return self._day(number)
        head = self.tokens[self.at]
        self.at += 1
        if scale is Scale.PLAN:
            part = Part.FIRST_HALF if number == 1 else Part.SECOND_HALF
            inner = self.single(generic=True)
            return inner._replace(part=part) if inner else None
        if scale is Scale.WORKING_DAY and (token.term is not Term.ORDINAL and not working):
            return None
        if scale not in _INSIDE:
            return self._with_years(Unit(scale, number))
        inner_scale = Scale.DAY if scale is Scale.WORKING_DAY and not working else scale
        unit = Unit(inner_scale, number, weekday=head.value)
        parent = self._parent()
        if parent is None and scale is Scale.WORKING_DAY:
            return unit if working and self._stands_alone(head) else None
        if parent is None and scale is Scale.NTH_MONTH:
            return unit._replace(of=Unit(Scale.QUARTER)) if self._stands_alone(head) else None
        return unit._replace(of=parent) if parent else unit

    def _stands_alone(self, head: Token) -> bool:
        """«последний рабочий день», «25 числа последнего месяца» with nothing said of what."""
        singular = head.word in ("день", "дня", "дню", "месяц", "месяца", "месяце")
        return singular and self.term not in (Term.UNKNOWN, Term.AFTER, Term.FROM, Term.OF)

    def _parent(self) -> Unit | None:
        """What a week or a decade is counted in."""
        start = self.at
        self.took(Term.IN)
        each = self._skip_each()
        parent = self.single(generic=True)
        long = parent is not None and (
            parent.scale >= Scale.MONTH or parent.scale is Scale.HOLIDAYS
        )
        if parent is not None and long and parent.of is None:
            return parent
        self.at = start
        if each:
            self._skip_each()
        return None

    def _day(self, number: int) -> Unit:
        if self.term is Term.NUMBER_WORD:
            self.at += 1
            return self._day_of_each(number)
        parent = self._month()
        return lifted(Unit(Scale.DAY, number, of=parent)) if parent else Unit(Scale.DAY, number)

    def _day_of_each(self, number: int) -> Unit:
        """«5 числа [каждого] месяца[, следующего за отчётным]»."""
        unit = Unit(Scale.DAY, number, of=Unit(Scale.MONTH))
        self._skip_each()
        if self.term is Term.MONTH:
            return unit._replace(of=self._month())
        if self.term is Term.ORDINAL and (month := self.single()) is not None:
            return unit._replace(of=month)
        if (longer := GENERIC.get(self.term)) in _OPENED_BY_MONTH:
            # «до 5 числа каждого квартала» is of its first month.
            self.at += 1
            return unit._replace(of=Unit(Scale.NTH_MONTH, 1, of=Unit(longer)))
        start = self.at
        following = self.took(Term.NEXT)
        if not self.took(Term.MONTH_WORD):
            self.at = start
            return unit
        start = self.at
        self.took(Term.COMMA)
        if self.took(Term.NEXT):
            following = True
            self.skip(
                frozenset({Term.ZA, Term.AFTER, Term.REPORTED, Term.MONTH_WORD, Term.PERIOD})
                | {Term.QUARTER, Term.HALF}
            )
        else:
            self.at = start
        return unit._replace(following=following)

    def _skip_each(self) -> bool:
        """Pass «каждого», «текущего», «отчётного»; whether «каждого» was there."""
        each = False
        while self.term in SKIPPED or self.term is Term.EACH:
            each = each or self.term is Term.EACH
            self.at += 1
        return each

    def _month(self) -> Unit | None:
        token = self.tokens[self.at]
        if token.term is not Term.MONTH:
            return None
        self.at += 1
        self.slips += token.slip
        if self.term is Term.MONTH_WORD and self.ahead() is not Term.WITHIN:
            self.at += 1
        return self._with_years(Unit(Scale.MONTH, token.value))

    def _season(self) -> Unit:
        number = self.tokens[self.at].value
        self.at += 1
        return self._with_years(Unit(Scale.SEASON, number))

    def _seasonal(self) -> Unit | None:
        """«осенние каникулы», «летний период»."""
        number = self.tokens[self.at].value
        self.at += 1
        if self.term in LIST_MARKS and self.ahead() is Term.SEASONAL:
            return self._with_years(Unit(Scale.HOLIDAYS, number))
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

    def _holidays(self) -> Unit:
        self.at += 1
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
        while self.term in LIST_MARKS and self.ahead() in _PARTS:
            self.at += 2
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
