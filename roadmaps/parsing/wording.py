"""Small facts about the words of a plan that every part of the reading shares."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
# Where a word may be broken, joiners, marks of the direction of writing: nobody sees them.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_LOOK_ALIKES = str.maketrans("aceopxyktmbhABCEHKMOPTXY", "асеорхуктмьнАВСЕНКМОРТХУ")
_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_HYPHENS = re.compile(r"(?<=[а-я])-\s+(?=[а-я])|\u00ad")

_MONTH = r"январ|феврал|март|апрел|ма[йея]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
_TIME_WORDS = re.compile(
    rf"\b(?:{_MONTH})|\b\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?\b|\b20\d\d\b|\bквартал|\bполугоди|"
    r"\bчетверт|\bежегодн|\bежемесячн|\bеженедельн|\bежекварт|\bпостоянно\b|\bв течени|"
    r"\bвесь период|"
    r"\bпо (?:отдельному )?(?:план|график|мере|завершени|итогам|окончани|факт|запрос|необходимост)|"
    r"\bраз в\b|\bдо \d|\bне позднее\b|\bсистематическ|\bрегулярно\b|\bнедел[яи]\b|\bканикул|"
    r"\bсогласно (?:план|график)|\bв соответстви",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"\b[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?|\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+"
)
_FIGURE = re.compile(
    r"^[\s≥≤<>~+\-−–]*\d[\d\s]*(?:[.,]\d+)?\s*(?:%|б\.?|баллов|балла|балл|чел\.?|ед\.?|шт\.?|п\.\s?п\.?)?"
    r"(?:\s*[(/]\s*\d[\d\s.,]*\s*%?\s*\)?)?\s*$",
    re.IGNORECASE,
)
_NOTHING = frozenset({"", "-", "–", "—", "−", "…", "--", "---"})
_MARKS = frozenset("+хxv*●•■▪◆♦▲★✓✔√☑✗✘")
_LONGEST_MARK = 3
_PICTURES = frozenset(["So", "Sm", "Co"])


def tidy(text: str) -> str:
    """Cell text with its words and line breaks as written.

    Idle spaces, empty lines and characters that nobody sees are left out: places where a word may
    be hyphenated, and marks that turn the direction of writing for all that follows on a page.
    """
    lines = (_SPACES.sub(" ", line).strip() for line in _UNSEEN.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())


def with_rest(text: str, rest: str) -> str:
    """Words of a cell with those that go on in a cell beneath."""
    if not text:
        return rest
    return f"{text} {rest}" if rest[:1].islower() else f"{text}\n{rest}"


def heal_look_alikes(text: str) -> str:
    """Latin letters inside Cyrillic words become the Cyrillic letters they look like."""

    def healed(match: re.Match[str]) -> str:
        word = match.group()
        mixed = _CYRILLIC.search(word) and _LATIN.search(word)
        return word.translate(_LOOK_ALIKES) if mixed else word

    return _WORD.sub(healed, text)


def heading_key(text: str) -> str:
    """A heading in the form in which it is compared: one line, lower case, hyphenation undone."""
    plain = one_line(heal_look_alikes(text)).lower().replace("ё", "е")
    return _HYPHENS.sub("", plain).strip(" .:;,")


def tells_time(text: str) -> bool:
    """Whether the words speak of a time, as the cells of a deadline column do."""
    return bool(_TIME_WORDS.search(text))


def names_person(text: str) -> bool:
    """Whether a surname with initials stands in the words."""
    return bool(_INITIALS.search(text))


def is_figure(text: str) -> bool:
    """Whether a cell holds one figure, perhaps with its unit or its share in brackets."""
    return bool(_FIGURE.match(text))


def is_nothing(text: str) -> bool:
    """Whether a cell is empty or only says so with a dash."""
    return text.strip().lower() in _NOTHING


def is_mark(text: str) -> bool:
    """Whether a cell only marks its column with a cross, a plus or a dot."""
    plain = "".join(text.lower().split())
    short = 0 < len(plain) <= _LONGEST_MARK
    return plain == "да" or (short and all(_is_picture(letter) for letter in plain))


def _is_picture(letter: str) -> bool:
    return letter in _MARKS or unicodedata.category(letter) in _PICTURES
