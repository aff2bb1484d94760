"""Which activities may work on an indicator or answer to a risk factor, told by their words.

A suggestion is only that: a person confirms it. Its reason names the words it rests on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pymorphy3
from rapidfuzz import fuzz

from core.values.wording import quoted

_WORD = re.compile(r"[а-яё]{4,}", re.IGNORECASE)
_MEANS_LITTLE = frozenset({
    "школа", "образование", "образовательный", "общеобразовательный", "организация", "доля",
    "количество", "число", "процент", "показатель", "уровень", "низкий", "результат", "повышение",
    "работа", "проведение", "обучающийся", "учащийся", "общий", "муниципальный", "год", "мочь",
    "который", "свой", "весь", "также", "обеспечение", "школьный", "другой", "имеющий",
    "функционировать", "качество", "учебный", "мероприятие", "план",
})  # fmt: skip
_SAME_WORDS = 85
LEAST_SCORE = 40
_STATED, _IN_TITLE, _IN_SECTION = 95, 80, 55

_RISK_WORDS: Mapping[str, str] = {
    "equipment": r"оснащ\w*|оборудован\w*|материальн\w*-техническ\w*|\bмтб\b|"
    r"точк\w* роста|библиотек\w*",
    "staff": r"кадр\w*|вакан\w*|молод\w* (?:педагог|учител|специалист)\w*|"
    r"земск\w*|целев\w* обучен\w*",
    "competence": r"компетен\w*|квалификац\w*|\bкпк\b|дефицит\w*|методическ\w* помощ\w*|"
    r"мастер-класс\w*|"
    r"\b[рмгш]мо\b|консультаци\w* учител\w*|посещени\w* урок\w*|открыт\w* урок\w*",
    "adaptability": r"индивидуальн\w* (?:образовательн\w* )?маршрут\w*|дифференц\w*|адаптивн\w*|"
    r"программ\w* перехода|эффективн\w* режим\w*",
    "training": r"внутришкольн\w*|наставнич\w*|горизонтальн\w* обучен\w*|школьн\w* команд\w*",
    "special_needs": r"\bовз\b|инклюз\w*|адаптированн\w*|логопед\w*|дефектолог\w*|\bпмпк\b",
    "language": r"языков\w* барьер\w*|культурн\w* барьер\w*|мигрант\w*|инофон\w*|"
    r"русск\w* язык\w* как (?:не)?родн\w*|двуязы\w*",
    "motivation": r"мотивац\w*|олимпиад\w*|конкурс\w*|профориентац\w*|проектн\w* деятельн\w*|"
    r"каникул\w*",
    "wellbeing": r"благополуч\w*|климат\w*|буллинг\w*|воспитательн\w* сред\w*|психолог\w*",
    "discipline": r"дисциплин\w*|правонаруш\w*|пропуск\w*|посещаемост\w*|профилактик\w*",
    "failure": r"неуспешн\w*|неуспева\w*|отста\w*|слабоуспева\w*|не преодол\w*|групп\w* риска|"
    r"дополнительн\w* занят\w*|подготовк\w* к (?:гиа|огэ|егэ|итогов)\w*|"
    r"пробн\w* (?:работ|экзамен)\w*|"
    r"консультаци\w* по",
    "parents": r"родител\w*|законн\w* представител\w*|семь\w*|семей\w*",
}  # fmt: skip
_RISKS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _RISK_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """An activity by its words; `sections` are the titles above it."""

    id: int
    title: str
    indicator_text: str = ""
    sections: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An activity and what it may answer to; `score` from 0 to 100."""

    row: int
    goal: str
    score: int
    reason: str


def suggest_risks(rows: Iterable[Row]) -> list[Suggestion]:
    """Risk factors whose words stand in an activity, or in the titles of its sections."""
    found = []
    for row in rows:
        for factor, pattern in _RISKS.items():
            said = pattern.search(row.title)
            if said:
                reason = f"в названии: {quoted(said.group().lower())}"
                found.append(Suggestion(row.id, factor, _IN_TITLE, reason))
            elif said := pattern.search(row.sections):
                reason = f"в названии раздела: {quoted(said.group().lower())}"
                found.append(Suggestion(row.id, factor, _IN_SECTION, reason))
    return found


def suggest_indicators(rows: Sequence[Row], names: Mapping[str, str]) -> list[Suggestion]:
    """Indicators (name by key) whose rarer words an activity shares, or that its row states."""
    words = {row.id: lemmas(f"{row.title} {row.outcome}") for row in rows}
    wanted = {key: lemmas(name) for key, name in names.items()}
    weight = _weights([*words.values(), *wanted.values()])
    found = []
    for row in rows:
        for key, name in names.items():
            if row.indicator_text and fuzz.token_set_ratio(row.indicator_text, name) >= _SAME_WORDS:
                reason = "этот показатель записан у мероприятия в плане"
                found.append(Suggestion(row.id, key, _STATED, reason))
                continue
            shared = words[row.id] & wanted[key]
            score = _likeness(shared, words[row.id], wanted[key], weight)
            if score >= LEAST_SCORE:
                said = ", ".join(
                    quoted(one) for one in sorted(shared, key=weight, reverse=True)[:3]
                )
                found.append(Suggestion(row.id, key, score, f"общие слова: {said}"))
    return found


@lru_cache(maxsize=4096)
def lemmas(text: str) -> frozenset[str]:
    """The words of a text that mean something, in their dictionary form."""
    found = (lemma(word) for word in _WORD.findall(text.lower()))
    return frozenset(word for word in found if word not in _MEANS_LITTLE)


@lru_cache(maxsize=16384)
def lemma(word: str) -> str:
    """The dictionary form of a word: «математике» → «математика»."""
    return str(_dictionary().parse(word)[0].normal_form).replace("ё", "е")


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    return pymorphy3.MorphAnalyzer()


def _weights(texts: Sequence[frozenset[str]]) -> Callable[[str], float]:
    """How much a word tells: the rarer in the plan, the more."""
    counts = Counter(word for text in texts for word in text)
    return lambda word: 1 / counts[word]


def _likeness(
    shared: frozenset[str],
    one: frozenset[str],
    other: frozenset[str],
    weight: Callable[[str], float],
) -> int:
    """The weight of the shared words in the shorter of the two texts, from 0 to 100."""
    if len(shared) < 2:
        return 0
    shorter = min(one, other, key=len)
    whole = sum(map(weight, shorter))
    return round(100 * sum(map(weight, shared)) / whole) if whole else 0
