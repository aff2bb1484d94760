"""Reads a whole cell: elements, the marks between them, scopes, and words not understood."""

from typing import NamedTuple

from roadmaps.domain.deadlines.cleaning import cleaned
from roadmaps.domain.deadlines.counted import NUMERALS
from roadmaps.domain.deadlines.nodes import (
    Break,
    Element,
    Item,
    Label,
    Limit,
    Range,
    Scale,
    Separator,
    Then,
    Unit,
    Unread,
    dated,
    each_unit,
    lifted,
    unit_of,
    with_unit,
    years_of,
)
from roadmaps.domain.deadlines.numbering import NumberingParser
from roadmaps.domain.deadlines.terms import Term
from roadmaps.domain.deadlines.tokens import MOST_TOKENS, tokenize

_LIGHT, _STRONG = Separator(Break.COMMA), Separator(Break.STRONG)
_BREAKS = {
    Term.COMMA: _LIGHT,
    Term.AND: _LIGHT,
    Term.OPEN: _LIGHT,
    Term.CLOSE: _LIGHT,
    Term.QUOTE: _LIGHT,
    Term.SLASH: _STRONG,
    Term.OR: Separator(Break.CHOICE),
    Term.NEWLINE: _STRONG,
    Term.SEMICOLON: _STRONG,
}
_SILENT = frozenset(
    {Term.DASH, Term.DOT, Term.COLON, Term.MARK, Term.NOISE, Term.TERM, Term.DURING}
)
_LABEL_WORDS = frozenset(
    {Term.UNKNOWN, Term.CLASS, Term.PLAN_NAME, Term.MARK, Term.QUOTE, Term.NUMBER, Term.ROMAN,
     Term.SCHEDULE, Term.EVENT, Term.REALISATION, Term.ORDINAL, Term.SCHOOL, Term.NOISE,
     Term.TERM, Term.REPORTED, Term.BEGINNING, Term.END}
)  # fmt: skip
_LABEL_LINKS = frozenset(
    {Term.COMMA, Term.AND, Term.PO, Term.IN, Term.ON, Term.FROM, Term.DASH, Term.DOT, Term.SLASH}
)
_MAY_BE_NUMBERING = frozenset(
    {Term.NUMBER, Term.ROMAN, Term.IN, Term.ON, Term.UNKNOWN, Term.AND, Term.NUMERO, Term.TILL,
     Term.FROM, Term.TOWARDS}
)  # fmt: skip
_LONGEST_LABEL = 24
_ONLY_NUMBER = (Term.NUMBER, Term.DOT, Term.COMMA, Term.SEMICOLON, Term.NEWLINE, Term.STOP)
_NOT_SCOPES = ("срок", "дата", "до", "период", "пункт", "далее", "затем")


class Phrase(NamedTuple):
    """The elements of a cell in order, and what was noticed on the way."""

    elements: tuple[Element, ...]
    slips: int
    each_year: bool
    cut: bool


class CellParser(NumberingParser):
    """The top of the grammar: a cell is a list of elements, marks, scopes and other words."""

    __slots__ = ("_scope_school", "_scope_years")

    def phrase(self) -> Phrase:
        """Read all tokens."""
        self._found: list[Element] = []
        self._scope_years: tuple[int, ...] = ()
        self._scope_school = False
        self._has_classes = Term.CLASS in [token.term for token in self.tokens]
        while self.term is not Term.STOP:
            self._next()
        cut = len(self.tokens) >= MOST_TOKENS
        return Phrase(tuple(self._found), self.slips, self.each_year, cut)

    def _next(self) -> None:
        term = self.term
        if term in _MAY_BE_NUMBERING and (self._numbers_passed() or self._year_scope()):
            return
        start = self.at
        if (found := self.element()) is not None:
            self._found.append(self._in_scope(found, start))
            self._other_day(found)
            return
        if term is Term.THEN:
            self.at += 1
            self._found.append(Then())
        elif term is Term.DOT:
            self._dot()
        elif (mark := _BREAKS.get(term)) is not None:
            self.at += 1
            self._found.append(mark)
            if term is Term.OPEN:
                self._bracketed()
        elif term in (Term.DASH, Term.COLON) and self._follows_unit() and self._trailing():
            return
        elif term in _SILENT and not self._leading_label():
            if term is Term.TERM and self.ahead() is Term.UNKNOWN:
                self._found.append(self._schedule_from(self.at))
            else:
                self.at += 1
        elif term not in _SILENT and not self._leading_label():
            self._found.append(Unread(self.tokens[self.at].text))
            self.at += 1

    def _other_day(self, found: Element) -> None:
        """«25 (26) мая», «до 25 (26) мая»: one of two days of a month that stands after both."""
        if self.term is not Term.OPEN or not isinstance(found, (Unit, Limit)):
            return
        day = unit_of(found)
        if day.scale is not Scale.DAY or day.of is not None or not self._is_day_in_brackets():
            return
        number = self.tokens[self.at + 1].value
        self.at += 3
        month = self._month()
        self._found[-1:] = [
            with_unit(found, lifted(day._replace(of=month))),
            Separator(Break.CHOICE),
            with_unit(found, lifted(day._replace(number=number, of=month))),
        ]

    def _in_scope(self, found: Element, start: int) -> Element:
        """The element with the day, the part and the year that stand for it, too."""
        if not isinstance(found, (Unit, Range, Limit)):
            return found
        first = self.tokens[start]
        if first.term is Term.MONTH and not first.nominative and isinstance(found, Unit):
            found = self._same_day(found)
        if first.term in NUMERALS and isinstance(found, Unit) and found.part is None:
            found = self._same_part(found, start)
        if not self._scope_years or _named_years(found):
            return found
        return dated(found, self._scope_years, school=self._scope_school)

    def _same_day(self, month: Unit) -> Item:
        """«15 января, июля»: a month in the genitive after a day takes the day over."""
        if len(self._found) < 2 or month.scale is not Scale.MONTH:
            return month
        before, mark = self._found[-2:]
        if mark != _LIGHT or not isinstance(before, (Unit, Range, Limit)):
            return month
        unit = unit_of(before)
        if unit.scale is not Scale.DAY or unit.of is None or unit.of.number is None:
            return month
        return each_unit(before, lambda day: Unit(Scale.DAY, day.number, of=month))

    def _same_part(self, unit: Unit, start: int) -> Unit:
        """«в конце 1, 2, 3 четверти»: the part is of all that share the noun."""
        if len(self._found) < 2 or not isinstance(before := self._found[-2], Unit):
            return unit
        shares = before.scale is unit.scale and self.tokens[start - 2].term in NUMERALS
        return unit._replace(part=before.part) if shares else unit

    def _year_scope(self) -> bool:
        """«2023 г. – до 1 июля; в 2024 г.: май»: the year of the dates that follow."""
        start, slips, each = self.at, self.slips, self.each_year
        if self.term in (Term.IN, Term.ON):
            self.at += 1
        if not self._at_year():
            self.at = start
            return False
        years, school, _ = self._years()
        if years and self.term in (Term.DASH, Term.COLON):
            self.at += 1
            place = self.at
            found = self.element()
            self.at = place
            floats = isinstance(found, (Unit, Range, Limit)) and not _named_years(found)
            if floats or (found is None and self._label_follows(0)):
                self._scope_years, self._scope_school = years, school
                return True
        self.at, self.slips, self.each_year = start, slips, each
        return False

    def _dot(self) -> None:
        """A full stop before a capital letter parts two phrases."""
        self.at += 1
        if self.tokens[self.at].text[:1].isupper():
            self._found.append(_STRONG)

    def _follows_unit(self) -> bool:
        return bool(self._found) and isinstance(self._found[-1], (Unit, Range, Limit))

    def _leading_label(self) -> bool:
        """Words before a dash or a colon and an element: «ОГЭ, ЕГЭ – июль»."""
        start = self.at
        end = self._label_end()
        if end is None:
            self.at = start
            return False
        text = self.words(start, end)
        if not text.lower().startswith(_NOT_SCOPES):
            self._found.append(Label(text))
        return True

    def _label_end(self) -> int | None:
        """The token after the label's words, with the position set behind its dash."""
        start = self.at
        while self.at - start < _LONGEST_LABEL:
            term = self.term
            ends = term in (Term.DASH, Term.COLON) and not self._is_between_days()
            if ends and self.at > start and self.starts_element(1):
                end = self.at
                self.at += 1
                return end
            if self.at > start and self._is_scope(start) and self.starts_element(0):
                return self.at
            if term in _LABEL_LINKS and self.at > start:
                if self.ahead() not in _LABEL_WORDS and self.ahead() not in _LABEL_LINKS:
                    return None
            elif term not in _LABEL_WORDS and not (self.at == start and term in _LABEL_LINKS):
                return None
            self.at += 1
        return None

    def _is_between_days(self) -> bool:
        """«1 сессия, 23–30 марта»: the dash stands inside of a range."""
        first, mark = self.tokens[self.at - 1], self.tokens[self.at - 2].term
        is_day = first.term is Term.NUMBER and first.digits <= 2 and mark is Term.COMMA
        return is_day and self.ahead() is Term.NUMBER and self.term is Term.DASH

    def _is_scope(self, start: int) -> bool:
        """Whether the words so far are an abbreviation that needs no dash («ВПР апрель»)."""
        text = self.words(start, self.at)
        return text.isupper() and len(text) > 1 and self.tokens[start].term is Term.UNKNOWN

    def _trailing(self) -> bool:
        """«июль – ОГЭ, декабрь – ВПР»."""
        start = self.at
        self.at += 1
        first = self.at
        while self.term in (Term.UNKNOWN, Term.CLASS) or (
            self.term in (Term.COMMA, Term.AND) and self.ahead() is Term.UNKNOWN
        ):
            self.at += 1
        if self.at == first or self.term in (Term.DASH, Term.COLON):
            self.at = start
            return False
        self._found.append(Label(self.words(first, self.at), trailing=True))
        return True

    def _bracketed(self) -> None:
        """«июль (ОГЭ, ЕГЭ)»: brackets with words only are the scope of what stands before."""
        start = self.at
        while self.term not in (Term.CLOSE, Term.OPEN, Term.STOP):
            self.at += 1
        if self.term is not Term.CLOSE or self.at == start:
            self.at = start
            return
        inside = range(start, self.at)
        if any(self._starts_at(place) for place in inside) or len(self._found) < 2:
            self.at = start
            return
        if isinstance(self._found[-2], (Unit, Range, Limit)):
            self._found[-1] = Label(self.words(start, self.at), trailing=True)
            self.at += 1
        else:
            self.at = start

    def _starts_at(self, place: int) -> bool:
        return self.starts_element(place - self.at)


def _named_years(item: Item) -> bool:
    return bool(years_of(each_unit(item, lifted))) or unit_of(item).scale >= Scale.SCHOOL_YEAR


def parse(text: str) -> Phrase:
    """The phrase of one cell; any text has one."""
    tokens = tokenize(cleaned(text))
    phrase = CellParser(tokens).phrase()
    said = [element for element in phrase.elements if not isinstance(element, Separator)]
    only = said[0] if len(said) == 1 else None
    if isinstance(only, Unread) and all(token.term in _ONLY_NUMBER for token in tokens):
        return _bare_number(phrase, only.text)
    return phrase


def _bare_number(phrase: Phrase, text: str) -> Phrase:
    """A cell with nothing but «15» is a day whose month is not told."""
    if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31:
        return phrase._replace(elements=(Unit(Scale.DAY, int(text)),))
    return phrase
