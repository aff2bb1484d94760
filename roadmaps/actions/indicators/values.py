"""Actual values by years, targets changed by an order, the reading of the targets' words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.values.wording import NBSP
from core.web.refusals import NotPossible
from roadmaps.actions.indicators.recording import (
    differences,
    lock_plan_of,
    record_indicator,
    sign,
    told,
    value_mark,
    value_words,
)
from roadmaps.models import Indicator, IndicatorValue, TargetChange
from roadmaps.permissions.indicators import require_actuals, require_target_change
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.indicators import effective_change, readings_of, target_texts

NOTHING = "Впишите факт. Если данных нет, удалите значение: «нет данных» — это не ноль."
NO_SOURCE = "Напишите, откуда значение: «протокол ОГЭ 2026», «отчёт школ за год»."
CHANGED = (
    "Пока форма была открыта, факт внёс другой человек: сейчас стоит {now}. "
    "Проверьте и сохраните снова, если верно ваше."
)
CHANGED_BEFORE_REMOVAL = (
    "Пока страница была открыта, факт изменил другой человек: сейчас стоит {now}. Факт не удалён: "
    "посмотрите, каким он стал, и решите снова."
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
    lock_plan_of(indicator, by, require_actuals)
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
        raise NotPossible(CHANGED.format(now=told(value.actual if value else None)))
    before = value_words(value)
    value = value or IndicatorValue(indicator=indicator, year=year)
    value.actual, value.reference, value.source, value.note = wanted
    value.computed = {}
    sign(value, by)
    record_indicator(
        indicator, by, "set actual", f"Факт за {year}{NBSP}год",
        differences(before, value),
    )  # fmt: skip
    return value


@transaction.atomic
def remove_actual(*, indicator: Indicator, year: int, by: User, seen: str) -> None:
    """Take the value of a year away: there is no data. A second click changes nothing.

    `seen` as in `set_actual`: NotPossible where another value stands by now.
    """
    lock_plan_of(indicator, by, require_actuals)
    value = IndicatorValue.objects.filter(indicator=indicator, year=year).first()
    if value is None:
        return
    if value_mark(value) != seen:
        raise NotPossible(CHANGED_BEFORE_REMOVAL.format(now=told(value.actual)))
    before = value_words(value)
    value.delete()
    record_indicator(
        indicator, by, "remove actual", f"Удалён факт за {year}{NBSP}год",
        differences(before, None),
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
    roadmap = lock_plan_of(indicator, by, require_target_change)
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
    record_indicator(indicator, by, "change target", summary, changes)
    return change


@transaction.atomic
def choose_reading(*, indicator: Indicator, by: User, key: str) -> None:
    """Read the targets as people mean them; the words stay. NotPossible for an unknown reading."""
    roadmap = lock_plan_of(indicator, by, require_arrange)
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
    record_indicator(indicator, by, "choose reading", "Выбрано прочтение цели", {"цель": said})
