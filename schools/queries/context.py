"""Context data for pages: figures of schools in one academic year, files and what they would do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from core.office.issues import Issue, Severity
from core.ordering import NaturalKey
from schools.domain.context.fields import BY_KEY, ContextField, Group, Kind, of_group
from schools.domain.context.values import Value, doubts, measure_keys, measure_of, value_words
from schools.domain.matching import How, KnownSchool, Match, Register
from schools.models import ContextUpload, ContextValue, Municipality, School
from schools.parsing.context import ReadSchool, ReadValue, from_draft

TYPED_IN = "введено вручную"
"""In place of a file, for figures that people entered in the portal."""
Stored = dict[int, dict[str, ContextValue]]
"""Values by school and field."""


def open_schools(municipality: Municipality) -> list[School]:
    """Schools of the municipality that work today, as people look them up."""
    found = School.objects.filter(municipality=municipality).open()
    return list(found.order_by(NaturalKey("name"), "pk"))


def figures_of(schools: Iterable[School], academic_year: int) -> Stored:
    """All that is known of these schools in a year; a school without data is absent."""
    keys = [school.pk for school in schools]
    found: Stored = {}
    for start in range(0, len(keys), 500):
        rows = ContextValue.objects.filter(
            school__in=keys[start : start + 500], academic_year=academic_year
        ).select_related("upload")
        for row in rows.defer("upload__draft", "upload__before"):
            if row.field in BY_KEY:
                found.setdefault(row.school_id, {})[row.field] = row
    return found


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure of a school in a year, exact, with the files that its figures are from."""

    value: Fraction
    files: tuple[str, ...]


def measures_of_years(
    municipality_ids: Collection[int], academic_years: Collection[int], fields: Collection[str]
) -> dict[tuple[int, int], dict[str, KnownMeasure]]:
    """By school and academic year, what `measure_of` says of these fields; one query.

    What has no data is absent.
    """
    asked = {key for one in fields for key in measure_keys(one)}
    rows = ContextValue.objects.filter(
        school__municipality__in=municipality_ids, academic_year__in=academic_years,
        field__in=asked, number__isnull=False,
    ).values_list("school", "academic_year", "field", "number", "upload__file_name")  # fmt: skip
    values: dict[tuple[int, int], dict[str, tuple[Value, str]]] = {}
    for school, year, key, number, file in rows:
        if number is not None:
            values.setdefault((school, year), {})[key] = (number, file or TYPED_IN)
    return {key: dict(_known_measures(row, fields)) for key, row in values.items()}


def _known_measures(
    row: dict[str, tuple[Value, str]], fields: Collection[str]
) -> Iterator[tuple[str, KnownMeasure]]:
    plain = {key: value for key, (value, _) in row.items()}
    for one in fields:
        measure = measure_of(plain, one)
        if measure is not None:
            files = {row[key][1] for key in measure_keys(one) if key in row}
            yield one, KnownMeasure(measure, tuple(sorted(files)))


def values_of(stored: dict[str, ContextValue]) -> dict[str, Value]:
    """The domain's values of one school."""
    return {key: row.value for key, row in stored.items()}


def years_known(schools: Sequence[School] | QuerySet[School]) -> list[int]:
    """Academic years that have data of any of these schools, the latest first."""
    years = ContextValue.objects.filter(school__in=schools).values_list("academic_year", flat=True)
    return sorted(set(years.distinct()), reverse=True)


def source_words(row: ContextValue) -> str:
    """«откуда?» in words: the file with its sheet and cell, or who entered it; the day."""
    day = f"{row.set_at:%d.%m.%Y}"
    if row.upload is not None:
        place = ", ".join(filter(None, (row.sheet, row.cell)))
        return f"{row.upload.file_name}, {place}; {day}"
    who = row.set_by_name or "перенесено из прежних данных"
    return f"{who}, {day}"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A figure of the file beside the stored one; words for people."""

    school: School
    read: ReadValue
    stored: ContextValue | None

    @property
    def is_same(self) -> bool:
        """Whether the stored figure already says this."""
        return self.stored is not None and self.stored.value == self.read.value

    @property
    def title(self) -> str:
        """The field with its unit."""
        return BY_KEY[self.read.field].heading

    @property
    def before(self) -> str:
        """The stored figure; empty where there is none."""
        return "" if self.stored is None else self.stored.words

    @property
    def after(self) -> str:
        """The figure of the file."""
        return value_words(BY_KEY[self.read.field], self.read.value)


@dataclass(slots=True)
class FilePlan:
    """What confirming a file would do: changes by school, and everything to know about it.

    `values` is all that the file says, by school and field, changed or not.
    """

    changes: list[tuple[School, list[FileChange]]] = field(default_factory=list)
    unchanged: int = 0
    values: dict[tuple[int, str], Value] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    @property
    def added(self) -> int:
        """Figures that are new."""
        return sum(one.stored is None for _, changes in self.changes for one in changes)

    @property
    def replaced(self) -> int:
        """Figures that replace another."""
        return sum(one.stored is not None for _, changes in self.changes for one in changes)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of one school as a page shows it: words, exact share where it has one, source."""

    field: ContextField
    words: str
    share: str
    source: str


def cells_of(stored: dict[str, ContextValue], fields: Sequence[ContextField]) -> list[Cell]:
    """The cells of one school for these fields."""
    values = values_of(stored)
    return [_cell(one, stored.get(one.key), values) for one in fields]


def _cell(one: ContextField, row: ContextValue | None, values: dict[str, Value]) -> Cell:
    share = measure_of(values, one.key) if one.of and row is not None else None
    return Cell(
        field=one,
        words=row.words if row else "",
        share=percent(share) if share is not None else "",
        source=source_words(row) if row else "",
    )


def percent(share: Fraction) -> str:
    """An exact share in per cent, rounded half up to one digit for showing."""
    tenths = (2 * 10 * share.numerator + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10},{tenths % 10}"


def shown_fields(group: Group, stored: Stored) -> list[ContextField]:
    """The fields of a group; shares that forms give as per cent only where some school has one."""
    used = {key for values in stored.values() for key in values}
    return [one for one in of_group(group) if one.kind is not Kind.SHARE or one.key in used]


def upload_list(user: Any) -> QuerySet[ContextUpload]:
    """Files of context data, the newest first."""
    return (
        ContextUpload.objects.visible_to(user)
        .defer("draft", "before")
        .select_related("uploaded_by", "municipality")
        .order_by("-uploaded_at", "-pk")
    )


def plan_upload(upload: ContextUpload) -> FilePlan:
    """What taking `upload` over would do now; saves nothing."""
    return plan_uploads([upload])[0]


def plan_uploads(uploads: Sequence[ContextUpload]) -> list[FilePlan]:
    """The plans of files of one municipality and year, each as if it were taken over alone.

    The number of queries does not depend on the number of files.
    """
    if not uploads:
        return []
    known = _Known(uploads[0].municipality)
    plans: list[FilePlan] = []
    matched: list[list[tuple[School, ReadSchool]]] = []
    for upload in uploads:
        read = from_draft(upload.draft)
        plan = FilePlan(issues=list(read.issues))
        if read.years and upload.academic_year not in read.years:
            said = ", ".join(f"{year}/{(year + 1) % 100:02d}" for year in sorted(read.years))
            text = f"В файле назван другой учебный год: {said}. Проверьте, тот ли год выбран."
            plan.issues.append(Issue(Severity.WARNING, text, "", ""))
        matched.append(list(_matched(known, read.schools, plan.issues)))
        plans.append(plan)
    schools = {school.pk: school for found in matched for school, _ in found}
    stored = figures_of(schools.values(), uploads[0].academic_year)
    for plan, found in zip(plans, matched, strict=True):
        for school, one in found:
            _compare(plan, school, one, stored.get(school.pk, {}))
    return plans


def _compare(
    plan: FilePlan, school: School, one: ReadSchool, stored: dict[str, ContextValue]
) -> None:
    changes = [FileChange(school, read, stored.get(read.field)) for read in one.values]
    new = [change for change in changes if not change.is_same]
    plan.unchanged += len(changes) - len(new)
    plan.values.update({(school.pk, read.field): read.value for read in one.values})
    if new:
        plan.changes.append((school, new))
    together = values_of(stored) | {read.field: read.value for read in one.values}
    places = {read.field: read for read in one.values}
    for key, text in doubts(together):
        read = places.get(key)
        sheet, cell = (read.sheet, read.cell) if read else (one.sheet, one.cell)
        plan.issues.append(Issue(Severity.WARNING, f"{school.name}: {text}", sheet, cell))


class _Known:
    """The schools of a municipality, ready to be recognised."""

    def __init__(self, municipality: Municipality) -> None:
        found = School.objects.filter(municipality=municipality).prefetch_related("aliases")
        self.schools = {school.pk: school for school in found}
        self.register = Register(map(known_school, self.schools.values()))


def _matched(
    known: _Known, read: Sequence[ReadSchool], issues: list[Issue]
) -> Iterator[tuple[School, ReadSchool]]:
    found: dict[int, dict[str, ReadValue]] = {}
    named: dict[int, ReadSchool] = {}
    for one in read:
        match = known.register.match(one.code, one.name)
        if match is None:
            text = "Школа не узнана среди школ муниципалитета. Строка не загружается."
            issues.append(Issue(Severity.ERROR, text, one.sheet, one.cell))
            continue
        issues.extend(_doubt(match, one))
        key = match.school.key
        named.setdefault(key, one)
        _gather(found.setdefault(key, {}), one, known.schools[key], issues)
    for key, values in found.items():
        yield known.schools[key], replace(named[key], values=tuple(values.values()))


def _gather(
    found: dict[str, ReadValue], one: ReadSchool, school: School, issues: list[Issue]
) -> None:
    """The values of a school from all its rows and sheets; the first of two different ones."""
    for value in one.values:
        first = found.setdefault(value.field, value)
        if first.value != value.value:
            title = BY_KEY[value.field].title
            text = (
                f"{school.name}: «{title}» уже есть в файле с другим значением ({_place(first)}). "
                "Значение пропущено."
            )
            issues.append(Issue(Severity.ERROR, text, value.sheet, value.cell))


def known_school(school: School) -> KnownSchool:
    """A school of the register as matching needs it; its aliases have been read."""
    return KnownSchool(
        key=school.pk,
        login=school.login,
        names=(school.name, school.full_name),
        aliases=tuple(alias.login for alias in school.aliases.all()),
        codes=tuple(filter(None, (school.oge_code, school.ege_code))),
    )


def _doubt(match: Match, one: ReadSchool) -> Iterator[Issue]:
    known = match.school.names[0]
    if match.how is How.SIMILAR_NAME:
        text = f"«{known}» узнана по похожему названию (сходство {match.score}\u00a0%)."
        yield Issue(Severity.WARNING, text, one.sheet, one.cell)
    elif match.how is How.NAME and one.code:
        text = f"«{known}» узнана по названию: такого логина или кода нет."
        yield Issue(Severity.WARNING, text, one.sheet, one.cell)


def _place(one: ReadValue) -> str:
    return ", ".join(filter(None, (one.sheet, one.cell)))
