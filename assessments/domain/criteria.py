"""Criteria by which a school gets its category: data with a key, a version and parameters.

`federal-30-2` and its defaults: DOMAIN.md 1.3. What the sources leave open is a parameter.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.domain import subjects
from assessments.domain.procedures import FINAL_GRADE, Procedure, Work
from assessments.domain.results import EGE_RUSSIAN_ENTRY_MINIMUM, EGE_RUSSIAN_MINIMUM

_GRADES = range(1, 12)


class CriteriaError(Exception):
    """A parameter or criteria key that cannot be used; the message is a Russian sentence."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything in the federal rule that an office may set."""

    threshold: Decimal = Decimal(30)
    k: int = 2
    min_participants: int = 0
    vpr_subjects: tuple[str, ...] = (subjects.RUSSIAN, subjects.MATHEMATICS)
    vpr_grades: tuple[int, ...] = (4, 5, 6, 7, 8)
    oge_subjects: tuple[str, ...] = (subjects.RUSSIAN, subjects.MATHEMATICS)
    ege_subjects: tuple[str, ...] = (subjects.RUSSIAN,)
    ege_mathematics: tuple[Procedure, ...] = (Procedure.EGE_BASE, Procedure.EGE_PROFILE)
    ege_russian_minimum: int = EGE_RUSSIAN_MINIMUM
    at_risk_procedures: int = 1
    at_risk_share: Decimal = Decimal(20)
    at_risk_growth: Decimal = Decimal(10)

    def works(self) -> tuple[Work, ...]:
        """Every procedure that counts, in the order in which people list them."""
        vpr = (
            Work(Procedure.VPR, subject, grade)
            for grade in self.vpr_grades
            for subject in self.vpr_subjects
        )
        oge = (
            Work(Procedure.OGE, subject, FINAL_GRADE[Procedure.OGE])
            for subject in self.oge_subjects
        )
        ege = (
            Work(Procedure.EGE, subject, FINAL_GRADE[Procedure.EGE])
            for subject in self.ege_subjects
        )
        levels = (
            Work(level, subjects.MATHEMATICS, FINAL_GRADE[level]) for level in self.ege_mathematics
        )
        return (*vpr, *oge, *ege, *levels)


@dataclass(frozen=True, slots=True)
class Criteria:
    """A named, versioned set of rules."""

    key: str
    version: str
    name: str
    parameters: Parameters

    def with_setting(self, setting: str) -> "Criteria":
        """These criteria with one parameter changed by «NAME=VALUE».

        Raises CriteriaError for an unknown name or a value that does not fit.
        """
        name, separator, text = setting.partition("=")
        spec = SETTINGS.get(name.strip())
        if not separator:
            raise CriteriaError(
                f"Параметр «{setting}» записан без значения. Пишите так: threshold=25."
            )
        if spec is None:
            known = ", ".join(SETTINGS)
            raise CriteriaError(f"Параметра «{name.strip()}» в критериях нет. Есть: {known}.")
        value = spec.read(text.strip())
        return replace(self, parameters=replace(self.parameters, **{spec.name: value}))

    def with_settings(self, settings: Iterable[str]) -> "Criteria":
        """These criteria with several parameters changed one by one."""
        changed = self
        for setting in settings:
            changed = changed.with_setting(setting)
        return changed

    def snapshot(self) -> dict[str, Any]:
        """Plain data from which the same criteria can be built again."""
        values = {
            spec.name: spec.plain(getattr(self.parameters, spec.name)) for spec in SETTINGS.values()
        }
        return {
            "key": self.key, "version": self.version, "name": self.name, "parameters": values,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """How one parameter is called, read and written."""

    name: str
    title: str
    parse: Callable[[str], Any]
    expected: str

    def read(self, text: str) -> Any:
        """The value behind `text`; raises CriteriaError that says what is expected."""
        try:
            return self.parse(text)
        except (ValueError, InvalidOperation) as error:
            raise CriteriaError(
                f"Параметр {self.name}: указано «{text}», а нужно {self.expected}."
            ) from error

    def plain(self, value: Any) -> Any:
        """`value` as JSON holds it."""
        if isinstance(value, tuple):
            return [str(item) if isinstance(item, str) else item for item in value]
        return str(value) if isinstance(value, Decimal) else value


def from_snapshot(data: Mapping[str, Any]) -> Criteria:
    """The criteria that `Criteria.snapshot` described."""
    values = {
        name: SETTINGS[name].read(_as_text(value)) for name, value in data["parameters"].items()
    }
    return Criteria(
        key=data["key"], version=data["version"], name=data["name"],
        parameters=Parameters(**values),
    )  # fmt: skip


def shipped(key: str) -> Criteria:
    """The criteria set that the portal brings under `key`; CriteriaError for another key."""
    found = SHIPPED.get(key)
    if found is None:
        raise CriteriaError(f"Критериев «{key}» нет. Есть: {', '.join(SHIPPED)}.")
    return found


def _as_text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _percent(text: str) -> Decimal:
    value = Decimal(text.replace(",", ".").rstrip("% \u00a0"))
    if not (value.is_finite() and 0 < value <= 100):
        raise ValueError(text)
    return value


def _count(minimum: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or int(text) < minimum:
            raise ValueError(text)
        return int(text)

    return parse


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _grades(text: str) -> tuple[int, ...]:
    grades: set[int] = set()
    for part in _parts(text):
        first, _, last = part.replace("–", "-").partition("-")
        grades.update(range(int(first), int(last or first) + 1))
    if not grades.issubset(_GRADES):
        raise ValueError(text)
    return tuple(sorted(grades))


def _subjects(text: str) -> tuple[str, ...]:
    names = [subjects.recognise(part) for part in _parts(text)]
    if None in names:
        raise ValueError(text)
    return tuple(dict.fromkeys(name for name in names if name))


def _levels(text: str) -> tuple[Procedure, ...]:
    levels = tuple(dict.fromkeys(Procedure(part) for part in _parts(text)))
    if not set(levels) <= {Procedure.EGE_BASE, Procedure.EGE_PROFILE}:
        raise ValueError(text)
    return levels


def _russian_minimum(text: str) -> int:
    if text not in {str(EGE_RUSSIAN_MINIMUM), str(EGE_RUSSIAN_ENTRY_MINIMUM)}:
        raise ValueError(text)
    return int(text)


_PERCENT = "число больше 0 и не больше 100"
_SUBJECTS = "названия предметов через запятую"

SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("threshold", "доля не преодолевших порог, с которой результат считается низким, %",
                _percent, _PERCENT),
        Setting("k", "сколько низких процедур включает школу в перечень",
                _count(1), "целое число не меньше 1"),
        Setting("min_participants", "наименьшее число участников, при котором результат учтён",
                _count(0), "целое число не меньше 0"),
        Setting("vpr_subjects", "предметы ВПР", _subjects, _SUBJECTS),
        Setting("vpr_grades", "классы ВПР", _grades, "классы от 1 до 11 через запятую"),
        Setting("oge_subjects", "предметы ОГЭ", _subjects, _SUBJECTS),
        Setting("ege_subjects", "предметы ЕГЭ со стобалльной шкалой, кроме математики",
                _subjects, _SUBJECTS),
        Setting("ege_mathematics", "уровни ЕГЭ по математике", _levels,
                "ege_base, ege_profile или оба через запятую"),
        Setting("ege_russian_minimum", "минимальный балл ЕГЭ по русскому языку",
                _russian_minimum, "24 или 36"),
        Setting("at_risk_procedures", "сколько низких процедур ставит школу в зону риска",
                _count(1), "целое число не меньше 1"),
        Setting("at_risk_share", "доля, с которой школа в зоне риска, %", _percent, _PERCENT),
        Setting("at_risk_growth", "рост доли за год, с которого школа в зоне риска, п. п.",
                _percent, _PERCENT),
    )
}  # fmt: skip

SHIPPED = {
    "federal-30-2": Criteria("federal-30-2", "1", "федеральные 30/2", Parameters()),
}
