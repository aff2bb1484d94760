"""Archives of files: unpacked within bounds, with readable names, without service files."""

import io
import zipfile

import pytest

from core.office import packed_files
from core.office.errors import UnreadableFileError
from core.office.packed_files import is_archive, unpack


def packed(members, *, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def named_by_windows(name, content):
    """Old archivers write cp866 and set no flag."""
    place = "x" * len(name.encode("cp866"))
    archive = packed([(place, content)], compression=zipfile.ZIP_STORED)
    return archive.replace(place.encode(), name.encode("cp866"))


def test_files_come_by_name_without_folders_and_service_files():
    members = [
        ("ВПР/б.csv", b"2"), ("ВПР/а.csv", b"1"), ("__MACOSX/ВПР/._а.csv", b"x"),
        ("ВПР/~$а.xlsx", b"x"), ("Thumbs.db", b"x"), ("ВПР/", b""),
    ]  # fmt: skip
    found = unpack(packed(members))

    assert [(file.name, file.content) for file in found.files] == [
        ("а.csv", b"1"), ("б.csv", b"2"),
    ]  # fmt: skip
    assert found.service_files == 3


def test_russian_names_of_old_archivers_are_read():
    (file,) = unpack(named_by_windows("Итоги 5 класс.csv", b"1")).files

    assert file.name == "Итоги 5 класс.csv"


def test_an_archive_in_an_archive_is_told_of_and_not_opened():
    inner = packed([("а.csv", b"1")])
    found = unpack(packed([("внутри.zip", inner), ("а.csv", b"1")]))

    assert found.nested == ("внутри.zip",)
    assert [file.name for file in found.files] == ["а.csv"]


def test_an_archive_of_service_files_only_is_refused():
    with pytest.raises(UnreadableFileError, match="нет ни одного файла"):
        unpack(packed([("~$а.xlsx", b"x")]))


def test_too_many_files_are_refused():
    members = [(f"{index}.csv", b"1") for index in range(packed_files.MAX_PACKED_FILES + 1)]
    with pytest.raises(UnreadableFileError, match="больше 60 файлов"):
        unpack(packed(members))


def test_a_bomb_is_refused_by_its_directory(monkeypatch):
    bomb = packed([("а.csv", b"0" * (12 * 1024 * 1024))])
    monkeypatch.setattr(packed_files, "_content", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(UnreadableFileError, match="распаковывается больше"):
        unpack(bomb)


def test_a_directory_that_lies_about_sizes_is_found_out(monkeypatch):
    content = packed([("а.csv", b"0" * 2000)])
    monkeypatch.setattr(packed_files, "_room", lambda *_: 1000)
    with pytest.raises(UnreadableFileError, match="распаковывается больше"):
        unpack(content)


def test_a_cut_archive_is_damaged():
    with pytest.raises(UnreadableFileError, match="повреждён"):
        unpack(packed([("а.csv", b"1" * 500)])[:-30])


def test_office_documents_are_no_archives():
    document = packed([("xl/workbook.xml", b"<workbook/>")])

    assert not is_archive(document, max_bytes=10_000)
    assert is_archive(packed([("а.csv", b"1")]), max_bytes=10_000)
