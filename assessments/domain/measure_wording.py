"""Which named measure the words of an indicator speak of: a proposal that a person confirms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assessments.domain import procedures, subjects
from assessments.domain.named_measures import MeasureChoice, SchoolGroup
from assessments.domain.procedures import FINAL_GRADE, SCORED, Procedure
from core.values.wording import quoted

_I = re.IGNORECASE
_LISTED = (
    r"шнор\b|шнро\b|(?:с\s+)?низки\w*\s+(?:образовательн\w*\s+)?результат\w*"
    r"(?:\s+обучени\w*)?"
)
_LIST = re.compile(_LISTED, _I)
_COUNT = re.compile(r"\b(?:количеств|числ)\w*", _I)
_LEFT = re.compile(r"вышедш\w*|выш\w+\s+из|перешедш\w*|преодол\w+\s+статус", _I)
_RISK = re.compile(r"(?:зон|групп)\w*\s+риска", _I)
_OBJECTIVITY = re.compile(r"индекс\w*\s+объективност\w*", _I)
_BIAS = re.compile(r"необъективн\w*", _I)
_SCHOOLS = re.compile(
    r"^(?:доля|количеств\w*|числ\w*|процент|удельн\w*\s+вес)\s+"
    r"(?:\w+[ыи]х\s+){0,3}?(?:школ\w*|оо\b|шнор\b|шнро\b|(?:общеобразовательн\w*\s+)?(?:организац|учрежден)\w*)",
    _I,
)
_LOW_WORDS = (
    r"[«\"]2[»\"]|дво(?:ек|йк\w*)|не(?:удовлетвор|успева|\s+преодол|\s+справ|\s+сдавш)\w*|"
    r"ниже\s+(?:минимальн|порог)\w*"
)
_KINDS = (
    ("high_share", r"высокобалльн\w*|\b81\b|\b80\b.{0,12}балл"),
    ("quality_rate", r"качеств\w*|[«\"]4[»\"].{0,6}[«\"]5[»\"]|хорош\w+ и отличн"),
    ("sou", r"\bсоу\b|степен\w* обученност"),
    ("pass_rate", r"успеваем|\bпреодолевш\w*|сдавш\w*|справивш\w*|получивш\w*\s+аттестат"),
    ("low_share", _LOW_WORDS),
    ("mean_mark", r"средн\w*\s+(?:балл|отметк|оценк)"),
)
_MEASURES = tuple((key, re.compile(pattern, _I)) for key, pattern in _KINDS)
_NEGATIVE = re.compile(_LOW_WORDS, _I)
_GRADE = re.compile(r"\b(?P<grade>[4-9]|1[01])\s*-?\s*(?:х|го|м|ых)?\s+класс", _I)
_IN_LISTED = re.compile(
    rf"(?:в|во|из|обучающ\w+)\s+(?:школ\w*|оо|организаци\w*)?\s*(?:{_LISTED})", _I
)


def _stems(name: str) -> re.Pattern[str]:
    """The name in any case: «математик», «русск… язык»."""
    words = [re.escape(word[:-2] if len(word) > 4 else word) for word in name.lower().split()]
    return re.compile(r"\b" + r"\w*\s+".join(words) + r"\w*", _I)


_SUBJECTS = tuple((name, _stems(name)) for name in subjects.ALL if "(" not in name)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A measure that the words suggest, and the words it rests on; parameters may be missing."""

    choice: MeasureChoice
    words: tuple[str, ...]

    @property
    def reason(self) -> str:
        """««ОГЭ», «математике»»."""
        return ", ".join(quoted(word.strip(' «»"').lower()) for word in self.words if word.strip())


def proposed_measure(name: str, unit: str = "") -> Proposal | None:
    """The measure that an indicator of this name most likely is; None where nothing says so."""
    said = name.replace("\u00a0", " ").replace("ё", "е")
    procedure = procedures.recognise(said)
    of_list = None if procedure else _of_list(said, unit)
    return _of_signs(said, unit) or of_list or _of_results(said, procedure)


def _of_signs(said: str, unit: str) -> Proposal | None:
    if index := _OBJECTIVITY.search(said):
        return Proposal(MeasureChoice("objectivity_index"), (index.group(),))
    head, signs = _SCHOOLS.search(said), _BIAS.search(said)
    if head is None or signs is None or _COUNT.match(said) or unit not in ("", "%"):
        return None
    return Proposal(MeasureChoice("bias_share"), (head.group(), signs.group()))


def _of_list(said: str, unit: str) -> Proposal | None:
    head = _SCHOOLS.search(said)
    if head is None:
        return None
    is_share = "%" in unit or (not unit and not _COUNT.match(said))
    if risk := _RISK.search(said):
        return None if is_share else Proposal(MeasureChoice("risk_schools"), (risk.group(),))
    listed = _LIST.search(said)
    if listed is None:
        return None
    left = _LEFT.search(said)
    if left:
        key = "left_share" if is_share else "left_schools"
        return Proposal(MeasureChoice(key), (left.group(), listed.group()))
    key = "listed_share" if is_share else "listed_schools"
    return Proposal(MeasureChoice(key), (listed.group(),))


def _of_results(said: str, procedure: Procedure | None) -> Proposal | None:
    found = _measure(said)
    subject = next(((name, hit) for name, stem in _SUBJECTS if (hit := stem.search(said))), None)
    if found is None or (procedure is None and subject is None):
        return None
    key, words = found
    if procedure is Procedure.EGE and subject and subject[0] == subjects.MATHEMATICS:
        procedure = Procedure.EGE_PROFILE
    if key == "mean_mark" and procedure in SCORED:
        key = "mean_score"
    grade = None if procedure in FINAL_GRADE else _grade(said)
    listed = _IN_LISTED.search(said)
    choice = MeasureChoice(
        key, procedure, subject[0] if subject else "", grade,
        SchoolGroup.LISTED if listed else SchoolGroup.ALL,
    )  # fmt: skip
    named = [words, subject[1].group() if subject else "", listed.group() if listed else ""]
    return Proposal(choice, tuple(word for word in named if word))


def _measure(said: str) -> tuple[str, str] | None:
    """The kind of measure; a negated word wins («не преодолевших», not «преодолевших»)."""
    if negative := _NEGATIVE.search(said):
        return "low_share", negative.group()
    for key, pattern in _MEASURES:
        if hit := pattern.search(said):
            return key, hit.group()
    return None


def _grade(said: str) -> int | None:
    found = _GRADE.search(said)
    return int(found.group("grade")) if found else None
