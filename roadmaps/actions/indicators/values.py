"""Actual values by years, targets changed by an order, the reading of the targets' words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import NBSP
from core.web.refusals import NotPossible
from roadmaps.domain.indicators.numbers import number_words
from roadmaps.models import Indicator, IndicatorValue, Roadmap, TargetChange
from roadmaps.permissions.indicators import require_actuals, require_target_change
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.indicators import effective_change, readings_of, target_texts

NOTHING = "Впишите факт. Если данных нет, удалите значение: «нет данных» — это не ноль."
NO_SOURCE = "Напишите, откуда значение: «протокол ОГЭ 2026», «отчёт школ за год»."
CHANGED = (
    "Пока форма была открыта, факт внёс другой человек: сейчас стоит {now}. "
    "Проверьте и сохраните снова, если верно ваше."
)
SAME_TARGET = "Такая цель уже стоит. Впишите другую."
NO_REASON = "Напишите, почему цель меняется."
NO_ORDER = "План утверждён приказом: впишите номер и дату приказа, которым изменена цель."
UNKNOWN_READING = "Так прочитать цель нельзя. Выберите одно из предложенных прочтений."


@transaction.atomic
def set_actual(
    *,
    indicator: Indicator,
    year: int,
    by: User,
    actual: Decimal | None,
    source: str,
    note: str = "",
    reference: Decimal | None = None,
    seen: str,
) -> IndicatorValue:
    """Enter what was reached in `year`; `seen` is the mark of the value that the form showed.

    NotPossible without a figure or its source, and where another value stands by now. Repeating
    it changes nothing.
    """
    _locked(indicator.roadmap, by, require_actuals)
    if actual is None and reference is None:
        raise NotPossible(NOTHING)
    source = source.strip()
    if not source:
        raise NotPossible(NO_SOURCE)
    value = IndicatorValue.objects.filter(indicator=indicator, year=year).first()
    wanted = (actual, reference, source, note.strip())
    if value is not None and (value.actual, value.reference, value.source, value.note) == wanted:
        return value
    if value_mark(value) != seen:
        raise NotPossible(CHANGED.format(now=_told(value.actual if value else None)))
    before = _said(value)
    value = value or IndicatorValue(indicator=indicator, year=year)
    value.actual, value.reference, value.source, value.note = wanted
    value.computed = {}
    _sign(value, by)
    _record(
        indicator, by, "set actual", f"Факт за {year}{NBSP}год",
        {name: (before.get(name, ""), after) for name, after in _said(value).items()
         if before.get(name, "") != after},
    )  # fmt: skip
    return value


@transaction.atomic
def remove_actual(*, indicator: Indicator, year: int, by: User) -> None:
    """Take the value of a year away: there is no data. A second click changes nothing."""
    _locked(indicator.roadmap, by, require_actuals)
    value = IndicatorValue.objects.filter(indicator=indicator, year=year).first()
    if value is None:
        return
    before = _said(value)
    value.delete()
    _record(
        indicator, by, "remove actual", f"Удалён факт за {year}{NBSP}год",
        {name: (said, "") for name, said in before.items() if said},
    )  # fmt: skip


@transaction.atomic
def change_target(
    *,
    indicator: Indicator,
    year: int,
    by: User,
    target: str,
    reason: str,
    order_number: str = "",
    order_date: date | None = None,
) -> TargetChange:
    """Set another target for a year; the plan's words and earlier targets are kept.

    NotPossible without a reason, without an order where the plan is approved by one, and where
    the same target stands. A second click gives the change that was made.
    """
    roadmap = _locked(indicator.roadmap, by, require_target_change)
    indicator.refresh_from_db(fields=["targets"])
    target, reason = target.strip(), reason.strip()
    plan_text = target_texts(indicator, roadmap).get(year, "")
    held = effective_change(year, plan_text, list(indicator.changes.all()))
    if held and (held.after, held.reason, held.order_number) == (target, reason, order_number):
        return held
    before = held.after if held else plan_text
    if target == before or not target:
        raise NotPossible(SAME_TARGET)
    if not reason:
        raise NotPossible(NO_REASON)
    if roadmap.is_frozen and not (order_number and order_date):
        raise NotPossible(NO_ORDER)
    change = TargetChange.objects.create(
        indicator=indicator, year=year, plan_text=plan_text, before=before, after=target,
        reason=reason, order_number=order_number, order_date=order_date,
        changed_by=by, changed_by_name=str(by), changed_at=timezone.now(),
    )  # fmt: skip
    summary = f"Изменена цель на {year}{NBSP}год: {reason}"
    changes = {"цель": (before, target)}
    if change.order_words:
        changes["приказ"] = ("", change.order_words)
    _record(indicator, by, "change target", summary, changes)
    return change


@transaction.atomic
def choose_reading(*, indicator: Indicator, by: User, key: str) -> None:
    """Read the targets as people mean them; the words stay. NotPossible for an unknown reading."""
    roadmap = _locked(indicator.roadmap, by, require_arrange)
    indicator.refresh_from_db()
    if indicator.reading == key:
        return
    texts = target_texts(indicator, roadmap).values()
    found = {one.key: one for text in texts for one in readings_of(indicator, text)}
    if key not in found:
        raise NotPossible(UNKNOWN_READING)
    before = found.get(indicator.reading)
    indicator.reading = key
    indicator.save(update_fields=["reading"])
    unit = indicator.unit
    said = (before.words(unit) if before else "", found[key].words(unit))
    _record(indicator, by, "choose reading", "Выбрано прочтение цели", {"цель": said})


def value_mark(value: IndicatorValue | None) -> str:
    """One text that tells a value from another: for a form that was open meanwhile."""
    if value is None:
        return ""
    return f"{value.pk}:{value.entered_at.isoformat()}"


def _sign(value: IndicatorValue, by: User) -> None:
    value.entered_by, value.entered_by_name = by, str(by)
    value.entered_at = timezone.now()
    value.save()


def _locked(roadmap: Roadmap, by: User, check: Any) -> Roadmap:
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True)
    roadmap = locked.select_related("municipality").get(pk=roadmap.pk)
    check(by, roadmap)
    return roadmap


def _said(value: IndicatorValue | None) -> dict[str, str]:
    if value is None:
        return {}
    return {
        "факт": _told(value.actual) if value.actual is not None else "",
        "с чем сравнивают": _told(value.reference) if value.reference is not None else "",
        "источник": value.source,
        "примечание": value.note,
    }


def _told(value: Decimal | None) -> str:
    return "нет данных" if value is None else number_words(value)


def _record(
    indicator: Indicator, by: User, action: str, summary: str, changes: dict[str, tuple[str, str]]
) -> None:
    record(
        by=by,
        action=action,
        subject=indicator,
        summary=summary,
        changes=changes,
        municipality_id=indicator.roadmap.municipality_id,
    )
