"""Old formats (.doc, .rtf) through LibreOffice, where it is installed."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from core.office.archives import DAMAGED
from core.office.documents import Document
from core.office.errors import UnreadableFileError
from core.office.word import read_docx

TIME_LIMIT_SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")
_NOT_INSTALLED = (
    "Файлы .doc и .rtf здесь не читаются: на сервере нет LibreOffice. Откройте файл в Word, "
    "сохраните как .docx и загрузите снова."
)
_TOO_SLOW = (
    "Файл не удалось преобразовать за отведённое время. Откройте его в Word, сохраните как .docx и "
    "загрузите снова."
)


def read_through_libreoffice(content: bytes, ending: str) -> Document:
    """Read a document that only LibreOffice understands; `ending` is its format («doc»)."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFileError(_NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="shnor-document-") as folder:
        converted = _convert(program, content, ending, Path(folder))
    return read_docx(converted)


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
