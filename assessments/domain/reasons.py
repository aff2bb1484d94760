"""Why a school has its category, in one Russian sentence that an office can read aloud."""

from collections.abc import Sequence
from fractions import Fraction

from assessments.domain.criteria import Criteria
from assessments.domain.findings import Finding
from assessments.domain.measures import SMALL_GROUP, pupil_weight, rounded
from assessments.domain.rules import Category
from core.values import academic_year as years
from core.values.wording import NBSP, counted, decimal, plural

_NAMED = 3


def sentence(
    category: Category, findings: Sequence[Finding], criteria: Criteria, academic_year: int
) -> str:
    """The reason of a verdict, without the school's name."""
    if category is Category.NO_DATA:
        return (
            f"Нет данных: за {years.label(academic_year)} учебный год нет результатов ни по одной "
            "из учитываемых процедур."
        )
    if category is Category.LOW_RESULTS:
        return _low_results(findings, criteria)
    if category is Category.AT_RISK:
        return _at_risk(findings, criteria)
    return _none(findings, criteria)


def share_words(share: Fraction, threshold: Fraction | int) -> str:
    """«39,1 %»; two decimals where one would round a share up to a threshold it does not reach."""
    places = 1
    if share < threshold <= Fraction(rounded(share, 1)):
        places = 2
    return f"{decimal(rounded(share, places), places)}{NBSP}%"


def small_group_words(participants: int) -> str | None:
    """«1 участник = 16,7 п. п.» for fewer than ten participants, else None."""
    weight = pupil_weight(participants)
    if weight is None or participants >= SMALL_GROUP:
        return None
    return f"1{NBSP}участник = {decimal(rounded(weight, 1))}{NBSP}п.{NBSP}п."


def _low_results(findings: Sequence[Finding], criteria: Criteria) -> str:
    low = [finding for finding in findings if finding.met]
    number = counted(len(low), "процедуре", "процедурам", "процедурам")
    return (
        f"В перечне: низкие результаты по {number} при пороге {criteria.parameters.k}: "
        f"{_listed(low)}."
    )


def _at_risk(findings: Sequence[Finding], criteria: Criteria) -> str:
    low = [finding for finding in findings if finding.met]
    near = [finding for finding in findings if finding.near]
    grown = [finding for finding in findings if finding.grown and not finding.met]
    grounds = []
    if low:
        number = counted(len(low), "процедуре", "процедурам", "процедурам")
        grounds.append(f"низкие результаты по {number} ({_listed(low)})")
    if near:
        limits = (
            f"{_plain(criteria.parameters.at_risk_share)}–{_plain(criteria.parameters.threshold)}"
        )
        grounds.append(f"доля не преодолевших порог в пределах {limits}{NBSP}% ({_listed(near)})")
    if grown:
        points = _plain(criteria.parameters.at_risk_growth)
        grounds.append(
            f"доля выросла за год на {points}{NBSP}п.{NBSP}п. и больше ({_grown(grown)})"
        )
    if not grounds:
        grounds.append("доля не преодолевших порог выросла за год")
    return f"В зоне риска: {'; '.join(grounds)}."


def _none(findings: Sequence[Finding], criteria: Criteria) -> str:
    assessed = [finding for finding in findings if finding.counted]
    if not assessed:
        return (
            "Не в перечне: во всех процедурах участников меньше "
            f"{criteria.parameters.min_participants}, поэтому результаты не учитываются."
        )
    number = len(assessed)
    few = plural(number, "учтённой процедуре", "учтённых процедур", "учтённых процедур")
    if number == 1:
        return "Не в перечне: в единственной учтённой процедуре результат не низкий."
    return f"Не в перечне: низких результатов нет ни в одной из {number}{NBSP}{few}."


def _listed(findings: Sequence[Finding]) -> str:
    ordered = sorted(findings, key=lambda finding: (-finding.share, finding.work))
    named = [
        f"{finding.work.title}{NBSP}— {share_words(finding.share, Fraction(finding.threshold))}"
        for finding in ordered[:_NAMED]
    ]
    rest = len(ordered) - _NAMED
    if rest > 0:
        named.append(f"и ещё {rest}")
    return "; ".join(named) if rest <= 0 else "; ".join(named[:-1]) + f" {named[-1]}"


def _grown(findings: Sequence[Finding]) -> str:
    ordered = sorted(findings, key=lambda finding: (-(finding.growth or 0), finding.work))
    named = [
        f"{finding.work.title}{NBSP}— на {decimal(rounded(finding.growth or Fraction(0), 1))}"
        f"{NBSP}п.{NBSP}п."
        for finding in ordered[:_NAMED]
    ]
    rest = len(ordered) - _NAMED
    return "; ".join(named) + (f" и ещё {rest}" if rest > 0 else "")


def _plain(value: object) -> str:
    return str(value).replace(".", ",")
