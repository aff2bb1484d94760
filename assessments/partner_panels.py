"""What results add to the pages of partnerships: the search, and the effect."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from assessments.domain.comparing import Tally
from assessments.domain.measures import rounded, wilson
from assessments.domain.partnership_effect import MEASURE_NAMES, Change, EffectMeasure, Sample
from assessments.queries.partners import effect_of
from core.values import academic_year as years
from core.values.wording import DASH, NBSP, decimal
from core.web.panels import Panel
from schools.domain.roles import Right
from schools.models import Partnership, School
from schools.permissions import has_right, is_of_office, may_anywhere

_SUPPORTED_ALONE = (
    "Показатели поддерживаемой школы видят она сама, её куратор и управление образования."
)


def address_of_search(user: Any, school: School | None) -> str:
    """Where a partner is looked for, for those who keep partnerships."""
    if school is None:
        may = may_anywhere(user, {Right.KEEP_PARTNERSHIPS})
        return reverse("partners:choice") if may else ""
    if not has_right(user, Right.KEEP_PARTNERSHIPS, municipality=school.municipality):
        return ""
    return reverse("partners:search", args=[school.login])


def grounds_panel(user: Any, partnership: Partnership, today: date) -> list[Panel]:
    """Why the portal proposed this partner: figures of two schools, for the office alone."""
    if not partnership.grounds or not is_of_office(user, partnership.school.municipality):
        return []
    context = {"lines": partnership.grounds.splitlines()}
    return [Panel("Почему предложен", "assessments/partners/_grounds.html", context)]


def effect_panel(user: Any, partnership: Partnership, today: date) -> list[Panel]:
    """Results before and since."""
    if not School.objects.visible_to(user).filter(pk=partnership.school_id).exists():
        context: dict[str, Any] = {"hidden": _SUPPORTED_ALONE}
    else:
        found = effect_of(partnership)
        context = {
            "tables": [
                (MEASURE_NAMES[measure], [_line(one) for one in found if one.measure is measure])
                for measure in EffectMeasure
            ],
            "partnership": partnership,
            "has_after": any(one.after is not None for one in found),
        }
    return [Panel("Результаты до и после", "assessments/partners/_effect.html", context)]


def _line(change: Change) -> dict[str, Any]:
    return {
        "work": change.work.title,
        "before": _sample(change.before),
        "after": _sample(change.after),
        "points": _points(change.points),
        "everybody": _points(change.points_of_everybody),
        "words": _words(change),
    }


def _sample(sample: Sample | None) -> dict[str, str] | None:
    if sample is None:
        return None
    return {
        "share": decimal(rounded(sample.own.share, 1)),
        "year": f"{years.label(sample.academic_year)}, n{NBSP}={NBSP}{sample.own.whole}",
        "interval": _interval(sample.own),
    }


def _interval(tally: Tally) -> str:
    bounds = wilson(tally.part, tally.whole)
    if bounds is None:
        return DASH
    return "–".join(decimal(round(bound, 1), 1) for bound in bounds)


def _points(value: Any) -> str:
    if value is None:
        return DASH
    shown = rounded(value, 1)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return f"{sign}{decimal(abs(shown))}"


def _words(change: Change) -> str:
    if change.before is None:
        return "нет данных до начала"
    if change.after is None:
        return "после начала ещё не писали"
    if change.is_beyond_chance:
        return "больше случайного разброса"
    return "в пределах случайного разброса"
