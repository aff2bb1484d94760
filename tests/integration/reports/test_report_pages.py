"""Pages of reports: list, form, progress, file."""

import pytest
from django.urls import reverse

from accounts.actions import jobs
from reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    monkeypatch.setattr(jobs.current_app, "send_task", lambda *_args, **_more: None)


@pytest.fixture
def report(world, results, ask):
    return ask("analysis_vpr", "xlsx", academic_year=2024)


@pytest.fixture
def ready(report):
    jobs.run(report.job_id)
    return Report.objects.get(pk=report.pk)


READERS = ("administrator", "coordinator", "executor", "curator", "observer")
OTHERS = ("head", "other_head", "nobody")


@pytest.mark.parametrize("person", READERS)
def test_reader_opens_the_list_the_report_and_the_file(client, world, ready, person):
    client.force_login(getattr(world, person))
    assert "Аналитическая справка" in client.get(reverse("reports:list")).text
    assert "Скачать Excel" in client.get(reverse("reports:report", args=[ready.pk])).text
    response = client.get(reverse("reports:file", args=[ready.pk]))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"].startswith("attachment")
    assert len(response.getvalue()) == ready.size


@pytest.mark.parametrize("person", OTHERS)
def test_others_find_nothing(client, world, ready, person):
    client.force_login(getattr(world, person))
    for name, args in (("list", []), ("new", ["analysis_vpr"])):
        assert client.get(reverse(f"reports:{name}", args=args)).status_code == 404
    for name in ("report", "progress", "file"):
        assert client.get(reverse(f"reports:{name}", args=[ready.pk])).status_code == 404


def test_stranger_has_a_list_of_their_own(client, world, ready):
    client.force_login(world.stranger)
    assert "ВПР за 2024/25" not in client.get(reverse("reports:list")).text
    assert client.get(reverse("reports:file", args=[ready.pk])).status_code == 404


@pytest.mark.parametrize("person", ["curator", "executor", "observer"])
def test_reader_is_refused_the_form_with_its_sentence(client, world, results, person):
    client.force_login(getattr(world, person))
    assert "Составить новый" not in client.get(reverse("reports:list")).text
    response = client.get(reverse("reports:new", args=["analysis_vpr"]))
    assert response.status_code == 403
    assert "Справки составляет координатор или администратор" in response.text


def test_a_report_for_publication_is_asked_for_by_a_tick_and_named_so(client, world, results):
    client.force_login(world.administrator)
    sent = {"subject": f"{world.office.pk}-2024", "file_format": "pdf", "public": "on"}
    client.post(reverse("reports:new", args=["analysis_vpr"]), sent)

    report = Report.objects.get()
    assert report.parameters.public
    assert report.title.endswith("учебный год (для публикации)")


def test_only_reports_with_results_offer_publication(client, world, results):
    client.force_login(world.administrator)
    offers = {
        kind: "Для публикации" in client.get(reverse("reports:new", args=[kind])).text
        for kind in ("analysis_vpr", "school_grounds")
    }
    assert offers == {"analysis_vpr": True, "school_grounds": False}


def test_form_puts_the_report_into_work(client, world, results):
    client.force_login(world.administrator)
    address = reverse("reports:new", args=["analysis_vpr"])
    assert "2024/25" in client.get(address).text
    subject = f"{world.office.pk}-2024"
    response = client.post(address, {"subject": subject, "file_format": "docx"})
    report = Report.objects.get()
    assert response.url == reverse("reports:report", args=[report.pk])
    assert (report.kind, report.format, report.requested_by) == (
        "analysis_vpr", "docx", world.administrator,
    )  # fmt: skip
    page = client.get(response.url).text
    assert "Ждёт своей очереди" in page
    assert reverse("reports:progress", args=[report.pk]) in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_form_refuses_what_it_did_not_offer(client, world, results):
    client.force_login(world.administrator)
    address = reverse("reports:new", args=["analysis_vpr"])
    response = client.post(address, {"subject": f"{world.office.pk}-1999", "file_format": "pdf"})
    assert response.status_code == 422
    assert "Проверьте форму" in response.text
    foreign = f"{world.other_office.pk}-2024"
    assert client.post(address, {"subject": foreign, "file_format": "pdf"}).status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("analysis_vpr", "Загрузите результаты"),
        ("roadmap_progress", "Действующих дорожных карт нет"),
        ("classification_list", "Перечень ещё не рассчитан"),
        ("partnership_list", "Согласованных партнёрств нет"),
    ],
)
def test_form_without_data_says_what_to_do(client, world, kind, words):
    client.force_login(world.coordinator)
    assert words in client.get(reverse("reports:new", args=[kind])).text


def test_unknown_kind_is_not_found(client, world):
    client.force_login(world.coordinator)
    assert client.get(reverse("reports:new", args=["school_profile"])).status_code == 404


def test_file_that_is_not_ready_is_not_found(client, world, report):
    client.force_login(world.coordinator)
    assert client.get(reverse("reports:file", args=[report.pk])).status_code == 404


def test_progress_moves_and_ends_with_the_file(client, world, report):
    client.force_login(world.coordinator)
    address = reverse("reports:progress", args=[report.pk])
    assert "hx-get" in client.get(address).text
    jobs.run(report.job_id)
    answer = client.get(address).text
    assert "hx-get" not in answer
    assert reverse("reports:file", args=[report.pk]) in answer


def test_failure_is_shown_with_a_way_on(client, world, report):
    from assessments.models import Result

    Result.objects.all().delete()
    jobs.run(report.job_id)
    client.force_login(world.coordinator)
    page = client.get(reverse("reports:report", args=[report.pk])).text
    assert "Отчёт не составлен" in page
    assert "нет результатов ВПР" in page
    assert "Составить снова" in page


def test_list_asks_the_same_number_of_queries_for_many_reports(
    client, world, results, ask, count_queries
):
    client.force_login(world.coordinator)
    address = reverse("reports:list")
    ask("analysis_vpr", "pdf", academic_year=2024)
    client.get(address)
    few = count_queries(lambda: client.get(address))
    for year in (2023, 2024):
        for file_format in ("docx", "xlsx"):
            ask("analysis_vpr", file_format, academic_year=year)
    assert count_queries(lambda: client.get(address)) == few


def test_page_of_a_plan_leads_to_its_report_with_the_plan_chosen(client, world, roadmap):
    from roadmaps.slots.downloads import downloads_of

    def offered(reader):
        return {group.name: group.files for group in downloads_of(reader, roadmap)}

    for reader in (world.executor, world.head):
        assert "Отчёт о ходе выполнения" not in offered(reader)
    [form] = offered(world.coordinator)["Отчёт о ходе выполнения"]
    client.force_login(world.coordinator)
    page = client.get(form.url).text
    assert f'<option value="{world.office.pk}-{roadmap.pk}" selected>' in page
    roadmap.status = "draft"
    assert "Отчёт о ходе выполнения" not in offered(world.coordinator)
