"""Requisites: loaded with the register, changed in the browser, never lost to a second editor."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from schools.actions.register import foresee_register, import_register
from schools.parsing.register import read_register

pytestmark = pytest.mark.django_db

REGISTER = (
    "Логин;Название;ИНН;Директор;СОО;Широта\nedu980001;Школа № 1;5200000001;Лесная А. П.;да;56,5\n"
).encode()


def form_of(client, school):
    """What a browser would send back from the form as it stands."""
    form = client.get(reverse("school_edit", args=[school.login])).context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form}


def test_register_brings_requisites_and_says_what_changes(world):
    register = read_register(REGISTER)
    seen = foresee_register(register=register, only=world.office.code)
    changes = {change.field: change.after for change in seen.changed[0][1]}
    assert changes["ИНН"] == "5200000001"
    assert changes["среднее общее образование (СОО)"] == "да"
    assert changes["широта, градусы"] == "56,5"
    import_register(register=register, only=world.office.code, by=world.administrator)
    world.school.refresh_from_db()
    assert (world.school.inn, world.school.has_secondary) == ("5200000001", True)
    assert world.school.has_basic is None
    again = foresee_register(register=read_register(REGISTER), only=world.office.code)
    assert again.changed == []


def test_column_that_is_absent_leaves_the_requisite(world):
    import_register(register=read_register(REGISTER), only=world.office.code)
    import_register(
        register=read_register("Логин;Название\nedu980001;Школа № 1\n".encode()),
        only=world.office.code,
    )
    world.school.refresh_from_db()
    assert world.school.director == "Лесная А. П."


def test_administrator_edits_and_a_wrong_number_only_warns(client, world):
    client.force_login(world.administrator)
    data = form_of(client, world.school) | {
        "inn": "5200000001", "has_basic": "yes", "latitude": "56,25", "longitude": "44,5",
        "standing": "independent",
    }  # fmt: skip
    answer = client.post(reverse("school_edit", args=[world.school.login]), data, follow=True)
    page = answer.text.replace("\xa0", " ")
    assert "ИНН 5200000001: контрольная цифра не сходится" in page
    assert "основное общее образование (ООО)" in page
    assert "56,25; 44,5" in page
    event = AuditEvent.objects.get(action="edit school")
    assert {"field": "ИНН", "before": "", "after": "5200000001"} in event.changes


def test_second_editor_sees_what_the_first_has_written(client, world):
    client.force_login(world.administrator)
    opened = form_of(client, world.school)
    address = reverse("school_edit", args=[world.school.login])
    client.post(address, opened | {"director": "Первая А. П."})
    answer = client.post(address, opened | {"director": "Вторая Б. В.", "phone": "1"})
    assert answer.status_code == 422
    assert "изменил другой человек: директор" in answer.text
    assert "Вторая Б. В." in answer.text
    world.school.refresh_from_db()
    assert (world.school.director, world.school.phone) == ("Первая А. П.", "")
    seen = answer.context["form"]["seen"].value()
    again = client.post(address, opened | {"director": "Вторая Б. В.", "seen": seen})
    assert again.status_code == 302
    world.school.refresh_from_db()
    assert world.school.director == "Вторая Б. В."


def test_other_fields_of_two_editors_both_stand(client, world):
    client.force_login(world.administrator)
    opened = form_of(client, world.school)
    address = reverse("school_edit", args=[world.school.login])
    client.post(address, opened | {"director": "Первая А. П."})
    assert client.post(address, opened | {"phone": "1"}).status_code == 302
    world.school.refresh_from_db()
    assert (world.school.director, world.school.phone) == ("Первая А. П.", "1")


def test_coordinates_outside_of_the_country_are_refused_beside_the_field(client, world):
    client.force_login(world.administrator)
    data = form_of(client, world.school) | {"latitude": "5,5"}
    answer = client.post(reverse("school_edit", args=[world.school.login]), data)
    assert answer.status_code == 422
    assert "Нужны градусы от 41 до 82" in answer.text
