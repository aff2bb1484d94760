"""What follows from results of ВПР: sentences with figures, and recommendations by rule.

Limits: ten points of growth of «2» are a negative trend (DOMAIN.md 3.5, ФИОКО 2026); groups
under ten participants are never judged.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.measures import SMALL_GROUP, wilson
from assessments.domain.procedures import Work
from assessments.domain.rules import Category
from core.values import academic_year as years
from core.values.natural_order import natural_key
from core.values.wording import counted, decimal, plural
from reports.domain import figures
from reports.domain.figures import percent, points
from reports.domain.vpr_facts import Measured, VprFacts

NEGATIVE_TREND = Fraction(10)
HIGH_LOW_SHARE = Fraction(20)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """How the share of «2» in a work has changed against the year before, in points."""

    work: Work
    change: Fraction
    now: Fraction
    before: Fraction


def conclusions(facts: VprFacts) -> tuple[str, ...]:
    """Numbered conclusions; each says its figures."""
    said = [_whole(facts), _extremes(facts), *_trends(facts), _schools(facts), _listed(facts)]
    said.append(_small(facts))
    return tuple(sentence for sentence in said if sentence)


def _whole(facts: VprFacts) -> str:
    whole = facts.marks()
    if facts.hides():
        return ""
    if whole.passed is None or whole.quality is None or whole.mean is None:
        return ""
    results = counted(whole.participants, "результату", "результатам", "результатам")
    return (
        f"По {results} успеваемость составила {percent(whole.passed)}, качество — "
        f"{percent(whole.quality)}, средняя отметка — {decimal(figures.rounded(whole.mean, 2), 2)}."
    )


def _extremes(facts: VprFacts) -> str:
    """Works with the lowest and the highest quality among those that can be judged."""
    judged = [
        (measured.quality, work)
        for work in facts.works()
        if (measured := facts.marks(work=work)).participants >= SMALL_GROUP
        and measured.quality is not None
        and not facts.hides(work=work)
    ]
    if len(judged) < 2:
        return ""
    low, lowest = min(judged, key=lambda pair: pair[0])
    high, highest = max(judged, key=lambda pair: pair[0])
    return (
        f"Самое высокое качество — {_named(highest)} ({percent(high)}), самое низкое — "
        f"{_named(lowest)} ({percent(low)})."
    )


def trends(facts: VprFacts) -> list[Trend]:
    """Changes of «2» in works that both years wrote with ten participants or more."""
    found = []
    for work in facts.works():
        now = facts.marks(work=work)
        before = facts.marks(work=work, year=facts.academic_year - 1)
        if min(now.participants, before.participants) < SMALL_GROUP or facts.hides(work=work):
            continue
        if now.low is not None and before.low is not None:
            found.append(Trend(work, now.low - before.low, now.low, before.low))
    return found


def _trends(facts: VprFacts) -> list[str]:
    found = trends(facts)
    if not found:
        return []
    label = years.label(facts.academic_year - 1)
    grown = sorted(
        (one for one in found if one.change > 0), key=lambda one: (-one.change, one.work)
    )
    fallen = [one for one in found if one.change < 0]
    number = counted(len(found), "работы", "работ", "работ")
    words = (
        f"По сравнению с {label} учебным годом из {number} доля отметок «2» выросла в "
        f"{len(grown)}, снизилась в {len(fallen)}"
    )
    if grown:
        most = grown[0]
        words += (
            f"; сильнее всего — {_named(most.work)}: на {points(most.change)} "
            f"(с {percent(most.before)} до {percent(most.now)})"
        )
    said = [f"{words}."]
    negative = [one for one in grown if one.change >= NEGATIVE_TREND]
    if negative:
        named = [f"{_named(one.work)} (+{points(one.change)})" for one in negative]
        said.append(
            f"Отрицательная динамика (рост доли «2» на 10 п. п. и больше): {figures.listed(named)}."
        )
    return said


def _schools(facts: VprFacts) -> str:
    worse = significantly_worse(facts)
    having = len(facts.participating())
    if having < 2 or facts.hides():
        return ""
    whole = facts.marks().low or Fraction(0)
    number = counted(having, "школы", "школ", "школ")
    if not worse:
        return (
            f"Ни у одной из {number} доля отметок «2» с учётом интервала не больше, чем по "
            f"муниципалитету ({percent(whole)})."
        )
    named = [f"{name} ({percent(measured.low or Fraction(0))})" for name, measured in worse]
    return (
        f"Из {number} доля отметок «2» больше, чем по муниципалитету ({percent(whole)}), с учётом "
        f"интервала у {len(worse)}: {figures.listed(named)}."
    )


def significantly_worse(facts: VprFacts) -> list[tuple[str, Measured]]:
    """Schools whose share of «2» is above the municipality's beyond its interval, worst first."""
    whole = facts.marks().low
    found = []
    for school in facts.participating():
        measured = facts.marks(school=school)
        interval = wilson(measured.marks.twos, measured.participants)
        if measured.is_small or interval is None or whole is None:
            continue
        if facts.hides(school=school) or facts.hides():
            continue
        if Fraction(interval[0]) > whole:
            found.append((facts.schools[school], measured))
    return sorted(found, key=lambda pair: (-(pair[1].low or 0), natural_key(pair[0])))


def _listed(facts: VprFacts) -> str:
    if facts.run is None:
        return ""
    names = [
        facts.schools.get(one.school, one.school) for one in facts.run.of(Category.LOW_RESULTS)
    ]
    risky = len(facts.run.of(Category.AT_RISK))
    if not names:
        return f"Школ с низкими результатами по критериям нет; в зоне риска — {risky}."
    number = counted(len(names), "школа", "школы", "школ")
    return (
        f"В перечне школ с низкими результатами {number}: {figures.listed(names)}; в зоне риска "
        f"— {risky}."
    )


def _small(facts: VprFacts) -> str:
    cells = [
        facts.marks(work=work, school=school)
        for work in facts.works()
        for school in facts.schools_with(work)
    ]
    small = sum(measured.is_small for measured in cells)
    if not small:
        return ""
    are = plural(small, "получен", "получены", "получены")
    total = counted(len(cells), "результата", "результатов", "результатов")
    return (
        f"Из {total} школ по отдельным работам {small} {are} меньше чем десятью участниками; "
        "по ним выводы о школе не делаются."
    )


def recommendations(facts: VprFacts) -> tuple[str, ...]:
    """What the figures call for, by whom; empty where nothing does."""
    said = []
    weak = [
        work
        for work in facts.works()
        if (measured := facts.marks(work=work)).participants >= SMALL_GROUP
        and (measured.low or 0) >= HIGH_LOW_SHARE
        and not facts.hides(work=work)
    ]
    negative = [one.work for one in trends(facts) if one.change >= NEGATIVE_TREND]
    if weak:
        said.append(
            "Методической службе разобрать с учителями работы, где отметку «2» получили 20 % "
            f"участников и больше: {figures.listed([_named(work) for work in weak], 10)}."
        )
    if negative:
        said.append(
            "Руководителям методических объединений выяснить причины роста доли «2» на 10 п. п. "
            f"и больше: {figures.listed([_named(work) for work in negative], 10)}."
        )
    worse = significantly_worse(facts)
    if worse:
        names = figures.listed([name for name, _ in worse], 10)
        said.append(
            "Руководителям школ, где доля «2» больше, чем по муниципалитету, провести "
            f"анализ работ по классам и представить план мер: {names}."
        )
    if facts.run is not None and facts.run.of(Category.LOW_RESULTS):
        said.append(
            f"Управлению образования учесть школы перечня ({facts.run.order}) в дорожной карте "
            "поддержки."
            if facts.run.order
            else "Управлению образования утвердить перечень школ с низкими результатами и учесть "
            "эти школы в дорожной карте поддержки."
        )
    return tuple(said)


def _named(work: Work) -> str:
    return f"{work.subject[:1].lower()}{work.subject[1:]}, {work.grade} класс"
