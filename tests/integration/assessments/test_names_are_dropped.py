"""No pupil's name survives an upload: not in the database, not in a file, not in the log."""

import logging
from itertools import chain
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from assessments.models import Result, ResultsImport
from tests import workbook_maker as books
from tests.workbook_maker import singles
from tests.workbook_maker.books import xlsx

pytestmark = pytest.mark.django_db

NAMES = ("Перепёлкина", "Заозёрский", "Кувшинкин", "Осинова", "Ежевикин", "Стрижова")
HEADER, FIRST_PUPIL, SURNAME = 4, 5, 7
"""Where a block of ОГЭ has its header, its first pupil and the column of surnames."""


def block():
    marks = ((3, 2), (18, 3), (29, 4), (35, 5), (12, 2), (16, 3))
    return singles.oge_block([("0001", primary, mark) for primary, mark in marks])


def in_the_mark():
    rows = block()
    rows[FIRST_PUPIL][16] = rows[FIRST_PUPIL][SURNAME]
    return rows


def moved_by_a_cell():
    rows = block()
    rows[FIRST_PUPIL].insert(6, None)
    return rows


def without_the_header_of_marks():
    rows = block()
    rows[HEADER] = rows[HEADER][:14]
    return rows


def without_a_subject():
    rows = block()
    rows[2] = [f"{NAMES[0]} Мария Петровна"]
    return rows


def in_the_code_of_a_school():
    rows = block()
    rows[FIRST_PUPIL][1] = NAMES[0]
    return rows


def without_any_header():
    return block()[FIRST_PUPIL:]


SPOILT = (
    block, in_the_mark, moved_by_a_cell, without_the_header_of_marks, without_a_subject,
    in_the_code_of_a_school, without_any_header,
)  # fmt: skip


@pytest.fixture(autouse=True)
def planted(monkeypatch):
    """Names that nothing else in the scene is called by."""
    monkeypatch.setattr(singles, "SURNAMES", NAMES)


@pytest.fixture
def send(world, client):
    client.force_login(world.coordinator)
    world.school.oge_code = world.school.ege_code = "0001"
    world.school.save()

    def upload(name, content):
        data = {
            "municipality": world.office.pk,
            "workbooks": SimpleUploadedFile(name, content),
        }
        return client.post(reverse("assessments:imports"), data, follow=True)

    return upload


@pytest.fixture
def nothing_is_left(settings, tmp_path, caplog, capsys):
    """Everything that outlives a request, searched for the planted names."""
    caplog.set_level(logging.DEBUG)

    def search(*pages):
        dump = tmp_path / "dump.json"
        call_command("dumpdata", output=str(dump))
        files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
        printed = capsys.readouterr()
        kept = [
            dump.read_bytes(), *(path.read_bytes() for path in files),
            *(path.name.encode() for path in files), caplog.text.encode(),
            printed.out.encode(), printed.err.encode(), *(page.content for page in pages),
        ]  # fmt: skip
        found = {
            name
            for name, text in ((name, text) for name in NAMES for text in kept)
            if any(form in text for form in (name.encode(), name.encode("cp1251")))
        }
        assert found == set()

    return search


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_protocol_leaves_no_name_however_it_is_spoilt(send, nothing_is_left, spoil):
    content = xlsx({f"Протокол {NAMES[1]}": spoil()})

    page = send(f"{NAMES[2]} и другие.xlsx", content)

    nothing_is_left(page)


def test_a_protocol_gives_counts_and_a_name_of_its_own(send, client, nothing_is_left):
    page = send(f"{NAMES[2]}.xlsx", singles.protocol(block()))
    made = ResultsImport.objects.get()
    loaded = client.post(reverse("assessments:import_confirm", args=[made.pk]), follow=True)

    result = Result.objects.get()
    assert (result.twos, result.threes, result.fours, result.fives) == (2, 2, 1, 1)
    assert not made.file
    nothing_is_left(page, loaded)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_protocol_saved_as_text_leaves_no_name(send, nothing_is_left, separator):
    lines = [separator.join("" if one is None else str(one) for one in row) for row in block()]

    page = send("протокол.csv", "\r\n".join(lines).encode("cp1251"))

    nothing_is_left(page)


def test_scores_of_ege_leave_no_name(send, client, nothing_is_left):
    scores = [("0001", score) for score in (20, 24, 36, 81, 100, 55)]
    page = send("ЕГЭ.xlsx", singles.protocol(singles.ege_block(scores)))
    made = ResultsImport.objects.get()
    client.post(reverse("assessments:import_confirm", args=[made.pk]))

    result = Result.objects.get()
    assert (result.below_minimum, result.below_entry_minimum, result.high_scorers) == (1, 2, 2)
    nothing_is_left(page)


def test_a_list_of_pupils_that_is_no_protocol_is_refused_without_a_name(send, nothing_is_left):
    people = [singles.person(number) for number in range(6)]
    rows = chain([["Фамилия", "Имя", "Отчество"]], people)

    page = send("список.xlsx", xlsx({"Лист1": list(rows)}))

    assert page.status_code == 422
    assert not ResultsImport.objects.exists()
    nothing_is_left(page)


def test_names_beside_a_summary_table_are_refused_and_not_kept(send, nothing_is_left):
    people = [[None, f"{name} Анна Петровна"] for name in NAMES]
    sheets = {f"Лист {NAMES[0]}": books.statistics_rows(), NAMES[1]: people}

    page = send("Ф3.xlsx", xlsx(sheets))

    assert page.status_code == 422
    assert "фамилии, имена и отчества (лист 2, столбец B)" in page.text
    assert not ResultsImport.objects.exists()
    nothing_is_left(page)


def test_who_signs_a_summary_table_does_not_keep_it_out(send):
    signed = [*books.statistics_rows(), ["Исполнитель", f"{NAMES[0]} Анна Петровна"]]

    assert send("Ф3.xlsx", xlsx({"РУ 4": signed})).status_code == 200


def test_the_search_finds_what_is_kept(send, nothing_is_left):
    head = "Учебный год;Класс;Предмет;Школа;Участников;2;3;4;5"
    table = f"{head}\n2024/25;5;Математика;{NAMES[0]};4;1;1;1;1\n"
    send("школы.csv", table.encode())

    with pytest.raises(AssertionError, match=NAMES[0]):
        nothing_is_left()
