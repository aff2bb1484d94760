"""Loading a register on the portal's pages: first seen, then taken over, once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from schools.models import RegisterUpload, School, SchoolAlias
from tests.scene.office import register_on_its_way

pytestmark = pytest.mark.django_db

ROWS = (
    "Логин;Прежний логин;Муниципалитет;Название;Код ОГЭ;Филиал школы\n"
    "edu980001;sch980001;reg98_m001;Лицей № 1;0101;\n"
    "edu980002;;reg98_m001;Школа № 2;;\n"
    "edu980003;;reg98_m001;Филиал школы № 1;;Школа № 2\n"
    "edu980009;;reg98_m001;Школа № 9;;edu980010\n"
    "edu980010;;reg98_m001;Школа № 10;;\n"
    "edu980101;;reg98_m002;Заречная школа;;\n"
    "неверно;;reg98_m001;Школа № 11;;\n"
)


@pytest.fixture
def office(client, world):
    client.force_login(world.administrator)
    return client


def send(client, world, rows=ROWS, name="Реестр.csv"):
    file = SimpleUploadedFile(name, rows.encode("cp1251"))
    return client.post(
        reverse("register"), {"municipality": world.office.pk, "file": file}, follow=True
    )


def table_of_schools():
    return list(School.objects.order_by("pk").values())


def test_review_shows_what_will_happen_and_saves_nothing(office, world):
    before = table_of_schools()
    page = send(office, world).content.decode().replace("\xa0", " ")
    assert "2 новые школы, 2 с изменениями, 1 без изменений. Пока ничего не записано." in page
    assert "название: Школа № 1 → Лицей № 1" in page
    assert "тип: средняя школа (СОШ) → лицей" in page
    assert "код ОГЭ: — → 0101" in page
    assert "прежний логин: — → sch980001" in page
    assert "филиал школы: Школа № 1 → Школа № 2" in page
    assert "Школа № 10" in page
    assert "Школа edu980101 относится к другому муниципалитету. Строка пропущена." in page
    assert "«неверно» — не логин ФИС ОКО" in page
    assert "A8" in page
    assert table_of_schools() == before
    assert not SchoolAlias.objects.exists()
    assert not AuditEvent.objects.filter(action="import_register").exists()


def test_confirmed_register_does_what_was_shown_and_only_once(office, world):
    send(office, world)
    kept = RegisterUpload.objects.get()
    address = reverse("register_confirm", args=[kept.pk])
    page = office.post(address, follow=True).content.decode().replace("\xa0", " ")
    assert "Реестр загружен" in page
    assert "2 новые школы, 2 с изменениями, 1 без изменений." in page
    world.school.refresh_from_db()
    assert world.school.name == "Лицей № 1"
    assert School.objects.get(login="edu980009").parent.login == "edu980010"
    assert School.objects.get(login="edu980003").parent == world.other_school
    again = office.post(address, follow=True)
    assert "Реестр загружен" in again.content.decode()
    assert AuditEvent.objects.filter(action="import_register").count() == 1


def test_same_register_again_changes_nothing_and_says_so(office, world):
    send(office, world)
    office.post(reverse("register_confirm", args=[RegisterUpload.objects.get().pk]))
    page = send(office, world).content.decode()
    assert "Этот файл ничего не меняет." in page
    assert "register_confirm" not in page
    assert "/confirm/" not in page


def test_discarded_register_leaves_the_schools_alone(office, world):
    before = table_of_schools()
    send(office, world)
    kept = RegisterUpload.objects.get()
    answer = office.post(reverse("register_discard", args=[kept.pk]), follow=True)
    assert "отклонён, школы не изменены" in answer.content.decode()
    assert not RegisterUpload.objects.exists()
    assert table_of_schools() == before


def test_taken_register_cannot_be_discarded(office, world):
    send(office, world)
    kept = RegisterUpload.objects.get()
    office.post(reverse("register_confirm", args=[kept.pk]))
    answer = office.post(reverse("register_discard", args=[kept.pk]), follow=True)
    assert "Этот реестр уже загружен." in answer.content.decode()


def test_waiting_register_is_found_again_and_the_next_replaces_it(office, world):
    send(office, world, name="Первый.csv")
    assert "Первый.csv" in office.get(reverse("register")).content.decode()
    send(office, world, name="Второй.csv")
    assert RegisterUpload.objects.get().file_name == "Второй.csv"


@pytest.mark.parametrize(
    ("rows", "said"),
    [("Просто текст\n", "не найдена таблица школ"), ("", "Файл пустой")],
)
def test_file_that_is_no_register_is_refused_beside_its_field(office, world, rows, said):
    answer = send(office, world, rows)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "error-summary" in page
    assert not RegisterUpload.objects.exists()


def test_button_is_the_administrators_alone(client, world):
    for name, is_offered in (("administrator", True), ("coordinator", False), ("observer", False)):
        client.force_login(getattr(world, name))
        page = client.get(reverse("school_list")).content.decode()
        assert ("Загрузить реестр" in page) is is_offered


def test_another_administrator_does_not_find_ones_upload(client, world):
    from schools.models import Membership

    kept = register_on_its_way(world)
    Membership.objects.create(user=world.executor, role="administrator", municipality=world.office)
    client.force_login(world.executor)
    assert client.get(reverse("register_review", args=[kept.pk])).status_code == 404


def test_coordinator_reads_who_changes_schools(client, world):
    client.force_login(world.coordinator)
    answer = client.get(reverse("register"))
    assert answer.status_code == 403
    assert "Сведения о школах меняет администратор муниципалитета." in answer.content.decode()
