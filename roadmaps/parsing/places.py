"""Where a text that was read stands in its document, found by its words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.office.documents import Document, Paragraph
from roadmaps.parsing.draft import IndicatorDraft, PassportEntry, Source
from roadmaps.parsing.wording import one_line

_FEWEST_LETTERS = 4


class Places:
    """The texts of a document and of its passport with their places."""

    def __init__(self, document: Document, passport: Sequence[PassportEntry]) -> None:
        self._texts = [(one_line(text).lower(), source) for text, source in _texts(document)]
        self._texts += [(one_line(one.text).lower(), one.source) for one in passport if one.source]

    def of(self, text: str) -> Source | None:
        """The first place whose words hold the first line of `text`."""
        line = one_line(text.strip().split("\n")[0]).lower().rstrip(" .;:")
        if len(line) < _FEWEST_LETTERS:
            return None
        return next((source for words, source in self._texts if line in words), None)

    def named(self, indicators: Sequence[IndicatorDraft]) -> tuple[IndicatorDraft, ...]:
        """The indicators, those that sentences told with their place."""
        return tuple(
            one if one.source else replace(one, source=self.of(one.name)) for one in indicators
        )


def _texts(document: Document) -> Iterator[tuple[str, Source]]:
    """Paragraphs, counted from 1, and cells."""
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            number += 1
            yield block.full_text, Source(paragraph=number)
            continue
        for row in block.rows:
            for cell in row.cells:
                place = Source(block.number, row.number, cell.column + 1, block.sheet, row.page)
                yield cell.text, place
