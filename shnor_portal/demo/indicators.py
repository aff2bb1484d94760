"""Fictional indicators of the demonstration's plan with three years of facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import User
from assessments.domain.measure_wording import proposed_measure
from roadmaps.actions.indicators.computing import choose_measure, compute_actual
from roadmaps.actions.indicators.recording import value_mark
from roadmaps.actions.indicators.texts import IndicatorWords, add_indicator
from roadmaps.actions.indicators.values import set_actual
from roadmaps.models import Indicator, Roadmap


@dataclass(frozen=True, slots=True)
class Fiction:
    """An indicator; targets are of the plan's years, facts of the years that led up to it.

    `facts` are value and, where the target is «не ниже среднего», what it is compared with.
    """

    name: str
    unit: str
    comparator: str
    targets: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    source: str
    relative_to: str = ""
    baseline: str = ""


INDICATORS = (
    Fiction(
        "Доля выпускников 9 классов, сдавших ОГЭ по математике с первого раза",
        "%", ">=", ("88", "92"), (), "",
    ),
    Fiction(
        "Количество школ с низкими образовательными результатами",
        "школ", "<=", ("−30 % ежегодно", "−30 % ежегодно"), (), "",
    ),
    Fiction(
        "Качество знаний по русскому языку в школах с низкими результатами",
        "%", ">=", ("не ниже среднего по округу", "не ниже среднего по округу"),
        (("38,2", "46,5"), ("41,0", "47,1"), ("44,6", "46,9")), "Отчёты школ за учебный год",
    ),
    Fiction(
        "Доля учителей, прошедших повышение квалификации по своим дефицитам",
        "%", ">=", ("+15 % к прошлому году", "+15 % к прошлому году"),
        (("31", ""), ("40", ""), ("58", "")), "Отчёт методического центра",
    ),
    Fiction(
        "Доля родителей, участвующих в школьных собраниях по итогам года",
        "%", ">=", ("70", "75"), (), "",
    ),
)  # fmt: skip


def measure(roadmap: Roadmap, by: User) -> None:
    """Write the indicators into the plan and enter the facts, as the coordinator does.

    Those that the results tell are tied to their measure; the newest figure waits for a person.
    """
    years = range(roadmap.first_year, roadmap.last_year + 1)
    for fiction in INDICATORS:
        words = IndicatorWords(
            name=fiction.name,
            unit=fiction.unit,
            comparator=fiction.comparator,
            baseline_value=fiction.baseline,
            baseline_year=roadmap.first_year - 2 if fiction.baseline else None,
            targets={str(year): text for year, text in zip(years, fiction.targets, strict=False)},
        )
        indicator = add_indicator(roadmap=roadmap, by=by, words=words)
        if not fiction.facts:
            _compute(indicator, by)
        for back, (fact, reference) in enumerate(reversed(fiction.facts)):
            set_actual(
                indicator=indicator, year=roadmap.first_year - back, by=by, actual=_exact(fact),
                reference=_exact(reference), source=fiction.source, seen="",
            )  # fmt: skip


def _compute(indicator: Indicator, by: User) -> None:
    proposal = proposed_measure(indicator.name, indicator.unit)
    if proposal is None:
        return
    choose_measure(indicator=indicator, by=by, choice=proposal.choice, seen="")
    for offer in list(indicator.offers.order_by("year"))[:-1]:
        compute_actual(
            indicator=indicator, year=offer.year, by=by, digest=offer.digest, seen=value_mark(None)
        )


def _exact(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if text else None
