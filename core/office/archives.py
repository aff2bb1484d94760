"""Parts of office archives, read within bounds and parsed without entities or network."""

import io
import zipfile
from types import TracebackType

from lxml import etree

from core.office.errors import UnreadableFileError
from core.office.files import BROKEN_ARCHIVE, MEGABYTE

MAX_PART_BYTES = 40 * MEGABYTE
# A parsed element or attribute takes about 110 bytes, however short it is in the file. A plan of
# 250 rows has about 20,000 elements.
MAX_ELEMENTS = 1_000_000
MAX_ATTRIBUTES = 1_500_000

DAMAGED = (
    "Файл повреждён: его не удаётся открыть. Откройте его в Word или Excel, сохраните заново и "
    "загрузите снова."
)
TOO_LARGE = (
    "Документ слишком велик для разбора. Разделите его на части или уберите лишнее и загрузите "
    "снова."
)
_ENTITIES = (
    "В файле есть ссылки на внешние данные, такой файл не открывается. Сохраните документ заново в "
    "Word или LibreOffice и загрузите снова."
)


class OfficeArchive:
    """A ZIP of XML parts; whatever is wrong inside becomes UnreadableFileError."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN_ARCHIVE as error:
            raise UnreadableFileError(DAMAGED) from error
        self.names = frozenset(self._archive.namelist())

    def __enter__(self) -> "OfficeArchive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def xml(self, name: str) -> etree._Element:
        """The root of a part that has to be there."""
        return parse_xml(self.content(name))

    def optional_xml(self, name: str) -> etree._Element | None:
        """The root of a part, or None where it is absent or broken: the text does not need it."""
        if name not in self.names:
            return None
        try:
            return self.xml(name)
        except UnreadableFileError:
            return None

    def content(self, name: str) -> bytes:
        """The bytes of a part, unpacked within bounds."""
        # The sizes in the directory may lie, so what is unpacked is counted too.
        try:
            with self._archive.open(name) as part:
                content = part.read(MAX_PART_BYTES + 1)
        except (*BROKEN_ARCHIVE, KeyError) as error:
            raise UnreadableFileError(DAMAGED) from error
        if len(content) > MAX_PART_BYTES:
            raise UnreadableFileError(TOO_LARGE)
        return content


def parse_xml(content: bytes) -> etree._Element:
    """The root of an XML text.

    Raises UnreadableFileError where it is damaged, has more elements or attributes than fit into
    memory, or a document type declaration: entities live there.
    """
    elements = content.count(b"<") - content.count(b"</")
    attributes = content.count(b'="') + content.count(b"='")
    if elements > MAX_ELEMENTS or attributes > MAX_ATTRIBUTES:
        raise UnreadableFileError(TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableFileError(DAMAGED) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise UnreadableFileError(_ENTITIES)
    return root
