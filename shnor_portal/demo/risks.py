"""Risk profiles of the curated schools, and the activities that answer to risks and indicators."""

from accounts.models import User
from roadmaps.actions.links import Goal, link_activities
from roadmaps.models import Roadmap
from schools.actions.risks import set_risk_profile
from schools.domain.risks import RiskFactor, Significance
from schools.models import School

PROFILES = {
    6: {
        RiskFactor.STAFF: Significance.HIGH,
        RiskFactor.COMPETENCE: Significance.MIDDLE,
        RiskFactor.MOTIVATION: Significance.MIDDLE,
        RiskFactor.EQUIPMENT: Significance.LOW,
    },
    7: {
        RiskFactor.COMPETENCE: Significance.HIGH,
        RiskFactor.FAILURE: Significance.HIGH,
        RiskFactor.PARENTS: Significance.MIDDLE,
    },
    8: {RiskFactor.FAILURE: Significance.MIDDLE, RiskFactor.DISCIPLINE: Significance.LOW},
}
ANSWERS = {
    RiskFactor.COMPETENCE: (
        "Муниципальный семинар «Работа с результатами оценочных процедур»",
        "Повышение квалификации учителей по выявленным дефицитам",
    ),
    RiskFactor.FAILURE: (
        "Планы занятий с учащимися, не преодолевшими порог",
        "Летние консультации по русскому языку и математике",
    ),
    RiskFactor.PARENTS: ("Родительские собрания о подготовке к итоговой аттестации",),
}
WORK_ON_INDICATORS = {
    "ОГЭ по математике": (
        "Разбор результатов ОГЭ с учителями девятых классов",
        "Пробные работы в формате ОГЭ и ЕГЭ",
    ),
    "повышение квалификации": ("Повышение квалификации учителей по выявленным дефицитам",),
    "родителей": ("Родительские собрания о подготовке к итоговой аттестации",),
}


def weigh_risks(roadmap: Roadmap, schools: list[School], by: User) -> None:
    """Profiles of three schools; some risks and indicators are left with nothing, to be seen."""
    for number, profile in PROFILES.items():
        set_risk_profile(school=schools[number - 1], by=by, profile=profile, seen="")
    for factor, titles in ANSWERS.items():
        _link(roadmap, factor, titles, by)
    for words, titles in WORK_ON_INDICATORS.items():
        _link(roadmap, roadmap.indicators.get(name__contains=words), titles, by)


def _link(roadmap: Roadmap, goal: Goal, titles: tuple[str, ...], by: User) -> None:
    rows = roadmap.activities.filter(title__in=titles).values_list("pk", flat=True)
    link_activities(roadmap=roadmap, goal=goal, by=by, link=list(rows))
