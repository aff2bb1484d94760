"""Cells that name no time of their own: ditto marks, dashes, «не указан», «будет уточнён»."""

import re

from roadmaps.domain.deadlines.vocabulary import in_cyrillic

_DITTO_WORDS = frozenset(
    ["то же", "тоже", "так же", "там же", "та же", "те же", "тот же", "такой же", "такие же",
     "аналогично", "аналогичный", "см выше", "см. выше", "смотри выше", "как выше", "то же самое"]
)  # fmt: skip
_DITTO_MARKS = frozenset("\"'«»“”„‟″〃/\\|-–—‑−.,= ")
_DITTO_SIGNS = frozenset("\"'«»“”„‟″〃/\\")
_NOTHING_WORDS = frozenset(
    ["нет", "х", "x", "без срока", "б/с", "н/д", "н/у", "прочерк", "отсутствует", "отсутствуют"]
)
# Words that say a date is still to come; a cell of these and the filling words says nothing yet.
_UNSETTLED = frozenset(
    ["уточняется", "уточняются", "уточнен", "уточнены", "уточнена", "уточнении", "уточнения",
     "определен", "определены", "определена", "определено", "определяется", "установлен",
     "установлены", "установлена", "указан", "указаны", "указано", "сообщен", "сообщены",
     "объявлен", "объявлены", "назначен", "назначена", "известен", "известны", "известна",
     "согласовывается", "обсуждается"]
)  # fmt: skip
_FILLING = frozenset(
    ["срок", "сроки", "дата", "даты", "не", "еще", "пока", "будет", "будут", "позднее", "позже",
     "дополнительно", "отдельно", "на", "стадии", "требует", "требуют", "подлежит", "исполнения",
     "проведения", "выполнения", "реализации", "конкретный", "конкретные", "точный", "точная",
     "точные"]
)  # fmt: skip
_HEADING = re.compile(
    r"^\W*(?:срок\w*|дата|даты|период\w*)(?: +[^\W\d_]+){0,3} *(?:: *[-–—−‑]?|(?<=\w)[-–—−‑](?=\D)"
    r"| [-–—−‑](?= ))\s*",
    re.IGNORECASE,
)
# Letters that a heading may begin with, Latin look-alikes too.
_MAY_BE_HEADED = re.compile(r"\W*(?:[сc][рp]|[дd][аa]|[пn][еe])", re.IGNORECASE)
_MOST_LAYERS = 4
_AROUND = " \t\r\n\u00a0,;"
_CLOSING = {"(": ")", "[": "]", "«": "»", '"': '"', "“": "”", "„": "“"}
_DIGIT = re.compile(r"\d")
_LONGEST = 120
_WORD = re.compile(r"[^\W\d_]+")
_SAID = re.compile(r"[^\W_]")


def is_ditto(text: str) -> bool:
    """Whether the cell says «as above»: «"», «-//-», «то же», «срок тот же»."""
    if len(text) > _LONGEST or _DIGIT.search(text):
        return False
    bare = " ".join(text.split())
    words = in_cyrillic(bare).strip(' .,;:()«»"')
    for prefix in ("в ", "срок ", "сроки "):
        words = words.removeprefix(prefix)
    words = words.removesuffix(" срок").removesuffix(" сроки")
    if words in _DITTO_WORDS:
        return True
    return bool(bare) and set(bare) <= _DITTO_MARKS and bool(set(bare) & _DITTO_SIGNS)


def says_nothing(text: str) -> bool:
    """Whether a cell holds no more than a dash, «нет» or «срок уточняется»."""
    if len(text) > _LONGEST or _DIGIT.search(text):
        return False
    bare = in_cyrillic(" ".join(text.split())).strip(" .,;:()*_")
    if bare in _NOTHING_WORDS or not any(character.isalnum() for character in bare):
        return True
    words = set(_WORD.findall(bare))
    return bool(words & _UNSETTLED) and words <= _UNSETTLED | _FILLING


def spoken(text: str) -> str:
    """The text without the column's name before it and without quotes or brackets around it.

    «Срок исполнения: (до 20 мая)» says «до 20 мая».
    """
    for _ in range(_MOST_LAYERS):
        bare = _without_heading(_unwrapped(text))
        if bare == text:
            break
        text = bare
    return text


def _without_heading(text: str) -> str:
    if _MAY_BE_HEADED.match(text) is None:
        return text
    found = _HEADING.match(in_cyrillic(text[:_LONGEST].replace("\u00a0", " ")))
    return text[found.end() :] if found else text


def _unwrapped(text: str) -> str:
    """The text between the brackets or quotes that are around all of it."""
    inner = text.strip(_AROUND)
    closing = _CLOSING.get(inner[:1])
    if closing is None:
        return inner
    whole = inner.rstrip(f"{_AROUND}.")
    within = whole[1:-1]
    around = whole.endswith(closing) and closing not in within
    return within if around and _SAID.search(within) else inner
