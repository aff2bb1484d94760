"""Ids and counts in attributes and addresses are plain digits, however the page groups numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from accounts.models import Job

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BARE_NUMBER = re.compile(
    r"\{\{ (?!table\.attrs)[a-z_.]*(?:\.pk|\.id|\bpk|job\.done|job\.total) \}\}"
)
LARGE = 12345


def running() -> Job:
    return Job(pk=LARGE, state="running", done=LARGE, total=2 * LARGE, subject_id=1)


def test_no_template_groups_the_digits_of_an_id() -> None:
    found = {
        str(path.relative_to(TEMPLATES)): bare
        for path in TEMPLATES.rglob("*.html")
        if (bare := BARE_NUMBER.findall(path.read_text(encoding="utf-8")))
    }
    assert not found


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("parts/job.html", [f'id="job-{LARGE}"', f'aria-labelledby="job-{LARGE}-words"']),
        ("assessments/_progress.html", []),
    ],
)
def test_progress_of_large_work_is_plain_digits(template: str, expected: list[str]) -> None:
    run = {"pk": LARGE, "finished_at": None}
    page = render_to_string(template, {"job": running(), "run": run, "result_url": "/"})
    for words in [*expected, f'value="{LARGE}" max="{2 * LARGE}"', f"/{LARGE}/"]:
        assert words in page


def test_progress_of_a_report_is_plain_digits() -> None:
    report = {"pk": LARGE, "is_active": True, "job": running()}
    page = render_to_string("reports/_progress.html", {"report": report})
    assert f'id="report-{LARGE}"' in page
    assert f'value="{LARGE}" max="{2 * LARGE}"' in page
