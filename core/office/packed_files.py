"""Files packed into one ZIP: unpacked in memory, within bounds, with names as people wrote them."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from core.office.errors import UnreadableFileError
from core.office.files import BROKEN_ARCHIVE, MEGABYTE, FileKind, recognise

MAX_PACKED_FILES = 60
MAX_UNPACKED_BYTES = 100 * MEGABYTE
MAX_PACKING_RATIO = 100
_RATIO_COUNTS_FROM = 10 * MEGABYTE
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_JUNK_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}

DAMAGED = "Архив повреждён: его не удаётся открыть. Соберите его заново и загрузите снова."
TOO_LARGE = (
    f"Архив распаковывается больше чем в {MAX_UNPACKED_BYTES // MEGABYTE}\u00a0МБ и не будет "
    "открыт. Разделите его на части и загрузите снова."
)
TOO_MANY = f"В архиве больше {MAX_PACKED_FILES} файлов. Разделите его на части и загрузите снова."
PROTECTED = "Архив защищён паролем. Соберите его без пароля и загрузите снова."
NESTED = "это архив внутри архива; распакуйте его и загрузите файлы отдельно"
EMPTY = "В архиве нет ни одного файла с таблицей. Проверьте, тот ли архив выбран."


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of an archive: its own name without folders, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Files by name, those that are archives themselves, and how many service files were passed."""

    files: tuple[PackedFile, ...]
    nested: tuple[str, ...]
    service_files: int


def is_archive(content: bytes, *, max_bytes: int) -> bool:
    """Whether `content` is a ZIP of files and no office document.

    Raises UnreadableFileError as `recognise` does.
    """
    return recognise(content, max_bytes=max_bytes) is FileKind.ZIP


def unpack_uploads(files: Sequence[PackedFile], *, max_bytes: int) -> Unpacked:
    """The files themselves and those packed in archives among them; nothing touches the disk.

    Raises UnreadableFileError for an archive that is not opened.
    """
    found: list[PackedFile] = []
    nested: list[str] = []
    service_files = 0
    for file in files:
        if not _opens_as_archive(file.content, max_bytes):
            found.append(file)
            continue
        inside = unpack(file.content)
        found.extend(inside.files)
        nested.extend(inside.nested)
        service_files += inside.service_files
    return Unpacked(tuple(found), tuple(nested), service_files)


def told_by_number(place: int, number: int, name: str, words: str) -> str:
    """«Файл 4 из 5, .csv: …» of a file that is left aside: its name may be that of a pupil."""
    suffix = PurePath(name).suffix.lower()[:6]
    kind = f", {suffix}" if suffix else ""
    return f"Файл {place} из {number}{kind}: {words}"


def unpack(content: bytes) -> Unpacked:
    """What the archive holds; nothing is written to the disk.

    Raises UnreadableFileError, with a sentence for people, for an archive that is damaged,
    encrypted, too large, too dense or has too many files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive, len(content))
    except BROKEN_ARCHIVE as error:
        raise UnreadableFileError(DAMAGED) from error


def _unpacked(archive: zipfile.ZipFile, packed_bytes: int) -> Unpacked:
    members = [member for member in archive.infolist() if not member.is_dir()]
    wanted = sorted(
        ((_name(member), member) for member in members if not _is_service(_path(member))),
        key=lambda pair: pair[0],
    )
    if len(wanted) > MAX_PACKED_FILES:
        raise UnreadableFileError(TOO_MANY)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise UnreadableFileError(PROTECTED)
    room = _room(sum(member.file_size for _, member in wanted), packed_bytes)
    files, nested = [], []
    for name, member in wanted:
        content = _content(archive, member, room)
        room -= len(content)
        if _is_nested(content):
            nested.append(name)
        else:
            files.append(PackedFile(name, content))
    if not files and not nested:
        raise UnreadableFileError(EMPTY)
    return Unpacked(tuple(files), tuple(nested), len(members) - len(wanted))


def _opens_as_archive(content: bytes, max_bytes: int) -> bool:
    try:
        return is_archive(content, max_bytes=max_bytes)
    except UnreadableFileError:
        # Told of where the file is read.
        return False


def _room(declared_bytes: int, packed_bytes: int) -> int:
    """How much may be unpacked; judged by the directory first, so that a bomb costs nothing."""
    dense = MAX_PACKING_RATIO * packed_bytes
    if declared_bytes > MAX_UNPACKED_BYTES or declared_bytes > max(_RATIO_COUNTS_FROM, dense):
        raise UnreadableFileError(TOO_LARGE)
    return min(MAX_UNPACKED_BYTES, max(_RATIO_COUNTS_FROM, dense))


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    # The sizes in the directory may lie, so what is unpacked is counted too.
    with archive.open(member) as part:
        content = part.read(room + 1)
    if len(content) > room:
        raise UnreadableFileError(TOO_LARGE)
    return content


def _is_nested(content: bytes) -> bool:
    if content.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c")):
        return True
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        return recognise(content, max_bytes=MAX_UNPACKED_BYTES) is FileKind.ZIP
    except UnreadableFileError:
        # A damaged workbook is told of by its reader.
        return False


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(_decoded(member).replace("\\", "/"))


def _name(member: zipfile.ZipInfo) -> str:
    return _path(member).name


def _decoded(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: Windows packs Russian names in cp866 and does not say so."""
    if member.flag_bits & _UTF8_FLAG:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "cp866"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_service(path: PurePosixPath) -> bool:
    """What systems and programs leave beside the files: __MACOSX, Excel's lock files."""
    name = path.name.lower()
    return "__MACOSX" in path.parts or name.startswith(("~$", "._")) or name in _JUNK_NAMES
