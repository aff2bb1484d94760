"""One change for many rows of a plan: words replaced, put in, added at the end, or taken out.

Pure. Words are found as whole words, in capitals or small letters and with any spaces between
them: «ОО» is not found in «ООО», «центр  развития» is «Центр развития».
"""

import re
from dataclasses import dataclass
from enum import StrEnum

SEPARATOR = ", "
TITLE = "title"
WITHOUT_TITLE = "Мероприятие не может остаться без названия."
_SEPARATOR_BEFORE = r"(?:\s*[,;])?\s*"


class Operation(StrEnum):
    """What is done to the text of a field."""

    REPLACE = "replace"
    SET = "set"
    APPEND = "append"


OPERATION_NAMES = {
    Operation.REPLACE: "заменить слова",
    Operation.SET: "вписать вместо того, что есть",
    Operation.APPEND: "добавить в конец",
}


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is changed in `field`: `find` for REPLACE only, `words` are what comes instead."""

    field: str
    operation: Operation
    words: str
    find: str = ""

    def applied_to(self, text: str) -> str:
        """The text after the change; the same text where there is nothing to change."""
        if self.operation is Operation.SET:
            return self.words
        if self.operation is Operation.APPEND:
            return _appended(text, self.words)
        return _replaced(text, self.find, self.words)

    def refusal_of(self, changed: str) -> str:
        """Why a row cannot have the text `changed`; empty where it can."""
        return WITHOUT_TITLE if self.field == TITLE and not changed.strip() else ""


def holds_words(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words."""
    return bool(words.strip()) and _pattern(words).search(text) is not None


def _appended(text: str, words: str) -> str:
    if not text.strip():
        return words
    if holds_words(text, words):
        return text
    return f"{text.rstrip(' ,;')}{SEPARATOR}{words}"


def _replaced(text: str, find: str, words: str) -> str:
    """Whole words replaced; where they are taken out, the comma before them goes too."""
    if not holds_words(text, find):
        return text
    if words:
        return _pattern(find).sub(lambda _: words, text)
    without = re.sub(_SEPARATOR_BEFORE + _pattern(find).pattern, "", text, flags=re.IGNORECASE)
    return without.lstrip(" ,;\n\t").rstrip()


def _pattern(words: str) -> re.Pattern[str]:
    parts = r"\s+".join(re.escape(part) for part in words.split())
    # A boundary is asked for where the words themselves begin or end with a letter.
    start = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    end = r"(?!\w)" if re.search(r"\w$", words.strip()) else ""
    return re.compile(f"{start}{parts}{end}", re.IGNORECASE)
