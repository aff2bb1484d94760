"""The plan's own words of an indicator: added, changed, taken out; frozen in an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.indicators.recording import record_indicator
from roadmaps.domain.indicators.targets import COMPARATOR_WORDS, Comparator
from roadmaps.models import Indicator, Roadmap
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.fields import field_words
from roadmaps.queries.touched import HAS_VALUES, indicators_with_values

CHANGED = (
    "Пока форма была открыта, показатель изменил другой человек. Ниже — то, что вписали вы; "
    "посмотрите, что стоит теперь, и сохраните снова."
)


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """What a plan says of an indicator."""

    name: str
    unit: str = ""
    comparator: str = ""
    relative_to: str = ""
    baseline_value: str = ""
    baseline_year: int | None = None
    targets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, indicator: Indicator) -> IndicatorWords:
        """What stands in the plan now."""
        return cls(**{name: getattr(indicator, name) for name in cls.__dataclass_fields__})

    @property
    def mark(self) -> str:
        """One text that tells these words from others: for a form that was open meanwhile."""
        targets = ";".join(f"{year}={self.targets[year]}" for year in sorted(self.targets))
        return "\u001f".join(
            [self.name, self.unit, self.comparator, self.relative_to, self.baseline_value,
             str(self.baseline_year or ""), targets]
        )  # fmt: skip


@transaction.atomic
def add_indicator(*, roadmap: Roadmap, by: User, words: IndicatorWords) -> Indicator:
    """Add an indicator at the end; the same words again are a second click and change nothing."""
    roadmap = _locked(roadmap, by)
    for one in roadmap.indicators.filter(name=words.name):
        if IndicatorWords.of(one) == words:
            return one
    last = roadmap.indicators.aggregate(last=Max("position"))["last"] or 0
    indicator = Indicator.objects.create(roadmap=roadmap, position=last + 1, **_values(words))
    record_indicator(indicator, by, "add indicator", "Добавлен показатель")
    return indicator


@transaction.atomic
def edit_indicator(*, indicator: Indicator, by: User, words: IndicatorWords, seen: str) -> None:
    """Write other words; `seen` is the mark of those that the form was opened on.

    NotPossible where other words stand by now.
    """
    _locked(indicator.roadmap, by)
    indicator.refresh_from_db()
    before = IndicatorWords.of(indicator)
    if before == words:
        return
    if before.mark != seen:
        raise NotPossible(CHANGED)
    for name, value in _values(words).items():
        setattr(indicator, name, value)
    indicator.save(update_fields=list(_values(words)))
    changes = {
        field_words(Indicator, name): (_told(name, getattr(before, name)), _told(name, value))
        for name, value in _values(words).items()
        if getattr(before, name) != value
    }
    record_indicator(indicator, by, "edit indicator", "Изменён показатель", changes)


@transaction.atomic
def delete_indicator(*, indicator: Indicator, by: User) -> None:
    """Take an indicator out of a plan; NotPossible where actual values were entered."""
    _locked(indicator.roadmap, by)
    if indicators_with_values([indicator.pk]):
        raise NotPossible(HAS_VALUES)
    record_indicator(indicator, by, "delete indicator", "Удалён показатель")
    indicator.delete()


def _locked(roadmap: Roadmap, by: User) -> Roadmap:
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True)
    roadmap = locked.select_related("municipality").get(pk=roadmap.pk)
    require_edit(by, roadmap)
    return roadmap


def _values(words: IndicatorWords) -> dict[str, Any]:
    values = {name: getattr(words, name) for name in IndicatorWords.__dataclass_fields__}
    return {**values, "targets": dict(words.targets)}


def _told(name: str, value: Any) -> str:
    if name == "comparator":
        return COMPARATOR_WORDS[Comparator(value)] if value else ""
    if isinstance(value, dict):
        return ", ".join(f"{year}: {value[year]}" for year in sorted(value))
    return "" if value is None else str(value)
