"""Sign-in, sign-out, forgotten passwords, and what a stranger may not learn."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User

PASSWORD = "parol-dlya-testov"


@pytest.fixture
def shared_counters(settings):
    """Counters of attempts work, as in a real installation."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "sign-in",
        }
    }
    from django.core.cache import cache

    cache.clear()


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_stranger_is_sent_to_the_sign_in_page(client, db):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next=/"


def test_person_signs_in_by_email_in_any_case(client, world):
    answer = sign_in(client, "Coordinator@Example.org")
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.session[SESSION_KEY] == str(world.coordinator.pk)


@pytest.mark.parametrize("email", ["coordinator@example.org", "unknown@example.org"])
def test_wrong_password_and_unknown_address_sound_alike(client, world, email):
    page = sign_in(client, email, "wrong-password").content.decode()
    assert "Адрес или пароль не подходят" in page
    assert "error-summary" in page


def test_closed_account_cannot_sign_in(client, world):
    User.objects.filter(pk=world.coordinator.pk).update(is_active=False)
    answer = sign_in(client, "coordinator@example.org")
    assert SESSION_KEY not in client.session
    assert answer.status_code in (200, 302)


def test_attempts_are_limited(client, world, shared_counters):
    for _ in range(6):
        page = sign_in(client, "coordinator@example.org", "wrong-password").content.decode()
    assert "Слишком много" in page
    sign_in(client, "coordinator@example.org")
    assert SESSION_KEY not in client.session


def test_schools_behind_one_address_do_not_lock_each_other_out(world, shared_counters):
    for _ in range(35):
        answer = sign_in(Client(), "head@example.org")
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_signing_out_needs_a_post(client, world):
    client.force_login(world.coordinator)
    assert "Выйти из портала?" in client.get(reverse("account_logout")).content.decode()
    assert SESSION_KEY in client.session
    client.post(reverse("account_logout"))
    assert SESSION_KEY not in client.session


def test_forgotten_password_is_set_anew_by_the_letter(client, world):
    answer = client.post(
        reverse("account_reset_password"), {"email": "head@example.org"}, follow=True
    )
    assert "Проверьте почту" in answer.content.decode()
    letter = mail.outbox[0]
    assert letter.to == ["head@example.org"]
    assert letter.subject == "Новый пароль для портала поддержки школ"
    link = re.search(r"https?://\S+", letter.body).group()
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = {"password1": "sosny-u-ozera-9", "password2": "sosny-u-ozera-9"}
    done = client.post(address, new, follow=True)
    assert "Пароль сохранён" in done.content.decode()
    sign_in(client, "head@example.org", "sosny-u-ozera-9")
    assert SESSION_KEY in client.session
    client.logout()
    assert "Ссылка больше не действует" in client.get(link, follow=True).content.decode()


def test_unknown_address_gets_the_same_page_and_no_letter(client, world):
    answer = client.post(
        reverse("account_reset_password"), {"email": "unknown@example.org"}, follow=True
    )
    assert "Проверьте почту" in answer.content.decode()
    assert mail.outbox == []


def test_weak_new_password_is_refused_beside_its_field(client, world):
    client.force_login(world.head)
    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"},
    ).content.decode()
    assert 'href="#id_password1"' in page
    assert "error-summary" in page


def test_password_change_leads_to_ones_own_page(client, world):
    client.force_login(world.head)
    answer = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "sosny-u-ozera-9",
            "password2": "sosny-u-ozera-9",
        },
        follow=True,
    )
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("me")
    assert "Пароль изменён" in page
    assert "Руководитель школы" in page


def test_nobody_signs_up_alone(client, db):
    page = client.get(reverse("account_signup")).content.decode()
    assert "Учётную запись заводит администратор" in page
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": "x" * 12})
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_signup",
    ],
)
def test_pages_before_sign_in_draw_no_menu(client, db, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert 'class="menu"' not in answer.content.decode()
