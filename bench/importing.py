"""Files of results of 5,000 and 50,000 rows: time and memory of reading and of loading them.

`python -m bench.importing` prints a line for each kind; `make bench` does the same.
"""

import io
import random
import tempfile
from collections.abc import Callable, Iterator
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.measuring import Measured, in_child, in_scratch_installation, say

SIZES = (5_000, 50_000)
ROWS_A_SCHOOL = 16
_HEAD = ("Год", "Класс", "Предмет", "Муниципалитет", "Логин", "ОО", "Кол-во участников")
_MARKS = ("2", "3", "4", "5")
_SUBJECTS = ("Русский язык", "Математика", "История", "Биология")


def rows_of_marks(count: int) -> Iterator[tuple[object, ...]]:
    """Rows of a flat table: a work of a school, its participants, four percentages as floats."""
    dice = random.Random(50_000)
    for number in range(count):
        school = number // ROWS_A_SCHOOL
        work = ("2025", number % 4 + 4, _SUBJECTS[number // 4 % 4], "Сосновый район")
        participants = dice.randint(20, 160)
        cuts = sorted(dice.randint(0, participants) for _ in range(3))
        marks = [after - before for before, after in pairwise((0, *cuts, participants))]
        shares = (round(100 * mark / participants, 2) for mark in marks)
        yield (*work, f"edu{count}{school:05d}", f"СОШ № {school}", participants, *shares)


def workbook_of_rows(count: int) -> bytes:
    """A flat table of `count` schools and works with percentages, as Excel writes it."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Лист1")
    sheet.append((*_HEAD, *map(int, _MARKS)))
    for row in rows_of_marks(count):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of_rows(count: int) -> bytes:
    """The same table as CSV in cp1251 with semicolons and decimal commas."""
    lines = [";".join((*_HEAD, *_MARKS))]
    for row in rows_of_marks(count):
        lines.append(";".join(str(value).replace(".", ",") for value in row))
    return "\n".join(lines).encode("cp1251")


def protocol_of_rows(count: int) -> bytes:
    """A protocol of ЕГЭ of `count` made-up participants."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Лист1")
    sheet.append(("Протокол проверки результатов ЕГЭ",))
    sheet.append(("01 - Русский язык 2026.06.04",))
    sheet.append(
        ("№", "Код ОО", "Класс", "Код ППЭ", "Фамилия", "Имя", "Отчество", "Номер", "Тестовый балл")
    )
    for number in range(count):
        row = (number, 1000 + number % 900, "11А", 201, "Лесная", "Мария", "Петровна")
        sheet.append((*row, f"{number:06d}", number % 101))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bench_importing() -> None:
    """Reading against the bare reading of the cells, and the whole way into the database."""
    with tempfile.TemporaryDirectory() as folder:
        for name, made in KINDS:
            _bench_reading(name, made, Path(folder))
        _bench_whole_way(Path(folder))


def _bench_reading(name: str, made: Callable[[int], bytes], folder: Path) -> None:
    taken: dict[str, list[Measured]] = {"read_workbook (bare)": [], "read_results": []}
    for size in SIZES:
        file = _file(made, size, folder)
        bare = in_child(lambda f=file: _bare(f.read_bytes()))
        read = in_child(lambda f=file: _read(f.read_bytes()))
        for what, part in zip(taken, (bare, read), strict=True):
            taken[what].append(part)
            say(f"{what}, {name}, {size} rows", _shown(part))
        say("  understanding against bare reading", f"{read.processor / bare.processor:.1f} times")
    _say_growth(taken, name)


def _bench_whole_way(folder: Path) -> None:
    """Upload with everything kept for the review, its pages, confirmation and the way back."""
    from django.db import connections
    from django.test import Client

    # What the first page of a process costs is no matter of files.
    Client(SERVER_NAME="localhost").get("/accounts/login/")
    # Each child has connections of its own.
    connections.close_all()
    taken: dict[str, list[Measured]] = {}
    for size in SIZES:
        file = _file(workbook_of_rows, size, folder)
        office = in_child(lambda n=size: _office(n)).answer
        draft = in_child(lambda f=file, o=office: _upload(f, o))
        key = draft.answer
        parts = {
            "upload": draft,
            "first view of the review": in_child(lambda k=key: _page("import", k, 1)),
            "a further page of it": in_child(lambda k=key: _page("import", k, 7)),
            "confirmation": in_child(lambda k=key: _confirm(k)),
            "preview of taking it back": in_child(lambda k=key: _page("import_withdraw", k, 1)),
            "taking it back": in_child(lambda k=key: _withdraw(k)),
        }
        for what, part in parts.items():
            taken.setdefault(what, []).append(part)
            say(f"{what}, flat workbook, {size} rows", _shown(part))
    _say_growth(taken, "flat workbook")


def _shown(part: Measured) -> str:
    return f"{part.processor:.1f} s, {part.megabytes} MB"


def _say_growth(taken: dict[str, list[Measured]], name: str) -> None:
    thousands = (SIZES[1] - SIZES[0]) / 1_000
    for what, (small, large) in taken.items():
        more = (large.megabytes - small.megabytes) / thousands
        say(f"  memory for each further 1,000 rows, {name}: {what}", f"{more:.2f} MB")


def _file(made: Callable[[int], bytes], size: int, folder: Path) -> Path:
    """Made in a process of its own: what making it takes is nobody's memory afterwards."""
    file = folder / f"{made.__name__}_{size}"
    if not file.exists():
        in_child(lambda: file.write_bytes(made(size)))
    return file


def _bare(content: bytes) -> int:
    from core.office.workbooks import read_workbook

    return sum(len(sheet.rows) for sheet in read_workbook(content).sheets)


def _read(content: bytes) -> int:
    from assessments.parsing.workbook_reader import read_results

    draft = read_results(content)
    return len(draft.rows) + len(draft.facts)


def _office(rows: int) -> int:
    """A municipality with the schools of a file of `rows` rows, by its key."""
    from schools.models import Municipality, Region, School

    region, _ = Region.objects.get_or_create(code="96", defaults={"name": "Край для загрузки"})
    office = Municipality.objects.create(
        region=region, code=f"reg96_m{rows}", name="Сосновый район"
    )
    School.objects.bulk_create(
        School(municipality=office, login=f"edu{rows}{number:05d}", name=f"СОШ № {number}")
        for number in range(-(-rows // ROWS_A_SCHOOL))
    )
    return office.pk


def _upload(file: Path, office: int) -> int:
    from assessments.actions.importing import draft_import
    from schools.models import Municipality

    place = Municipality.objects.get(pk=office)
    draft = draft_import(
        municipality=place, by=None, file_name="results.xlsx", content=file.read_bytes()
    )
    return draft.pk


def _page(name: str, draft: int, number: int) -> int:
    """The whole page as the office's administrator gets it."""
    from django.test import Client
    from django.urls import reverse

    client = Client(SERVER_NAME="localhost")
    client.force_login(_clerk(draft))
    answer = client.get(reverse(f"assessments:{name}", args=[draft]), {"page": number})
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{name}: {answer.status_code}")
    return len(answer.content)


def _clerk(draft: int) -> Any:
    """Somebody who may decide on the file."""
    from accounts.models import User
    from assessments.models import ResultsImport
    from schools.domain.roles import Role
    from schools.models import Membership

    place = ResultsImport.objects.get(pk=draft).municipality
    person, is_new = User.objects.get_or_create(email=f"bench{place.pk}@example.org")
    if is_new:
        Membership.objects.create(user=person, municipality=place, role=Role.ADMINISTRATOR)
    return person


def _confirm(draft: int) -> int:
    from assessments.actions.importing import confirm_import
    from assessments.models import Result, ResultsImport

    confirm_import(results_import=ResultsImport.objects.get(pk=draft), by=None)
    return Result.objects.filter(results_import=draft).count()


def _withdraw(draft: int) -> int:
    from assessments.actions.importing import withdraw_import
    from assessments.models import Result, ResultsImport

    withdraw_import(results_import=ResultsImport.objects.get(pk=draft), by=_clerk(draft))
    return Result.versions.filter(results_import=draft).count()


KINDS = (
    ("flat workbook", workbook_of_rows), ("flat CSV", csv_of_rows), ("protocol", protocol_of_rows),
)  # fmt: skip


if __name__ == "__main__":
    in_scratch_installation(bench_importing)
