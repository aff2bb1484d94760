"""Several files of context data at once: read together, decided together or one by one."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from schools.models import ContextBatch, ContextUpload, ContextValue
from schools.queries.context_batches import batch_files

pytestmark = pytest.mark.django_db

PUPILS = "Логин;Обучающихся всего\nedu980001;90\nedu980002;40\n"
STAFF = "Логин;Учителей всего\nedu980001;12\n"
OTHER_PUPILS = "Логин;Обучающихся всего\nedu980001;91\n"
UNKNOWN = "Логин;Вакансий\nedu555555;1\n"


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
        sent = [
            SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
            for name, content in files
        ]
        data = {"municipality": world.office.pk, "year": 2024, "file": sent}
        return client.post(reverse("context_files"), data, follow=True)

    return upload


@pytest.fixture
def confirm(client):
    def post():
        batch = ContextBatch.objects.latest("pk")
        return client.post(reverse("context_batch_confirm", args=[batch.pk]), follow=True)

    return post


def figures():
    rows = ContextValue.objects.order_by("school__login", "field")
    return {(row.school.login, row.field): row.words for row in rows}


def test_several_files_have_one_page_and_nothing_is_written_yet(send):
    page = send(("Контингент.csv", PUPILS), ("Кадры.csv", STAFF))

    assert "2\u00a0файла: ждут решения 2, из них без ошибок 2." in page.text
    assert "Контингент.csv" in page.text
    assert not ContextValue.objects.exists()


def test_files_without_errors_are_loaded_together_and_the_others_wait(send, confirm):
    send(("1.csv", PUPILS), ("2.csv", STAFF), ("3.csv", UNKNOWN))
    page = confirm()

    assert "Загружено без ошибок: 2\u00a0файла. Ждут проверки: 1." in page.text
    assert figures() == {
        ("edu980001", "pupils"): "90", ("edu980002", "pupils"): "40",
        ("edu980001", "teachers"): "12",
    }  # fmt: skip
    assert AuditEvent.objects.filter(action="load context files").count() == 1
    assert "Загружено без ошибок: 0\u00a0файлов." in confirm().text


def test_a_file_that_says_another_figure_than_one_above_waits_for_a_person(send, confirm):
    send(("1.csv", PUPILS), ("2.csv", OTHER_PUPILS))
    batch = ContextBatch.objects.get()
    assert [one.differs for one in batch_files(batch)] == [0, 1]

    confirm()
    confirm()
    assert figures()["edu980001", "pupils"] == "90"
    assert batch_files(batch)[1].differs == 1


def test_an_archive_becomes_a_page_of_files_and_tells_what_is_unread_by_number(send):
    page = send(("Всё.zip", archive(
        ("1.csv", PUPILS), ("2.csv", STAFF), ("Иванов Пётр.csv", "не таблица"),
        ("4.zip", archive(("а.csv", PUPILS))), ("~$1.xlsx", "x"),
    )))  # fmt: skip

    assert "4\u00a0файла: ждут решения 2, из них без ошибок 2, не прочитано 2." in page.text
    assert "Файл 3 из 4, .csv:" in page.text
    assert "Иванов" not in page.text
    assert "1\u00a0служебный файл пропущен" in page.text


def test_a_single_file_in_an_archive_has_its_own_page(send):
    page = send(("Всё.zip", archive(("Контингент.csv", PUPILS))))

    assert "Проверьте, что изменится" in page.text
    assert ContextUpload.objects.get().batch is None


def test_an_archive_that_is_not_opened_and_too_many_files_are_errors_of_the_form(send):
    assert "нет ни одного файла с таблицей" in send(("В.zip", archive(("~$1.xlsx", "x")))).text
    page = send(*((f"{at}.csv", PUPILS) for at in range(6)))
    assert page.status_code == 422
    assert "не больше 5 файлов" in page.text


def test_the_page_of_one_file_leads_to_the_others(send, client):
    send(("1.csv", PUPILS), ("2.csv", STAFF))
    upload = ContextUpload.objects.first()

    page = client.get(reverse("context_file", args=[upload.pk]))
    assert reverse("context_batch", args=[upload.batch_id]) in page.text


def test_the_page_of_more_files_asks_no_more_questions(send, client, count_queries):
    def asked(number):
        send(*((f"{at}.csv", PUPILS) for at in range(number)))
        address = reverse("context_batch", args=[ContextBatch.objects.latest("pk").pk])
        return count_queries(lambda: client.get(address))

    assert asked(2) == asked(5)
