"""The grammar of phrases around units: ranges, what goes on without interruption."""

from roadmaps.domain.deadlines.limits import LimitParser
from roadmaps.domain.deadlines.nodes import (
    Element,
    Except,
    Limit,
    Part,
    Range,
    Scale,
    Unit,
    Whole,
)
from roadmaps.domain.deadlines.terms import Term
from roadmaps.domain.deadlines.units import NUMERALS

_AFTER_HEADING = frozenset({Term.COLON, Term.DASH})
_WHOLE_TIMES = frozenset({Term.TERM, Term.PERIOD, Term.WHOLE, Term.REALISATION})


class PhraseParser(LimitParser):
    """Reads one element of a deadline phrase from the current token."""

    __slots__ = ()

    def element(self) -> Element | None:
        """The element that starts here, or None with the position unchanged."""
        start = self.at
        reader = _ELEMENTS.get(self.term)
        found = reader(self) if reader else None
        if found is None:
            self.at = start
            found = self._item()
        if found is None:
            self.at = start
        return found

    def _from(self) -> Element | None:
        """«с 1 сентября по 31 октября», «начиная с марта»; «со дня …» is an event."""
        self.took(Term.STARTING)
        start = self.at
        self.took(Term.FROM) or self.took(Term.OF)
        first = self.single()
        if first is None:
            self.at = start + 1
            return self._since()
        place = self.at
        self.took(Term.COMMA)
        if self.took(Term.PO) or self.took(Term.TILL) or self.took(Term.DASH):
            self.took(Term.PO)
            if self.took(Term.END):
                second = self.single(generic=True) or self.plan()
                return Range(first, second._replace(part=Part.END)) if second else None
            if second := self.single():
                return Range(first, second)
        self.at = place
        return Range(first, None)

    def _from_of(self) -> Element | None:
        """«от 1 марта до 15 апреля»."""
        start = self.at
        found = self._from()
        if isinstance(found, Range) and found.end is not None:
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
        """«со дня проведения», «с момента получения»."""
        dated = self.term is Term.NOISE and self.tokens[self.at].word.startswith("дат")
        if dated or self.term in (Term.DAY, Term.DURING):
            return self._event_from(self.at - 1)
        return None

    def _except(self) -> Element | None:
        """«кроме июля и августа», «за исключением каникул»."""
        self.at += 1
        items: list[Unit | Range] = []
        while True:
            item = self._item()
            if not isinstance(item, (Unit, Range)):
                break
            items.append(item)
            if self.term in (Term.COMMA, Term.AND) and self.starts_element(1):
                self.at += 1
        return Except(tuple(items)) if items else None

    def _not(self) -> Element | None:
        """«не позднее 25 декабря», «не реже 1 раза в квартал»."""
        start = self.at
        self.at += 1
        if self.term is Term.AT_LEAST:
            return self._at_least()
        if self.took(Term.EARLIER):
            return self._not_earlier()
        return self._not_later(start) if self.took(Term.LATER) else None

    def _not_earlier(self) -> Element | None:
        """«не ранее 1 сентября[, но не позднее 1 октября]»: a range with its start."""
        self.took(Term.COMMA)
        self.took(Term.THAN)
        self.took(Term.FROM)
        first = self.single()
        if first is None:
            return self._event_from(self.at)
        start = self.at
        self.took(Term.COMMA)
        self.took(Term.AND)
        if self.term in (Term.NOT, Term.TILL) and isinstance(last := self.element(), Limit):
            return Range(first, last.unit)
        self.at = start
        return Range(first, None)

    def _po(self) -> Element | None:
        start = self.at
        self.at += 1
        if found := self._po_plural():
            return found
        if self.term in NUMERALS and self.ahead() is Term.TIMES:
            return self._times()
        if self.term is Term.NOISE and self.ahead() is Term.ON:
            self.at += 1
            return self._on()
        head = self._head_after_preposition()
        if head is Term.SCHEDULE:
            return self._schedule_from(start)
        if head is Term.EVENT:
            return self._event_from(start)
        if self.took(Term.END):
            self.at -= 1
            return self._event_from(start)
        if self.term is Term.TERM:
            plan = self.plan()
            return Whole(plan) if plan else self._schedule_from(start)
        unit = self.single()
        if unit is None or unit.scale >= Scale.SCHOOL_YEAR:
            return None
        return Limit(unit)

    def _numeral(self) -> Element | None:
        """A numeral opens «2 раза в год» or a unit."""
        if self.ahead() is Term.TIMES or (
            self.ahead() is Term.DASH and self.ahead(3) is Term.TIMES
        ):
            return self._times()
        if self.ahead() in (Term.DASH, Term.DAY) and self.ahead(2) is Term.DAYS_LONG:
            return None
        if self._is_bare_duration():
            return self._event_from(self.at)
        return self._item()

    def _in(self) -> Element | None:
        start = self.at
        self.at += 1
        term = self.term
        if term is Term.WITHIN:
            return self._within()
        if term is Term.ACCORDING:
            return self._schedule_from(start)
        if term is Term.FIXED:
            return self._schedule_from(start)
        if term in (Term.TERM, Term.PERIOD):
            return self._in_period(start)
        if term in (Term.UPON, Term.DURING, Term.DAY):
            return self._in_days(start)
        if term is Term.AT_ONCE:
            return self._event_from(start)
        if term in NUMERALS and self.ahead() is Term.DASH and self.ahead(2) is Term.DAYS_LONG:
            return self._event_from(start)
        if term is Term.DAYS_LONG:
            return self._event_from(start)
        if term in (Term.CURRENT, Term.CONSTANT, Term.WORKING) or self._names_manner():
            return self._in_manner()
        if term is Term.EACH:
            return self._each()
        if term is Term.WEEKDAY:
            return self._weekdays()
        found = self._item()
        return found if not isinstance(found, Whole) else found.item

    def _in_days(self, start: int) -> Element | None:
        """«во время зимних каникул», «в ходе реализации проекта»; else an event."""
        during = self.took(Term.DURING)
        if during and self.term is Term.SCHEDULE:
            return self._schedule_from(start)
        if during and self.term in _WHOLE_TIMES and (plan := self.plan()):
            return Whole(plan)
        if not during:
            self.at += 1
        if self.term is Term.UNKNOWN and self.ahead() is Term.HOLIDAYS:
            self.at += 1
        if self.term in (Term.SEASONAL, Term.HOLIDAYS) and (found := self.single()):
            return found
        return self._event_from(start)

    def _names_manner(self) -> bool:
        """«в плановом порядке», «в штатном режиме»."""
        return self.ahead() is Term.NOISE and self.tokens[self.at + 1].value == 1

    def _in_manner(self) -> Element | None:
        """«в постоянном режиме», «в рабочем порядке», «в текущем году»."""
        constant = self.term is Term.CONSTANT or self._names_manner()
        if (found := self.single()) is not None:
            return found
        self.at += 1
        self.skip(frozenset({Term.NOISE}))
        return Whole(Unit(Scale.PLAN)) if constant else None

    def _in_period(self, start: int) -> Element | None:
        """«в период с … по …», «в период каникул», «в период реализации», «в период ГИА»."""
        place = self.at
        self.at += 1
        if self.term is Term.FROM:
            return self._from()
        if self.term in (Term.TILL, Term.NOT):
            return self.element()
        if found := self._item():
            return found
        self.at = place
        is_term = self.term is Term.TERM
        after = 2 if self.ahead() is Term.COMMA else 1
        if is_term and self.ahead(after) in (Term.FIXED, Term.ACCORDING):
            return self._schedule_from(start)
        if plan := self.plan():
            return Whole(plan)
        self.at = start
        return self._schedule_from(start) if is_term else self._event_from(start)

    def _within(self) -> Element | None:
        start = self.at
        if start and self.tokens[start - 1].term in (Term.IN, Term.ON):
            start -= 1
        self.at += 1
        whole = self.took(Term.WHOLE)
        if self.term in NUMERALS and self.is_duration():
            return self._event_from(start)
        each = self.term is Term.EACH
        if self.term in (Term.DAY, Term.WEEK, Term.MONTH_WORD, Term.WORKING) and not whole:
            return self._event_from(start)
        if each:
            return self._each()
        place = self.at
        if self.term is Term.PERIOD and self.ahead() in (Term.FROM, Term.MONTH, *NUMERALS):
            self.at += 1
            return self.element()
        if plan := self.plan():
            return Whole(plan)
        self.at = place
        found = self._item() or self.unit(generic=True)
        if found is None:
            return self._event_from(start)
        return _continuous(found)

    def _whole(self) -> Element | None:
        """«весь период», «весь учебный год», «за весь срок реализации»."""
        start = self.at
        if self.term is Term.ZA and (counted_back := self._time_before()):
            return counted_back
        if self.took(Term.ZA) and self._is_time_before():
            return self._event_from(start)
        if self.term is Term.EXCEPT:
            return self._except()
        start = self.at
        if not self.took(Term.WHOLE):
            self.at = start
        if plan := self.plan():
            return Whole(plan)
        found = self.unit(generic=True)
        return _continuous(found) if found else None

    def _is_time_before(self) -> bool:
        """«за 2 недели до …», «за месяц до …»."""
        if self.term in NUMERALS:
            return self.is_duration()
        return self.term in (Term.DAY, Term.WEEK, Term.MONTH_WORD) and self.ahead() is Term.TILL

    def _constant(self) -> Element | None:
        self.slips += self.tokens[self.at].slip
        self.at += 1
        self.skip(frozenset({Term.NOISE}))
        return Whole(Unit(Scale.PLAN))

    def _on(self) -> Element | None:
        """«на конец четверти», «на постоянной основе», «на период реализации»."""
        self.at += 1
        if self.took(Term.WITHIN) or self.tokens[self.at - 1].word.startswith("протяж"):
            self.at -= 1
            return self._within()
        if self.term is Term.CONSTANT:
            return self._constant()
        if plan := self.plan():
            return Whole(plan)
        return self._item()

    def _plan_phrase(self) -> Element | None:
        """«период реализации программы»; «срок: до 20 мая», «срок действия плана – 2024 год»."""
        plan = self.plan()
        if plan is None:
            return None
        place = self.at
        self.skip(_AFTER_HEADING)
        if self.term in _ELEMENTS and self.term not in _WHOLE_TIMES and (found := self.element()):
            return found
        self.at = place
        return Whole(plan)

    def _event(self) -> Element | None:
        return self._event_from(self.at)

    def _schedule(self) -> Element | None:
        return self._schedule_from(self.at)

    def _fixed(self) -> Element | None:
        """«установленные сроки»."""
        return self._schedule_from(self.at) if self.ahead() is Term.TERM else None


def _continuous(found: "Element") -> Element:
    """«в течение» years is continuous; of a shorter unit it is that unit."""
    if not isinstance(found, (Unit, Range)):
        return found
    unit = found.start if isinstance(found, Range) else found
    yearly = unit.scale in (Scale.YEAR, Scale.SCHOOL_YEAR) and unit.part is None
    return Whole(found) if yearly else found


_ELEMENTS = {
    **dict.fromkeys(NUMERALS, PhraseParser._numeral),
    Term.FROM: PhraseParser._from,
    Term.STARTING: PhraseParser._from,
    Term.TILL: PhraseParser._till,
    Term.NOT: PhraseParser._not,
    Term.AT_LEAST: PhraseParser._at_least,
    Term.EXCEPT: PhraseParser._except,
    Term.TOWARDS: PhraseParser._towards,
    Term.PO: PhraseParser._po,
    Term.EVERY: PhraseParser._every,
    Term.EACH: PhraseParser._each,
    Term.TIMES: PhraseParser._times,
    Term.IN: PhraseParser._in,
    Term.WITHIN: PhraseParser._within,
    Term.WHOLE: PhraseParser._whole,
    Term.ZA: PhraseParser._whole,
    Term.CONSTANT: PhraseParser._constant,
    Term.ON: PhraseParser._on,
    Term.TERM: PhraseParser._plan_phrase,
    Term.PERIOD: PhraseParser._plan_phrase,
    Term.REALISATION: PhraseParser._plan_phrase,
    Term.SCHEDULE: PhraseParser._schedule,
    Term.ACCORDING: PhraseParser._schedule,
    Term.FIXED: PhraseParser._fixed,
    Term.AT_ONCE: PhraseParser._event,
    Term.UPON: PhraseParser._event,
    Term.AFTER: PhraseParser._after,
    Term.BEFORE: PhraseParser._before,
    Term.OF: PhraseParser._from_of,
    Term.BETWEEN: PhraseParser._between,
    Term.WEEKDAY: PhraseParser._weekdays,
    Term.DAY: PhraseParser._item,
    Term.MONTH: PhraseParser._item,
    Term.SEASON: PhraseParser._item,
    Term.SEASONAL: PhraseParser._item,
    Term.HOLIDAYS: PhraseParser._item,
    Term.BEGINNING: PhraseParser._item,
    Term.MIDDLE: PhraseParser._item,
    Term.END: PhraseParser._item,
    Term.SCHOOL: PhraseParser._item,
    Term.CALENDAR: PhraseParser._item,
    Term.YEAR: PhraseParser._item,
    Term.CURRENT: PhraseParser._item,
    Term.NEXT: PhraseParser._item,
}
