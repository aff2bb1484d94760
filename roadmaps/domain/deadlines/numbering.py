"""Numbers in a cell that are no dates: of classes, of sub-items, of the hour, of documents."""

from roadmaps.domain.deadlines.nodes import Element, Label, Repeat, Separator, Unread
from roadmaps.domain.deadlines.phrases import PhraseParser
from roadmaps.domain.deadlines.terms import Term
from roadmaps.domain.deadlines.values import Recurrence

_ROUND_MINUTES = (0, 15, 30, 45)
_HOURS, _DAYS, _MONTHS = 24, 31, 12


class NumberingParser(PhraseParser):
    """Passes numbers that are no dates; scopes among them are kept."""

    __slots__ = ("_found", "_has_classes")

    _found: list[Element]
    _has_classes: bool

    def _numbers_passed(self) -> bool:
        """Numbers that are no dates: of classes, of sub-items, of the hour, of documents."""
        if self.term is Term.NUMERO and self.ahead() is Term.NUMBER:
            self._found.append(Unread(self.words(self.at, self.at + 2)))
            self.at += 2
            return True
        if self._has_classes and (label := self._class_label()):
            self._found.append(label)
            return True
        return self._passed_time_of_day() or self._passed_numbering()

    def _passed_time_of_day(self) -> bool:
        """«в 10.00», «14:30», «до 12.00»: the hour of a meeting is not read."""
        place = 1 if self.term in (Term.IN, Term.TILL, Term.FROM, Term.TOWARDS) else 0
        hours = self.tokens[self.at + place]
        if hours.term is not Term.NUMBER or self.ahead(place + 2) is not Term.NUMBER:
            return False
        mark, minutes = self.tokens[self.at + place + 1 : self.at + place + 3]
        if hours.value > _HOURS or minutes.digits != 2 or minutes.spaced:
            return False
        # No month is the 0th, 15th, 30th or 45th; after «в» figures with a dash are a time, too.
        certain = minutes.value in _ROUND_MINUTES and mark.term is Term.DOT
        dashed = mark.term is Term.DASH and self.term is Term.IN and not minutes.spaced
        after = self.ahead(place + 3)
        if after is Term.MONTH or (after is Term.DOT and self.ahead(place + 4) is Term.NUMBER):
            return False
        if self.term is Term.TILL and after is Term.NUMBER:
            # «до 18:00 20 мая»: the limit is of the day.
            return False
        if not (mark.term is Term.COLON or certain or dashed):
            return False
        self.at += place + 3
        return True

    def _passed_numbering(self) -> bool:
        """«4.1 – до …», «1) март», «а) май»: the number of a sub-item is its scope."""
        if self._found and not isinstance(self._found[-1], Separator) and not self._lettered():
            return False
        if self.at and self.tokens[self.at - 1].term is Term.OPEN:
            return False
        length = self._numbering_length()
        if not length or not self.starts_element(length):
            return False
        text = self.words(self.at, self.at + length).rstrip(" .-")
        self.at += length
        self._found.append(Label(text))
        return True

    def _is_tailed_scope(self) -> bool:
        """«5-е – май» after «4-е классы – апрель»: the noun is left out."""
        tailed = self.tokens[self.at].tailed and self.ahead() in (Term.DASH, Term.COLON)
        return tailed and self.ahead(2) not in (Term.NUMBER, Term.ROMAN, Term.ORDINAL)

    def _lettered(self) -> bool:
        token = self.tokens[self.at]
        return len(token.text) == 1 and token.text.isalpha() and self.ahead() is Term.CLOSE

    def _numbering_length(self) -> int:
        """How many tokens a sub-item's number takes; 0 if there is none."""
        token, after = self.tokens[self.at], self.ahead()
        if self._lettered() or self._is_tailed_scope():
            return 2
        if token.term is not Term.NUMBER or token.digits > 2:
            return 0
        if after is Term.CLOSE:
            return 2
        if after is not Term.DOT:
            return 0
        if self.ahead(2) is Term.MONTH:
            return 2 if self.tokens[self.at + 2].nominative else 0
        if self.ahead(2) is not Term.NUMBER:
            return 2
        if self.tokens[self.at + 2].text.startswith("0") or self.tokens[self.at + 2].digits > 2:
            return 0
        return self._second_level_length()

    def _second_level_length(self) -> int:
        """«4.1», «4.1.», «4.1 –» before something that is not a date in figures."""
        place = 3
        if self.ahead(place) in (Term.DOT, Term.CLOSE, Term.DASH):
            place += 1
        if self._is_yearly_day(place):
            return 0
        return 0 if self.ahead(place) in (Term.NUMBER, Term.YEAR, Term.STOP) else place

    def _is_yearly_day(self, place: int) -> bool:
        """«15.10. ежегодно», «05.11 каждого года»: a day, unless items «2.9 –» go before it."""
        day, month = self.tokens[self.at], self.tokens[self.at + 2]
        if month.digits != 2 or not (1 <= day.value <= _DAYS and 1 <= month.value <= _MONTHS):
            return False
        if self.ahead(place - 1) in (Term.CLOSE, Term.DASH):
            return False
        if any(isinstance(said, Label) and said.text[:1].isdigit() for said in self._found):
            return False
        start, slips, each = self.at, self.slips, self.each_year
        self.at += place
        yearly = self.term is Term.EACH and self.ahead() is Term.YEAR
        found = None if yearly else self.element()
        yearly = yearly or (isinstance(found, Repeat) and found.recurrence is Recurrence.YEARLY)
        self.at, self.slips, self.each_year = start, slips, each
        return yearly

    def _class_label(self) -> Label | None:
        """«9, 11 классы», «5-8 кл.» with a dash or without: a scope, never a date."""
        if self.term not in (Term.NUMBER, Term.ROMAN):
            return None
        place = 0
        while self.ahead(place) in (Term.NUMBER, Term.ROMAN, Term.COMMA, Term.DASH, Term.AND):
            place += 1
        if self.ahead(place) is not Term.CLASS:
            return None
        start = self.at
        self.at += place + 1
        text = self.words(start, self.at)
        if self.term in (Term.DASH, Term.COLON):
            self.at += 1
        return Label(text)
