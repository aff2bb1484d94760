"""Names of files that people send: shown as they are, without what could harm.

The stored name never contains anything that came from outside.
"""

import unicodedata
from pathlib import PureWindowsPath

NAME_LIMIT = 200


def shown_name(original: str, extensions: tuple[str, ...]) -> str:
    """The original name without its folders and unprintable characters.

    `extensions` are those of the file's real kind, the usual one first («.jpg», «.jpeg»). A name
    that ends otherwise gets the usual one added, so that the file opens where it is saved.
    """
    # PureWindowsPath knows both kinds of slashes; browsers on old machines send whole paths.
    name = printable(PureWindowsPath(original).name).strip(" .") or "документ"
    extension = next((e for e in extensions if name.lower().endswith(e)), "")
    stem = name[: len(name) - len(extension)]
    ending = name[len(stem) :] or extensions[0]
    return stem[: NAME_LIMIT - len(ending)] + ending


def printable(text: str) -> str:
    """The text without control characters and marks that turn its direction."""
    return "".join(
        character for character in text if not unicodedata.category(character).startswith("C")
    )
