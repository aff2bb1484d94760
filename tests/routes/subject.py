"""What a module of addresses gives: its lines of the table, and how each line is asked.

ok     done: a page, a file, or something written
idle   answered calmly, nothing written
again  422: the form comes back with its errors, nothing written
403    refused with the sentence of the rule, nothing written
404    not there for this person, nothing written
in     shown the way to sign in: sent there, or told that the form was not written

A word after the address tells one case of it from another; the plain case stands first. `stranger`
has the coordinator's rights in a neighbouring municipality; `nobody` is signed in without a role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.scene import Scene

ROLES = (
    "administrator", "coordinator", "curator", "executor", "head", "other_head", "observer",
    "stranger", "nobody", "anonymous",
)  # fmt: skip


def _nothing(*_: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Subject:
    """Addresses of one subject.

    `arguments`, `query` and `forms` answer by the name of a line («roadmaps:roadmap project»):
    what stands in the address, after it, and what its form sends for a person. `without_object`
    are addresses, or cases of them, with a parameter that names no object of a municipality.
    """

    table: str
    arguments: Callable[[Scene], dict[str, list[Any]]] = _nothing
    query: Callable[[Scene], dict[str, dict[str, Any]]] = _nothing
    forms: Callable[[Scene, str], dict[str, dict[str, Any]]] = _nothing
    without_object: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Line:
    """One line of a table."""

    method: str
    route: str
    case: str
    expected: dict[str, str]
    subject: Subject

    @property
    def name(self) -> str:
        """The address with its case."""
        return f"{self.route} {self.case}".strip()

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def lines_of(subject: Subject) -> list[Line]:
    """The table, read; a line with a role too few or too many is an error."""
    found = []
    for text in subject.table.strip().splitlines()[1:]:
        words = text.split()
        if not words:
            continue
        method, route, *case = words[: -len(ROLES)]
        assert method in ("GET", "POST"), f"a role is missing: {text}"
        assert len(case) <= 1, f"a role too many: {text}"
        expected = dict(zip(ROLES, words[-len(ROLES) :], strict=True))
        found.append(Line(method, route, *(case or [""]), expected, subject))
    return found
