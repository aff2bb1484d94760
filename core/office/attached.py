"""Documents that people attach to what they write: judged by their content, never by their name."""

import hashlib
from dataclasses import dataclass

from core.office.errors import UnreadableFileError
from core.office.files import FileKind, recognise
from core.office.wholeness import require_whole
from core.values.file_names import shown_name

_OFFICE = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
}
_EXTENSIONS = {FileKind.JPG: (".jpg", ".jpeg")}
_NOT_TAKEN = "Приложите документ PDF, Word (docx), Excel (xlsx), ODT или снимок JPG, PNG."
_REFUSED_KINDS = {
    FileKind.DOC: "Это старый формат Word. Сохраните документ как docx или PDF и приложите снова.",
    FileKind.XLS: "Это старый формат Excel. Сохраните книгу как xlsx или PDF и приложите снова.",
    FileKind.RTF: "Документы RTF не принимаются. Сохраните как docx или PDF и приложите снова.",
    FileKind.ODS: "Таблицы ODS не принимаются. Сохраните как xlsx или PDF и приложите снова.",
    FileKind.ZIP: "Это архив. Достаньте из него документы и приложите их по одному.",
    FileKind.TEXT: f"Это текст без оформления. {_NOT_TAKEN}",
    FileKind.HTML: f"Это веб-страница. {_NOT_TAKEN}",
    FileKind.MHTML: f"Это веб-страница. {_NOT_TAKEN}",
}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A document that is taken: its content, the name to show, what it is."""

    content: bytes
    name: str
    content_type: str

    @property
    def sha256(self) -> str:
        """Its digest."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_picture(self) -> bool:
        """Whether it is a photo or a scan."""
        return self.content_type.startswith("image/")

    @property
    def extension(self) -> str:
        """«.pdf»: what its stored name ends with."""
        return usual_extension(self.content_type)


def read_attached(content: bytes, file_name: str, *, max_bytes: int) -> AttachedFile:
    """The document; UnreadableFileError with a sentence for a file that is not taken."""
    kind = recognise(content, max_bytes=max_bytes)
    if kind not in _CONTENT_TYPES:
        raise UnreadableFileError(
            _REFUSED_KINDS.get(kind, f"Такие файлы не принимаются. {_NOT_TAKEN}")
        )
    require_whole(content, kind)
    return AttachedFile(content, shown_name(file_name, _extensions(kind)), _CONTENT_TYPES[kind])


def usual_extension(content_type: str) -> str:
    """What files of the type usually end with; StopIteration for a type that is not taken."""
    kind = next(one for one, told in _CONTENT_TYPES.items() if told == content_type)
    return _extensions(kind)[0]


def _extensions(kind: FileKind) -> tuple[str, ...]:
    return _EXTENSIONS.get(kind, (f".{kind.value}",))
