"""Reads of schools and of one school."""

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from core.ordering import NaturalKey
from core.values import academic_year as academic_years
from schools.domain.context.fields import BY_KEY, MAIN
from schools.domain.requisites import FEATURES, LEVELS, PLACE, REQUISITES, Shape, shown
from schools.domain.risks import RiskFactor, Significance
from schools.domain.roles import ROLE_NAMES, Role
from schools.models import ContextValue, Membership, Municipality, School, SchoolRisk


@dataclass(frozen=True, slots=True)
class ContextYear:
    """A school in one academic year: the MAIN figures with their titles, how many are known."""

    year: int
    main: tuple[tuple[str, str], ...]
    known: int


def school_list(user: Any) -> QuerySet[School]:
    """Schools that the person sees, with `pupils` of the latest year for which it is known."""
    latest = (
        ContextValue.objects.filter(school=OuterRef("pk"), field="pupils")
        .order_by("-academic_year")
        .values("number")[:1]
    )
    pupils = Cast(Subquery(latest), IntegerField())
    return (
        School.objects.visible_to(user)
        .select_related("parent", "municipality")
        .annotate(pupils=pupils)
        .order_by(NaturalKey("name"), "pk")
    )


def sees_several_municipalities(user: Any) -> bool:
    """Whether a list of schools must say where each of them is."""
    return Municipality.objects.visible_to(user).count() > 1


def school_of(user: Any) -> QuerySet[School]:
    """Schools for the page of one school."""
    return School.objects.visible_to(user).select_related(
        "municipality__region", "parent", "successor"
    )


def requisites_of(school: School) -> list[tuple[str, str]]:
    """Titles and words of the requisites that are known; levels and special kinds on one line."""
    said = [
        (_headed(one.title), shown(one.key, getattr(school, one.key)))
        for one in REQUISITES
        if one.shape in (Shape.TEXT, Shape.STANDING)
    ]
    for heading, group in (("Уровни образования", LEVELS), ("Особенности", FEATURES)):
        has = [one.title for one in group if getattr(school, one.key)]
        said.append((heading, "; ".join(has)))
    if school.latitude is not None and school.longitude is not None:
        place = (shown(one.key, getattr(school, one.key)) for one in PLACE)
        said.append(("Координаты", "; ".join(place)))
    return [(title, words) for title, words in said if words]


def _headed(title: str) -> str:
    return title[:1].upper() + title[1:]


def contexts_of(user: Any, school: School) -> list[ContextYear]:
    """The main figures by academic year, the latest first."""
    found = ContextValue.objects.visible_to(user).filter(school=school).order_by("-academic_year")
    years: dict[int, dict[str, str]] = {}
    for value in found:
        years.setdefault(value.academic_year, {})[value.field] = value.words
    return [
        ContextYear(year, tuple((BY_KEY[key].title, said.get(key, "")) for key in MAIN), len(said))
        for year, said in years.items()
    ]


def people_of(user: Any, school: School) -> list[tuple[str, str]]:
    """Heads and curators of the school that the person may know: role and name."""
    rows = (
        Membership.objects.visible_to(user)
        .filter(school=school)
        .select_related("user")
        .order_by("role", "user__full_name", "pk")
    )
    return [(ROLE_NAMES[Role(row.role)].capitalize(), str(row.user)) for row in rows]


def risks_of(user: Any, school: School, academic_year: int) -> list[SchoolRisk]:
    """What weighs in the school in a year: the heaviest first, then as the federal list has it."""
    weights = [one.value for one in Significance]
    factors = [one.value for one in RiskFactor]
    found = SchoolRisk.objects.visible_to(user).filter(school=school).of_year(academic_year)
    return sorted(
        found, key=lambda one: (weights.index(one.significance), factors.index(one.factor))
    )


def profile_years(school: School) -> list[int]:
    """Academic years that have a risk profile of their own, the latest first."""
    years = school.risks.order_by("-academic_year").values_list("academic_year", flat=True)
    return list(years.distinct())


def this_year() -> int:
    """The academic year of today."""
    return academic_years.of_date(timezone.localdate())
