"""Cuts a cell of responsible parties into pieces, one for each party.

Marks cut first (outside quotes and brackets); then names of people, then capital letters and
head nouns where an office has written several parties in a row without any mark.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roadmaps.domain.parties.vocabulary import (
    ADJECTIVE_ENDINGS,
    AMBIGUOUS,
    CUT_ADJECTIVES,
    HEADS,
    SCHOOL_GENITIVES,
    SHORTS,
    Head,
    Short,
)

LONGEST_TEXT = 4000

_UPPER = "А-ЯЁ"
_SURNAME = rf"(?:[{_UPPER}][а-яё]+(?:-[{_UPPER}][а-яё]+)?|(?<![{_UPPER}])[{_UPPER}]{{4,}})"
_INITIALS = rf"[{_UPPER}]\.\s?[{_UPPER}]\.?(?![{_UPPER}а-яё])|[{_UPPER}]\.(?!\s?[{_UPPER}]{{2}})"
_PATRONYMIC = rf"[{_UPPER}][а-яё]+(?:ович|евич|ьич|овна|евна|ична|инична|оглы|кызы)"
_PERSON = re.compile(
    rf"(?P<full>{_SURNAME}\s+{_SURNAME}\s+{_PATRONYMIC})"
    rf"|(?P<reversed>{_SURNAME}\s+{_PATRONYMIC}(?:\s+{_SURNAME})?)"
    rf"|(?P<surname>{_SURNAME}),?\s*(?P<after>{_INITIALS})"
    rf"|(?P<before>[{_UPPER}]\.\s?(?:[{_UPPER}]\.)?)\s*(?P<last>{_SURNAME})"
    rf"|(?P<bare>{_SURNAME})\s+(?P<glued>[{_UPPER}]{{2}}|[{_UPPER}]\s[{_UPPER}])(?![{_UPPER}а-яё.])"
)
_LONE_SURNAME = re.compile(
    rf"[{_UPPER}][а-яё]{{2,}}(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|ко|ук|юк)"
)
_OPENING, _CLOSING = "«“„(", "»”)"
_MARKS = frozenset(",;/|•\n")
_WORD = re.compile(r"[^\s]+")
_LATIN = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_NOTES = re.compile(
    r"\(\s*(?:по согласованию|по договор[её]нности|далее|по отдельному|при необходимости)[^()]*\)"
    r"|,?\s+по согласованию(?=$|[,;\n])",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:[-–—•·*▪]+\s*|\d{1,2}[.)]\s+|(?:и|а также|совместно с)\s+"
    r"|(?:отв|ответственн\w*|исполнител\w*|соисполнител\w*)\.?\s*:\s*)+",
    re.IGNORECASE,
)
_WORKS = frozenset(["УВР", "ВР", "НМР", "МР", "УР", "УМР", "АХЧ", "АХР", "ИКТ", "НР", "ОБЖ", "ГИА"])


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one party; `person` if it is somebody's name."""

    text: str
    person: bool = False


def cut(text: str, abbreviations: Mapping[str, str]) -> list[Piece]:
    """Pieces in order; empty for a text that names nobody."""
    pieces: list[Piece] = []
    for chunk in _chunks(_cleaned(text[:LONGEST_TEXT]), abbreviations):
        pieces.extend(_with_people(chunk, abbreviations))
    return [piece for piece in pieces if any(sign.isalnum() for sign in piece.text)]


def _cleaned(text: str) -> str:
    result = re.sub(r"[\u00a0\u2002-\u200a\u202f\t\r\x0b\x0c]", " ", text)
    result = re.sub(r"[\u200b-\u200d\u2060\ufeff\u00ad]", "", result)
    result = re.sub(r"[‐‑‒–—―−]", "–", result)
    result = re.sub(r"\b0{2,3}\b", lambda zeros: "О" * len(zeros.group()), result)
    result = re.sub(r"[A-Za-zА-Яа-яЁё]+", _in_cyrillic, result)
    result = re.sub(
        r"(\w)\s*[-–]\s*(?=(?:предметник|психолог|логопед|организатор)\w*)", r"\1-", result
    )
    result = re.sub(r"\b([Зз]ам|[Рр]ук|[Зз]ав)\.(?=\w)", r"\1. ", result)
    result = re.sub(r"(?<=\w)(?:[-–]\s+|\s+[-–])(?=\w)", "-", result)
    return _NOTES.sub("", _paired_quotes(result))


def _in_cyrillic(found: "re.Match[str]") -> str:
    """A word with look-alikes in Cyrillic, if nothing Latin is left in it."""
    word = found.group()
    changed = word.translate(_LATIN)
    return word if re.search(r"[A-Za-z]", changed) else changed


def _paired_quotes(text: str) -> str:
    """Straight quotes as «ёлочки», by the place they stand at."""
    result = re.sub(r"(^|[\s(«])[\"“„]", r"\1«", text)
    return re.sub(r"[\"”“]", "»", result)


# Marks.


def _chunks(text: str, abbreviations: Mapping[str, str]) -> list[str]:
    """Parts between marks, with those put back together that a mark only lists within."""
    parts: list[str] = []
    for mark, part in _marked(text):
        if parts and _continues(mark, parts[-1], part, abbreviations):
            joint = ", " if mark == "," else " "
            parts[-1] = f"{parts[-1]}{joint}{part}"
        elif part:
            parts.extend(_conjoined(part, abbreviations))
    return parts


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """Each part with the mark before it; marks in quotes and brackets do not count."""
    depth = 0
    start = 0
    mark = "\n"
    for place, sign in enumerate(text):
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif sign in _MARKS and (depth == 0 or sign == ";"):
            yield mark, _trimmed(text[start:place])
            start, mark = place + 1, sign if sign != "\n" or mark != "," else mark
            if sign == "\n" and text[:place].rstrip().endswith((",", ";")):
                mark = ","
            depth = 0
    yield mark, _trimmed(text[start:])


def _trimmed(part: str) -> str:
    plain = _LEADING.sub("", " ".join(part.split())).strip(" :–-").lstrip(".")
    return plain if re.search(rf"\s[{_UPPER}]\.$", plain) else plain.rstrip(" .:–-")


def _continues(mark: str, before: str, part: str, abbreviations: Mapping[str, str]) -> bool:
    """Whether a part only goes on with the one before: «математики, физики», a broken line."""
    if not part or mark in (";", "|", "•"):
        return not part
    first = part.split()[0]
    if first.strip("«»().").upper() in _WORKS and " по " in f" {before} ":
        return True
    if short_of(first, abbreviations) is Short.LEVEL and mark == ",":
        return True
    if opens_party(part.split(), 0, abbreviations) or _PERSON.match(part):
        return mark == "\n" and _waits_for_more(before)
    if mark == "\n" and (first[0].isupper() and not _waits_for_more(before)):
        return False
    return first[0].islower() or first[0].isdigit() or first.startswith(("«", "(", "№"))


def _waits_for_more(before: str) -> bool:
    """A line that cannot end there: «руководители», «методисты МКУ», «учителя и»."""
    last = before.split()[-1] if before.split() else ""
    if last in ("и", "по", "с", "за", "МБУ", "МКУ", "МАУ", "–", "-", "зам", "зам."):
        return True
    return before.count("«") > before.count("»") or before.count("(") > before.count(")")


def _conjoined(part: str, abbreviations: Mapping[str, str]) -> list[str]:
    """Cut at «и» where both sides are parties of their own."""
    words = part.split()
    depth = 0
    start = 0
    result = []
    for place, word in enumerate(words):
        depth += sum(word.count(sign) for sign in _OPENING)
        depth -= sum(word.count(sign) for sign in _CLOSING)
        if word.lower() not in ("и", "и/или", "или", "совместно") or depth > 0:
            continue
        after = place + 2 if words[place + 1 : place + 2] == ["с"] else place + 1
        if place > start and _both_sides(words, start, place, after, abbreviations):
            result.append(_with_shared(words[start:place], words[after:], abbreviations))
            start = after
    result.append(" ".join(words[start:]))
    return result


def _with_shared(left: list[str], right: list[str], abbreviations: Mapping[str, str]) -> str:
    """«руководители и педагоги ОО»: the schools belong to both."""
    own = " ".join(left)
    if len(left) > 2 or head_of(left[-1]) is not Head.POSTS:
        return own
    last = right[-1]
    if short_of(last, abbreviations) is Short.SCHOOLS or bare(last) == "школ":
        return f"{own} {last}"
    tail = " ".join(right[-2:])
    return f"{own} {tail}" if tail.lower() in SCHOOL_GENITIVES else own


def _both_sides(
    words: list[str], start: int, place: int, after: int, abbreviations: Mapping[str, str]
) -> bool:
    if after >= len(words):
        return False
    left = " ".join(words[start:place])
    is_party = opens_party(words, start, abbreviations) or _PERSON.search(left)
    right = opens_party(words, after, abbreviations) or _PERSON.match(" ".join(words[after:]))
    return bool(is_party and right) and words[after].lower() not in AMBIGUOUS - {
        "учителя", "директора", "организации", "школы",
    }  # fmt: skip


# Openers.


def bare(word: str) -> str:
    """A word in lower case without marks around it, «ё» as «е», the head of a compound."""
    plain = word.strip('«»().,:;"').lower().replace("ё", "е")
    return plain


def head_of(word: str) -> Head | None:
    """The head noun a word is; of «педагог-психолог» the first half."""
    plain = bare(word)
    return HEADS.get(plain) or HEADS.get(plain.split("-")[0])


def short_of(word: str, abbreviations: Mapping[str, str]) -> Short | None:
    """What an abbreviation stands for, the document's own explanation first."""
    plain = word.strip('«»().,:;"')
    head = plain.split("-")[0] if plain.split("-")[0].isupper() else plain
    if (meaning := abbreviations.get(plain) or abbreviations.get(head)) is not None:
        return _explained(meaning)
    return SHORTS.get(plain) or (SHORTS.get(head) if head.isupper() else None)


def _explained(meaning: str) -> Short:
    words = meaning.split()
    text = meaning.lower()
    if "методическ" in text and "объединени" in text:
        return Short.SCHOOL_TEAM if "школьн" in text else Short.TEAM
    if "дошкольн" in text or "дополнительного образования" in text:
        return Short.KINDERGARTENS
    heads = [HEADS.get(bare(word)) for word in words]
    plural = any(head in (Head.ORGANISATIONS, Head.SCHOOLS) for head in heads)
    general = "образовательн" in text and ("организаци" in text or "учреждени" in text)
    if (general and (plural or "«" not in text)) or text.startswith("школ"):
        return Short.SCHOOLS
    if any(head in (Head.GROUP, Head.GROUPS, Head.POSTS) for head in heads):
        return Short.TEAM
    return Short.OFFICE


def opens_party(words: list[str], place: int, abbreviations: Mapping[str, str]) -> bool:
    """Whether a party begins at this word: a head noun with its adjectives, or a short name."""
    if place >= len(words):
        return False
    if short_of(words[place], abbreviations) not in (None, Short.LEVEL):
        return True
    for steps in range(4):
        if place + steps >= len(words):
            return False
        word = words[place + steps]
        if head_of(word) is not None:
            return True
        if not (bare(word).endswith(ADJECTIVE_ENDINGS) or word.lower() in CUT_ADJECTIVES):
            return False
    return False


# People and parties in a row.


def _with_people(chunk: str, abbreviations: Mapping[str, str]) -> list[Piece]:
    """Names cut out of a chunk; a single post right before a name belongs to it."""
    pieces: list[Piece] = []
    start = 0
    for found in _PERSON.finditer(chunk):
        if not _is_name(found, abbreviations):
            continue
        before = _row(_trimmed(chunk[start : found.start()].rstrip("( ")), abbreviations)
        if before and _is_single_post(before[-1]):
            before.pop()
        pieces.extend(Piece(text) for text in before)
        pieces.append(Piece(_written(found.group()), person=True))
        start = found.end()
    tail = chunk[start:].lstrip("). ,")
    rest = _trimmed(tail)
    if start and tail.startswith(("-", "–")) and _is_single_post(rest):
        rest = ""
    if start and pieces and rest and not opens_party(rest.split(), 0, abbreviations):
        rest = "" if rest[0] in "()" or rest[0].islower() else rest
    if not start and _LONE_SURNAME.fullmatch(rest) and head_of(rest) is None:
        return [Piece(rest, person=True)]
    return pieces + [Piece(text) for text in _row(rest, abbreviations)]


def _is_name(found: "re.Match[str]", abbreviations: Mapping[str, str]) -> bool:
    surname = next(filter(None, (found["surname"], found["last"], found["bare"])), "")
    if surname and (head_of(surname) or bare(surname).endswith(("ые", "ие", "ное", "ного"))):
        return False
    glued = found["glued"]
    if glued and (glued in abbreviations or glued in SHORTS or glued in _WORKS):
        return False
    words = (found["full"] or found["reversed"] or "").split()
    return not any(head_of(word) for word in words)


def _written(name: str) -> str:
    """«Иванова И. И» as «Иванова И.И.»; a name written out stays."""
    spaced = " ".join(name.replace(",", " ").split())
    if "." not in spaced and not re.search(
        rf"\s[{_UPPER}]{{2}}$|\s[{_UPPER}]\s[{_UPPER}]$", spaced
    ):
        return spaced
    surname = max(re.findall(_SURNAME, spaced), key=len, default="")
    letters = re.findall(rf"[{_UPPER}]", spaced.replace(surname, " "))
    initials = "".join(f"{letter}." for letter in letters)
    first = spaced.startswith(surname)
    return f"{surname} {initials}" if first else f"{initials} {surname}"


def _is_single_post(text: str) -> bool:
    heads = [head_of(word) for word in text.split()]
    return next((head for head in heads if head), None) is Head.POST


def _row(text: str, abbreviations: Mapping[str, str]) -> list[str]:
    """Parties in a row without marks: each opener after a finished party begins a new one."""
    words = _WORD.findall(text)
    starts = [0]
    depth = 0
    for place, word in enumerate(words):
        if place and depth <= 0 and _begins(words, starts[-1], place, abbreviations):
            starts.append(place)
        depth += sum(word.count(sign) for sign in _OPENING)
        depth -= sum(word.count(sign) for sign in _CLOSING)
    ends = [*starts[1:], len(words)]
    parts = [" ".join(words[a:b]) for a, b in zip(starts, ends, strict=True)]
    return [part.strip(" .,:–-") for part in parts if part.strip(" .,:–-")]


def _begins(words: list[str], start: int, place: int, abbreviations: Mapping[str, str]) -> bool:
    """Whether a new party begins at `place`, the current one having begun at `start`."""
    if not _is_finished(words[start:place], abbreviations):
        return False
    word = words[place]
    if (short := short_of(word, abbreviations)) not in (None, Short.LEVEL):
        return _short_begins(words[start:place], short, abbreviations)
    if word.startswith("«"):
        return False
    if not opens_party(words, place, abbreviations) or words[place - 1].lower() in (
        "и", "по", "с", "за", "в", "на", "для", "при", "–", "-",
    ):  # fmt: skip
        return False
    opener = next(each for each in words[place:] if head_of(each) is not None)
    plural = word != opener and bare(word).endswith(("ые", "ие"))
    doubtful = bare(opener) in AMBIGUOUS and not plural
    if doubtful and (not _is_post(opener) or head_of(words[place - 1])):
        return False
    if word[0].isupper():
        return True
    bodies = head_of(opener) is Head.ORGANISATION and head_of(words[start]) is Head.ORGANISATION
    return bare(opener) not in AMBIGUOUS and (_is_post(opener) or bodies) and opener == word


def _is_post(word: str) -> bool:
    return head_of(word) in (Head.POST, Head.POSTS)


def _is_finished(words: list[str], abbreviations: Mapping[str, str]) -> bool:
    """Whether the words are a party already, with a head or a short name."""
    if not words or (len(words) == 1 and bare(words[0]).startswith("отв")):
        return False
    return any(head_of(word) or short_of(word, abbreviations) for word in words)


def _short_begins(before: list[str], short: Short | None, abbreviations: Mapping[str, str]) -> bool:
    """«КО МКУ ОО» are three; «методисты МКУ ЦРО», «руководители ОО», «ГАУ ДПО ИРО» are one."""
    if any(head_of(word) for word in before):
        return False
    kinds = [short_of(word, abbreviations) for word in before]
    last = kinds[-1]
    if last is Short.FORM:
        return short in (Short.SCHOOLS, Short.KINDERGARTENS, Short.TEAM, Short.SCHOOL_TEAM)
    if last is Short.SCHOOLS and short is Short.SCHOOL_TYPE:
        return False
    return last is not None or before[-1].endswith("»")
