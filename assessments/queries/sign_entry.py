"""The table of a received list of signs of bias: schools against works, or against signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.domain.objectivity.settings import CHOOSABLE_WORKS
from assessments.domain.objectivity.signs import FEDERAL, SIGN_NAMES, Sign
from assessments.domain.procedures import Procedure, Work
from assessments.models import ImportState, ObjectivitySign, ResultsImport
from assessments.queries.objectivity import rules_for
from assessments.queries.objectivity_pages import short_work
from assessments.queries.review import place_words
from core.values import academic_year
from schools.models import Municipality, School
from schools.queries.matching import schools_to_match

_LONG_WORDS = {
    "математика": "матема\u00adтика", "необъективности": "необъек\u00adтивности",
    "несоответствие": "несоот\u00adветствие", "результатов": "резуль\u00adтатов",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignColumn:
    """One work and sign; `key` is what its fields are called, `words` what people are told."""

    work: Work
    sign: Sign
    title: str
    words: str

    @property
    def key(self) -> str:
        """«vpr-4-Русский язык-listed»."""
        return "-".join(
            (self.work.procedure.value, str(self.work.grade), self.work.subject, self.sign.value)
        )


@dataclass(frozen=True)
class SignTable:
    """A list of one year: either one sign (`sign`) of many works or all signs of one `work`."""

    municipality: Municipality
    year: int
    sign: Sign | None = None
    work: Work | None = None

    @cached_property
    def columns(self) -> list[SignColumn]:
        """Works that the index counts, others that lists name or are stored; or the signs."""
        if self.work is not None:
            return [
                SignColumn(self.work, sign, _narrow(SIGN_NAMES[sign]), SIGN_NAMES[sign])
                for sign in FEDERAL
            ]
        sign = self.sign or Sign.LISTED
        counted = rules_for(self.municipality).works
        known = dict.fromkeys((*counted, *CHOOSABLE_WORKS, *sorted(self._stored_works(sign))))
        return [SignColumn(work, sign, _narrow(short_work(work)), work.title) for work in known]

    def _stored_works(self, sign: Sign) -> set[Work]:
        rows = ObjectivitySign.objects.of_municipality(self.municipality.pk).filter(
            academic_year=self.year, sign=sign.value
        )
        named = rows.order_by().values_list("procedure", "subject", "grade").distinct()
        return {Work(Procedure(kind), subject, grade) for kind, subject, grade in named}

    @property
    def title(self) -> str:
        """What is typed, in a few words."""
        year = f"{academic_year.label(self.year)} учебный год"
        if self.work is not None:
            return f"{self.work.title}, {year}"
        return f"{SIGN_NAMES[self.sign or Sign.LISTED]}, {year}"


@dataclass(frozen=True, slots=True)
class SignCell:
    """One field: «1», «0» or nothing, and the file that says so."""

    column: SignColumn
    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """A school; `seen` are the versions that the person looks at."""

    school: School
    cells: list[SignCell]
    seen: str
    error: str = ""
    stored_words: str = ""


def current_signs(table: SignTable) -> dict[int, dict[str, ObjectivitySign]]:
    """What is stored of the list, by school and column: one query."""
    keys = {(column.work, column.sign): column.key for column in table.columns}
    rows = (
        ObjectivitySign.objects.of_municipality(table.municipality.pk)
        .first_results()
        .filter(academic_year=table.year)
        .with_files()
    )
    found: dict[int, dict[str, ObjectivitySign]] = defaultdict(dict)
    for row in rows:
        key = keys.get((row.work, Sign(row.sign)))
        if key is not None:
            found[row.school_id][key] = row
    return found


def seen_of(table: SignTable, stored: Mapping[str, ObjectivitySign]) -> str:
    """The versions of a row, to be compared with those that are stored when it is saved."""
    return "-".join(str(stored[one.key].pk) for one in table.columns if one.key in stored)


def sign_rows(
    table: SignTable,
    typed: Mapping[int, Mapping[str, str]] | None = None,
    errors: Mapping[int, str] | None = None,
) -> list[SignRow]:
    """Every school; what was typed stays, with what is wrong about it and what is stored now."""
    current = current_signs(table)
    rows = []
    for school in schools_to_match(table.municipality):
        stored = current.get(school.pk, {})
        entered = (typed or {}).get(school.pk, {})
        error = (errors or {}).get(school.pk, "")
        cells = [
            SignCell(
                column, f"{school.pk}-{column.key}",
                entered.get(column.key, shown(stored.get(column.key))),
                _origin(stored.get(column.key)),
            )
            for column in table.columns
        ]  # fmt: skip
        rows.append(
            SignRow(
                school, cells, seen_of(table, stored), error,
                _words(table.columns, stored) if error else "",
            )
        )  # fmt: skip
    return rows


def shown(stored: ObjectivitySign | None) -> str:
    """A stored sign as its field shows it."""
    return "" if stored is None else str(int(stored.present))


def last_letter(table: SignTable) -> ResultsImport | None:
    """The letter of the list that was typed last for this year, to begin with."""
    typed = ResultsImport.objects.filter(
        municipality=table.municipality, letter_date__isnull=False,
        state=ImportState.CONFIRMED,
        objectivitysign_rows__academic_year=table.year,
    )  # fmt: skip
    return typed.order_by("-decided_at", "-pk").first()


def _narrow(title: str) -> str:
    """Long words of a heading with a place to break them."""
    for whole, parts in _LONG_WORDS.items():
        title = title.replace(whole, parts)
    return title


def _words(columns: Sequence[SignColumn], stored: Mapping[str, ObjectivitySign]) -> str:
    return ", ".join(
        f"{column.words} {shown(stored[column.key])}" for column in columns if column.key in stored
    )


def _origin(stored: ObjectivitySign | None) -> str:
    if stored is None:
        return ""
    place = place_words(stored.sheet, stored.cell)
    return f"{stored.results_import.file_name}{f' ({place})' if place else ''}"
