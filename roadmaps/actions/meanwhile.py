"""A form that was open while somebody else wrote (docs/decisions/second-editor-decides.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ChangedMeanwhile(Exception):
    """Somebody changed what the form shows while it was open; nothing has been written.

    `current` holds the values that stand there now, `fields` names those that changed.
    """

    def __init__(self, current: dict[str, Any], fields: frozenset[str]) -> None:
        super().__init__("Пока форма была открыта, её содержание изменил другой человек.")
        self.current = current
        self.fields = fields

    def merged(self, mine: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
        """What I did not touch takes the other person's words, the rest stays mine."""
        return {
            name: self.current.get(name, "") if mine[name] == expected.get(name) else mine[name]
            for name in mine
        }

    def merged_entries(
        self, mine: Mapping[str, Any], expected: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The same where names themselves come and go: entries of a list by their names."""
        found = {
            name: (self.current if mine.get(name) == expected.get(name) else mine).get(name)
            for name in {**self.current, **mine}
        }
        return {name: value for name, value in found.items() if value is not None}
