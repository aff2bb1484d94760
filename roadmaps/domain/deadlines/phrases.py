"""The grammar of phrases around units: ranges, what goes on without interruption."""

from typing import TypeAlias

from roadmaps.domain.deadlines.counted import NUMERALS
from roadmaps.domain.deadlines.nodes import (
    Element,
    Limit,
    Scale,
    Whole,
)
from roadmaps.domain.deadlines.terms import Term, Token
from roadmaps.domain.deadlines.units import OPENING_UNITS
from roadmaps.domain.deadlines.wholes import WholeParser

_AFTER_HEADING = frozenset({Term.COLON, Term.DASH})
_LONG = 60
_WHOLE_TIMES = frozenset({Term.TERM, Term.PERIOD, Term.WHOLE, Term.REALISATION})


# What starts at a token: the element, the place after it, slips, whether it is of each year.
_Read: TypeAlias = tuple[Element | None, int, int, bool]


class PhraseParser(WholeParser):
    """Reads one element of a deadline phrase from the current token."""

    __slots__ = ("_read",)

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._read: dict[int, _Read] = {}
        if len(tokens) > _LONG:
            # From the end on, so that what looks ahead finds its answers and never nests deep.
            for self.at in range(len(tokens) - 1, -1, -1):
                self.element()
            self.at, self.slips, self.each_year = 0, 0, False

    def element(self) -> Element | None:
        """The element that starts here, or None with the position unchanged.

        What starts at a token does not depend on what stood before it, so each place is read once
        however often others look ahead to it: time grows with the square of the length at most.
        """
        start, slips, each_year = self.at, self.slips, self.each_year
        term = self.tokens[start].term
        if term not in _OPENING:
            return None
        if (read := self._read.get(start)) is not None:
            found, self.at, more_slips, each_here = read
            self.slips += more_slips
            self.each_year = each_year or each_here
            return found
        self.each_year = False
        found = self._element_from(start, term)
        if found is None:
            self.slips, self.each_year = slips, False
        self._read[start] = found, self.at, self.slips - slips, self.each_year
        self.each_year = each_year or self.each_year
        return found

    def _element_from(self, start: int, term: Term) -> Element | None:
        reader = _ELEMENTS.get(term)
        found = reader(self) if reader else None
        if found is None:
            self.at = start
            found = self._item()
        if found is None:
            self.at = start
        return found

    def _not(self) -> Element | None:
        """«не позднее 25 декабря», «не реже 1 раза в квартал»."""
        start = self.at
        self.at += 1
        if self.term is Term.AT_LEAST:
            return self._at_least()
        if self.took(Term.EARLIER):
            return self._not_earlier()
        return self._not_later(start) if self.took(Term.LATER) else None

    def _po(self) -> Element | None:
        start = self.at
        self.at += 1
        if found := self._po_plural() or self._on_working_days():
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
            return self._event_from(self.at)
        if self._is_bare_duration():
            return self._event_from(self.at)
        return self._item()

    def _long_term(self) -> Element | None:
        """«месячный срок»."""
        return self._event_from(self.at) if self.ahead() is Term.TERM else None

    def _in(self) -> Element | None:
        start = self.at
        self.at += 1
        if found := self._on_working_days():
            return found
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

    def _on(self) -> Element | None:
        """«на конец четверти», «на постоянной основе»; «на другой день после …» is an event."""
        start = self.at
        self.at += 1
        if self.took(Term.WITHIN) or self.tokens[self.at - 1].word.startswith("протяж"):
            self.at -= 1
            return self._within()
        if self.term is Term.CONSTANT:
            return self._constant()
        if self.ahead() is Term.DAY and self.ahead(2) is Term.AFTER:
            return self._event_from(start)
        if plan := self.plan():
            return Whole(plan)
        return self._item()

    def _plan_phrase(self) -> Element | None:
        """«период реализации программы»; «срок: до 20 мая», «срок действия плана – 2024 год».

        «Реализация – 2024 год» names what is done in the year: a scope.
        """
        is_scope = self.term is Term.REALISATION
        plan = self.plan()
        if plan is None:
            return None
        place = self.at
        if is_scope and self.term in _AFTER_HEADING and self.starts_element(1):
            return None
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
    Term.DAYS_LONG: PhraseParser._long_term,
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
    Term.BEGINNING: PhraseParser._begun,
    Term.MIDDLE: PhraseParser._item,
    Term.END: PhraseParser._item,
    Term.SCHOOL: PhraseParser._item,
    Term.CALENDAR: PhraseParser._item,
    Term.YEAR: PhraseParser._item,
    Term.CURRENT: PhraseParser._item,
    Term.NEXT: PhraseParser._item,
}
# What no element begins with is not tried.
_OPENING = frozenset(_ELEMENTS) | OPENING_UNITS
