"""What every page shares: menu by role, errors, policy, version for poor sight, jobs."""

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from django.urls import reverse

from accounts.actions import jobs
from accounts.models import Job, JobState
from core.web import navigation
from core.web.display import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, world):
    def sign_in(name: str) -> Client:
        client.force_login(getattr(world, name))
        return client

    return sign_in


# Menu and header


@pytest.mark.parametrize("name", ["coordinator", "head", "curator", "observer"])
def test_people_with_a_role_see_schools_in_the_menu(signed_in, name):
    assert reverse("school_list") in signed_in(name).get("/").content.decode()


def test_a_person_without_a_role_is_told_whom_to_ask(signed_in):
    page = signed_in("nobody").get("/").content.decode()
    assert reverse("school_list") not in page
    assert "Попросите администратора муниципалитета" in page


def test_header_says_office_place_and_role(signed_in):
    page = signed_in("coordinator").get("/").content.decode()
    assert "Управление образования" in page
    assert "Приозёрный муниципальный округ" in page
    assert "координатор" in page


def test_menu_shows_counts_and_marks_the_current_section(world, monkeypatch):
    monkeypatch.setattr(navigation, "_ENTRIES", {})
    navigation.register(
        lambda user: f"Школы для {user.full_name}",
        "school_list",
        visible=lambda user: True,
        count=lambda user: 6,
        order=20,
    )
    navigation.register("Моя страница", "me", visible=lambda user: True, order=10)
    navigation.register("Скрыто", "home", visible=lambda user: False, order=1)
    own, schools = navigation.menu_for(world.head, reverse("school", args=["edu980001"]))
    assert (own.label, own.count, own.is_current) == ("Моя страница", None, False)
    assert (schools.label, schools.count, schools.is_current) == ("Школы для head", 6, True)


# Errors


def test_another_municipality_is_not_found(signed_in, world):
    answer = signed_in("stranger").get(reverse("school", args=[world.school.login]))
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Страница не найдена" in page
    assert world.school.name not in page


def test_refusal_shows_its_sentence(signed_in):
    answer = signed_in("coordinator").get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "Этот раздел открыт только владельцу установки." in answer.content.decode()


def test_htmx_gets_the_refusal_as_a_fragment(signed_in):
    answer = signed_in("coordinator").get("/admin/login/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "владельцу установки" in page
    assert "<html" not in page


def test_stale_form_says_that_nothing_was_written(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.coordinator)
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 403
    assert "Изменения не сохранены" in answer.content.decode()


def test_huge_request_is_refused_before_it_is_read(signed_in):
    size = portal_settings.UPLOAD_LIMIT_MB * 5 * 1024 * 1024 + 1
    answer = signed_in("coordinator").post(reverse("set_display"), {}, CONTENT_LENGTH=str(size))
    assert answer.status_code == 413
    assert "Отправлено слишком много" in answer.content.decode()


@pytest.mark.parametrize(("headers", "is_page"), [({}, True), ({"HX-Request": "true"}, False)])
def test_crash_says_what_to_do_without_context(signed_in, monkeypatch, headers, is_page):
    client = signed_in("coordinator")
    client.raise_request_exception = False
    monkeypatch.setattr("schools.queries.school_list", lambda user: 1 / 0)
    answer = client.get(reverse("school_list"), headers=headers)
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Обновите страницу" in page
    assert ("<html" in page) is is_page


def test_fragment_of_an_ended_session_moves_the_whole_window(client, db):
    answer = client.get(reverse("school_list"), headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == reverse("account_login")


# Policy and version for poor sight


def test_policy_allows_the_portal_itself_only(client, db):
    for address in (reverse("account_login"), "/nowhere/"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_version_for_poor_sight_is_chosen_kept_and_left(client, db):
    login = reverse("account_login")
    answer = client.post(
        reverse("set_display"), {"version": "accessible", "next": f"{login}?next=/me/"}
    )
    assert answer["Location"] == f"{login}?next=/me/"
    assert 'class="accessible size-2 scheme-light"' in client.get(login).content.decode()
    client.post(reverse("set_display"), {"scheme": "dark"})
    assert 'class="accessible size-2 scheme-dark"' in client.get(login).content.decode()
    client.post(reverse("set_display"), {"version": "ordinary"})
    assert "accessible size" not in client.get(login).content.decode()


def test_way_back_leads_to_no_other_host(client, db):
    answer = client.post(reverse("set_display"), {"next": "//evil.example/"})
    assert answer["Location"] == "/"


def test_nonsense_in_the_cookie_means_the_ordinary_version(client, db):
    client.cookies[COOKIE] = '9."><script>'
    assert "accessible size" not in client.get(reverse("account_login")).content.decode()


# Jobs


@pytest.fixture
def job(world, monkeypatch):
    monkeypatch.setattr(jobs, "_KINDS", {})
    jobs.register("count", handler=lambda pk, progress: None, result_url=lambda pk: f"/runs/{pk}/")
    return Job.objects.create(
        kind="count",
        subject_id=7,
        title="Расчёт перечня ШНОР",
        state=JobState.RUNNING,
        step="Посчитано школ",
        done=24,
        total=40,
        requested_by=world.coordinator,
    )


@pytest.mark.parametrize("name", ["job", "job_progress"])
def test_job_is_seen_by_the_one_who_asked_for_it(signed_in, job, name):
    address = reverse(name, args=[job.pk])
    assert "Посчитано школ: 24 из 40" in signed_in("coordinator").get(address).content.decode()
    assert signed_in("administrator").get(address).status_code == 404


def test_running_job_renews_itself_with_and_without_scripts(signed_in, job):
    page = signed_in("coordinator").get(reverse("job", args=[job.pk])).content.decode()
    assert f'hx-get="{reverse("job_progress", args=[job.pk])}"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_finished_job_ends_with_a_link_and_asks_no_more(signed_in, job):
    Job.objects.update(state=JobState.DONE, finished_at=job.requested_at)
    page = signed_in("coordinator").get(reverse("job", args=[job.pk])).content.decode()
    assert 'href="/runs/7/"' in page
    assert "hx-get" not in page
    assert "refresh" not in page.replace("refreshOnHistoryMiss", "")


def test_failed_job_says_why_and_leads_back(signed_in, job):
    Job.objects.update(
        state=JobState.FAILED, finished_at=job.requested_at, failure="Результатов за год нет."
    )
    page = signed_in("coordinator").get(reverse("job", args=[job.pk])).content.decode()
    assert "Результатов за год нет." in page
    assert 'href="/runs/7/"' in page
