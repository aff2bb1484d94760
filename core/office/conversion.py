"""Old formats (.doc, .rtf) through LibreOffice, where it is installed."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from core.office.archives import DAMAGED
from core.office.documents import Document
from core.office.errors import UnreadableFileError
from core.office.word import read_docx

# The web server gives up after 30 seconds.
TIME_LIMIT_SECONDS = 20
# Told what it is, LibreOffice refuses what it is not; else it reads any bytes as pages of letters.
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format"}
_PROGRAMS = ("soffice", "libreoffice")
_NOT_INSTALLED = (
    "Файлы .doc и .rtf здесь не читаются: на сервере нет LibreOffice. Откройте файл в Word, "
    "сохраните как .docx и загрузите снова."
)
_TOO_SLOW = (
    "Файл не удалось преобразовать за отведённое время. Откройте его в Word, сохраните как .docx и "
    "загрузите снова."
)
_NO_TABLES_LEFT = (
    "При чтении файла .{ending} потерялись его таблицы. Откройте файл в Word, сохраните как .docx "
    "и загрузите снова."
)
_TABLES_LOST = (
    "При чтении файла .{ending} потерялась часть таблиц. Сверьте план с файлом или сохраните файл "
    "в Word как .docx и загрузите снова."
)
# How a cell ends behind a Cyrillic letter: the mark of Word's binary text, the word of RTF.
_CELL_ENDS = {
    "doc": re.compile(rb"[\x10-\x4f\x51]\x04\x07\x00"),
    "rtf": re.compile(
        rb"(?:\\'[c-f][0-9a-f]|\\u1\d{3}(?:\\'3f|\?)?)(?:[{}\s]|\\[a-z]{1,12}-?\d{0,6}){0,20}?\\cell\b",
        re.IGNORECASE,
    ),
}
_CYRILLIC_END = re.compile(r"[А-яЁё]\s*$")
# A stamp or a row of signatures has fewer cells.
_FEWEST_LOST = 6


def read_through_libreoffice(content: bytes, ending: str) -> Document:
    """Read a document that only LibreOffice understands; `ending` is its format («doc»).

    Tables with merged cells may be lost on the way: a document left without any is refused, one
    that has lost some of them is noted.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFileError(_NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="shnor-document-") as folder:
        converted = _convert(program, content, ending, Path(folder))
    return with_tables_counted(read_docx(converted), content, ending)


def with_tables_counted(document: Document, content: bytes, ending: str) -> Document:
    """The converted document, with a note where cells that the file holds have been lost.

    Raises UnreadableFileError where no table is left of many cells.
    """
    held = len(_CELL_ENDS[ending].findall(content))
    kept = sum(
        bool(_CYRILLIC_END.search(cell.text))
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    )
    if held < _FEWEST_LOST or 2 * kept >= held:
        return document
    if not document.tables:
        raise UnreadableFileError(_NO_TABLES_LEFT.format(ending=ending))
    if held - kept < _FEWEST_LOST:
        return document
    return replace(document, notes=(*document.notes, _TABLES_LOST.format(ending=ending)))


def _convert(program: str, content: bytes, ending: str, folder: Path) -> bytes:
    source, target = folder / f"document.{ending}", folder / "out"
    source.write_bytes(content)
    command = [
        program,
        # A profile of its own: two conversions at once would wait for each other, and macros and
        # links of the user's profile stay out.
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        f"--infilter={_FILTERS[ending]}",
        "--convert-to",
        "docx",
        "--outdir",
        str(target),
        str(source),
    ]
    _run(command)
    result = target / "document.docx"
    if not result.is_file():
        raise UnreadableFileError(DAMAGED)
    return result.read_bytes()


def _run(command: list[str]) -> None:
    process = subprocess.Popen(  # noqa: S603
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIME_LIMIT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(_TOO_SLOW) from error
    finally:
        # The program starts others; they form one group and end together.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
