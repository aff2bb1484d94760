"""The grammar of items: a unit, a range with a dash, a length of time."""

from roadmaps.domain.deadlines.counted import NUMERALS
from roadmaps.domain.deadlines.nodes import Element, Limit, Range, Scale, Unit, Whole, lifted
from roadmaps.domain.deadlines.recurrences import RecurrenceParser
from roadmaps.domain.deadlines.terms import Term

_LENGTH_NOUNS = (Term.DAY, Term.WEEK, Term.MONTH_WORD, Term.YEAR)
_LENGTHS = frozenset(
    ["дня", "дней", "недели", "недель", "месяца", "месяцев", "суток", "часов", "часа"]
)


class ItemParser(RecurrenceParser):
    """Reads units and ranges without prepositions."""

    __slots__ = ()

    def _item(self) -> Element | None:
        """A unit or a range with a dash."""
        first = self.unit()
        if first is None:
            return None
        if isinstance(first, Range):
            return first
        start = self.at
        if self._took_dash():
            self.took(Term.DASH)
            self.took(Term.TILL) or self.took(Term.PO)
            second = self.single()
            if second is not None:
                return _ranged(first, second)
        self.at = start
        refined = self._refined(first)
        return refined or _named_or_whole(first)

    def _took_dash(self) -> bool:
        """Pass a dash between units; «апрель⏎-май» has one, «апрель⏎- май» is a list."""
        if self.term is Term.NEWLINE and self.ahead() is Term.DASH:
            if self.tokens[self.at + 2].spaced:
                return False
            self.at += 1
        return self.took(Term.DASH)

    def _refined(self, first: Unit) -> Unit | Range | None:
        """«сентябрь, 3 неделя», «май (2-я декада)»: the second counts inside the first."""
        if self.term is Term.OPEN and (bounded := self._bounded(first)):
            return bounded
        if first.scale is not Scale.MONTH:
            return None
        start = self.at
        opened = self.took(Term.OPEN)
        if not opened:
            self.took(Term.COMMA)
        second = self._item() if self.term in NUMERALS else None
        inner = _inside(first, second) if isinstance(second, (Unit, Range)) else None
        if inner is not None and (not opened or self.took(Term.CLOSE)):
            return inner
        self.at = start
        return None

    def _bounded(self, first: Unit) -> Range | None:
        """«III квартал (до 15 сентября)», «май (до 20 числа)»: the brackets say where it ends."""
        start, slips = self.at, self.slips
        self.at += 1
        if first.scale >= Scale.MONTH and self.term in (Term.TILL, Term.NOT):
            found = self.element()
            if isinstance(found, Limit) and found.unit.scale is Scale.DAY and self.took(Term.CLOSE):
                last = found.unit
                within = last.of is None or last.of.number is None
                if not within or first.scale is Scale.MONTH:
                    return Range(first, last._replace(of=first) if within else last)
        self.at, self.slips = start, slips
        return None

    def is_duration(self) -> bool:
        """«3 рабочих дней», «2 недели»: a length, not a date («первой недели», «2 недели мая»)."""
        if self.tokens[self.at].is_ordinal or self.tokens[self.at + 1].word == "рабочего":
            return False
        place = 1
        while self.ahead(place) in (Term.WORKING, Term.CALENDAR):
            place += 1
        if self.ahead(place) not in _LENGTH_NOUNS or self.tokens[self.at].digits > 3:
            return False
        return self.ahead(place + 1) is not Term.MONTH

    def _counted_from(self) -> bool:
        """Whether the length that stands here is counted from what stands after it."""
        place = 1
        while self.ahead(place) in (Term.WORKING, Term.CALENDAR, *_LENGTH_NOUNS):
            place += 1
        return self.ahead(place) is Term.AFTER

    def _is_bare_duration(self) -> bool:
        """«3 дня», «две недели», «3 рабочих дня после …»: how long, not when."""
        if self.is_duration() and self._counted_from():
            return True
        token, noun = self.tokens[self.at], self.tokens[self.at + 1]
        if token.term not in (Term.NUMBER, Term.CARDINAL) or token.tailed:
            return False
        if noun.word not in _LENGTHS or self.ahead(2) in (Term.MONTH, Term.NUMBER):
            return False
        return self.tokens[self.at].digits <= 2


def _named_or_whole(unit: Unit) -> Element:
    """«учебный год» without a number is the whole of it; «2024 год» is a named year."""
    yearly = unit.scale in (Scale.YEAR, Scale.SCHOOL_YEAR)
    named = unit.years or unit.plan_year or unit.part is not None
    return Whole(unit) if yearly and not named else unit


def _ranged(first: Unit, second: Unit) -> Unit | Range:
    """A range; «сентябрь – 2 неделя» and «2024 год – март» are one unit each."""
    if _refines(first, second):
        return second._replace(of=first)
    yearly = first.scale in (Scale.YEAR, Scale.SCHOOL_YEAR) and first.years
    if yearly and second.scale < Scale.SCHOOL_YEAR and not lifted(second).years:
        return second._replace(years=first.years, by_school_year=first.by_school_year)
    return Range(first, second)


def _inside(first: Unit, second: Unit | Range) -> Unit | Range | None:
    """The weeks or decades in the month that stands before them; None for other units."""
    if isinstance(second, Unit):
        return second._replace(of=first) if _refines(first, second) else None
    start, end = second.start, second.end
    if end is None or not (_refines(first, start) and _refines(first, end)):
        return None
    return Range(start._replace(of=first), end._replace(of=first))


def _refines(first: Unit, second: Unit) -> bool:
    """Whether the second unit is a week or a decade left without its month."""
    return (
        first.scale is Scale.MONTH
        and second.scale in (Scale.WEEK, Scale.DECADE, Scale.WEEKDAY)
        and second.of is None
    )
