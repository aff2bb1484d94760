"""Who changed a value: the document, the portal, or both."""

from __future__ import annotations

import pytest

from roadmaps.domain.three_way import Side, changed_by

IMPORTED = ("Май 2027 гоад", "Май 2027 года")


@pytest.mark.parametrize(
    ("now", "in_document", "imported", "side"),
    [
        ("Май 2027 года.", "май 2027 года", IMPORTED, Side.NOBODY),
        ("Май 2027 года", "Июнь 2027 года", IMPORTED, Side.DOCUMENT),
        ("Апрель 2027 года", "Май 2027 года", IMPORTED, Side.PORTAL),
        ("Май 2027 года", "Май 2027 гоад", IMPORTED, Side.PORTAL),
        ("Апрель 2027 года", "Июнь 2027 года", IMPORTED, Side.BOTH),
        ("Апрель 2027 года", "Июнь 2027 года", (), Side.DOCUMENT),
        ("", "Июнь 2027 года", ("", ""), Side.DOCUMENT),
        ("Справка", "", ("", ""), Side.PORTAL),
    ],
)
def test_side_that_changed_a_value(
    now: str, in_document: str, imported: tuple[str, ...], side: Side
) -> None:
    assert changed_by(now, in_document, imported) is side
