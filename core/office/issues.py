"""Something to know about one cell of an uploaded workbook, said to people in one sentence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class Severity(StrEnum):
    """Whether a row was left out or only deserves a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something to know about one place of the file; the text is one Russian sentence."""

    severity: Severity
    text: str
    sheet: str
    cell: str

    def as_dict(self) -> dict[str, Any]:
        """The issue as commands print and drafts keep it."""
        return {
            "severity": self.severity.value,
            "text": self.text,
            "source": {"sheet": self.sheet, "cell": self.cell},
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The issue that `as_dict` described."""
        source = data["source"]
        return cls(Severity(data["severity"]), data["text"], source["sheet"], source["cell"])
