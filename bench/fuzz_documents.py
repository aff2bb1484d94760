"""Mutilated documents through the reading of plans.

`python -m bench.fuzz_documents [COUNT] [SEED] [FOLDER …]` breaks COUNT documents (2,000): some made
up on the spot in every format (.doc and .rtf where LibreOffice is installed), and those that lie in
the folders. Each is read in a process of its own. It is a fault to raise anything but
UnreadableFileError, to take more than 10 seconds of the processor, 100 seconds or 500 MB, or to
refuse without saying what happened and what to do. Faulty documents are left in a folder that is
named; it exits 1 if there are any. The same seed breaks the same documents alike.
"""

import io
import os
import random
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.figures import plan_of_rows
from bench.mutilation import Sound, mutilated, packing_of
from core.office.errors import UnreadableFileError
from roadmaps.parsing.plans import read_plan

COUNT = 2_000
SLOW_SECONDS = 10.0
# LibreOffice alone is given a minute.
HANG_SECONDS = 100.0
MOST_MEGABYTES = 500
_OLD_FORMATS = ("doc", "rtf")
_SUFFIXES = frozenset(
    (".docx", ".xlsx", ".xls", ".pdf", ".odt", ".ods", ".txt", ".html", ".doc", ".rtf")
)
_ADDRESS_SPACE = 4 * 1024**3
_SENTENCE = re.compile(r"^[А-ЯЁ«].+[.:] .*[А-ЯЁ].+\.$", re.DOTALL)
_ROWS = (
    ("№", "Мероприятие", "Срок", "Ответственный", "Результат"),
    ("1.", "Работа с кадрами", "", "", ""),
    ("1.1.", "Курсы для учителей:\nа) физики;\nб) химии", "май 2026\nиюнь 2026", "ЦРО", "Отчёт"),
    ("1.2.", "Семинар директоров", "-//-", "Лесной В.П.\nРуководители ОО", "Справка"),
    ("2.", "Наставничество", "в течение года", "Школы", "Приказ"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the reading of one document ended: `word` is «read», «refused», or the fault's name."""

    word: str
    detail: str
    seconds: float
    megabytes: int

    @property
    def is_fault(self) -> bool:
        return self.word not in ("read", "refused")


def sound_documents(folders: list[Path]) -> list[Sound]:
    """Documents to break: made-up ones of every format, and those in the folders."""
    made = {
        "plan.docx": plan_of_rows(12),
        "plan.xlsx": _workbook(),
        "plan.pdf": _pdf(),
        "plan.odt": _opendocument("text", _ODT_BODY),
        "plan.ods": _opendocument("spreadsheet", f"<table:table>{_ODT_ROWS}</table:table>"),
        "plan.txt": "\n".join("\t".join(row) for row in _ROWS).encode("cp1251"),
        "plan.html": _page().encode(),
        "list.txt": _LIST.encode(),
        "boxes.txt": _BOXES.encode(),
    }
    found = [
        path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES
    ]
    made |= _converted(made["plan.html"])
    made |= {path.name: path.read_bytes() for path in found}
    return [Sound(name, content, packing_of(content)) for name, content in made.items()]


def _converted(content: bytes) -> dict[str, bytes]:
    """The plan in the old formats, where LibreOffice is installed to write and to read them."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        sys.stdout.write("no LibreOffice: .doc and .rtf are left out\n")
        return {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.html").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        for ending in _OLD_FORMATS:
            command = [program, profile, "--headless", "--writer", "--convert-to", ending]
            command += ["--outdir", name, str(folder / "plan.html")]
            subprocess.run(command, check=True, capture_output=True)
        return {f"plan.{each}": (folder / f"plan.{each}").read_bytes() for each in _OLD_FORMATS}


def _workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    book = Workbook()
    sheet = book.active
    sheet.append(["Дорожная карта на 2026 год"])
    for row in _ROWS:
        sheet.append(row)
    sheet.merge_cells("A3:E3")
    grid = book.create_sheet("Циклограмма")
    grid.append(["Мероприятие", "Январь", "Февраль", "Март", "Доля"])
    grid.append(["Сбор", "+", None, 15, 0.4])
    grid["E2"].number_format = "0%"
    grid["C2"].fill = PatternFill("solid", fgColor="FF92D050")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _page() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in _ROWS)
    style = "td{border:1px solid;padding:4px} table{border-collapse:collapse;width:100%}"
    plain = "td{border:0!important}"
    return (
        f"<style>{style}</style><p>Дорожная карта на 2026 год</p><table>{rows * 4}</table>"
        f"<div style='page-break-before:always'></div><style>.p {plain}</style>"
        f"<table class=p>{rows * 3}</table>"
    )


def _pdf() -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=_page()).write_pdf())


_ODT_ROWS = "".join(
    "<table:table-row>"
    + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
    + "</table:table-row>"
    for row in _ROWS
)
_ODT_BODY = f"<text:p>Дорожная карта на 2026 год</text:p><table:table>{_ODT_ROWS}</table:table>"
_LIST = "План работы на 2026 год\n\n" + "\n".join(
    f"{n}. Дело {n}. Срок: до {n}.05.2026. Ответственный: Лесной В.П." for n in range(1, 20)
)
_BOXES = "План на 2026 год\n\n" + "\n".join(
    ["┌────┬─────────────┬──────┐", "│ №  │ Мероприятие │ Срок │"]
    + ["├────┼─────────────┼──────┤", "│ 1  │ Курсы       │ май  │"] * 5
    + ["└────┴─────────────┴──────┘"]
)


def _opendocument(kind: str, body: str) -> bytes:
    import zipfile

    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    content = (
        f"<office:document-content {declared}><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
    return target.getvalue()


def outcome_of(content: bytes) -> Outcome:
    """Read a document in a process of its own and say how that ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _read_in_child(content, writer)
    os.close(writer)
    word, detail, seconds, megabytes = "hang", "", HANG_SECONDS, 0
    if select.select([reader], [], [], HANG_SECONDS)[0]:
        answer = os.read(reader, 65_536).decode(errors="replace") or "crash\n0\n0\n"
        word, time_text, memory_text, detail = answer.split("\n", 3)
        seconds, megabytes = float(time_text), int(memory_text)
    else:
        os.kill(child, signal.SIGKILL)
    os.close(reader)
    os.waitpid(child, 0)
    if word in ("read", "refused") and seconds > SLOW_SECONDS:
        word = "slow"
    if word in ("read", "refused") and megabytes > MOST_MEGABYTES:
        word = "large"
    if word == "refused" and not _SENTENCE.match(detail):
        word = "no sentence"
    return Outcome(word, detail, seconds, megabytes)


def _read_in_child(content: bytes, writer: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        plan = read_plan(content, "plan")
        word, detail = "read", f"{len(plan.activities)} activities"
    except UnreadableFileError as error:
        word, detail = "refused", str(error)
    except BaseException as error:
        word, detail = "exception", f"{type(error).__name__}: {error}"[:2_000]
    # Processor time: other programs of the machine are not the document's fault.
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    os.write(writer, f"{word}\n{seconds:.2f}\n{peak}\n{detail}".encode(errors="replace"))
    os._exit(0)


def main() -> int:
    """Break and read the documents; say what happened."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    count, seed = (*numbers, *(COUNT, 1)[len(numbers) :])[:2]
    sounds = sound_documents([Path(word) for word in sys.argv[1:] if not word.isdecimal()])
    for sound in sounds:
        outcome = outcome_of(sound.content)
        if outcome.word != "read":
            sys.stdout.write(f"{sound.name} is not read: {outcome}\n")
    faults = Path(tempfile.mkdtemp(prefix="faulty-documents-"))
    words: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    slowest, largest = 0.0, 0
    for number in range(seed, seed + count):
        chance = random.Random(number)
        sound = chance.choice(sounds)
        done, content = mutilated(sound, chance)
        outcome = outcome_of(content)
        words[outcome.word] += 1
        slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.megabytes)
        if outcome.word == "refused":
            refusals[outcome.detail] += 1
        if outcome.is_fault:
            (faults / f"{number}-{sound.name}").write_bytes(content)
            sys.stdout.write(f"seed {number}, {sound.name}, {done}: {outcome}\n")
            sys.stdout.flush()
    for sentence, times in refusals.most_common():
        sys.stdout.write(f"{times:6} {sentence}\n")
    said = ", ".join(f"{word} {times}" for word, times in words.most_common())
    sys.stdout.write(f"{count} documents: {said}; at most {slowest:.1f} s, {largest} MB\n")
    bad = count - words["read"] - words["refused"]
    sys.stdout.write(f"faults: {bad}, left in {faults}\n" if bad else "no faults\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
