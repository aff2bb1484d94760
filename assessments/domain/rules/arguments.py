"""How a predicate declares its arguments, so that one reader and one writer serve them all."""

from __future__ import annotations

from dataclasses import MISSING, Field, field, fields
from typing import Any

from assessments.domain.rules.kinds import Kind

WORKS = "works"
_REQUIRED = object()


def argument(kind: Kind, default: Any = _REQUIRED) -> Any:
    """A field of a predicate that takes values of `kind`."""
    if default is _REQUIRED:
        return field(metadata={"kind": kind})
    return field(default=default, metadata={"kind": kind})


def works_argument() -> Any:
    """A field of a predicate that takes a selection of works; by default all of the criteria."""
    return field(default=None, metadata={WORKS: True})


def arguments_of(predicate: Any) -> dict[str, Field[Any]]:
    """The arguments of a predicate or its class, by name."""
    return {one.name: one for one in fields(predicate) if one.metadata}


def is_required(one: Field[Any]) -> bool:
    """Whether an argument has no default."""
    return one.default is MISSING
