"""The grammar of events and schedules: a word that opens one, and the words that belong to it."""

from roadmaps.domain.deadlines.nodes import Element, Event, Part, Schedule, Unit
from roadmaps.domain.deadlines.terms import Term
from roadmaps.domain.deadlines.units import UnitParser

_STRONG = frozenset({Term.STOP, Term.NEWLINE, Term.SEMICOLON, Term.SLASH, Term.OPEN, Term.CLOSE})
_SKIPPED_BEFORE_HEAD = frozenset(
    {Term.UNKNOWN, Term.SCHOOL, Term.CALENDAR, Term.CURRENT, Term.DASH, Term.FIXED, Term.QUOTE,
     Term.PLAN_NAME, Term.ORDINAL, Term.AND, Term.DOT, Term.MARK, Term.NUMERO}
)  # fmt: skip

# Of these alone a length of time is made: «в течение 10 рабочих дней», «в месячный срок».
_LENGTHS = frozenset(
    {Term.IN, Term.WITHIN, Term.NUMBER, Term.CARDINAL, Term.WORKING, Term.CALENDAR, Term.DAY,
     Term.WEEK, Term.MONTH_WORD, Term.DASH, Term.DAYS_LONG, Term.TERM, Term.YEAR}
)  # fmt: skip


class ComplementParser(UnitParser):
    """Reads «по итогам …», «согласно …» with everything that depends on them."""

    __slots__ = ()

    def element(self) -> Element | None:
        """The element that starts at the current token; the whole grammar provides it."""
        raise NotImplementedError

    def _schedule_from(self, start: int) -> Schedule:
        self.at = max(self.at, start + 1)
        self._complement(Term.SCHEDULE)
        return Schedule(self.words(start, self.at))

    def _event_from(self, start: int, *, by: bool = False) -> Element | None:
        self.at = max(self.at, start + 1)
        place = self.at
        unit = self._calendar_event(start)
        if unit is not None and self._each_before(place):
            return unit._replace(part=Part.END)
        self._complement(Term.EVENT)
        if self.at == start + 1 and self.tokens[start].term in (Term.TILL, Term.IN, Term.TOWARDS):
            self.at = start
            return None
        bare = all(token.term in _LENGTHS for token in self.tokens[start : self.at])
        return Event(self.words(start, self.at), unit, by=by, bare=bare)

    def _calendar_event(self, start: int) -> Unit | None:
        """The unit of «по итогам четверти», «по окончании полугодия»; the position moves on."""
        if self.tokens[start].term not in (Term.PO, Term.AFTER):
            return None
        place = self.at
        if self.term in (Term.EVENT, Term.END):
            self.at += 1
        elif self.tokens[start].term is not Term.AFTER or self.term is not Term.EACH:
            return None
        self._skip_each()
        unit = self.single(generic=True)
        if unit is None or unit.number is not None or self.term is Term.UNKNOWN:
            self.at = place
            return None
        return unit

    def _each_before(self, place: int) -> bool:
        return any(token.term is Term.EACH for token in self.tokens[place : self.at])

    def _complement(self, head: Term) -> None:
        """Pass words up to a strong mark or to what reads as a deadline by itself."""
        while self.term not in _STRONG or self._line_goes_on():
            term = self.term
            if term in (Term.COMMA, Term.AND, Term.DASH, Term.DOT, Term.COLON):
                if not self._complement_goes_on():
                    return
            elif self._breaks_complement(term, head):
                return
            elif term in (Term.ON, Term.ZA, Term.OF):
                self.at += 1
                if self.unit(generic=True) is not None:
                    continue
                self.at -= 1
            self.at += 1

    def _line_goes_on(self) -> bool:
        """Whether a line break only wraps the words: «по плану⏎РМО», «в соответствии⏎с …»."""
        if self.term is not Term.NEWLINE or self.ahead() in _STRONG or self.starts_element(1):
            return False
        if self._label_follows(1):
            return False
        text = self.tokens[self.at + 1].text
        return text[0].islower() or (text.isupper() and self.ahead() is Term.UNKNOWN)

    def _complement_goes_on(self) -> bool:
        if self.tokens[self.at].term is Term.DASH:
            hyphen = not (self.tokens[self.at].spaced or self.tokens[self.at + 1].spaced)
            if self.ahead() is Term.UNKNOWN or (hyphen and self.ahead() is Term.SCHEDULE):
                return True
        if self.ahead() in (Term.STOP, Term.NEWLINE):
            return False
        return not (self.starts_element(1) or self._label_follows(1))

    def _label_follows(self, steps: int) -> bool:
        """Words, then a dash or a colon, then an element."""
        place = steps
        while self.ahead(place) in (Term.UNKNOWN, Term.CLASS, Term.NUMBER, Term.AND, Term.PO):
            place += 1
        if place == steps or self.ahead(place) not in (Term.DASH, Term.COLON):
            return False
        return self.starts_element(place + 1)

    def _breaks_complement(self, term: Term, head: Term) -> bool:
        """Whether a new phrase begins here without any mark."""
        if term in (Term.EVERY, Term.CONSTANT) or (term is Term.MONTH and self._names_month()):
            return True
        if term is Term.NUMBER and self.ahead() is Term.DOT and self.unit_ahead():
            return True
        if term in (Term.IN, Term.TILL, Term.NOT, Term.FROM, Term.PO):
            start, slips = self.at, self.slips
            found = self.element()
            self.at, self.slips = start, slips
            return not isinstance(found, (Event, Schedule)) and found is not None
        return term is Term.NUMBER and head is Term.SCHEDULE and self.ahead() is Term.TIMES

    def unit_ahead(self) -> bool:
        """Whether a date in figures stands here and no order's number before it."""
        if self.tokens[self.at - 1].term in (Term.OF, Term.MARK, Term.NUMERO):
            return False
        start, slips = self.at, self.slips
        found = self.unit() is not None
        self.at, self.slips = start, slips
        return found

    def _names_month(self) -> bool:
        """«по графику май–июнь»: a month in the nominative is a date of its own."""
        return self.tokens[self.at].nominative and self.tokens[self.at - 1].term is not Term.OF

    def starts_element(self, steps: int) -> bool:
        """Whether an element stands `steps` tokens further on."""
        start, slips, each = self.at, self.slips, self.each_year
        self.at = min(self.at + steps, len(self.tokens) - 1)
        found = self.element() is not None
        self.at, self.slips, self.each_year = start, slips, each
        return found

    def _head_after_preposition(self) -> Term:
        """The noun of «по отдельному утверждённому графику»; STOP if there is none near."""
        for steps in range(5):
            term = self.ahead(steps)
            if term in (Term.SCHEDULE, Term.EVENT):
                return term
            if term not in _SKIPPED_BEFORE_HEAD:
                break
        return Term.STOP
