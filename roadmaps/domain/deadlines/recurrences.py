"""The grammar of recurrence: «ежегодно», «каждую пятницу», «2 раза в год», «по четвертям»."""

from roadmaps.domain.deadlines.complements import ComplementParser
from roadmaps.domain.deadlines.counted import GENERIC, NUMERALS
from roadmaps.domain.deadlines.nodes import Element, Repeat, Scale, Unit
from roadmaps.domain.deadlines.terms import Term
from roadmaps.domain.deadlines.units import WEEKLY_LIKE
from roadmaps.domain.deadlines.values import Recurrence
from roadmaps.domain.deadlines.vocabulary import RECURRENCES

_WEEK = 7
_LONGEST_STEP = 60
# Steps of «1,5 месяца» are counted in halves.
_HALVES = {Scale.MONTH: Scale.HALF_MONTH, Scale.YEAR: Scale.HALF}
_BY_UNIT = GENERIC | {Term.YEAR: Scale.YEAR, Term.DAY: Scale.DAY}
_NAMED_RATIOS = {
    (1, Scale.WEEK): Recurrence.WEEKLY,
    (1, Scale.MONTH): Recurrence.MONTHLY,
    (3, Scale.MONTH): Recurrence.QUARTERLY,
    (6, Scale.MONTH): Recurrence.HALF_YEARLY,
    (12, Scale.MONTH): Recurrence.YEARLY,
}
_TIMES_A_YEAR = {
    1: (Recurrence.YEARLY, Scale.YEAR),
    2: (Recurrence.HALF_YEARLY, Scale.HALF),
    4: (Recurrence.QUARTERLY, Scale.QUARTER),
    12: (Recurrence.MONTHLY, Scale.MONTH),
}
_TIMES_A_SCHOOL_YEAR = {
    1: (Recurrence.YEARLY, Scale.SCHOOL_YEAR),
    2: (Recurrence.SCHOOL_HALF_YEARS, Scale.SCHOOL_HALF),
    4: (Recurrence.SCHOOL_QUARTERS, Scale.SCHOOL_QUARTER),
}
_SCALE_OF = {
    Recurrence.WEEKLY: Scale.WEEK,
    Recurrence.MONTHLY: Scale.MONTH,
    Recurrence.QUARTERLY: Scale.QUARTER,
    Recurrence.HALF_YEARLY: Scale.HALF,
    Recurrence.YEARLY: Scale.YEAR,
    Recurrence.SCHOOL_QUARTERS: Scale.SCHOOL_QUARTER,
    Recurrence.SCHOOL_HALF_YEARS: Scale.SCHOOL_HALF,
}


class RecurrenceParser(ComplementParser):
    """Reads how often something comes round."""

    __slots__ = ()

    def _po_plural(self) -> Element | None:
        """«по четвертям», «по полугодиям», «по понедельникам», «по 5 числам»."""
        self.took(Term.SCHOOL)
        token = self.tokens[self.at]
        if not token.word.endswith(("ям", "ам")):
            return None
        if token.term is Term.WEEKDAY:
            return self._weekdays()
        scale = GENERIC.get(token.term)
        if scale is None:
            return None
        self.at += 1
        scale = Scale.SCHOOL_HALF if scale is Scale.HALF else scale
        return Repeat(WEEKLY_LIKE.get(scale), Unit(scale))

    def _weekdays(self) -> Element | None:
        """«вторник, четверг», «по понедельникам и средам»; «понедельник, 15 мая» is the date."""
        weekdays = [self.tokens[self.at].value]
        self.at += 1
        start = self.at
        self.took(Term.COMMA)
        if (found := self.single()) is not None and found.scale is Scale.DAY:
            return found
        self.at = start
        while True:
            start = self.at
            ranged = self.took(Term.DASH)
            if not (ranged or self.took(Term.COMMA) or self.took(Term.AND)):
                break
            if self.term is not Term.WEEKDAY:
                self.at = start
                break
            last = self.tokens[self.at].value
            weekdays.extend(range(weekdays[-1] + 1, last + 1) if ranged else [last])
            self.at += 1
        unit = Unit(Scale.WEEKDAY, weekday=weekdays[0])
        return Repeat(Recurrence.WEEKLY, unit, weekdays=tuple(sorted(set(weekdays))))

    def _every(self) -> Element | None:
        recurrence = RECURRENCES[self.tokens[self.at].value]
        self.slips += self.tokens[self.at].slip
        self.at += 1
        return Repeat(recurrence, Unit(_SCALE_OF[recurrence]))

    def _each(self) -> Element | None:
        """«каждый месяц», «каждые две недели», «каждую пятницу», «каждый май»."""
        self.at += 1
        step = 1
        if self.term is Term.ROMAN and (found := self.single()) is not None:
            self.each_year = True
            return found
        if self._is_every_other_weekday():
            weekday = self.tokens[self.at + 1].value
            step = max(1, self.tokens[self.at].value)
            self.at += 2
            return Repeat(Recurrence.WEEKLY, Unit(Scale.WEEKDAY, weekday=weekday), step=step)
        counted = self.term in NUMERALS and self.ahead() in _BY_UNIT
        if counted and not (self.ahead() is Term.DAY and self.tokens[self.at].is_ordinal):
            step = max(1, self.tokens[self.at].value)
            self.at += 1
        token = self.tokens[self.at]
        if token.term is Term.WEEKDAY:
            return self._weekdays()
        if token.term in (Term.MONTH, Term.SEASON):
            self.each_year = True
            return self.unit()
        if token.term in NUMERALS:
            return self.single()
        return self._repeat_of_unit(1, step)

    def _is_every_other_weekday(self) -> bool:
        """«каждую вторую пятницу», but not «каждый второй вторник месяца»."""
        if self.term not in NUMERALS or self.ahead() is not Term.WEEKDAY:
            return False
        return self.ahead(2) not in (Term.MONTH, Term.MONTH_WORD, Term.QUARTER, Term.IN)

    def _repeat_of_unit(self, times: int, step: int) -> Repeat | None:
        """`times` in every `step` units that stand here."""
        school = self.took(Term.SCHOOL)
        self.took(Term.CALENDAR)
        scale = _BY_UNIT.get(self.term)
        if scale is None:
            return None
        self.at += 1
        if scale is Scale.DAY:
            if step % _WEEK == 0:
                return Repeat(Recurrence.WEEKLY, Unit(Scale.WEEK), step // _WEEK, times)
            return Repeat(None, Unit(Scale.DAY), step, times) if step > 1 else None
        if scale is Scale.YEAR:
            return _times_a_year(times, step, school=school)
        if times == 1 and (named := _NAMED_RATIOS.get((step, scale))):
            return Repeat(named, Unit(_SCALE_OF[named]))
        return Repeat(WEEKLY_LIKE.get(scale), Unit(scale), step=step, times=times)

    def _at_least(self) -> Element | None:
        """«минимум 1 раз в месяц», «не реже двух раз в год»."""
        self.at += 1
        if self.term is Term.COMMA and self.ahead() is Term.THAN:
            self.at += 1
        self.took(Term.THAN)
        return self._times()

    def _times(self) -> Element | None:
        """«2 раза в год», «раз в две недели», «не реже 1 раза в квартал»."""
        times = 1
        if self.term in NUMERALS:
            times = max(1, self.tokens[self.at].value)
            self.at += 1
            if self.term is Term.DASH and self.ahead() in NUMERALS:
                self.at += 2
        elif self.tokens[self.at].value:
            times = self.tokens[self.at].value
        if not self.took(Term.TIMES):
            return None
        if not (self.took(Term.IN) or self.took(Term.ZA) or self.took(Term.SLASH)):
            return None
        self.took(Term.WITHIN)
        self._skip_each()
        step = 1
        if halves := self._halves():
            return self._repeat_of_halves(times, halves)
        if self.term in NUMERALS and self.tokens[self.at].value <= _LONGEST_STEP:
            step = max(1, self.tokens[self.at].value)
            self.at += 1
        return self._repeat_of_unit(times, step)

    def _halves(self) -> int:
        """Pass «1,5», «полтора»; how many halves that is, 0 where no half is named."""
        token = self.tokens[self.at]
        if token.word.startswith("полтор"):
            self.at += 1
            return 3
        half = self.tokens[self.at + 2]
        if token.term is not Term.NUMBER or self.ahead() not in (Term.COMMA, Term.DOT):
            return 0
        if half.term is not Term.NUMBER or half.text != "5" or half.spaced:
            return 0
        self.at += 3
        return 2 * min(token.value, _LONGEST_STEP) + 1

    def _repeat_of_halves(self, times: int, halves: int) -> Repeat | None:
        whole = _BY_UNIT.get(self.term)
        half = _HALVES.get(whole) if whole else None
        if whole is None or half is None:
            return None
        self.at += 1
        return Repeat(WEEKLY_LIKE.get(whole), Unit(half), step=halves, times=times)


def _times_a_year(times: int, step: int, *, school: bool) -> Repeat:
    table = _TIMES_A_SCHOOL_YEAR if school else _TIMES_A_YEAR
    if step == 1 and times in table:
        recurrence, scale = table[times]
        return Repeat(recurrence, Unit(scale), by_year=True)
    scale = Scale.SCHOOL_YEAR if school else Scale.YEAR
    return Repeat(Recurrence.YEARLY, Unit(scale), step=step, times=times)
