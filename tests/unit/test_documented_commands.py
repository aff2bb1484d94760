"""docs/commands.md against the code: names of parameters, defaults, and JSON that is JSON."""

import json
import re
from pathlib import Path

import pytest

from assessments.domain.criteria import shipped

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def test_parameters_of_the_criteria_are_all_named_with_their_defaults():
    table = PAGE.split("Names for `--set` with `federal-30-2`")[1].split("\n\n")[1]
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", table, re.MULTILINE))
    criteria = shipped("federal-30-2")
    assert list(rows) == list(criteria.parameters)
    assert criteria.with_settings(f"{name}={value}" for name, value in rows.items()) == criteria


@pytest.mark.parametrize("block", re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
def test_every_example_is_json(block):
    try:
        json.loads(block)
    except json.JSONDecodeError:
        assert [json.loads(line) for line in block.splitlines()]
