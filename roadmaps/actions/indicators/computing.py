"""Tying an indicator to a measure, offering what comes out, and taking or declining it.

A computed figure is only offered: a person takes it. What a person entered is never overwritten
by the portal itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.jobs import request_job
from accounts.models import User
from assessments.domain.named_measures import MeasureChoice, SchoolGroup
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
from roadmaps.domain.indicators.numbers import rounded
from roadmaps.models import (
    Indicator,
    IndicatorMeasure,
    IndicatorOffer,
    IndicatorValue,
    Roadmap,
)
from roadmaps.models.indicators import VALUE_PLACES, exact_of
from roadmaps.permissions.indicators import require_actuals
from roadmaps.queries.indicator_figures import (
    computed_figures,
    is_news,
    source_words,
    years_to_compute,
)
from schools.models import Municipality

JOB_KIND = "indicator figures"
JOB_TITLE = "Расчёт показателей по результатам"
OF_THE_OFFICE = (
    "Перечень ШНОР и признаки необъективности считают по муниципалитету: для плана школы выберите "
    "другое."
)
NO_MEASURE = "У показателя не выбрано, как его считать. Сначала выберите способ расчёта."
NO_DATA = "За {year}{nbsp}год посчитать нечего: результатов в портале нет."
FIGURE_CHANGED = (
    "Пока страница была открыта, результаты изменились: теперь выходит {now}. "
    "Посмотрите и решите снова."
)
VALUE_CHANGED = (
    "Пока страница была открыта, факт внёс другой человек: сейчас стоит {now}. "
    "Посмотрите и решите снова."
)
CHOICE_CHANGED = (
    "Пока форма была открыта, способ расчёта выбрал другой человек: «{now}». "
    "Сохраните снова, если верен ваш."
)


@transaction.atomic
def choose_measure(
    *, indicator: Indicator, by: User, choice: MeasureChoice, seen: str
) -> IndicatorMeasure:
    """Tie the indicator to a measure and compute at once what it gives, as offers.

    `seen` is the mark of the choice that the form was opened on. NotPossible for parameters that
    do not fit and where another choice stands by now; the same choice again changes nothing.
    """
    lock_plan_of(indicator, by, require_actuals)
    choice = _of_plan(choice.plain(), indicator.roadmap)
    if problem := choice.problem():
        raise NotPossible(problem)
    held = IndicatorMeasure.objects.filter(indicator=indicator).first()
    if held is not None and held.measure_choice == choice:
        return held
    if measure_mark(held) != seen:
        raise NotPossible(CHOICE_CHANGED.format(now=held or "не считать"))
    before = str(held) if held else ""
    made, _ = IndicatorMeasure.objects.update_or_create(
        indicator=indicator,
        defaults={
            "choice": choice.as_dict(),
            "chosen_by_name": str(by),
            "chosen_at": timezone.now(),
        },
    )
    indicator.measure = made
    offer_figures(indicator)
    record_indicator(
        indicator, by, "choose measure", "Выбрано, как считать показатель",
        {"расчёт": (before, str(made))},
    )  # fmt: skip
    return made


def _of_plan(choice: MeasureChoice, roadmap: Roadmap) -> MeasureChoice:
    """The plan of a school is about that school; the list is a matter of the office."""
    if roadmap.school_id is None:
        if choice.schools is SchoolGroup.OWN:
            return replace(choice, schools=SchoolGroup.ALL)
        return choice
    if choice.measure.is_of_office:
        raise NotPossible(OF_THE_OFFICE)
    return replace(choice, schools=SchoolGroup.OWN)


@transaction.atomic
def drop_measure(*, indicator: Indicator, by: User) -> None:
    """Compute the indicator no more; taken figures stay. A second click changes nothing."""
    lock_plan_of(indicator, by, require_actuals)
    held = IndicatorMeasure.objects.filter(indicator=indicator).first()
    if held is None:
        return
    record_indicator(
        indicator, by, "drop measure", "Показатель больше не считается порталом",
        {"расчёт": (str(held), "")},
    )  # fmt: skip
    held.delete()
    IndicatorOffer.objects.filter(indicator=indicator).delete()


@transaction.atomic
def compute_actual(
    *, indicator: Indicator, year: int, by: User, digest: str, seen: str
) -> IndicatorValue:
    """Take the figure that the measure gives for `year` as the actual.

    `digest` is that of the data that the person looked at, `seen` the mark of the value that
    stood there. NotPossible where either is another by now, without a measure or without data.
    Repeating it changes nothing.
    """
    lock_plan_of(indicator, by, require_actuals)
    held = IndicatorMeasure.objects.filter(indicator=indicator).first()
    if held is None:
        raise NotPossible(NO_MEASURE)
    computed = computed_figures(indicator, held.measure_choice, [year]).get(year)
    if computed is None:
        raise NotPossible(NO_DATA.format(year=year, nbsp=NBSP))
    value = IndicatorValue.objects.filter(indicator=indicator, year=year).first()
    if value is not None and value.computed == computed:
        return value
    if computed["digest"] != digest:
        raise NotPossible(FIGURE_CHANGED.format(now=told(rounded(exact_of(computed), 2))))
    if value_mark(value) != seen:
        raise NotPossible(VALUE_CHANGED.format(now=told(value.actual if value else None)))
    return _take(indicator, year, by, computed, value)


def _take(
    indicator: Indicator,
    year: int,
    by: User,
    computed: dict[str, Any],
    value: IndicatorValue | None,
) -> IndicatorValue:
    before = value_words(value)
    value = value or IndicatorValue(indicator=indicator, year=year)
    value.actual = rounded(exact_of(computed), VALUE_PLACES)
    value.source, value.computed = source_words(computed), computed
    sign(value, by)
    IndicatorOffer.objects.filter(indicator=indicator, year=year).delete()
    record_indicator(
        indicator, by, "take computed actual", f"Принято посчитанное за {year}{NBSP}год",
        differences(before, value),
    )  # fmt: skip
    return value


@transaction.atomic
def decline_offer(*, indicator: Indicator, year: int, by: User, digest: str) -> None:
    """Leave the offered figure out until the data change. A second click changes nothing."""
    lock_plan_of(indicator, by, require_actuals)
    offer = IndicatorOffer.objects.filter(indicator=indicator, year=year, digest=digest).first()
    if offer is None or offer.is_declined:
        return
    offer.is_declined = True
    offer.save(update_fields=["is_declined"])
    record_indicator(
        indicator, by, "decline computed actual", f"Отклонено посчитанное за {year}{NBSP}год",
        {"факт": (told(rounded(offer.exact, 2)), "")},
    )  # fmt: skip


@transaction.atomic
def refresh_offers(*, indicator: Indicator, by: User) -> int:
    """Compute the indicator again now; how many figures are news."""
    lock_plan_of(indicator, by, require_actuals)
    if not IndicatorMeasure.objects.filter(indicator=indicator).exists():
        raise NotPossible(NO_MEASURE)
    return offer_figures(indicator)


def offer_figures_of_office(municipality_id: int) -> None:
    """Compute every tied indicator of the office's plans; repeating it gives the same offers."""
    tied = Indicator.objects.filter(
        measure__isnull=False, roadmap__municipality=municipality_id, roadmap__amends__isnull=True
    ).select_related("measure", "roadmap__school_list__run", "roadmap__school_list__approved")
    for indicator in tied.order_by("pk"):
        with transaction.atomic():
            offer_figures(indicator)


def follow_results(municipality: Municipality) -> None:
    """Have the office's indicators computed in the background, where any is tied to a measure."""
    tied = IndicatorMeasure.objects.filter(indicator__roadmap__municipality=municipality)
    if tied.exists():
        request_job(kind=JOB_KIND, subject_id=municipality.pk, title=JOB_TITLE, by=None)


def offer_figures(indicator: Indicator) -> int:
    """Write what the measure gives for each year as an offer where it is news; how many are.

    A figure that was declined stays so as long as its data are the same.
    """
    years = years_to_compute(indicator.roadmap, timezone.localdate().year)
    found = computed_figures(indicator, indicator.measure.measure_choice, years)
    values = {one.year: one for one in indicator.values.all()}
    news = {
        year: computed
        for year, computed in found.items()
        if is_news(exact_of(computed), values.get(year))
    }
    IndicatorOffer.objects.filter(indicator=indicator).exclude(year__in=news).delete()
    held = {one.year: one for one in IndicatorOffer.objects.filter(indicator=indicator)}
    for year, computed in news.items():
        if year not in held or held[year].digest != computed["digest"]:
            IndicatorOffer.objects.update_or_create(
                indicator=indicator,
                year=year,
                defaults={
                    "computed": computed,
                    "digest": computed["digest"],
                    "offered_at": timezone.now(),
                    "is_declined": False,
                },
            )
    return len(news)


def measure_mark(held: IndicatorMeasure | None) -> str:
    """One text that tells a choice from another: for a form that was open meanwhile."""
    return f"{held.pk}:{held.chosen_at.isoformat()}" if held else ""
