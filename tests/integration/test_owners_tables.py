"""The tables under /admin/: who opens them, and how accounts and roles are made there."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.urls import reverse

from accounts.models import User
from schools.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    user = User.objects.create_superuser(
        "owner@example.org", "parol-dlya-testov", full_name="Хозяев Денис"
    )
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", ["region", "municipality", "school", "membership"])
def test_owner_opens_every_table_and_form(owner, world, model):
    for action in ("changelist", "add"):
        answer = owner.get(reverse(f"admin:schools_{model}_{action}"))
        assert answer.status_code == 200


@pytest.mark.parametrize("name", ["administrator", "coordinator", "nobody"])
def test_nobody_else_comes_in(client, world, name):
    client.force_login(getattr(world, name))
    for route in ("admin:index", "admin:schools_school_changelist", "admin:accounts_user_add"):
        assert client.get(reverse(route), follow=True).status_code == 403


def test_stranger_signs_in_by_the_portals_own_page(client):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_new_person_sets_a_password_by_the_letter(owner):
    owner.post(
        reverse("admin:accounts_user_add"),
        {"email": "New@Example.org", "full_name": "Соснова Мария Ивановна", "is_active": "on"},
    )
    person = User.objects.get(email="new@example.org")
    assert not person.has_usable_password()
    owner.logout()
    owner.post(reverse("account_reset_password"), {"email": "new@example.org"})
    assert mail.outbox[0].to == ["new@example.org"]


def test_person_is_closed_and_kept(owner, world):
    address = reverse("admin:accounts_user_change", args=[world.coordinator.pk])
    owner.post(address, {"email": world.coordinator.email, "full_name": "Лесная Анна"})
    person = User.objects.get(pk=world.coordinator.pk)
    assert (person.full_name, person.is_active) == ("Лесная Анна", False)
    assert person.check_password("parol-dlya-testov")
    assert owner.session[SESSION_KEY]


def test_role_without_its_place_is_refused_in_words(owner, world):
    address = reverse("admin:schools_membership_add")
    page = owner.post(address, {"user": world.nobody.pk, "role": "observer"}).content.decode()
    assert "у наблюдателя — регион" in page
    owner.post(address, {"user": world.nobody.pk, "role": "observer", "region": world.region.pk})
    assert Membership.objects.get(user=world.nobody).role == "observer"
