"""A plan pasted from Word or Excel into the browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from roadmaps.models import PlanImport
from tests.unit.plans import clipboard, making

pytestmark = pytest.mark.django_db
URL = "/roadmaps/import/paste/"
TEXT = making.plain(making.ROWS).decode()


@pytest.fixture
def paste(client, world):
    """Sends the form as the coordinator; `page` is what the clipboard holds beside the text."""
    client.force_login(world.coordinator)

    def send(text: str, page: bytes = b"", **more: object):
        data = {"municipality": world.office.pk, "text": text, **more}
        if page:
            data["page"] = SimpleUploadedFile("page.html", page)
        return client.post(URL, data)

    return send


def essence(plan_import: PlanImport) -> list[tuple[str, ...]]:
    rows = plan_import.rows.order_by("position")
    return [(r.number, r.title, r.deadline_text, r.responsible_text, r.deliverable) for r in rows]


PAGES = {"word": clipboard.from_word(making.ROWS), "excel": clipboard.from_excel(making.ROWS)}


@pytest.mark.parametrize("page", [b"", *PAGES.values()], ids=["text", *PAGES])
def test_pasted_plan_gives_the_same_draft_as_the_file(paste, draft, page: bytes) -> None:
    answer = paste(TEXT, page)
    pasted = PlanImport.objects.get()
    assert answer.url == f"/roadmaps/import/{pasted.pk}/"
    uploaded = draft(making.word(making.ROWS))
    assert essence(pasted) == essence(uploaded)
    assert (pasted.title, pasted.first_year) == (uploaded.title, uploaded.first_year)


def test_what_was_pasted_is_kept_as_a_file(paste, client, monkeypatch) -> None:
    now = datetime(2026, 11, 25, 12, 4, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    paste(TEXT, PAGES["word"])
    kept = PlanImport.objects.get()
    assert kept.file_name == "Вставлено 25.11.2026 15.04.html"
    answer = client.get(f"/roadmaps/import/{kept.pk}/file/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.getvalue().decode("utf-8-sig").startswith("<html")
    paste("Дорожная карта на 2026 год\n\nМероприятие\tСрок\nСеминар\tмай 2026")
    assert PlanImport.objects.latest("pk").file_name == "Вставлено 25.11.2026 15.04.txt"


def test_same_paste_leads_to_the_same_draft(paste) -> None:
    assert paste(TEXT, PAGES["word"]).url == paste(TEXT, PAGES["word"]).url
    assert PlanImport.objects.count() == 1


def test_text_is_read_where_the_page_holds_no_plan(paste) -> None:
    paste(TEXT, b"<html><body><img src='file:///C:/clip_image001.png'></body></html>")
    assert PlanImport.objects.get().file_name.endswith(".txt")


def test_page_is_believed_to_be_utf8_whatever_it_says(paste) -> None:
    page = PAGES["word"].replace(b"charset=utf-8", b"charset=windows-1251")
    paste(TEXT, page)
    assert PlanImport.objects.get().rows.first().title == "Анализ результатов процедур"


@pytest.mark.parametrize("text", ["", "  \r\n\t "])
def test_empty_paste_says_what_to_do(paste, text: str) -> None:
    answer = paste(text)
    assert answer.status_code == 422
    assert "Скопируйте план в Word или Excel" in answer.text
    assert not PlanImport.objects.exists()


def test_refused_paste_stays_in_its_field(paste) -> None:
    answer = paste("Просто слова\nбез таблицы")
    assert answer.status_code == 422
    assert "Во вставленном не найдено мероприятий" in answer.text
    assert "файл выбран" not in answer.text
    assert "Просто слова\nбез таблицы</textarea>" in answer.text


def test_long_text_comes_as_a_file(paste, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 250_000
    rows = [(str(n), f"Семинар {n} " + "о поддержке школ " * 80, "май 2026") for n in range(100)]
    lines = ["Дорожная карта на 2026 год", "", "№\tМероприятие\tСрок", *map("\t".join, rows)]
    text = "\n".join(lines)
    assert len(text.encode()) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    paste(text[:1000], long_text=SimpleUploadedFile("text.txt", text.encode()))
    assert PlanImport.objects.get().rows.count() == 100


def test_text_that_the_form_cannot_carry_is_refused_with_what_to_do(paste) -> None:
    answer = paste("слово " * 300_000)
    assert answer.status_code == 413
    assert "Вернитесь назад" in answer.text
    assert "файлом" in answer.text


def test_unseen_signs_of_the_clipboard_do_no_harm(paste) -> None:
    paste(TEXT.replace("Выявление школ", "Выявление\x0bшкол\x02"))
    assert PlanImport.objects.get().rows.get(number="1.2").title == "Выявление\nшкол риска"


def test_saved_page_is_uploaded_like_any_file(client, world) -> None:
    client.force_login(world.coordinator)
    page = PAGES["word"].decode().replace("charset=utf-8", "charset=windows-1251")
    file = SimpleUploadedFile("План.htm", page.encode("cp1251"))
    client.post("/roadmaps/import/", {"municipality": world.office.pk, "file": file})
    assert PlanImport.objects.get().rows.count() == 5


def test_browser_may_bring_a_paste_back(client, world) -> None:
    """«Назад» after a refusal shows the text again, unless the field forbids it."""
    client.force_login(world.coordinator)
    page = client.get("/roadmaps/import/").text
    field = page[page.index('<textarea name="text"') :].partition(">")[0]
    assert "autocomplete" not in field
