"""The registry of context fields: what a form may say of a school in one academic year.

Sources: DOMAIN.md 2.4 (forms of ФИОКО 2021 and 2022), 2.2 (социальный паспорт, кадры). Headers are
patterns over words in lower case without numbering and punctuation; where several fields answer,
the first one that is not `general` has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property


class Group(StrEnum):
    """Fields that a form shows together."""

    CONTINGENT = "contingent"
    SOCIAL = "social"
    STAFF = "staff"
    CONDITIONS = "conditions"
    PLACE = "place"


GROUP_NAMES = {
    Group.CONTINGENT: "контингент",
    Group.SOCIAL: "социальный паспорт",
    Group.STAFF: "кадры",
    Group.CONDITIONS: "условия",
    Group.PLACE: "расположение",
}


class Kind(StrEnum):
    """What a value is: a whole number, per cent, yes or no, one of a few words, text, a number."""

    COUNT = "count"
    SHARE = "share"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    DECIMAL = "decimal"


NUMERIC = frozenset({Kind.COUNT, Kind.SHARE, Kind.DECIMAL})


@dataclass(frozen=True)
class ContextField:
    """One field.

    `of` is the key of the total that a count is part of: such a field has a share beside it
    («доля …, %»), kept under `share_key` where a form gives per cent. `unit` stands in headers.
    """

    key: str
    title: str
    group: Group
    kind: Kind
    header: str
    of: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    """Key, words and pattern of each word that a choice may be."""
    general: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The header, compiled."""
        return re.compile(self.header)

    @property
    def share_key(self) -> str:
        """The key of its share; empty where it has none."""
        return f"{self.key}_share" if self.of else ""

    @property
    def heading(self) -> str:
        """The title with its unit: «скорость интернета, Мбит/с»."""
        return f"{self.title}, {self.unit}" if self.unit else self.title

    def share(self) -> ContextField:
        """The field of its share in per cent."""
        return replace(
            self, key=self.share_key, title=f"доля: {self.title}", kind=Kind.SHARE, of="", unit="%"
        )


@dataclass(frozen=True)
class _Of:
    """Makes fields of one group."""

    group: Group
    whole: str = ""
    made: list[ContextField] = field(default_factory=list)

    def count(self, key: str, title: str, header: str, **more: object) -> None:
        """A whole number, without a share."""
        self._add(key, title, Kind.COUNT, header, **more)

    def part(self, key: str, title: str, header: str) -> None:
        """A part of the whole of this group."""
        self._add(key, title, Kind.COUNT, header, of=self.whole)

    def other(self, key: str, title: str, kind: Kind, header: str, **more: object) -> None:
        """Anything else."""
        self._add(key, title, kind, header, **more)

    def _add(self, key: str, title: str, kind: Kind, header: str, **more: object) -> None:
        self.made.append(ContextField(key, title, self.group, kind, header, **more))  # type: ignore[arg-type]


def _contingent() -> Iterator[ContextField]:
    of = _Of(Group.CONTINGENT, "pupils")
    of.count(
        "pupils",
        "обучающихся всего",
        r"контингент|(?:количеств\w*|числ\w*|численност\w*|всего) (?:обучающ|учащ|ученик)"
        r"|^(?:обучающ|учащ|учеников)\w*(?: всего)?$",
        general=True,
    )
    of.count(
        "classes", "классов (комплектов)", r"класс\w* ?комплект|^(?:количество|всего) классов$"
    )
    of.part("second_shift", "учатся во вторую смену", r"втор\w+ смен|\b2 смен")
    of.part(
        "adapted",
        "обучаются по адаптированным программам",
        r"(?:обуч|числ|количеств|из них|дет).*(?:\bаоп\b|адаптированн)",
    )
    of.part(
        "special_needs", "с ограниченными возможностями здоровья (ОВЗ)", r"\bовз\b|огранич\w+ возм"
    )
    of.part("disabled", "с инвалидностью", r"инвалид")
    yield from of.made
    for grade in range(1, 13):
        yield ContextField(
            f"classes_{grade}", f"{grade} класс: классов", Group.CONTINGENT, Kind.COUNT, r"(?!)"
        )
        yield ContextField(
            f"pupils_{grade}", f"{grade} класс: обучающихся", Group.CONTINGENT, Kind.COUNT, r"(?!)"
        )


def _social() -> Iterator[ContextField]:
    of = _Of(Group.SOCIAL, "pupils")
    of.part("single_parent", "из неполных семей", r"неполн\w+ сем")
    of.part("large_family", "из многодетных семей", r"многодетн")
    of.part("low_income", "из малообеспеченных семей", r"малообеспеч|малоимущ|низк\w+ доход")
    of.part("unsafe_family", "из семей в социально опасном положении", r"социально опасн|\bсоп\b")
    of.part("guardianship", "под опекой и попечительством", r"опек|попечител|сирот")
    of.part("police_record", "состоят на учёте в ПДН и КДН", r"\bпдн\b|\bкдн|\bовд\b|полици")
    of.part("school_record", "состоят на внутришкольном учёте", r"внутришкольн|\bвшк\b|\bвшу\b")
    of.part(
        "other_language",
        "русский язык не родной",
        r"не ?родн|родн\w+(?: язык)? не|не владе|инофон|слабо владе",
    )
    of.part("migrants", "дети мигрантов", r"мигрант")
    of.part(
        "parents_higher",
        "родители с высшим образованием",
        r"высш\w+ образован\w* ?.*родит|родит\w+.*высш",
    )
    of.part(
        "parents_work",
        "оба родителя работают",
        r"(?:оба|двое|обоими) родит\w+.*работ|работающ\w+ родит",
    )
    of.part(
        "own_housing",
        "живут в отдельном благоустроенном жилье",
        r"отдельн\w+.*(?:жил|кварт)|благоустр",
    )
    yield from of.made


def _staff() -> Iterator[ContextField]:
    of = _Of(Group.STAFF, "teachers")
    of.count(
        "teachers",
        "учителей всего",
        r"(?:количеств\w*|числ\w*|численност\w*) (?:учител|педагог)|учител\w+ всего"
        r"|^учител\w+ (?:не менее |от |≥ ?)?0 5"
        r"|^(?:учителей|педагогов|педагогических работников|всего учителей)$",
        general=True,
    )
    of.part(
        "teachers_5_9",
        "учителей в 5–9 классах",
        r"учител\w*.*\b5 ?[-–—] ?9\b|^в 5 ?[-–—] ?9(?: кл\w*)?$",
    )
    of.part(
        "first_or_highest",
        "учителей первой и высшей категорий",
        r"перв\w+ (?:и|или) высш\w+|высш\w+ и перв",
    )
    of.part("highest_category", "учителей высшей категории", r"высш\w+ (?:квалификац\w+ )?катег")
    of.part("first_category", "учителей первой категории", r"перв\w+ (?:квалификац\w+ )?катег")
    of.part(
        "young_teachers",
        "учителей не старше 30 лет",
        r"не старше 30|до 30 лет|молод\w+ (?:учит|спец|педаг)",
    )
    of.part("pension_teachers", "учителей пенсионного возраста", r"пенсион")
    of.part(
        "training_short", "повышали квалификацию до 36 часов", r"(?:до|не более|менее|≤|<) ?36 ?ч"
    )
    of.part("training_middle", "повышали квалификацию от 36 до 72 часов", r"36 ?(?:до|[-–—]) ?72")
    of.part(
        "training_long", "повышали квалификацию более 72 часов", r"(?:более|свыше|больше|>) ?72"
    )
    of.count("psychologists", "педагогов-психологов", r"психолог")
    of.count("speech_therapists", "логопедов", r"логопед")
    of.count("defectologists", "дефектологов", r"дефектолог")
    of.count("social_workers", "социальных педагогов", r"социальн\w+ педагог|соцпедагог")
    of.count("vacancies", "вакансий учителей", r"ваканс|незанят\w+ ставк", general=True)
    of.other(
        "vacant_subjects",
        "предметы с вакансиями",
        Kind.TEXT,
        r"предмет\w*.*ваканс|ваканс\w*.*предмет",
    )
    yield from of.made


def _conditions() -> Iterator[ContextField]:
    of = _Of(Group.CONDITIONS, "pupils")
    of.count("rooms", "учебных кабинетов", r"кабинет", general=True)
    of.count("rooms_computer", "кабинетов с компьютером учителя", r"кабинет\w*.*компьютер")
    of.count("rooms_screen", "кабинетов с проектором или доской", r"проектор|интерактивн\w+ доск")
    of.count("computers", "компьютеров для обучающихся", r"компьютер", general=True)
    of.count("computers_old", "устаревших компьютеров", r"устарев|старше \d+ лет")
    of.count(
        "computers_online",
        "компьютеров с интернетом",
        r"компьютер\w*.*интернет|подключ\w+ к интернет",
    )
    of.other("internet_speed", "скорость интернета", Kind.DECIMAL, r"скорост", unit="Мбит/с")
    of.part("extra_education", "занимаются дополнительным образованием", r"доп\w* ?образован")
    of.part("career_guidance", "охвачены профориентацией", r"профориент")
    of.part("parents_visit", "родители посещают собрания и мероприятия", r"родител\w*.*посещ")
    of.part("parents_help", "родители готовы помогать школе", r"родител\w*.*(?:помо|участв)")
    of.other("languages", "языки обучения", Kind.TEXT, r"\bязык\w*(?: обучен\w*)?$|язык\w* обучен")
    of.other("deep_study", "углублённое изучение предметов", Kind.TEXT, r"углублен")
    of.other(
        "adapted_programmes",
        "адаптированные программы",
        Kind.TEXT,
        r"\bаоп\b|\bаооп\b|адаптированн\w+",
    )
    yield from of.made


_SETTLEMENTS = (
    ("city", "город", r"\bгород(?!ск)"),
    ("town", "посёлок городского типа", r"городск\w+ тип|\bпгт\b"),
    (
        "village",
        "село, деревня, посёлок",
        r"\bсел[оаеь]|сельск|дерев|посел(?!\w* городск)|станиц|хутор|аул",
    ),
)


def _place() -> Iterator[ContextField]:
    of = _Of(Group.PLACE)
    of.other(
        "settlement", "тип населённого пункта", Kind.CHOICE,
        r"где расположен|тип населен|вид населен", choices=_SETTLEMENTS,
    )  # fmt: skip
    of.other(
        "settlement_size",
        "размер населённого пункта",
        Kind.TEXT,
        r"размер нас(?:ел)?|численност\w* населен",
    )
    of.other("transport", "общественный транспорт до города", Kind.TEXT, r"транспорт")
    of.other(
        "distance", "расстояние до районного центра", Kind.DECIMAL,
        r"расстоян|удаленн|отдаленн", unit="км",
    )  # fmt: skip
    yield from of.made


_BASE = (*_contingent(), *_social(), *_staff(), *_conditions(), *_place())


def _with_shares() -> Iterator[ContextField]:
    for one in _BASE:
        yield one
        if one.of:
            yield one.share()


FIELDS: tuple[ContextField, ...] = tuple(_with_shares())
BY_KEY = {one.key: one for one in FIELDS}
MAIN = ("pupils", "teachers", "vacancies")
"""What the page of a school shows first."""
_GRADE = re.compile(r"\b(1[0-2]|[1-9])(?: ?(?:-?(?:й|х|м|ый|ом|го)))? ?класс\w*")
_BIRTH_YEAR = re.compile(r"\bг ?р\b|год\w* рожд")
"""The forms ask for pupils of two birth years, which are others each year: no field of ours."""
_SCHOOL_YEAR = re.compile(r"\b20\d\d ?[/–—-] ?(?:20)?\d\d(?: ?уч\w*[. ]*г\w*)?")
_IS_SHARE = re.compile(r"%|\bдол[яию]\b|процент|удельн\w+ вес")


def of_group(group: Group) -> list[ContextField]:
    """The fields of a group in their order."""
    return [one for one in FIELDS if one.group is group]


def plain_header(text: str) -> str:
    """A header without numbering («20. …», «17.1 …»), punctuation and letters ё."""
    words = text.casefold().replace("ё", "е").replace("_", " ").replace("%", " % ")
    words = _SCHOOL_YEAR.sub(" ", words)
    words = re.sub(r"^\s*\d+(?:\.\d+)*[.)]\s*|^\s*\d+\.\d+\s+", "", words)
    return re.sub(r"[\s.,:;()«»\"?!/*]+", " ", words).strip()


def field_of(header: str) -> ContextField | None:
    """The field that a column or line with this header holds; None where it holds none."""
    words = plain_header(header)
    if not words or _BIRTH_YEAR.search(words):
        return None
    grade = _of_grade(words)
    if grade is not None:
        return grade
    found = [one for one in _BASE if one.pattern.search(words)]
    if not found:
        return None
    best = next((one for one in found if not one.general), found[0])
    return best.share() if best.of and _IS_SHARE.search(words) else best


def _of_grade(words: str) -> ContextField | None:
    """«1 класс: обучающихся», «количество классов в 5 классе»: a field of one grade."""
    grades = _GRADE.findall(words)
    if len(set(grades)) != 1 or re.search(r"\d ?[-–—] ?\d", words):
        return None
    rest = _GRADE.sub(" ", words)
    if re.search(r"обучающ|учащ|ученик|детей|человек", rest):
        return BY_KEY[f"pupils_{grades[0]}"]
    return BY_KEY[f"classes_{grades[0]}"] if re.search(r"класс", rest) else None
