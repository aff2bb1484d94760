"""The grammar of limits and ranges: «до …», «не позднее …», «за 10 дней до …», «с … по …»."""

from roadmaps.domain.deadlines.counted import NUMERALS
from roadmaps.domain.deadlines.feasts import NEW_YEARS_EVE
from roadmaps.domain.deadlines.items import ItemParser
from roadmaps.domain.deadlines.nodes import (
    Edge,
    Element,
    Event,
    Limit,
    Part,
    Range,
    Scale,
    Unit,
    lifted,
)
from roadmaps.domain.deadlines.terms import Term

_LENGTHS = {Term.DAY: (0, 1), Term.WEEK: (0, 7), Term.MONTH_WORD: (1, 0)}
_EVENT_OF_END = 1
_DAYS = 31
_OF_LENGTHS = frozenset({Term.WORKING, Term.CALENDAR, *_LENGTHS})
_AFTER_EDGE = frozenset({Term.COLON, Term.DASH})
_BETWEEN_EDGES = frozenset({Term.COMMA, Term.SEMICOLON, Term.NEWLINE, Term.AND, Term.NOISE})
_NAMED = frozenset({Scale.DAY, Scale.WEEKDAY, Scale.WEEK, Scale.DECADE, Scale.MONTH})


def _is_inside_years(first: Unit, second: Unit) -> bool:
    """Whether a year begins and a day or month of no year ends what is said."""
    yearly = first.scale in (Scale.YEAR, Scale.SCHOOL_YEAR)
    return yearly and second.scale < Scale.SCHOOL_YEAR and not lifted(second).years


class LimitParser(ItemParser):
    """Reads what must be done by a day, and what begins on or after one."""

    __slots__ = ()

    def _till(self) -> Element | None:
        start = self.at
        self.at += 1
        if self.term in NUMERALS and self.ahead() is Term.TIMES:
            return self._times()
        return self._limit(start)

    def _limit(self, start: int, *, doubtful: bool = True) -> Element | None:
        """What stands after «до» or «не позднее»."""
        if (new_year := self._new_year()) is not None:
            return Limit(new_year)
        self._skip_hour()
        is_new = self.tokens[self.at].word.startswith("нов")
        each = self._skip_each()
        edge = Edge.LAST_DAY
        if self.term is Term.BEGINNING:
            edge = Edge.DAY_BEFORE
            self.at += 1
        elif self._took_end():
            doubtful = False
        elif self.term in NUMERALS and self.is_duration():
            return self._length_limit(start)
        edged = edge is Edge.DAY_BEFORE or not doubtful
        unit = self._limit_unit(edged=edged)
        if unit is None:
            return self._event_from(start, by=True)
        self._note_each(unit, each=each)
        if is_new and unit.scale is Scale.SCHOOL_YEAR:
            return Limit(unit, Edge.DAY_BEFORE)
        if unit.scale is Scale.DAY and unit.of is None and self.took(Term.DASH):
            unit = self.single() or unit
        doubtful = doubtful and edge is Edge.LAST_DAY and unit.scale is not Scale.DAY
        return Limit(unit, edge, doubtful=doubtful and unit.scale < Scale.SCHOOL_YEAR)

    def _skip_hour(self) -> None:
        """«до 18:00 20 мая»: the hour is passed where a day in figures follows."""
        minutes = self.tokens[self.at + 2]
        colon = self.ahead() is Term.COLON and not minutes.spaced
        if self.term is Term.NUMBER and colon and minutes.digits == 2:
            start = self.at
            self.at += 3
            self.skip(frozenset({Term.NOISE, Term.COMMA}))
            if self.term is not Term.NUMBER:
                self.at = start

    def _length_limit(self, start: int) -> Element | None:
        """«не позднее 3 рабочих дней до начала мероприятия», «до 5 дней»: an event."""
        self.at += 1
        self.skip(_OF_LENGTHS)
        if self.took(Term.TILL):
            self._complement(Term.EVENT)
            return Event(self.words(start, self.at), by=True)
        return self._event_from(start, by=True)

    def _took_end(self) -> bool:
        """Pass «конца», «окончания», «завершения»."""
        ends = self.term is Term.EVENT and self.tokens[self.at].value == _EVENT_OF_END
        if self.term is Term.END or ends:
            self.at += 1
            return True
        return False

    def _limit_unit(self, *, edged: bool) -> Unit | None:
        start = self.at
        found = self.single(generic=edged) or (self.plan() if edged else None)
        if found is None and self.term is Term.NUMBER and self.tokens[self.at].digits <= 2:
            self.at = start + 1
            return Unit(Scale.DAY, self.tokens[start].value)
        return found

    def _new_year(self) -> Unit | None:
        """«[начала] Нового года»: the feast, so the last day of the old year is meant."""
        steps = 1 if self.term is Term.BEGINNING else 0
        token = self.tokens[self.at + steps]
        if token.word.startswith("нов") and self.ahead(steps + 1) is Term.YEAR:
            self.at += steps + 2
            return NEW_YEARS_EVE
        return None

    def _not_later(self, start: int) -> Element | None:
        """«не позднее 25 декабря», «не позднее чем за 10 дней до …»; «не позднее» is passed."""
        if self.term is Term.COMMA and self.ahead() is Term.THAN:
            self.at += 1
        self.took(Term.THAN)
        if self.term is Term.ZA:
            return self._time_before() or self._counted_back(start, by=True)
        if self.term is Term.AFTER:
            return self._event_from(start, by=True)
        self.took(Term.TILL)
        return self._limit(start, doubtful=False)

    def _towards(self) -> Element | None:
        """«к 1 сентября», «к началу учебного года», «к концу четверти»."""
        start = self.at
        self.at += 1
        if self.tokens[self.at].word.startswith("праздн"):
            self.at += 1
        if (new_year := self._new_year()) is not None:
            return Limit(new_year)
        edge = Edge.FIRST_DAY
        if self.took(Term.BEGINNING):
            unit = self.single(generic=True) or self.plan()
        elif self._took_end():
            edge = Edge.LAST_DAY
            unit = self.single(generic=True) or self.plan()
        else:
            unit = self.single()
        if unit is None:
            return self._event_from(start, by=True)
        return Limit(unit, edge)

    def _before(self) -> Element | None:
        """«перед началом учебного года», «накануне 1 сентября»; «накануне экзамена» is an event."""
        start = self.at
        self.at += 1
        if (new_year := self._new_year()) is not None:
            return Limit(new_year)
        self.took(Term.BEGINNING)
        unit = self._limit_unit(edged=True)
        if unit is None or self.term is Term.UNKNOWN:
            return self._event_from(start)
        return Limit(unit, Edge.DAY_BEFORE)

    def _time_before(self) -> Limit | None:
        """«за 10 дней до начала учебного года»: counted back from a day that is known."""
        start = self.at
        self.at += 1
        number = 1
        if self.term in NUMERALS:
            number = self.tokens[self.at].value
            self.at += 1
        self.took(Term.CALENDAR)
        length = _LENGTHS.get(self.term)
        if length is not None and self.ahead() is Term.TILL:
            self.at += 2
            edge = Edge.LAST_DAY if self._took_end() else Edge.FIRST_DAY
            self.took(Term.BEGINNING)
            unit = self._limit_unit(edged=True)
            if unit is not None and unit.scale is not Scale.PLAN and self.term is not Term.UNKNOWN:
                months, days = length
                return Limit(unit, edge, before=(number * months, number * days))
        self.at = start
        return None

    def _counted_back(self, start: int, *, by: bool = False) -> Event:
        """«за 3 дня до мероприятия»: an event with all of its words."""
        self.took(Term.ZA)
        while self.term in NUMERALS or self.term in _OF_LENGTHS:
            self.at += 1
        self.took(Term.TILL)
        self._complement(Term.EVENT)
        return Event(self.words(start, self.at), by=by)

    def _after(self) -> Element | None:
        """«после 15 мая» is from 16 May on; «после экзамена» is an event."""
        start = self.at
        if self.tokens[start].word == "после":
            self.at += 1
            unit = self.single()
            if unit and unit.scale in _NAMED and self.term is not Term.UNKNOWN:
                return Range(unit, None, after=True)
        self.at = start
        return self._event_from(start)

    # What begins on a day.

    def _begun(self) -> Element | None:
        """«начало: 01.09.2023, окончание: 31.05.2024», «начало 10 марта, конец 20 марта»."""
        self.at += 1
        first = self._edge_of_term()
        if first is None:
            return None
        self.skip(_BETWEEN_EDGES)
        last = self._edge_of_term() if self._took_end() else None
        return Range(first, last) if last else None

    def _edge_of_term(self) -> Unit | None:
        """A day, or with a mark before it a month («начало сентября» is a part of it)."""
        marked = self.term in _AFTER_EDGE
        self.skip(_AFTER_EDGE)
        found = self.single()
        longest = Scale.MONTH if marked else Scale.DAY
        return found if found and found.scale <= longest else None

    def _from(self) -> Element | None:
        """«с 1 сентября по 31 октября», «начиная с марта»; «со дня …» is an event."""
        self.took(Term.STARTING)
        start = self.at
        if self.ahead() is Term.BEGINNING and self.ahead(2) is Term.TILL and (found := self._all()):
            return found
        self.took(Term.FROM) or self.took(Term.OF)
        first = self.single()
        if first is None:
            self.at = start + 1
            return self._since()
        place = self.at
        parted = self.took(Term.COMMA) or self._follows_yearly(start)
        if self.took(Term.PO) or self.took(Term.TILL) or self.took(Term.DASH):
            self.took(Term.PO)
            if self.took(Term.END):
                second = self.single(generic=True) or self.plan()
                return Range(first, second._replace(part=Part.END)) if second else None
            if (second := self.single()) and not (parted and _is_inside_years(first, second)):
                return Range(first, second)
        self.at = place
        return Range(first, None)

    def _all(self) -> Unit | None:
        """«с начала до конца четверти»: all of it."""
        start = self.at
        self.at += 3
        found = self.single(generic=True) or self.plan() if self._took_end() else None
        if found is None:
            self.at = start
        return found

    def _follows_yearly(self, place: int) -> bool:
        """«ежегодно с 2024 года до 1 ноября»: from when on, and until which day of each year."""
        before = place - 1
        while before >= 0 and self.tokens[before].term in (Term.COMMA, Term.STARTING):
            before -= 1
        return before >= 0 and self.tokens[before].term is Term.EVERY

    def _from_of(self) -> Element | None:
        """«от 1 марта до 15 апреля»."""
        start = self.at
        found = self._from()
        if isinstance(found, Unit) or (isinstance(found, Range) and found.end is not None):
            return found
        self.at = start
        return None

    def _between(self) -> Element | None:
        """«между 10 и 20 мая»."""
        self.at += 1
        first = self.single()
        if first is None or not self.took(Term.AND):
            return None
        second = self.single()
        return Range(first, second) if second else None

    def _since(self) -> Element | None:
        """«со дня проведения», «с момента получения»; «с перерывом на …» is left out."""
        if self.term is Term.EXCEPT:
            return self.element()
        dated = self.term is Term.NOISE and self.tokens[self.at].word.startswith("дат")
        if dated or self.term in (Term.DAY, Term.DURING):
            return self._event_from(self.at - 1)
        return None

    def _bare_day(self) -> Unit | None:
        """«не ранее 1 и не позднее 20 мая»: a day whose month stands behind the limit."""
        token = self.tokens[self.at]
        place = 1
        while self.ahead(place) in (Term.COMMA, Term.AND, Term.NOISE):
            place += 1
        if token.term is not Term.NUMBER or self.ahead(place) not in (Term.NOT, Term.TILL):
            return None
        if not 1 <= token.value <= _DAYS:
            return None
        self.at += 1
        return Unit(Scale.DAY, token.value)

    def _not_earlier(self) -> Element | None:
        """«не ранее 1 сентября[, но не позднее 1 октября]»: a range with its start."""
        self.took(Term.COMMA)
        self.took(Term.THAN)
        self.took(Term.FROM)
        first = self.single() or self._bare_day()
        if first is None:
            return self._event_from(self.at)
        start = self.at
        self.took(Term.COMMA)
        self.took(Term.AND)
        if self.term in (Term.NOT, Term.TILL) and isinstance(last := self.element(), Limit):
            return Range(first, last.unit)
        self.at = start
        return Range(first, None)
