"""Names of downloaded files."""

LONGEST = 120
_FORBIDDEN = frozenset('\\:*?"<>|«»„“')


def file_title(title: str) -> str:
    """A document's title as a name that every system accepts and people recognise."""
    spaced = "".join(" " if letter in _FORBIDDEN else letter for letter in title.replace("/", "-"))
    return " ".join(spaced.split())[:LONGEST].strip()
