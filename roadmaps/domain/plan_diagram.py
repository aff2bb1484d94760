"""The life of a plan as a document for people: state diagrams and the moves in words."""

from collections.abc import Mapping

from roadmaps.domain.plan_states import (
    OFFICE_PATH,
    PLAN_MOVE_NAMES,
    PLAN_RULES,
    PLAN_STATUS_NAMES,
    PROJECT_STATUSES,
    SCHOOL_PATH,
    SCHOOL_PLAN_RULES,
    PlanMove,
    PlanRule,
    PlanStatus,
)

PATH = "docs/plan-states.md"
_HEAD = """\
# States of a plan

Written by `manage.py draw_plan_states` from the tables in `roadmaps/domain/plan_states.py`; do not
edit by hand. A test compares this file with the tables.

The approval by an order makes an edition: the text is frozen from then on. An amendment is no
state of the plan: it is a working copy of its text, and its own order makes the next edition.
"""
_OFFICE = "## A plan of the office\n"
_SCHOOL = """\
## A plan of a school

Kept by the head of the school, checked by its curator or a coordinator (each submission is one
round, kept as a `PlanCheck`), approved by the order of the head. While it is on review or agreed
its words rest.
"""


def document() -> str:
    """The whole Markdown file."""
    office, school = (PLAN_RULES, OFFICE_PATH), (SCHOOL_PLAN_RULES, SCHOOL_PATH)
    seen_by = ("the office", "the office and its schools")
    kept_by = ("the school, its curator and the office",) * 2
    return "\n".join(
        [
            *(_HEAD, _OFFICE),
            *(*_diagram(*office), "", *_states(OFFICE_PATH, *seen_by), "", *_moves(PLAN_RULES), ""),
            *(_SCHOOL, *_diagram(*school), "", *_states(SCHOOL_PATH, *kept_by), ""),
            *(*_moves(SCHOOL_PLAN_RULES), ""),
        ]
    )


def _diagram(rules: Mapping[PlanMove, PlanRule], path: tuple[PlanStatus, ...]) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {PlanStatus.DRAFT}"]
    lines += [f"    {status}: {PLAN_STATUS_NAMES[status]}" for status in path]
    for move, rule in rules.items():
        lines += [f"    {source} --> {target}: {move}" for source, target in rule.targets.items()]
    return [*lines, "```"]


def _states(path: tuple[PlanStatus, ...], project: str, approved: str) -> list[str]:
    rows = [
        f"| `{status}` | {PLAN_STATUS_NAMES[status]} | "
        f"{project if status in PROJECT_STATUSES else approved} |"
        for status in path
    ]
    return ["| state | in Russian | seen by |", "|---|---|---|", *rows]


def _moves(rules: Mapping[PlanMove, PlanRule]) -> list[str]:
    rows = [
        f"| `{move}` | {PLAN_MOVE_NAMES[move]} | {rule.part} | "
        f"{'required' if rule.needs_order else '—'} | "
        f"{'required' if rule.needs_comment else '—'} |"
        for move, rule in rules.items()
    ]
    return ["| move | in Russian | made by | order | explanation |", "|---|---|---|---|---|", *rows]
