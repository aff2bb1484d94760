"""Several files at once, and files whose content must not be kept."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.actions import importing
from assessments.actions.importing import confirm_import, discard_import, draft_import, read_file
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.models import ImportBatch, ImportSource, Result, ResultsImport
from assessments.parsing.drafts import DraftRow
from assessments.parsing.results_draft import ResultsDraft, unpacked
from core.office.errors import UnreadableFileError

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
GOOD = f"{HEAD}2024/25;5;Математика;edu980001;20;9;5;5;1\n"
OTHER = f"{HEAD}2024/25;6;Математика;edu980001;20;9;5;5;1\n"
WRONG = f"{HEAD}2024/25;7;Математика;edu980001;20;9;9;9;9\n"
SURNAME = "Перепёлкина-Заозёрская"


def archive(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def send(world, client):
    client.force_login(world.coordinator)

    def upload(*files):
        workbooks = [
            SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
            for name, content in files
        ]
        data = {"municipality": world.office.pk, "workbooks": workbooks}
        return client.post(reverse("assessments:imports"), data, follow=True)

    return upload


def test_an_archive_becomes_a_page_of_files(send):
    inner = archive(("а.csv", GOOD))
    page = send(("ВПР.zip", archive(
        ("1.csv", GOOD), ("2.csv", OTHER), ("3.csv", WRONG), ("4.csv", "не таблица"),
        ("5.zip", inner), ("~$1.xlsx", "x"),
    ))).text  # fmt: skip

    assert "6\u00a0файлов" not in page
    assert "5\u00a0файлов: ждут решения 3, из них без ошибок 2, не прочитано 2." in page
    assert "Файл 4 из 5, .csv:" in page
    assert "это архив внутри архива" in page
    assert "1\u00a0служебный файл пропущен" in page
    assert ResultsImport.objects.filter(batch=ImportBatch.objects.get()).count() == 3


def test_files_without_errors_are_loaded_together_and_the_others_wait(send, world, client):
    send(("1.csv", GOOD), ("2.csv", OTHER), ("3.csv", WRONG))
    batch = ImportBatch.objects.get()

    page = client.post(reverse("assessments:batch_confirm", args=[batch.pk]), follow=True).text

    assert "Загружено без ошибок: 2\u00a0файла. Ждут проверки: 1." in page
    assert Result.objects.count() == 2
    assert set(batch.imports.values_list("state", flat=True)) == {"confirmed", "draft"}


def test_a_single_file_in_an_archive_has_its_own_page(send):
    page = send(("ВПР.zip", archive(("1.csv", GOOD)))).text

    assert "Проверьте файл" in page
    assert ImportBatch.objects.count() == 0


def test_an_archive_that_is_not_opened_is_an_error_of_the_form(send):
    page = send(("ВПР.zip", archive(("~$1.xlsx", "x"))))

    assert "нет ни одного файла с таблицей" in page.text
    assert page.status_code == 422


def test_the_page_of_more_files_asks_no_more_questions(send, client, count_queries):
    def asked(number, first):
        lines = [
            (f"{n}.csv", f"{HEAD}2024/25;5;Математика;edu980001;{n + 1};0;0;0;{n + 1}\n")
            for n in range(first, first + number)
        ]
        send(("ВПР.zip", archive(*lines)))
        address = reverse("assessments:batch", args=[ImportBatch.objects.latest("pk").pk])
        return count_queries(lambda: client.get(address))

    asked(3, 100)
    assert asked(3, 0) == asked(30, 10)


def test_a_large_upload_touches_no_disk(send, settings, tmp_path):
    # Django would write the file into this folder, which is not there.
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "absent")
    padding = ";" * 100
    lines = "".join(f"{padding}\n" for _ in range(40_000))

    page = send(("Итоги.csv", GOOD + lines))

    assert page.status_code == 200
    assert "Проверьте файл" in page.text


@pytest.fixture
def protocol(monkeypatch):
    """A file with names as its reader leaves it: counts only."""
    work = Work(Procedure.OGE, "Обществознание", 9)
    row = DraftRow(
        school_code="edu980001", school_name="", municipality="", work=work, academic_year=2025,
        written_year=2025, participants=2, marks=MarkCounts(1, 1, 0, 0), sheet="лист 1", cell="A5",
    )  # fmt: skip
    draft = ResultsDraft(
        kinds=["протокол ОГЭ"], personal=True, title="Протокол ОГЭ, обществознание"
    )
    draft.rows.append(row)
    monkeypatch.setattr(importing, "read_results", lambda *_, **__: draft)
    return f"Фамилия;Имя\n{SURNAME};Анна\n{SURNAME};Инна\n".encode()


def test_a_file_with_names_leaves_nothing_but_counts(
    protocol, send, settings, tmp_path, caplog, capsys
):
    page = send((f"Протокол {SURNAME}.csv", protocol))

    made = ResultsImport.objects.get()
    assert (made.source, made.file_name) == (ImportSource.PERSONAL, "Протокол ОГЭ, обществознание")
    assert not made.file
    assert "Файл не сохранён" in page.text
    dump = tmp_path / "dump.json"
    call_command("dumpdata", output=str(dump))
    pieces = [json.dumps(unpacked(one.content), ensure_ascii=False) for one in made.pieces.all()]
    assert "edu980001" in pieces[0]
    assert all(SURNAME not in piece for piece in pieces)
    kept = [dump, *Path(settings.MEDIA_ROOT).rglob("*")]
    assert all(SURNAME not in path.read_text() for path in kept if path.is_file())
    assert all(SURNAME not in path.name for path in kept)
    out = capsys.readouterr()
    assert SURNAME not in caplog.text + out.out + out.err + page.text


def test_the_same_file_with_names_is_recognised_by_a_keyed_digest(protocol, world, settings):
    options = {"municipality": world.office, "content": protocol, "by": world.coordinator}
    first = draft_import(**options, file_name="а.csv")
    assert draft_import(**options, file_name="б.csv") == first

    settings.SECRET_KEY = "another-installation"
    assert draft_import(**options, file_name="в.csv").sha256 != first.sha256


def test_counts_of_a_file_with_names_are_loaded(protocol, world):
    made = draft_import(
        municipality=world.office, content=protocol, file_name="п.csv", by=world.coordinator
    )
    confirm_import(results_import=made, by=world.coordinator)

    assert Result.objects.get().twos == 1


def test_an_error_of_the_portal_quotes_no_cell(world, monkeypatch, caplog):
    def fail(*_, **__):
        raise ValueError(f"invalid literal for int(): '{SURNAME}'")

    monkeypatch.setattr(importing, "read_results", fail)

    with pytest.raises(UnreadableFileError, match="не удалось разобрать") as raised:
        read_file(b"1", municipality=world.office)

    assert "ValueError at" in caplog.text
    assert SURNAME not in caplog.text
    assert raised.value.__context__ is None


def test_a_file_that_is_not_kept_cannot_be_downloaded(protocol, send, client):
    send(("п.csv", protocol))
    made = ResultsImport.objects.get()

    assert client.get(reverse("assessments:import_file", args=[made.pk])).status_code == 404


def test_files_that_contradict_each_other_do_not_go_together(send, world, client):
    changed = GOOD.replace("9;5;5;1", "8;6;5;1")
    page = send(("1.csv", GOOD), ("2.csv", changed), ("3.csv", OTHER)).text
    batch = ImportBatch.objects.get()

    assert "из них без ошибок 1." in page
    assert (
        f"{world.school.name}, ВПР, математика, 5\u00a0класс, 2024/25: в файле «1.csv» — "
        "20\u00a0участников, отметки 9 · 5 · 5 · 1; в файле «2.csv» — 20\u00a0участников, отметки "
        "8 · 6 · 5 · 1"
    ) in page
    client.post(reverse("assessments:batch_confirm", args=[batch.pk]))
    assert list(Result.objects.values_list("grade", flat=True)) == [6]

    discard_import(results_import=batch.imports.get(file_name="2.csv"), by=world.coordinator)
    assert "противоречат" not in client.get(reverse("assessments:batch", args=[batch.pk])).text
    client.post(reverse("assessments:batch_confirm", args=[batch.pk]))
    assert Result.objects.get(grade=5).twos == 9


def test_the_same_figures_in_two_files_contradict_nothing(send):
    assert "противоречат" not in send(("1.csv", GOOD), ("2.csv", f"{GOOD}\n")).text


def test_the_command_tells_of_files_that_contradict_each_other(world, tmp_path, capsys):
    paths = []
    for name, content in (("1.csv", GOOD), ("2.csv", GOOD.replace("9;5;5;1", "8;6;5;1"))):
        paths.append(tmp_path / name)
        paths[-1].write_text(content)
    call_command("import_results", *map(str, paths), "--municipality=reg98_m001", "--dry-run")

    (issue,) = json.loads(capsys.readouterr().out)["issues"]
    assert issue["text"].endswith("отметки 8 · 6 · 5 · 1; взяты числа второго файла")
    assert issue["source"] == {"sheet": "", "cell": "E2", "file": "2.csv"}


def test_the_command_says_which_file_of_several_is_not_read(world, tmp_path):
    packed = tmp_path / "ВПР.zip"
    packed.write_bytes(archive(("а.csv", GOOD), ("б.csv", "не таблица")))
    with pytest.raises(CommandError, match=r"Файл 2 из 2, \.csv: в файле нет таблицы результатов"):
        call_command("import_results", str(packed), "--municipality=reg98_m001")
    assert ResultsImport.objects.count() == 0
