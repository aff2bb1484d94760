"""Keeping people: who is shown, who is added, what is refused, which letters leave."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.urls import reverse

from accounts.models import AuditEvent, User
from core.web.refusals import Refusal
from schools import permissions
from schools.actions.memberships import JUST_SENT, dismiss, switch_sign_in
from schools.models import Membership

pytestmark = pytest.mark.django_db

NEW = {"email": "Ivanova@Example.org", "full_name": "Иванова  Анна Петровна"}


@pytest.fixture
def office(client, world, django_capture_on_commit_callbacks):
    """The administrator's browser; letters leave as they do after a commit."""
    client.force_login(world.administrator)

    class Office:
        def post(self, name, *args, **data):
            with django_capture_on_commit_callbacks(execute=True):
                return client.post(reverse(name, args=args), data, follow=True)

        def page(self, name, *args, **query):
            answer = client.get(reverse(name, args=args), query)
            assert answer.status_code == 200
            return answer.content.decode()

    return Office()


def person(email="ivanova@example.org"):
    return User.objects.get(email=email)


def test_list_shows_everybody_of_the_municipality_and_nobody_else(office, world):
    page = office.page("people")
    assert "6\xa0сотрудников" in page
    for name in ("administrator", "coordinator", "curator", "executor", "head", "other_head"):
        assert f"{name}@example.org" in page
    for name in ("observer", "stranger", "nobody"):
        assert f"{name}@example.org" not in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"search": "curat"}, "curator@", "head@"),
        ({"role": "school_head"}, "other_head@", "curator@"),
        ({"role": "coordinator"}, "coordinator@", "head@"),
    ],
)
def test_list_is_filtered(office, query, shown, hidden):
    page = office.page("people", **query)
    assert shown in page
    assert hidden not in page
    assert "Сбросить" in page


def test_role_and_school_are_those_of_one_membership(office, world):
    Membership.objects.create(user=world.curator, role="school_head", school=world.other_school)
    page = office.page("people", role="curator", school=world.other_school.pk)
    assert "curator@" not in page
    assert "По этому отбору сотрудников нет" in page


def test_role_in_another_municipality_is_not_told(office, world):
    Membership.objects.create(
        user=world.curator, role="coordinator", municipality=world.other_office
    )
    assert "координатор" not in office.page("people", search="curator").split("<tbody>")[1]
    assert "куратор: Школа №\xa01" in office.page("people", search="curator")
    assert "curator@" not in office.page("people", role="coordinator")
    assert "Заречный" not in office.page("person", world.curator.pk)


def test_menu_offers_people_to_the_administrator_alone(client, world):
    for name, is_offered in (("administrator", True), ("coordinator", False), ("head", False)):
        client.force_login(getattr(world, name))
        page = client.get(reverse("me")).content.decode()
        assert (f'href="{reverse("people")}"' in page) is is_offered


def test_new_person_gets_role_and_letter_and_comes_in_by_it(office, client, world):
    answer = office.post(
        "person_add", **NEW, role="curator", schools=[world.school.pk, world.other_school.pk]
    )
    page = answer.content.decode()
    assert "Назначено: куратор: Школа № 1, Школа № 2." in page
    assert "Письмо отправлено на ivanova@example.org." in page
    assert "ещё не входил" in page
    assert person().full_name == "Иванова Анна Петровна"
    assert not person().has_usable_password()
    (letter,) = mail.outbox
    assert letter.to == ["ivanova@example.org"]
    assert letter.subject == "Вход на портал поддержки школ"
    client.logout()
    link = re.search(r"http://testserver\S+", letter.body).group()
    address = client.get(link, follow=True).redirect_chain[-1][0]
    password = "sosny-u-ozera-9"
    client.post(address, {"password1": password, "password2": password})
    client.post(reverse("account_login"), {"login": "ivanova@example.org", "password": password})
    assert client.session[SESSION_KEY] == str(person().pk)


def test_same_form_again_changes_nothing_and_sends_nothing(office, world):
    for _ in range(2):
        answer = office.post("person_add", **NEW, role="executor")
    assert "Эта роль у сотрудника уже есть" in answer.content.decode()
    assert person().memberships.count() == 1
    assert len(mail.outbox) == 1


def test_known_account_gets_the_role_and_nothing_is_told_of_it(office, world):
    User.objects.filter(pk=world.stranger.pk).update(last_login="2026-01-10T08:00:00Z")
    answer = office.post(
        "person_add", email="STRANGER@example.org", full_name="Другое Имя", role="executor"
    )
    page = answer.content.decode()
    world.stranger.refresh_from_db()
    assert world.stranger.full_name == "stranger"
    assert "Назначено: исполнитель." in page
    assert "Письмо отправлено на stranger@example.org." in page
    assert "Заречн" not in page
    assert "координатор" not in page.split("<main")[1].split("Добавить роль")[0]
    (letter,) = mail.outbox
    assert letter.subject == "Новая роль на портале поддержки школ"
    assert "password/reset" not in letter.body


@pytest.mark.django_db(transaction=True)
def test_lost_letter_is_said_and_the_role_stays(client, world, settings):
    settings.EMAIL_BACKEND = "tests.integration.test_people.NoMail"
    client.force_login(world.administrator)
    answer = client.post(reverse("person_add"), {**NEW, "role": "executor"}, follow=True)
    page = answer.content.decode()
    assert "почтовый сервер не отвечает" in page
    assert person().memberships.get().role == "executor"


class NoMail:
    """A mail server that is down."""

    def __init__(self, **options):
        pass

    def send_messages(self, letters):
        raise ConnectionRefusedError


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({**NEW, "role": "curator"}, "Выберите школу"),
        ({**NEW, "role": ""}, "Выберите роль"),
        ({**NEW, "role": "observer"}, "role"),
        ({**NEW, "role": "executor", "email": "не адрес"}, "не похоже на адрес"),
    ],
)
def test_form_says_what_is_missing_and_keeps_what_was_typed(office, data, said):
    answer = office.post("person_add", **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "error-summary" in page
    assert said in page
    assert "Анна Петровна" in page
    assert not mail.outbox


def test_office_role_with_a_school_is_a_contradiction(office, world):
    answer = office.post("person_add", **NEW, role="executor", schools=[world.school.pk])
    assert "Снимите выбор школ" in answer.content.decode()


def test_school_of_another_municipality_is_no_choice(office, world):
    answer = office.post("person_add", **NEW, role="curator", schools=[world.foreign_school.pk])
    assert answer.status_code == 422
    assert not User.objects.filter(email="ivanova@example.org").exists()


def test_role_is_added_and_taken_away_with_a_trail(office, world):
    page = office.post("person_appoint", world.head.pk, role="executor").content.decode()
    assert "Назначено: исполнитель." in page
    given = world.head.memberships.get(role="executor")
    page = office.post("person_dismiss", world.head.pk, given.pk).content.decode()
    assert "Роль снята: исполнитель." in page
    summaries = AuditEvent.objects.about("accounts.user", world.head.pk).values_list(
        "summary", "municipality_id", "actor_id"
    )
    assert list(summaries) == [
        (f"Снята роль: исполнитель, {world.office}", world.office.pk, world.administrator.pk),
        (f"Назначена роль: исполнитель, {world.office}", world.office.pk, world.administrator.pk),
    ]


def test_with_the_last_role_the_person_leaves_the_list(office, client, world):
    role = world.head.memberships.get()
    answer = office.post("person_dismiss", world.head.pk, role.pk)
    assert answer.redirect_chain[-1][0] == reverse("people")
    assert client.get(reverse("person", args=[world.head.pk])).status_code == 404
    assert client.post(reverse("person_dismiss", args=[world.head.pk, role.pk])).status_code == 404


def test_role_elsewhere_cannot_be_taken_away_here(office, client, world):
    role = Membership.objects.create(
        user=world.curator, role="coordinator", municipality=world.other_office
    )
    answer = client.post(reverse("person_dismiss", args=[world.curator.pk, role.pk]))
    assert answer.status_code == 404
    assert Membership.objects.filter(pk=role.pk).exists()


def test_own_administration_and_own_sign_in_stay(office, world):
    me = world.administrator
    page = office.page("person", me.pk)
    assert permissions.OWN_ADMINISTRATION in page
    assert permissions.OWN_SIGN_IN in page
    refused = office.post("person_dismiss", me.pk, me.memberships.get().pk)
    assert refused.status_code == 403
    assert permissions.OWN_ADMINISTRATION in refused.content.decode()
    refused = office.post("person_sign_in", me.pk, open="0")
    assert refused.status_code == 403
    assert permissions.OWN_SIGN_IN in refused.content.decode()


def test_two_administrators_cannot_remove_each_other(world):
    second = User.objects.create_user("second@example.org", full_name="Вторая")
    own = Membership.objects.create(user=second, role="administrator", municipality=world.office)
    permissions.memberships_of(second)
    dismiss(membership=own, by=world.administrator)
    # The second one's request had begun before: its rights are still those of then.
    with pytest.raises(Refusal, match="единственный администратор"):
        dismiss(membership=world.administrator.memberships.get(), by=second)
    with pytest.raises(Refusal, match="единственный администратор"):
        switch_sign_in(user=world.administrator, is_open=False, by=second)


def test_closed_sign_in_ends_the_session_at_once_and_opens_again(office, client, world):
    from django.test import Client

    theirs = Client()
    theirs.force_login(world.head)
    assert theirs.get(reverse("me")).status_code == 200
    page = office.post("person_sign_in", world.head.pk, open="0").content.decode()
    assert "вход закрыт" in page
    assert permissions.SIGN_IN_CLOSED in page
    assert theirs.get(reverse("me")).status_code == 302
    assert office.post("person_letter", world.head.pk).status_code == 403
    assert not mail.outbox
    office.post("person_sign_in", world.head.pk, open="1")
    world.head.refresh_from_db()
    assert world.head.is_active


def test_sign_in_of_who_has_roles_elsewhere_is_not_closed_here(office, world):
    Membership.objects.create(user=world.curator, role="observer", region=world.region)
    assert permissions.ROLES_ELSEWHERE in office.page("person", world.curator.pk)
    assert office.post("person_sign_in", world.curator.pk, open="0").status_code == 403
    world.curator.refresh_from_db()
    assert world.curator.is_active


def test_owner_of_the_portal_is_not_shut_out(office, world):
    User.objects.filter(pk=world.executor.pk).update(is_superuser=True)
    answer = office.post("person_sign_in", world.executor.pk, open="0")
    assert answer.status_code == 403
    assert permissions.OWNER in answer.content.decode()


def test_letter_goes_again_but_not_twice_by_a_double_click(office, world):
    office.post("person_letter", world.head.pk)
    page = office.post("person_letter", world.head.pk).content.decode()
    assert JUST_SENT in page
    assert [letter.to for letter in mail.outbox] == [["head@example.org"]]


@pytest.mark.parametrize("name", ["stranger", "nobody", "observer"])
def test_people_of_another_municipality_are_not_found(office, world, client, name):
    address = reverse("person", args=[getattr(world, name).pk])
    assert client.get(address).status_code == 404


def test_coordinator_reads_who_keeps_accounts(client, world):
    client.force_login(world.coordinator)
    answer = client.get(reverse("people"))
    assert answer.status_code == 403
    assert "Учётные записи ведёт администратор муниципалитета." in answer.content.decode()
