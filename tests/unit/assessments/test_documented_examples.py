"""The worked examples of docs/algorithms are what the code does."""

import re
from decimal import Decimal
from pathlib import Path

from assessments.domain import measures
from assessments.domain.classification import classify
from assessments.domain.criteria import shipped
from assessments.domain.marks import MarkCounts, recover
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.shares import SCORES_WORDING, recover_parts
from core.values.wording import decimal

DOCS = Path(__file__).resolve().parents[3] / "docs" / "algorithms"
FEDERAL = shipped("federal-30-2")
CATEGORIES = {
    "в перечне": "low_results",
    "зона риска": "at_risk",
    "не в перечне": "none",
    "нет данных": "no_data",
}
SUBJECTS = {"РУ": "Русский язык", "МА": "Математика", "ИС": "История"}


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
        assert verdict.category == CATEGORIES[category], said
