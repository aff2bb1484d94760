"""The grammar of what goes on without a break: «в течение …», «весь период», «постоянно»."""

from roadmaps.domain.deadlines.counted import NUMERALS
from roadmaps.domain.deadlines.limits import LimitParser
from roadmaps.domain.deadlines.nodes import Element, Except, Range, Scale, Unit, Whole
from roadmaps.domain.deadlines.terms import Term


class WholeParser(LimitParser):
    """Reads stretches that are meant from end to end, and the lengths that are none."""

    __slots__ = ()

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
            return self._counted_back(start)
        if self.term is Term.EXCEPT:
            return self._except()
        start = self.at
        if not self.took(Term.WHOLE):
            self.at = start
        if plan := self.plan():
            return Whole(plan)
        found = self.unit(generic=True)
        return _continuous(found) if found else None

    def _except(self) -> Element | None:
        """«кроме июля и августа», «за исключением каникул», «с перерывом на каникулы»."""
        self.at += 1
        self.took(Term.ON)
        items: list[Unit | Range] = []
        while True:
            item = self._item()
            if not isinstance(item, (Unit, Range)):
                break
            items.append(item)
            if self.term in (Term.COMMA, Term.AND) and self.starts_element(1):
                self.at += 1
        return Except(tuple(items)) if items else None

    def _is_time_before(self) -> bool:
        """«за 2 недели до …», «за месяц до …»."""
        if self.term in NUMERALS:
            return self.is_duration()
        return self.term in (Term.DAY, Term.WEEK, Term.MONTH_WORD) and self.ahead() is Term.TILL

    def _constant(self) -> Element | None:
        start = self.at
        self.slips += self.tokens[start].slip
        self.at += 1
        self.skip(frozenset({Term.NOISE}))
        return self._all_the_time(start)

    def _all_the_time(self, start: int) -> Whole:
        """The whole plan, in the manner that the words from `start` tell."""
        if start and self.tokens[start - 1].term in (Term.IN, Term.ON):
            start -= 1
        return Whole(Unit(Scale.PLAN), self.words(start, self.at).lower())

    def _on_working_days(self) -> Element | None:
        """«по рабочим дням», «в учебное время»: all the time."""
        if self.term in (Term.WORKING, Term.SCHOOL) and self._is_days_or_time(1):
            start = self.at
            self.at += 2
            return self._all_the_time(start)
        return None

    def _is_days_or_time(self, steps: int) -> bool:
        token = self.tokens[self.at + steps]
        return token.word in ("дни", "дням", "время") and self.ahead(steps + 1) is not Term.HOLIDAYS

    def _names_manner(self) -> bool:
        """«в плановом порядке», «в штатном режиме»."""
        return self.ahead() is Term.NOISE and self.tokens[self.at + 1].value == 1

    def _in_manner(self) -> Element | None:
        """«в постоянном режиме», «в рабочем порядке», «в текущем году»."""
        constant = self.term is Term.CONSTANT or self._names_manner()
        if (found := self.single()) is not None:
            return found
        start = self.at
        self.at += 1
        self.skip(frozenset({Term.NOISE}))
        return self._all_the_time(start) if constant else None

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


def _continuous(found: "Element") -> Element:
    """«в течение» years is continuous; of a shorter unit it is that unit."""
    if not isinstance(found, (Unit, Range)):
        return found
    unit = found.start if isinstance(found, Range) else found
    yearly = unit.scale in (Scale.YEAR, Scale.SCHOOL_YEAR) and unit.part is None
    return Whole(found) if yearly else found
