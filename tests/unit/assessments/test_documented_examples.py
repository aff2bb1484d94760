"""The worked examples of docs/algorithms are what the code does."""

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from assessments.domain import measures
from assessments.domain.classification import classify, classify_school, survey
from assessments.domain.criteria import SHIPPED, shipped
from assessments.domain.marks import MarkCounts, recover
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import Context, SchoolFacts
from assessments.domain.rules.predicates import PREDICATES
from assessments.domain.shares import SCORES_WORDING, recover_parts
from core.values.wording import decimal
from schools.domain.context.index import IndexRules, Normalisation, indexes

DOCS = Path(__file__).resolve().parents[3] / "docs" / "algorithms"
FEDERAL = shipped("federal-30-2")
SUBJECTS = {"РУ": "Русский язык", "МА": "Математика", "ИС": "История"}
PROCEDURES = {
    "ВПР": Procedure.VPR, "ОГЭ": Procedure.OGE, "ЕГЭ": Procedure.EGE,
    "ЕГЭ база": Procedure.EGE_BASE, "ЕГЭ профиль": Procedure.EGE_PROFILE,
}  # fmt: skip


def table(page, header):
    """Rows of the table whose header line begins as given."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def low(work, participants, twos, year=2024):
    return Result("s", work, year, participants, MarkCounts(twos, participants - twos, 0, 0))


def test_measures_as_documented():
    for *counts, passed, quality, sou, mean in table("measures.md", "n2"):
        marks = MarkCounts(*map(int, counts))
        shown = [
            decimal(measures.rounded(value, places), places)
            for value, places in (
                (measures.pass_rate(marks), 1),
                (measures.quality_rate(marks), 1),
                (measures.sou(marks), 1),
                (measures.mean_mark(marks), 2),
            )
        ]
        assert shown == [passed, quality, sou, mean]


def test_recovered_counts_as_documented():
    for participants, *percents, decimals, n2, n3, n4, n5 in table("measures.md", "N"):
        values = [Decimal(percent.replace(",", ".")) for percent in percents]
        found = recover(values, int(participants), decimals=int(decimals))
        assert found.counts.as_tuple() == tuple(map(int, (n2, n3, n4, n5)))


def test_recovered_parts_as_documented():
    for participants, percents, counts in table("measures.md", "Участников | Проценты"):
        values = [Decimal(percent.replace(",", ".")) for percent in percents.split("; ")]
        found = recover_parts(values, int(participants), decimals=2, wording=SCORES_WORDING)
        assert found.counts == tuple(map(int, counts.split("; ")))
        assert found.fits


def test_defaults_as_documented():
    documented = {
        name.strip("`"): value for name, value, _ in table("classification.md", "Параметр")
    }
    parameters = FEDERAL.snapshot()["parameters"]

    assert list(documented) == list(parameters)
    for name, value in documented.items():
        default = parameters[name]
        assert value == (
            ", ".join(map(str, default)) if isinstance(default, list) else str(default)
        )


def test_thresholds_as_documented():
    work = Work(Procedure.VPR, "Математика", 5)
    for participants, twos, share, is_low in table(
        "classification.md", "Участников | Ниже порога | Доля, %"
    ):
        (verdict,) = classify(
            [low(work, int(participants), int(twos))], FEDERAL, academic_year=2024
        )
        (finding,) = verdict.findings
        assert finding.share_text.replace(".", ",") == share
        assert finding.met is (is_low == "да")
    for participants, twos, margin in table(
        "classification.md", "Участников | Ниже порога | До порога"
    ):
        (verdict,) = classify(
            [low(work, int(participants), int(twos))], FEDERAL, academic_year=2024
        )
        assert verdict.findings[0].margin == int(margin.replace("−", "-"))


def test_categories_as_documented():
    for said, category in table("classification.md", "Процедуры"):
        results = []
        for part in said.split("; "):
            code, grade, twos, participants, *before = re.fullmatch(
                r"(\w\w)(\d): (\d+)/(\d+)(?: ← (\d+)/(\d+))?", part
            ).groups()
            work = Work(Procedure.VPR, SUBJECTS[code], int(grade))
            results.append(low(work, int(participants), int(twos)))
            if before[0]:
                results.append(low(work, int(before[1]), int(before[0]), year=2023))
        (verdict,) = classify(results, FEDERAL, academic_year=2024, schools=["s"])
        assert FEDERAL.words.titles[verdict.category] == category, said


def all_rows(page, header):
    """Rows of every table whose header line is as given."""
    found, inside = [], False
    for line in (DOCS / page).read_text(encoding="utf-8").splitlines():
        if line == f"| {header} |":
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|---"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def figures(work, said, year):
    """The result behind «5/20» or «1:4:4:1»; None for «—»."""
    if said == "—":
        return None
    if ":" in said:
        marks = MarkCounts(*map(int, said.split(":")))
        return Result("", work, year, marks.total, marks)
    few, participants = map(int, said.split("/"))
    if work.procedure in (Procedure.EGE, Procedure.EGE_PROFILE):
        return Result("", work, year, participants, below_minimum=few)
    return Result("", work, year, participants, MarkCounts(few, participants - few, 0, 0))


def school_facts(said):
    name, _, body = said.partition(": ")
    if body.startswith("индекс "):
        index = Fraction(body.removeprefix("индекс ").replace(",", "."))
        return SchoolFacts(name, context={2024: Context(index=index)})
    results = []
    for part in re.split(r", (?=[А-Я])", body):
        kind, code, grade, values = re.fullmatch(
            r"([А-Яа-я ]+) (\w\w)(?: (\d))? (.+)", part
        ).groups()
        procedure = PROCEDURES[kind]
        final = {"ОГЭ": 9}.get(kind, 11)
        work = Work(procedure, SUBJECTS[code], int(grade) if grade else final)
        for back, value in enumerate(values.split(" ← ")):
            results.append(figures(work, value, 2024 - back))
    return SchoolFacts(name, [one for one in results if one])


def test_every_set_decides_as_documented():
    rows = all_rows("classification.md", "Критерии | Параметры | Школы | Итог")
    for key, parameters, schools, outcome in rows:
        criteria = shipped(key.strip("`")).with_settings(parameters.split())
        facts = [school_facts(said) for said in schools.split("; ")]
        landscape = survey(facts, criteria, academic_year=2024)
        found = [
            classify_school(one, criteria, academic_year=2024, landscape=landscape) for one in facts
        ]
        expected = [tuple(one.split(" — ")) for one in outcome.split("; ")]
        titles = criteria.words.titles
        said = [(one.school, titles[one.category]) for one in found]
        assert said == expected, (key, schools)
    documented = Counter(key.strip("`") for key, *_ in rows)
    assert {*documented, "federal-30-2"} == set(SHIPPED)


def test_a_context_decides_as_documented():
    rows = table("classification.md", "Школа | Из неполных семей, %")
    keys = ("single_parent_share", "parents_higher_share")
    values = {
        number: {
            key: Decimal(said) for key, said in zip(keys, row[1:3], strict=True) if said != "—"
        }
        for number, row in enumerate(rows)
    }
    weights = {"parents_higher": Decimal(1), "single_parent": Decimal(-1)}
    found = indexes(values, IndexRules(weights, Normalisation.MIN_MAX, least_coverage=60))
    facts = [
        SchoolFacts(row[0], context={2024: Context(found[number].value)})
        for number, row in enumerate(rows)
    ]
    criteria = shipped("adverse-conditions").with_setting("context_percent=40")
    landscape = survey(facts, criteria, academic_year=2024)
    for number, (one, row) in enumerate(zip(facts, rows, strict=True)):
        verdict = classify_school(one, criteria, academic_year=2024, landscape=landscape)
        index = found[number].value
        shown = "—" if index is None else decimal(measures.rounded(index, 2), 2)
        place = str(verdict.comparisons[0].place) if verdict.comparisons else "—"
        assert [shown, place, criteria.words.titles[verdict.category]] == row[3:6]


def test_every_predicate_is_documented():
    named = {
        name
        for cell, _ in table("classification.md", "Запись")
        for name in re.findall(r"`(\w+)`", cell)
    }
    assert named == {*PREDICATES, "all", "any", "not", "at_least", "in_years"}
