"""Reading result workbooks of 50,000 rows: time and memory against the bare reading of the file.

`python -m bench.importing` prints a line for each kind; `make bench` does the same.
"""

import io
import sys

from bench.measuring import in_child, say

ROWS = 50_000
_HEAD = ("Год", "Класс", "Предмет", "Муниципалитет", "Логин", "ОО", "Кол-во участников")
_SUBJECTS = ("Русский язык", "Математика", "История", "Биология")
_MARKS = (12.36, 52.81, 26.97, 7.87)


def workbook_of_rows(count: int) -> bytes:
    """A flat table of `count` schools and works with percentages, as Excel writes it."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Лист1")
    sheet.append((*_HEAD, 2, 3, 4, 5))
    for number in range(count):
        school = number // 16
        work = ("2025", number % 4 + 4, _SUBJECTS[number // 4 % 4], "Сосновый район")
        named = (f"edu{100_000 + school}", f"СОШ № {school}", 89)
        sheet.append((*work, *named, *_MARKS))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of_rows(count: int) -> bytes:
    """The same table as CSV in cp1251 with semicolons and decimal commas."""
    lines = [";".join((*_HEAD, "2", "3", "4", "5"))]
    marks = ";".join(str(mark).replace(".", ",") for mark in _MARKS)
    for number in range(count):
        school = number // 16
        work = f"2025;{number % 4 + 4};{_SUBJECTS[number // 4 % 4]};Сосновый район"
        lines.append(f"{work};edu{100_000 + school};СОШ № {school};89;{marks}")
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


def bench_import_of_50_000_rows() -> None:
    """Processor seconds and peak memory of reading, and the ratio to the bare reading."""
    for name, made in (
        ("flat workbook", workbook_of_rows),
        ("flat CSV", csv_of_rows),
        ("protocol", protocol_of_rows),
    ):
        content = made(ROWS)
        bare_seconds, bare_memory, _ = in_child(lambda content=content: _bare(content))
        seconds, memory, kept = in_child(lambda content=content: _read(content))
        say(
            f"read_results, {ROWS} rows, {name} ({kept} kept)",
            f"{seconds:.1f} s, {memory} MB; bare {bare_seconds:.1f} s, {bare_memory} MB; "
            f"{seconds / max(bare_seconds, 0.01):.1f} times",
        )


def _bare(content: bytes) -> int:
    from core.office.workbooks import read_workbook

    return sum(len(sheet.rows) for sheet in read_workbook(content).sheets)


def _read(content: bytes) -> int:
    from assessments.parsing.workbook_reader import read_results

    draft = read_results(content)
    return len(draft.rows) + len(draft.facts)


if __name__ == "__main__":
    bench_import_of_50_000_rows()
    sys.exit(0)
