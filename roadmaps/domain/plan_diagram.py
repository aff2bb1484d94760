"""The life of a plan as a document for people: a state diagram and the moves in words."""

from roadmaps.domain.plan_states import (
    OFFICE_ONLY_STATUSES,
    PLAN_MOVE_NAMES,
    PLAN_RULES,
    PLAN_STATUS_NAMES,
    PlanStatus,
)

PATH = "docs/plan-states.md"
_HEAD = """\
# States of a plan

Written by `manage.py draw_plan_states` from the table in `roadmaps/domain/plan_states.py`; do not
edit by hand. A test compares this file with the table.

The approval by an order makes an edition: the text is frozen from then on. An amendment is no
state of the plan: it is a working copy of its text, and its own order makes the next edition.
"""


def document() -> str:
    """The whole Markdown file."""
    return "\n".join([_HEAD, *_diagram(), "", *_states(), "", *_moves(), ""])


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {PlanStatus.DRAFT}"]
    lines += [f"    {status}: {PLAN_STATUS_NAMES[status]}" for status in PlanStatus]
    for move, rule in PLAN_RULES.items():
        lines += [f"    {source} --> {target}: {move}" for source, target in rule.targets.items()]
    return [*lines, "```"]


def _states() -> list[str]:
    rows = [
        f"| `{status}` | {PLAN_STATUS_NAMES[status]} | "
        f"{'the office' if status in OFFICE_ONLY_STATUSES else 'the office and its schools'} |"
        for status in PlanStatus
    ]
    return ["| state | in Russian | seen by |", "|---|---|---|", *rows]


def _moves() -> list[str]:
    rows = [
        f"| `{move}` | {PLAN_MOVE_NAMES[move]} | {'required' if rule.needs_order else '—'} |"
        for move, rule in PLAN_RULES.items()
    ]
    return ["| move | in Russian | order |", "|---|---|---|", *rows]
