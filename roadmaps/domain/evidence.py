"""Names of attached documents: what a person sees and gets back.

Pure. The stored name never contains anything that came from outside.
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
    base = PureWindowsPath(original).name
    printable = "".join(
        character for character in base if not unicodedata.category(character).startswith("C")
    )
    name = printable.strip(" .") or "документ"
    extension = next((e for e in extensions if name.lower().endswith(e)), "")
    stem = name[: len(name) - len(extension)]
    ending = name[len(stem) :] or extensions[0]
    return stem[: NAME_LIMIT - len(ending)] + ending
