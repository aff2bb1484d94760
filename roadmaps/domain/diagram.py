"""The workflow's table as a document for people: a state diagram and the moves in words."""

from roadmaps.domain.work import MOVE_NAMES, RULES, STATUS_NAMES, Part, Status

PATH = "docs/assignment-states.md"
_PARTS = {Part.DOER: "doer", Part.REVIEWER: "reviewer"}
_HEAD = """\
# States of an assignment

Written by `manage.py draw_assignment_states` from the table in `roadmaps/domain/work.py`; do not
edit by hand. A test compares this file with the table.

«Просрочено» is no state: an assignment is overdue when its date is behind us and its doer still
owes it (назначено, в работе, возвращено, перенесено). On the day itself nothing is late yet.
"""


def document() -> str:
    """The whole Markdown file."""
    return "\n".join([_HEAD, *_diagram(), "", *_states(), "", *_moves(), ""])


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.ASSIGNED}"]
    lines += [f"    {status}: {STATUS_NAMES[status]}" for status in Status]
    for move, rule in RULES.items():
        lines += [
            f"    {source} --> {rule.target}: {move} ({_PARTS[rule.part]})"
            for source in Status
            if source in rule.sources
        ]
    return [*lines, "```"]


def _states() -> list[str]:
    rows = [f"| `{status}` | {STATUS_NAMES[status]} |" for status in Status]
    return ["| state | in Russian |", "|---|---|", *rows]


def _moves() -> list[str]:
    rows = [
        f"| `{move}` | {MOVE_NAMES[move]} | {_PARTS[rule.part]} | "
        f"{'required' if rule.needs_comment else '—'} |"
        for move, rule in RULES.items()
    ]
    return ["| move | in Russian | made by | explanation |", "|---|---|---|---|", *rows]
