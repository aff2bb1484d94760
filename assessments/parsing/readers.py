"""The kinds of tables that the portal can read; the first reader that knows a header reads it.

A new kind of report is a new module with `KIND`, `header_of` and `read`, and its line here.
"""

from assessments.parsing import (
    bias_list,
    flat_scores,
    flat_table,
    journal_blocks,
    journal_columns,
    mark_statistics,
    outcomes,
    portal_template,
    score_distribution,
    task_groups,
    task_results,
)
from assessments.parsing.columns import Header, HeaderRow
from assessments.parsing.reading import Reader

READERS: tuple[Reader, ...] = (
    journal_columns,
    journal_blocks,
    bias_list,
    outcomes,
    task_groups,
    task_results,
    score_distribution,
    mark_statistics,
    portal_template,
    flat_scores,
    flat_table,
)


def reader_of(row: HeaderRow) -> tuple[Reader, Header] | None:
    """Who reads the table under `row`, and its columns; None where `row` heads no known table."""
    for reader in READERS:
        header = reader.header_of(row)
        if header is not None:
            return reader, header
    return None
