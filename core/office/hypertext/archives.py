"""Pages saved in one file (.mht): a letter whose parts are pages and pictures."""

import email
import email.policy
from email.message import EmailMessage

from core.office.archives import DAMAGED
from core.office.documents import Block, Document, Table
from core.office.errors import UnreadableFileError
from core.office.hypertext.parsing import parse_page
from core.office.hypertext.reading import page_blocks

_SIDE_PAGES = ("header.htm", "header.html", "tabstrip.htm", "tabstrip.html")


def read_web_archive(content: bytes) -> Document:
    """Read the pages of an archive in their order; sheets of a workbook are pages of their own."""
    try:
        letter = email.message_from_bytes(content, policy=email.policy.default)
        parts = [part for part in letter.walk() if isinstance(part, EmailMessage)]
        pages = [part for part in parts if part.get_content_type() == "text/html"]
        texts = [(_payload(page), page.get_content_charset() or "") for page in pages
                 if not _is_side_page(page)]  # fmt: skip
    except (LookupError, ValueError, TypeError, RecursionError) as error:
        raise UnreadableFileError(DAMAGED) from error
    blocks: list[Block] = []
    for text, charset in texts:
        if text.strip():
            before = sum(isinstance(block, Table) for block in blocks)
            blocks += page_blocks(parse_page(text, charset), before)
    return Document(kind="mhtml", blocks=tuple(blocks))


def _payload(page: EmailMessage) -> bytes:
    payload = page.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_side_page(page: EmailMessage) -> bool:
    address = str(page.get("Content-Location") or "").lower()
    return address.endswith(_SIDE_PAGES)
