"""Signs of bias as pages print them: the matrix of schools, one school, the index by years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.domain.measures import rounded
from assessments.domain.objectivity.evidence import Scores
from assessments.domain.objectivity.index import Index, YearIndex
from assessments.domain.objectivity.judging import FoundSign, WorkSigns, answer_of
from assessments.domain.objectivity.signs import FEDERAL, SIGN_NAMES, Sign
from assessments.domain.objectivity.wording import ADVICE, index_words, marked_words
from assessments.domain.procedures import TITLES, Procedure, Work
from assessments.domain.reading.grids import Block
from assessments.domain.reading.scores import scores_block
from assessments.domain.scales import Scale
from assessments.models import ResultsImport
from assessments.queries.classification import schools_to_classify
from assessments.queries.objectivity import YearSigns
from assessments.queries.review import place_words
from core.values import academic_year as years
from core.values.charts import Chart, ChartKind, Series
from core.values.wording import NBSP, lower_first
from schools.models import Municipality, School

MARKED, CLEAR, UNKNOWN = "marked", "clear", "unknown"
ANSWERS = (
    (MARKED, "есть признаки"),
    (CLEAR, "признаков нет"),
    (UNKNOWN, "нельзя оценить"),
)
_SHORT = {
    Sign.HIGH_MEAN: "высокий средний балл",
    Sign.JOURNAL_RANKS: "балл и журнал расходятся",
    Sign.SHARP_RISE: "резкий рост",
    Sign.SHARP_FALL: "резкое падение",
    Sign.PEAK: "пик на границе",
    Sign.CORRIDOR: "вне коридора",
    Sign.JOURNAL_SHARES: "расхождение с журналом",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One work of one school: `sign` of core.web.signs, its words, the signs by name."""

    sign: str
    words: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One school of the matrix; `cells` in the order of the works asked for, None: not written."""

    school: School
    answer: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign on the page of a school."""

    title: str
    sign: str
    answer: str
    words: str
    origin: str
    note: str
    file_name: str
    place: str
    import_id: int | None
    advice: str


@dataclass(frozen=True, slots=True)
class WorkPart:
    """One work on the page of a school."""

    title: str
    cell: Cell
    lines: tuple[SignLine, ...]
    contradiction: str
    counted: bool
    scores: Block | None


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One year of the municipality: words of both indexes with what they are shares of."""

    year: int
    told: str
    told_of: str
    computed: str
    computed_of: str


def works_of(found: YearSigns, *, everything: bool) -> list[Work]:
    """Columns of the matrix: the counted works, or all of which anything can be said."""
    if not everything:
        return list(found.rules.works)
    others = {
        signs.work
        for works in found.judged.schools.values()
        for signs in works
        if not signs.counted and signs.signs
    }
    return [*found.rules.works, *sorted(others)]


def rows_of(
    user: Any, municipality: Municipality, found: YearSigns, works: Sequence[Work]
) -> list[Row]:
    """Schools of the year that the person sees, by name."""
    seen = School.objects.visible_to(user).filter(municipality=municipality)
    ids = set(seen.values_list("pk", flat=True))
    return [
        _row(school, found.of_school(school.login), works)
        for school in schools_to_classify(municipality, found.academic_year)
        if school.pk in ids
    ]


def _row(school: School, signs: Sequence[WorkSigns], works: Sequence[Work]) -> Row:
    by_work = {one.work: one for one in signs}
    answer = answer_of(one.bears_sign for one in signs)
    return Row(
        school,
        {True: MARKED, False: CLEAR, None: UNKNOWN}[answer],
        tuple(cell_of(by_work[work]) if work in by_work else None for work in works),
    )


def cell_of(signs: WorkSigns) -> Cell:
    """The answer of one work in a few words."""
    present = [one for one in signs.signs if one.answer]
    details = "; ".join(
        filter(
            None, [_told_words(present), _computed_words([one for one in present if not one.told])]
        )
    )
    if signs.bears_sign:
        return Cell("returned", "есть признак", details)
    if present:
        return Cell("review", "стоит посмотреть", details)
    if signs.bears_sign is False or signs.local is False:
        return Cell("done", "признака нет")
    return Cell("ahead", "нельзя оценить")


def _told_words(present: Sequence[FoundSign]) -> str:
    """«по списку», with the kind where the list says it."""
    told = [one for one in present if one.told]
    kinds = ", ".join(_SHORT[one.sign] for one in told if one.sign is not Sign.LISTED)
    return f"по списку: {kinds}" if kinds else ("по списку" if told else "")


def _computed_words(present: Sequence[FoundSign]) -> str:
    """«по расчёту: резкий рост», those of the methodology first."""
    ordered = sorted(present, key=lambda one: one.sign not in FEDERAL)
    return f"по расчёту: {', '.join(_SHORT[one.sign] for one in ordered)}" if ordered else ""


def short_work(work: Work) -> str:
    """«ВПР, русский язык, 4 кл.» — the head of a narrow column."""
    grade = f", {work.grade}{NBSP}кл." if work.procedure is Procedure.VPR else ""
    return f"{TITLES[work.procedure]}, {lower_first(work.subject)}{grade}"


def sentence(index: YearIndex) -> str:
    """«Признаки есть у 3 из 12 школ, индекс объективности 75,0 (по полученному списку).»"""
    main = index.main
    if main is None:
        return "Оценить признаки пока нельзя: нет ни списка, ни данных для расчёта."
    words = marked_words(len(main.marked), main.schools)
    origin = "по полученному списку" if index.is_told else "по расчёту портала"
    value = index_words(main.value)
    said = f"{words[:1].upper()}{words[1:]}, индекс объективности {value} ({origin})."
    if main.unjudged:
        said += f" Нельзя оценить: {main.unjudged}."
    return said


def parts_of(signs: Sequence[WorkSigns]) -> list[WorkPart]:
    """The works of one school, those without a single line left out."""
    return [
        WorkPart(
            one.work.title, cell_of(one), tuple(map(_line, one.signs)), one.contradiction,
            one.counted, _scores(one.work.title, one.scores, one.scale),
        )
        for one in signs
        if one.signs
    ]  # fmt: skip


def _line(found: FoundSign) -> SignLine:
    sign, answer = {
        True: ("returned", "есть"), False: ("done", "нет"), None: ("ahead", "нельзя оценить")
    }[found.answer]  # fmt: skip
    origin = "полученный список" if found.told else "расчёт портала"
    if not found.told and found.sign not in FEDERAL:
        origin = "расчёт портала, дополнительный признак"
    source = found.source
    name = SIGN_NAMES[found.sign]
    return SignLine(
        name[:1].upper() + name[1:], sign, answer, found.words, origin, found.note,
        source.file if source else "",
        place_words(source.sheet, source.cell) if source else "",
        source.document if source else None, ADVICE[found.sign] if found.answer else "",
    )  # fmt: skip


def _scores(title: str, scores: Scores | None, scale: Scale | None) -> Block | None:
    """The scores of the school, with the marks where the scale is that of the file."""
    if scores is None or not scores.participants:
        return None
    fits = scale is not None and scale.max_score in (None, scores.max_score)
    limits = scale.boundaries() if scale is not None and fits else {}
    return scores_block(title, scores.counts, limits)


def index_lines(found: Sequence[YearSigns]) -> list[IndexLine]:
    """The index of each year in which there is one, the latest first."""
    return [
        IndexLine(
            one.academic_year, *_index_words(one.index.told), *_index_words(one.index.computed)
        )
        for one in found
        if one.index.main is not None
    ]


def _index_words(index: Index | None) -> tuple[str, str]:
    if index is None:
        return "", ""
    return index_words(index.value), marked_words(len(index.marked), index.schools)


def index_chart(found: Sequence[YearSigns]) -> Chart | None:
    """Both indexes by years; None with fewer than two years of one of them."""
    known = sorted(
        (one for one in found if one.index.main is not None), key=lambda one: one.academic_year
    )
    series = [
        Series(name, values)
        for name, values in (
            ("по спискам", tuple(_value(one.index.told) for one in known)),
            ("по расчёту", tuple(_value(one.index.computed) for one in known)),
        )
        if sum(value is not None for value in values) > 1
    ]
    if not series:
        return None
    return Chart(
        caption="Индекс объективности", kind=ChartKind.LINES,
        categories=tuple(years.label(one.academic_year) for one in known), series=tuple(series),
        unit="%", counts=tuple(one.index.main.schools for one in known if one.index.main),
        counted="Школ",
    )  # fmt: skip


def _value(index: Index | None) -> Decimal | None:
    return None if index is None or index.value is None else rounded(index.value, 1)


def files_seen(user: Any, parts: Sequence[WorkPart]) -> frozenset[int]:
    """Of the files that signs come from, those whose pages the person may open."""
    ids = {line.import_id for part in parts for line in part.lines if line.import_id}
    seen = ResultsImport.objects.visible_to(user).filter(pk__in=ids)
    return frozenset(seen.values_list("pk", flat=True))
