"""What was read from a file, put into the database piece by piece."""

from __future__ import annotations

from itertools import islice, zip_longest

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


def is_kept(draft: ResultsDraft, results_import: ResultsImport) -> bool:
    """Whether the stored rows and issues are those of `draft`."""
    stored = results_import.pieces.order_by("number").values_list("holds", "content").iterator()
    pieces = ((piece.holds.value, piece.content) for piece in draft.pieces())
    return all(
        one is not None and other is not None and (one[0], bytes(one[1])) == other
        for one, other in zip_longest(stored, pieces)
    )
