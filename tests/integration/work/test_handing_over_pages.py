"""Передача дел on pages: from the person's page to the act, with the refusals on the way."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from django.urls import reverse

from accounts.models import User
from roadmaps.models import Assignment, HandOver
from schools.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, world, make_assignment, methodist):
    """The administrator's browser; the executor has one piece of work."""
    make_assignment(party=methodist)
    client.force_login(world.administrator)
    return client


def form_of(world) -> str:
    """The address of the form for the executor."""
    return reverse("roadmaps:hand_over", args=[world.executor.pk])


def said(world, **more) -> dict[str, object]:
    """The executor's work goes to the coordinator."""
    return {"receiver": world.coordinator.pk, "shares": "office", "ends_roles": "on", **more}


def text_of(answer) -> str:
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def test_page_of_the_person_leads_to_the_act(office, world) -> None:
    person = office.get(reverse("person", args=[world.executor.pk]))
    assert "1 незаконченное поручение" in text_of(person)
    assert form_of(world) in text_of(person)
    preview = office.post(form_of(world), said(world, foresee="1", reason="перевод"))
    assert "Поручения управления: Методист" in text_of(preview)
    assert not HandOver.objects.exists()
    seen = preview.context["preview"].seal
    done = office.post(form_of(world), said(world, apply="1", seen=seen), follow=True)
    made = HandOver.objects.get()
    assert done.redirect_chain[0][0] == reverse("roadmaps:hand_over_act", args=[made.pk])
    assert reverse("reports:hand_over_pdf", args=[made.pk]) in text_of(done)


def test_second_press_leads_to_the_same_act(office, world) -> None:
    preview = office.post(form_of(world), said(world, foresee="1"))
    sent = said(world, apply="1", seen=preview.context["preview"].seal)
    first, second = (office.post(form_of(world), sent).url for _ in range(2))
    assert first == second
    assert HandOver.objects.count() == 1


def test_work_that_changed_is_shown_again(office, world) -> None:
    answer = office.post(form_of(world), said(world, apply="1", seen="stale"), follow=True)
    assert "дела сотрудника изменились, ничего не передано" in text_of(answer)
    assert "Передать дела" in text_of(answer)
    assert not HandOver.objects.exists()


def test_reason_stands_beside_the_disabled_button(office, world) -> None:
    Membership.objects.create(user=world.executor, role="curator", school=world.other_school)
    sent = said(world, receiver=world.curator.pk, shares=["office", "support"], foresee="1")
    answer = text_of(office.post(form_of(world), sent))
    assert "Сначала добавьте новому сотруднику такую роль" in answer
    assert 'name="apply" value="1" disabled' in answer


def test_person_of_another_municipality_is_no_choice(office, world) -> None:
    answer = office.post(form_of(world), said(world, receiver=world.stranger.pk, foresee="1"))
    assert answer.status_code == 422
    assert "Выберите сотрудника из списка." in text_of(answer)
    assert "stranger" not in text_of(answer)


def test_list_of_people_tells_of_work_without_anybody(office, world) -> None:
    role = world.executor.memberships.get()
    address = reverse("person_dismiss", args=[world.executor.pk, role.pk])
    people = text_of(office.post(address, follow=True))
    assert "Без роли, но с поручениями: executor, 1 поручение" in people
    assert form_of(world) in people
    assert office.get(form_of(world)).status_code == 200


def test_nothing_in_hand_is_nothing_to_pass(office, world) -> None:
    Membership.objects.filter(user=world.head).delete()
    Membership.objects.create(user=world.head, role="executor", municipality=world.office)
    answer = office.get(reverse("roadmaps:hand_over", args=[world.head.pk]))
    assert "Передавать нечего" in text_of(answer)


@pytest.fixture
def made(office, world):
    """The executor's work has passed to the coordinator."""
    preview = office.post(form_of(world), said(world, foresee="1", reason="перевод"))
    office.post(
        form_of(world),
        said(world, apply="1", reason="перевод", seen=preview.context["preview"].seal),
    )
    return HandOver.objects.get()


def pdf_of(client, made) -> str:
    """The words of the printed act."""
    answer = client.get(reverse("reports:hand_over_pdf", args=[made.pk]))
    with pypdfium2.PdfDocument(io.BytesIO(answer.content)) as pages:
        words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(words.replace("\xa0", " ").split())


def test_act_is_printed_as_it_was_recorded(office, world, made) -> None:
    before = pdf_of(office, made)
    for words in ("АКТ", "Дела сдал", "Дела принял", "Методист", "Основание: перевод"):
        assert words in before
    Assignment.objects.update(status="accepted", accepted_at=made.at)
    User.objects.filter(pk=world.executor.pk).update(full_name="Другая фамилия")
    world.office.office_name = "Переименованное управление"
    world.office.save()
    assert pdf_of(office, made) == before


def test_act_comes_as_word(office, made) -> None:
    answer = office.get(reverse("reports:hand_over_docx", args=[made.pk]))
    document = docx.Document(io.BytesIO(answer.content))
    assert any("Настоящий акт составлен" in one.text for one in document.paragraphs)


def test_both_people_see_the_act_and_nobody_else_does(client, world, made) -> None:
    address = reverse("roadmaps:hand_over_act", args=[made.pk])
    for name, status in (("executor", 200), ("coordinator", 200), ("head", 404), ("stranger", 404)):
        client.force_login(world.people[name])
        assert client.get(address).status_code == status, name
