"""The grammar of what is counted: «1-я неделя сентября», «I, III кварталы», «до 5 числа»."""

from roadmaps.domain.deadlines.figures import FigureParser
from roadmaps.domain.deadlines.nodes import Part, Range, Scale, Unit, bare, lifted
from roadmaps.domain.deadlines.terms import Term, Token
from roadmaps.domain.deadlines.years import LIST_MARKS, SKIPPED

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
_REPORTED = frozenset({Term.ZA, Term.AFTER, Term.REPORTED, Term.MONTH_WORD, Term.PERIOD})
_PARTS_OF_MONTH = {1: Part.START, 10: Part.MIDDLE, 20: Part.END, -1: Part.END}
_PLURALS = ("ые", "ых", "ие", "их")
_OPENED_BY_MONTH = (Scale.QUARTER, Scale.HALF)


class CountedParser(FigureParser):
    """Reads a numeral with its noun, and the month, quarter or year that it is counted in."""

    __slots__ = ()

    def single(self, *, generic: bool = False) -> Unit | None:
        """A unit that is not a range; the grammar of units provides it."""
        raise NotImplementedError

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
        if self.tokens[place].term is Term.OPEN and self._is_day_in_brackets(place - self.at):
            return place + 3
        return place

    def _is_day_in_brackets(self, steps: int = 0) -> bool:
        """«(26) мая» after «25»."""
        if self.ahead(steps + 1) is not Term.NUMBER or self.ahead(steps + 2) is not Term.CLOSE:
            return False
        return self.ahead(steps + 3) is Term.MONTH and self.tokens[self.at + steps + 1].digits <= 2

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
        if scale is Scale.DAY and self._names_numbers(token):
            return self._first_or_last_days(token)
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

    def _names_numbers(self, token: Token) -> bool:
        """«первые числа», «в двадцатых числах»: several days, not one."""
        plural = token.term is Term.ORDINAL and token.word.endswith(_PLURALS)
        return plural and self.term is Term.NUMBER_WORD and token.value in _PARTS_OF_MONTH

    def _first_or_last_days(self, token: Token) -> Unit:
        """A third of the month that follows, or of every month."""
        self.at += 1
        self._skip_each()
        month = self._month()
        if month is None:
            self.took(Term.MONTH_WORD)
            month = Unit(Scale.MONTH)
        return month._replace(part=_PARTS_OF_MONTH[token.value])

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
        return lifted(Unit(Scale.DAY, number, of=parent)) if parent else bare(Scale.DAY, number)

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
        if not self.took(Term.NEXT):
            self.at = start
            return unit._replace(following=following)
        self.skip(_REPORTED)
        if (longer := GENERIC.get(self.term)) in _OPENED_BY_MONTH:
            # «… следующего за отчётным кварталом».
            self.at += 1
            unit = unit._replace(of=Unit(Scale.NTH_MONTH, 1, of=Unit(longer)))
        return unit._replace(following=True)

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
        return self._with_years(bare(Scale.MONTH, token.value))
