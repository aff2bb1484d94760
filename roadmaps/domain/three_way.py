"""A value in the portal, in the changed document, and as an earlier document had it."""

from collections.abc import Collection
from enum import StrEnum

from core.values.typography import is_same


class Side(StrEnum):
    """Who changed a value since the document that it came from."""

    NOBODY = "nobody"
    DOCUMENT = "document"
    PORTAL = "portal"
    BOTH = "both"


def changed_by(now: str, in_document: str, imported: Collection[str]) -> Side:
    """Whose the difference between `now` and `in_document` is.

    `imported` are the words that came in earlier: as the document had them and as a person
    corrected them on the way; none where the value never came from a document.
    """
    if is_same(now, in_document):
        return Side.NOBODY
    if any(is_same(in_document, words) for words in imported):
        return Side.PORTAL
    if not imported or any(is_same(now, words) for words in imported):
        return Side.DOCUMENT
    return Side.BOTH
