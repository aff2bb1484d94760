"""The years of indicators: what words above a table and the plan itself say of them."""

from collections.abc import Iterable
from dataclasses import replace

from roadmaps.parsing.draft import IndicatorDraft, Issue, Severity, Source
from roadmaps.parsing.quantities import years_named


def earlier_left_out(years: set[int], source: Source | None) -> Issue:
    """The issue that tells of figures before the baseline."""
    named = ", ".join(map(str, sorted(years)))
    text = f"Значения прошлых лет ({named}) не перенесены: исходным взято последнее известное."
    return Issue(Severity.INFO, text, source)


def dated_by(indicators: Iterable[IndicatorDraft], caption: str) -> list[IndicatorDraft]:
    """Indicators whose targets have the one year that the line above their table names."""
    named = {year.year for year in years_named(caption.split("\n")[-1])}
    if len(named) != 1:
        return list(indicators)
    year = next(iter(named))
    return [
        replace(each, targets=tuple(replace(t, year=t.year or year) for t in each.targets))
        for each in indicators
    ]


def within_years(
    indicators: Iterable[IndicatorDraft], years: tuple[int, int] | None
) -> tuple[list[IndicatorDraft], list[Issue]]:
    """Indicators as a plan of these years means them.

    A target without a year is for the plan's end; what stands for years before the plan has been
    reached already, and the last of it is the baseline.
    """
    if years is None:
        return list(indicators), []
    found: list[IndicatorDraft] = []
    issues: list[Issue] = []
    for indicator in indicators:
        dated = [replace(target, year=target.year or years[1]) for target in indicator.targets]
        before = [target for target in dated if target.year and target.year < years[0]]
        after = tuple(target for target in dated if target not in before)
        if not before or not after or indicator.baseline is not None:
            found.append(replace(indicator, targets=tuple(dated)))
            continue
        found.append(replace(indicator, targets=after, baseline=before[-1]))
        left_out = {target.year for target in before[:-1] if target.year is not None}
        if left_out and not issues:
            issues.append(earlier_left_out(left_out, indicator.source))
    return found, issues
