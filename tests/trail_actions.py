"""Which actions the portal writes into the trail, found in its source.

An action is whatever is handed on as a parameter called `action` below the folders `actions` of the
apps: by name, or in its place, to a function that has such a parameter.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

# Functions that other files call with the action in its place.
SHARED = {"record_indicator": 2, "record_change": 2, "record_section": 2, "record_import": 2}

# Calls that ask the trail and write nothing.
ASKING = frozenset({"filter", "exclude"})


def written_actions(paths: Iterable[Path]) -> tuple[set[str], list[str]]:
    """The actions, and the places where what is written cannot be told from the source.

    An action made of parts («{move} plan») is told by what is the same in all: «… plan».
    """
    found: set[str] = set()
    unclear: list[str] = []
    for path in paths:
        module = _Module(ast.parse(path.read_text(encoding="utf-8")))
        for call, value in module.handed_on():
            texts = module.texts(value)
            if texts is None:
                unclear.append(f"{path.name}:{call.lineno} {ast.unparse(value)}")
            else:
                found |= texts
    return found, unclear


class _Module:
    """One source file."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.places = dict(SHARED)
        for one in ast.walk(tree):
            if isinstance(one, ast.FunctionDef):
                names = [argument.arg for argument in (*one.args.posonlyargs, *one.args.args)]
                if "action" in names:
                    self.places[one.name] = names.index("action")
        self.assigned: dict[str, list[ast.expr]] = {}
        for one in ast.walk(tree):
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                self.assigned.setdefault(one.targets[0].id, []).append(one.value)

    def handed_on(self) -> Iterator[tuple[ast.Call, ast.expr]]:
        """Every call that hands an action on, with the action."""
        for call in ast.walk(self.tree):
            if not isinstance(call, ast.Call):
                continue
            named = [one.value for one in call.keywords if one.arg == "action"]
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            place = self.places.get(name, -1)
            if name in ASKING:
                continue
            if named:
                yield call, named[0]
            elif 0 <= place < len(call.args):
                yield call, call.args[place]

    def texts(self, value: ast.expr) -> set[str] | None:
        """What `value` can be; empty for a parameter that comes from a call, None for the rest."""
        if isinstance(value, ast.Constant):
            return {str(value.value)}
        if isinstance(value, ast.IfExp):
            parts = [self.texts(value.body), self.texts(value.orelse)]
            return set().union(*(part or set() for part in parts)) if all(parts) else None
        if isinstance(value, ast.JoinedStr):
            last = value.values[-1]
            return {f"…{last.value}"} if isinstance(last, ast.Constant) else None
        if isinstance(value, ast.Name) and value.id in self.assigned:
            parts = [self.texts(one) for one in self.assigned[value.id]]
            return set().union(*(part or set() for part in parts)) if all(parts) else None
        is_handed_through = isinstance(value, ast.Name) and value.id == "action"
        return set() if is_handed_through else None
