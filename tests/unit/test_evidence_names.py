"""Names of uploaded documents lose what could harm and keep what people wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.office.files import FileKind, recognise
from core.values.file_names import NAME_LIMIT, shown_name

JPG = (".jpg", ".jpeg")


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("Приказ № 5.pdf", "Приказ № 5.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Документы\\Приказ.PDF", "Приказ.PDF"),
        ("", "документ.pdf"),
        ("...", "документ.pdf"),
        ("план\r\nSet-Cookie: a=b.pdf", "планSet-Cookie: a=b.pdf"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),
    ],
)
def test_folders_and_unprintable_characters_go(original, expected):
    assert shown_name(original, (".pdf",)) == expected


def test_wrong_ending_gets_the_right_one():
    assert shown_name("снимок.pdf", JPG) == "снимок.pdf.jpg"
    assert shown_name("снимок.JPEG", JPG) == "снимок.JPEG"


@given(st.text(max_size=400))
def test_any_name_is_short_printable_and_ends_right(original):
    name = shown_name(original, JPG)
    assert len(name) <= NAME_LIMIT
    assert name.lower().endswith(JPG)
    assert "/" not in name
    assert "\\" not in name
    assert all(character.isprintable() or character.isspace() for character in name)


def test_pictures_are_known_by_their_first_bytes():
    assert recognise(b"\xff\xd8\xff\xe0" + b"\x00" * 20) == FileKind.JPG
    assert recognise(b"\x89PNG\r\n\x1a\n" + b"\x00" * 20) == FileKind.PNG
    assert recognise(b"<html>" + b" " * 20) == FileKind.HTML
