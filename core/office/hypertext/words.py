"""Words of a paragraph gathered from the pieces of its inline elements."""

import re
from dataclasses import dataclass, field

_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r" *\n *")
_MANY_SPACES = re.compile(r" {2,}")


@dataclass(slots=True)
class Words:
    """Pieces of text in order; source line breaks are spaces, `<br>` is \\n."""

    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)

    def add(self, text: str, *, bold: bool, as_written: bool = False) -> None:
        """A text node; `as_written` keeps its spaces and line breaks, as `<pre>` does."""
        self.pieces.append(text.replace("\r", "") if as_written else _SPACES.sub(" ", text))
        if text.strip():
            self.bold.append(bold)

    def mark(self, text: str) -> None:
        """A line break or a tab."""
        self.pieces.append(text)

    def take(self) -> tuple[str, bool]:
        """The words so far and whether all of them are bold; the next piece begins anew."""
        text = _AROUND_BREAKS.sub("\n", _MANY_SPACES.sub(" ", "".join(self.pieces))).strip(" \n")
        bold = bool(self.bold) and all(self.bold)
        self.pieces, self.bold = [], []
        return text if text.strip() else "", bold
