"""Partners that a plan names, beside the schools and the partnerships that the portal knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.values.wording import NBSP, quoted
from roadmaps.domain.plan_partners import (
    PartnerWords,
    Support,
    says_the_same,
    support_of,
    teacher_in,
)
from roadmaps.models import PartnerKind, PlanPartnership, Roadmap
from roadmaps.queries.import_texts import mark_of
from schools.domain.matching import How, Register
from schools.models import Municipality, Partnership, School
from schools.partnership_slots import subjects
from schools.queries.matching import known_school, schools_to_match


@dataclass(frozen=True, slots=True)
class Recognised:
    """The school that words of a plan mean, None where that is not certain; `doubt` in words."""

    school: School | None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner by the plan.

    `known` are the open partnerships of the same two schools, `twin` the one that already says
    this; `mark` tells the plan's words from what they were before.
    """

    item: PlanPartnership
    school: Recognised
    partner: Recognised
    words: PartnerWords
    support: Support
    known: tuple[Partnership, ...]
    twin: Partnership | None
    mark: str

    @property
    def is_certain(self) -> bool:
        """Whether both schools are known without doubt, and differ."""
        sides = (self.school, self.partner)
        certain = all(side.school is not None and not side.doubt for side in sides)
        return certain and self.school.school != self.partner.school


@dataclass(frozen=True, slots=True)
class PlanPartners:
    """All partners by a plan in its order, and the schools to choose from."""

    lines: tuple[PartnerLine, ...]
    schools: tuple[School, ...]


def plan_partners(roadmap: Roadmap) -> PlanPartners:
    """The partners that the plan names now, each looked up among the open schools."""
    schools = [one for one in schools_to_match(roadmap.municipality) if one.closed_on is None]
    reader = _Reader(schools, _open_partnerships(roadmap.municipality))
    items = roadmap.partnerships.order_by("position", "pk")
    return PlanPartners(tuple(reader.line(one) for one in items), tuple(schools))


def support_by_plan(item: PlanPartnership) -> Support:
    """What the plan says the support is about."""
    return support_of(item.scope, subjects())


def partner_mark(item: PlanPartnership) -> str:
    """One text that tells the words of a plan about a partner from what they were before."""
    names = ("school", "partner", "partner_kind", "scope")
    return mark_of({name: getattr(item, name) for name in names})


def twin_of(
    school: School, partner: School, teacher: str, support: Support, among: Sequence[Partnership]
) -> Partnership | None:
    """The open partnership among these that a new one would double."""
    return next(
        (
            one
            for one in among
            if (one.school_id, one.partner_id, one.teacher_name) == (school.pk, partner.pk, teacher)
            and says_the_same(support, Support(one.subject_list, one.scope))
        ),
        None,
    )


def _open_partnerships(municipality: Municipality) -> list[Partnership]:
    found = Partnership.objects.open().filter(school__municipality=municipality)
    return list(found.select_related("school", "partner").order_by("pk"))


class _Reader:
    """Looks the words of a plan up; schools and partnerships were read once."""

    def __init__(self, schools: Sequence[School], partnerships: Sequence[Partnership]) -> None:
        self.schools = {school.pk: school for school in schools}
        self.register = Register(map(known_school, schools))
        self.partnerships = partnerships

    def line(self, item: PlanPartnership) -> PartnerLine:
        words = self._words(item)
        school, partner = self._school(item.school), self._school(words.school)
        support = support_by_plan(item)
        known: tuple[Partnership, ...] = ()
        twin = None
        if school.school and partner.school:
            pair = (school.school.pk, partner.school.pk)
            known = tuple(
                one for one in self.partnerships if (one.school_id, one.partner_id) == pair
            )
            twin = twin_of(school.school, partner.school, words.teacher, support, known)
        return PartnerLine(item, school, partner, words, support, known, twin, partner_mark(item))

    def _words(self, item: PlanPartnership) -> PartnerWords:
        if item.partner_kind != PartnerKind.TEACHER:
            return PartnerWords(item.partner)
        return teacher_in(item.partner, lambda words: self.register.match("", words) is not None)

    def _school(self, words: str) -> Recognised:
        found = self.register.match("", words)
        if found is not None:
            doubt = ""
            if found.how is How.SIMILAR_NAME:
                doubt = f"Узнана по похожему названию, сходство {found.score}{NBSP}%. Проверьте."
            return Recognised(self.schools[found.school.key], doubt)
        near = self.register.nearest(words)
        if near is None:
            return Recognised(None, "Школа не узнана. Выберите её в списке.")
        name = quoted(self.schools[near.school.key].name)
        return Recognised(None, f"Школа не узнана, похоже на {name}. Выберите её в списке.")
