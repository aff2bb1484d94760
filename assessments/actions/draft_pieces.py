"""What was read from a file, put into the database piece by piece."""

from __future__ import annotations

from itertools import islice

from assessments.models import DraftPiece, ResultsImport
from assessments.parsing.results_draft import ResultsDraft

_PIECES_AT_ONCE = 16


def keep_pieces(results_import: ResultsImport, draft: ResultsDraft) -> None:
    """Stores the rows and the issues of `draft`; its file has none yet."""
    made = (
        DraftPiece(
            results_import=results_import, number=number, holds=piece.holds, items=piece.items,
            content=piece.content,
        )
        for number, piece in enumerate(draft.pieces())
    )  # fmt: skip
    while some := list(islice(made, _PIECES_AT_ONCE)):
        DraftPiece.objects.bulk_create(some)
