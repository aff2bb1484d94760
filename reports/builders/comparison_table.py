"""«Сравнительная таблица»: two texts of a roadmap for the people who sign the amendment."""

from collections.abc import Iterable
from datetime import date

from reports.domain.comparison_table import ComparisonRow, compose
from reports.domain.document import Document
from roadmaps.models import Roadmap
from roadmaps.queries.edition_comparison import Compared, ComparedLine, ComparedText


def build(roadmap: Roadmap, found: Compared, day: date) -> Document:
    """The document of a comparison that the person has been shown."""
    rows = [_row(line) for line in found.lines]
    office = roadmap.municipality
    author = office.office_name or office.name
    return compose(roadmap.title, found.old.words, found.new.words, rows, author, day)


def _row(line: ComparedLine) -> ComparisonRow:
    return ComparisonRow(
        line.heading, line.numbers, _words(line.before), _words(line.after), line.reason
    )


def _words(texts: Iterable[ComparedText]) -> str:
    """Texts below each other, each under its name."""
    return "\n".join(f"{one.label.capitalize()}: {one.text}" if one.label else one.text
                     for one in texts)  # fmt: skip
