"""The yearly list of schools with signs of bias (DOMAIN.md 3.2): 0 or 1 for each work."""

import re
from dataclasses import replace

from assessments.domain import subjects
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.parsing.cells import CellError, academic_year_of, count_of, name_and_code
from assessments.parsing.columns import Header, HeaderRow, plain
from assessments.parsing.drafts import DraftSign
from assessments.parsing.flat_table import filled_rows
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import Place
from core.office.issues import Severity

KIND = "список школ с признаками необъективности"
_WORK = re.compile(
    r"^(?:(?P<exam>огэ)\s*(?P<exam_subject>[а-яё. ]+)"
    r"|(?:впр\s*)?(?P<grade>\d{1,2})\s*(?:кл\w*\.?)?\s*(?P<subject>[а-яё. ]+)"
    r"|(?:впр\s*)?(?P<subject_first>[а-яё. ]+?)\s*(?P<grade_last>\d{1,2}))$"
)
_MARKERS = re.compile(r"^(?:кол-во|количество|число|всего) (?:маркеров|признаков)")
_YES = {"1", "да", "+"}
_NO = {"0", "нет", "-", "–", "—"}
_YEAR_IN_TITLE = re.compile(r"\b(20\d\d(?:\s*[/\-–]\s*(?:20)?\d\d)?)\b")
_TITLE_ROWS = 10
_LEAST_WORKS = 2


def header_of(row: HeaderRow) -> Header | None:
    """A school against works such as «4 РУ», with or without the number of markers."""
    works = {f"work:{at}": at for at, text in enumerate(row.own) if work_of(text)}
    markers = next((at for at, text in enumerate(row.own) if _MARKERS.match(plain(text))), None)
    header = row.header(without={*works.values(), -1 if markers is None else markers})
    if not {"code", "name"} & header.columns.keys():
        return None
    if len(works) < (1 if markers is not None else _LEAST_WORKS):
        return None
    columns = {**header.columns, **works}
    if markers is not None:
        columns["markers"] = markers
    return replace(header, columns=columns)


def work_of(text: str) -> Work | None:
    """The work behind «4 РУ», «РУ 4», «4 класс МА», «ОГЭ МА»; None for anything else."""
    found = _WORK.match(plain(text))
    if not found:
        return None
    subject = subjects.recognise(
        found.group("subject") or found.group("subject_first") or found.group("exam_subject")
    )
    if subject is None:
        return None
    if found.group("exam"):
        return Work(Procedure.OGE, subject, 9)
    grade = int(found.group("grade") or found.group("grade_last"))
    return Work(Procedure.VPR, subject, grade) if 1 <= grade <= 11 else None


def read(table: Table, reading: Reading) -> None:
    """Adds what the list says of each school and work to the draft."""
    draft = reading.draft
    title_year = _year_of_title(table)
    if title_year is None and not {"year", "academic_year"} & table.header.columns.keys():
        draft.issues.append(
            table.issue(
                Severity.ERROR, "в списке нет столбца «Год»; добавьте его и загрузите снова"
            )
        )
        return
    for row in filled_rows(table):
        place = Place(table.sheet, table.header, row)
        draft.facts.extend(_signs(place, table, title_year))
        draft.issues.extend(place.issues)


def _signs(place: Place, table: Table, title_year: int | None) -> list[DraftSign]:
    year = _year(place) if _has_year(place) else title_year
    name, code_in_name = name_and_code(place.text("name"))
    code = place.text("code").lower() or code_in_name
    if not code and not name:
        place.fail("не указана школа", "code" if "code" in place.header.columns else "name")
    if year is None:
        place.fail("год не понят; напишите так: 2025", "year")
    if place.failed or year is None:
        return []
    found = []
    for field, column in table.header.columns.items():
        work = work_of(table.row.own[column]) if field.startswith("work:") else None
        present = _present(place, field) if work else None
        if work is None or present is None:
            continue
        found.append(
            DraftSign(
                school_code=code, school_name=name, municipality=place.text("municipality"),
                work=work, academic_year=year, written_year=year, participants=0,
                sign=Sign.LISTED, present=present, sheet=place.sheet.name,
                cell=place.address(field), cells=(("present", place.address(field)),),
            )
        )  # fmt: skip
    _compare(place, found)
    return found


def presence_of(text: str) -> bool | None:
    """Whether the sign is there; None for nothing. Raises CellError for what is neither."""
    shown = text.lower()
    if shown in _YES or shown in _NO:
        return shown in _YES
    if shown:
        raise CellError(f"«{text}» не понято: нужны 0 или 1")
    return None


def _present(place: Place, field: str) -> bool | None:
    """Whether the sign is there; None for an empty cell and, with an issue, for a strange one."""
    try:
        return presence_of(place.text(field))
    except CellError as error:
        place.warn(str(error), field)
        return None


def _compare(place: Place, signs: list[DraftSign]) -> None:
    """The number of markers that the list prints should be that of the works."""
    if "markers" not in place.header.columns:
        return
    try:
        said = count_of(place.value("markers"))
    except CellError as error:
        place.warn(str(error), "markers")
        return
    counted = sum(sign.present for sign in signs)
    if said is not None and said != counted:
        place.warn(
            f"маркеров указано {said}, а отмечено {counted}; взяты отметки по работам", "markers"
        )  # fmt: skip


def _has_year(place: Place) -> bool:
    return bool(place.text("year") or place.text("academic_year"))


def _year(place: Place) -> int | None:
    for field, names_first in (("academic_year", True), ("year", False)):
        if place.text(field):
            return academic_year_of(place.value(field), names_first_year=names_first)
    return None


def _year_of_title(table: Table) -> int | None:
    for row in range(max(table.header.row - _TITLE_ROWS, 0), table.header.row):
        for value in table.sheet.rows[row]:
            found = _YEAR_IN_TITLE.search(value) if isinstance(value, str) else None
            if found:
                return academic_year_of(found.group(1), names_first_year=False)
    return None
