"""Makes the characters of a deadline phrase uniform: spaces, dashes, look-alike digits, wraps."""

import re

from roadmaps.domain.deadlines.vocabulary import in_cyrillic

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u3000\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\uff0d~"
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
        **dict.fromkeys("\u2028\u2029\u0085", "\n"),
        **dict(zip("ⅠⅡⅢⅣⅤ", ("I", "II", "III", "IV", "V"), strict=True)),
        "…": "...",
        "\u0301": None,
    }
)
_UNUSUAL = re.compile(f"[{''.join(map(chr, _CHARACTERS))}]")
_MONTHS = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
_LOOKALIKE_DIGITS = (
    (re.compile(r"(?<=\d)[OoОо](?=[\d.\s]|$)|(?<![^.\s])[OoОо](?=\d)"), "0"),
    (re.compile(r"\b[Зз](?=\d[.\s])|(?<=\d)[Зз](?=[.\s]|$)"), "3"),
    (re.compile(rf"(?<=\d)[бБ](?=\s+(?:{_MONTHS}))", re.IGNORECASE), "6"),
    (re.compile(r"(?<![A-Za-zА-Яа-яё])[lI|](?=\d)|(?<=\d)[lI|](?=\.\d)"), "1"),
    (re.compile(r"[«\"“„]\s*(\d{1,2})\s*[»\"”]"), r"\1"),
)
# A date in figures, some of them letters: «O1.O9.2025», «ОЗ.ОЗ.2025», «1б.04.2025».
_FIGURE = "[0-9OoОоЗзlIІ|бБ]"
_DATE_OF_LOOKALIKES = re.compile(
    rf"(?<!\w){_FIGURE}{{1,2}}\.{_FIGURE}{{1,2}}\.(?:{_FIGURE}{{4}}|{_FIGURE}{{2}})(?!\w)"
)
_DIGITS = str.maketrans("OoОоЗзlIІ|бБ", "000033111166")
# Letters beside figures, and figures in quotes: worth a closer look.
_SUSPECT = re.compile(r"[OoОоЗзlIІ|бБ][\d.]|\d[OoОоЗзlIІ|бБ]|[«\"“„]\s*\d")
_LONG_STOP = re.compile(r"(?<=\w)\.{2,}$")
_LONG_DASH = re.compile(r"\.{2,}|-{2,}")
# «п о с т о я н н о»: letters set apart by single spaces.
_SHORTEST_WORDS = 4
_LONGEST_STEM = 9
_SPACED_LETTERS = re.compile(r"(?<!\w)[^\W\d_]( +)[^\W\d_](?:\1[^\W\d_]){2,}(?!\w)")
# Lines that a narrow column has broken in the middle of a phrase.
_WRAPPED = re.compile(r"(?:(\b[^\W\d_]{1,9})|(?<=\d))[ ]*\n\s*(?=\w)")
_GOES_ON_AFTER = frozenset(
    ["до", "с", "со", "по", "в", "во", "на", "не", "и", "к", "ко", "за", "от", "позднее", "течение",
     "течении", "каждого", "каждый", "каждую", "конца", "начала", "раз", "раза", "срока", "периода",
     "начиная"]
)  # fmt: skip
_AFTER_FIGURES = re.compile(
    r"\d|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|гг?\b|год|числ|кв|полуг|четв|триместр"
    r"|недел|декад|раз|класс|кл\b|дн|рабоч|календ|уч\b|учеб|и\b|по\b"
)


def cleaned(text: str) -> str:
    """The text with spaces, dashes and look-alike digits made uniform; line breaks stay."""
    result = text.translate(_CHARACTERS) if _UNUSUAL.search(text) else text
    result = result.replace("и\u0306", "й").strip()
    if _SUSPECT.search(result):
        result = _DATE_OF_LOOKALIKES.sub(_in_digits, result)
        for pattern, replacement in _LOOKALIKE_DIGITS:
            result = pattern.sub(replacement, result)
    if "--" in result or ".." in result:
        result = _LONG_DASH.sub("-", _LONG_STOP.sub(".", result))
    if len(result) < _SHORTEST_WORDS * (result.count(" ") + 1):
        result = _SPACED_LETTERS.sub(_closed_up, result)
    return _WRAPPED.sub(_unwrapped, result) if "\n" in result else result


def _in_digits(found: "re.Match[str]") -> str:
    return found.group().translate(_DIGITS)


def _closed_up(found: "re.Match[str]") -> str:
    return found.group().replace(" ", "")


def _unwrapped(found: "re.Match[str]") -> str:
    """A wrapped line joined, if the word before its break or the word after it asks for that."""
    following = in_cyrillic(found.string[found.end() : found.end() + _LONGEST_STEM])
    if found[1] is None:
        # A number ends one line: «до 15⏎мая», but not «4.1 …⏎4.2 …».
        goes_on = following[0].islower() and _AFTER_FIGURES.match(following) is not None
    else:
        goes_on = in_cyrillic(found[1]) in _GOES_ON_AFTER
    return f"{found[1] or ''} " if goes_on else found.group()
