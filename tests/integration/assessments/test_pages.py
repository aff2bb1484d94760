"""Pages of results, imports and the list: who opens them, what they show, how many queries."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actions import jobs
from accounts.models import Job
from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, ImportState, Result, ResultsImport
from assessments.parsing.workbook_reader import read_results
from schools.models import School
from tests import workbook_maker as make

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
LINES = (
    "2024/25;5;Русский язык;edu980001;10;3;3;3;1\n"
    "2024/25;5;МА;edu980001;20;9;5;5;1\n"
    "2024/25;5;МА;edu980002;10;2;3;3;2\n"
)


def load(world, lines=LINES):
    draft = draft_import(
        municipality=world.office, content=(HEAD + lines).encode(), file_name="Итоги.csv",
        by=world.coordinator,
    )  # fmt: skip
    return confirm_import(
        results_import=draft, by=world.coordinator, calculate=False
    ).results_import


def calculated(world):
    run = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"),
        by=world.coordinator,
    )  # fmt: skip
    return carry_out_run(run.pk)


def upload(*files):
    return [SimpleUploadedFile(name, content) for name, content in files]


@pytest.fixture
def signed_in(client, world):
    def sign_in(person):
        client.force_login(world.people[person])
        return client

    return sign_in


def test_results_show_measures_and_weighted_totals(world, signed_in):
    load(world)
    page = signed_in("coordinator").get(reverse("assessments:results")).content.decode()

    assert "Показаны все: 3\u00a0результата." in page
    assert "70,0" in page  # pass rate of 10 with three «2»
    assert "65,0" in page  # 26 of 40, not the mean of 70, 55 and 80
    assert "edu980002" in page


def test_filters_are_said_in_words_and_keep_to_what_is_seen(world, signed_in):
    load(world)
    client = signed_in("coordinator")
    page = client.get(
        reverse("assessments:results"), {"subject": "Математика", "academic_year": "2024"}
    ).content.decode()

    assert "Отобрано 2: 2024/25\u00a0учебный год, математика." in page
    assert f'<a href="{reverse("assessments:results")}">Сбросить</a>' in page
    head = signed_in("head").get(reverse("assessments:results")).content.decode()
    assert "Школа №\u00a02" not in head
    assert "Показаны все: 2\u00a0результата." in head


def test_the_workbook_holds_all_rows_of_the_filter_and_is_read_back(world, signed_in):
    load(world)
    answer = signed_in("coordinator").get(reverse("assessments:results_workbook"))

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 2 + 3
    again = read_results(answer.content)
    assert {(row.school_code, row.participants) for row in again.rows} == {
        ("edu980001", 10), ("edu980001", 20), ("edu980002", 10),
    }  # fmt: skip
    head = signed_in("head").get(reverse("assessments:results_workbook"))
    assert "Школа № 2" not in str(
        list(openpyxl.load_workbook(io.BytesIO(head.content)).active.values)
    )


def test_names_that_look_like_formulas_or_errors_stay_text_in_the_workbook(world, signed_in):
    load(world)
    School.objects.filter(pk=world.school.pk).update(name="=1+1")
    School.objects.filter(pk=world.other_school.pk).update(name="#N/A")
    answer = signed_in("coordinator").get(reverse("assessments:results_workbook"))

    cells = openpyxl.load_workbook(io.BytesIO(answer.content)).active["A"][2:]
    assert {(cell.value, cell.data_type) for cell in cells} == {("=1+1", "s"), ("#N/A", "s")}


def test_upload_review_confirm(world, signed_in):
    client = signed_in("coordinator")
    rows = [
        ["Школа № 1(edu980001)", None, 20, 35, 30, 20, 15],
        ["Школа № 9", None, "?", 1, 2, 3, 4],
    ]
    files = upload(("ВПР.xlsx", make.statistics(rows=rows)))
    answer = client.post(
        reverse("assessments:imports"), {"municipality": world.office.pk, "workbooks": files}
    )
    draft = ResultsImport.objects.get()
    assert answer.url == reverse("assessments:import", args=[draft.pk])

    page = client.get(answer.url).content.decode()
    assert "«?» — не число" in page
    assert "РУ 4, C13" in page
    assert "7 · 6 · 4 · 3" in page
    assert Result.objects.count() == 0

    client.post(reverse("assessments:import_confirm", args=[draft.pk]))
    assert Result.objects.get().twos == 7
    again = client.post(reverse("assessments:import_confirm", args=[draft.pk]), follow=True)
    assert "Этот файл уже разобран" in again.content.decode()
    file = client.get(reverse("assessments:import_file", args=[draft.pk]))
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_one_bad_file_of_two_is_named_and_the_other_is_kept(world, signed_in):
    files = upload(("a.csv", (HEAD + LINES).encode()), ("протокол.pdf", b"%PDF-1.4"))
    answer = signed_in("coordinator").post(
        reverse("assessments:imports"), {"municipality": world.office.pk, "workbooks": files},
        follow=True,
    )  # fmt: skip

    page = answer.content.decode()
    assert "Файл 2 из 2, .pdf: это не таблица." in page
    assert ">a.csv</a>" in page
    assert ResultsImport.objects.count() == 1


def test_a_file_can_be_discarded(world, signed_in):
    client = signed_in("administrator")
    draft = draft_import(
        municipality=world.office, content=(HEAD + LINES).encode(), file_name="a.csv",
        by=world.coordinator,
    )  # fmt: skip
    client.post(reverse("assessments:import_discard", args=[draft.pk]))

    draft.refresh_from_db()
    assert draft.state == ImportState.DISCARDED


def test_a_run_is_asked_for_followed_and_read(world, signed_in):
    load(world)
    client = signed_in("coordinator")
    answer = client.post(
        reverse("assessments:runs"),
        {"place": world.office.pk, "academic_year": 2024, "criteria": "federal-30-2"},
    )
    run = ClassificationRun.objects.get()
    assert answer.url == reverse("assessments:run", args=[run.pk])
    waiting = client.get(answer.url).content.decode()
    assert "Ждёт своей очереди" in waiting
    assert '<meta http-equiv="refresh"' in waiting
    assert f'hx-get="{reverse("assessments:run_progress", args=[run.pk])}"' in waiting

    jobs.run(Job.objects.get().pk)
    done = client.get(reverse("assessments:run_progress", args=[run.pk]))
    assert done.headers["HX-Refresh"] == "true"
    page = client.get(answer.url).content.decode()
    assert "в перечне: 1" in page
    assert '"Почему">Низкие результаты по 2\u00a0процедурам' in page
    assert "В перечне: " not in page
    narrowed = client.get(answer.url, {"category": "at_risk"}).content.decode()
    assert "Школа №\u00a02" in narrowed
    assert "edu980001" not in narrowed


def test_changed_parameters_are_frozen_in_the_run_and_bad_ones_are_sentences(world, signed_in):
    load(world)
    client = signed_in("coordinator")
    asked = {"place": world.office.pk, "academic_year": 2024, "criteria": "federal-30-2"}
    bad = client.post(reverse("assessments:runs"), {**asked, "threshold": "сто"})
    assert bad.status_code == 422
    assert "указано «сто», а нужно число" in bad.content.decode()

    client.post(reverse("assessments:runs"), {**asked, "threshold": "45", "k": "1"})
    parameters = ClassificationRun.objects.get().criteria["parameters"]
    assert (parameters["threshold"], parameters["k"]) == ("45", 1)


def test_a_failed_run_can_be_sent_again(world, signed_in):
    load(world)
    client = signed_in("coordinator")
    run = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"), by=None
    )
    assert (
        "Расчёт не выполнен"
        in client.get(reverse("assessments:run", args=[run.pk])).content.decode()
    )

    client.post(reverse("assessments:run_restart", args=[run.pk]))
    jobs.run(Job.objects.get(subject_id=run.pk).pk)

    run.refresh_from_db()
    assert run.finished_at is not None


def test_why_says_figures_distance_and_source(world, signed_in):
    load(world)
    run = calculated(world)
    page = (
        signed_in("coordinator")
        .get(reverse("assessments:verdict", args=[run.pk, "edu980001"]))
        .content.decode()
    )

    assert "45,0" in page
    assert "Что выводит из перечня" in page
    assert "Итоги.csv" in page
    assert "E2" in page
    assert 'role="img" aria-label="доля 30,0\u00a0%, порог 30\u00a0%' in page


def test_a_head_sees_the_own_verdict_only(world, signed_in):
    load(world)
    run = calculated(world)
    client = signed_in("other_head")

    assert client.get(reverse("assessments:verdict", args=[run.pk, "edu980002"])).status_code == 200
    assert client.get(reverse("assessments:verdict", args=[run.pk, "edu980001"])).status_code == 404
    listed = client.get(reverse("assessments:run", args=[run.pk])).content.decode()
    assert "edu980001" not in listed
    assert "Школа №\u00a02" in client.get(reverse("assessments:runs")).content.decode()
    assert "Почему в перечне" in client.get(reverse("home")).content.decode()


PAGES = ("imports", "import", "import_file", "run", "run_progress", "verdict", "runs", "results")
EXPECTED = {
    "coordinator": dict.fromkeys(PAGES, 200),
    "observer": dict.fromkeys(PAGES, 200),
    "head": {**dict.fromkeys(PAGES, 200), "imports": 403, "import": 404, "import_file": 404},
    "stranger": {
        "imports": 200, "import": 404, "import_file": 404, "run": 404, "run_progress": 404,
        "verdict": 404, "runs": 200, "results": 200,
    },
    "nobody": {
        "imports": 403, "import": 404, "import_file": 404, "run": 404, "run_progress": 404,
        "verdict": 404, "runs": 200, "results": 200,
    },
}  # fmt: skip


@pytest.mark.parametrize("person", EXPECTED)
def test_who_opens_what(world, signed_in, person):
    file = load(world)
    run = calculated(world)
    arguments = {
        "import": [file.pk], "import_file": [file.pk], "run": [run.pk], "run_progress": [run.pk],
        "verdict": [run.pk, "edu980001"],
    }  # fmt: skip
    client = signed_in(person)

    for name, status in EXPECTED[person].items():
        url = reverse(f"assessments:{name}", args=arguments.get(name, []))
        answer = client.get(url)
        if answer.streaming:
            list(answer.streaming_content)  # read to its end, the file is closed
        assert answer.status_code == status, name


@pytest.mark.parametrize("person", ["head", "curator", "executor", "observer"])
def test_who_may_not_write_reads_why(world, signed_in, person):
    load(world)
    run = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"), by=None
    )
    carry_out_run(run.pk)
    client = signed_in(person)
    asked = {"place": world.office.pk, "academic_year": 2024, "criteria": "federal-30-2"}

    # An observer calculates for the region: this municipality is not on offer.
    refused = 422 if person == "observer" else 403
    assert client.post(reverse("assessments:runs"), asked).status_code == refused
    assert client.post(reverse("assessments:run_restart", args=[run.pk])).status_code == 403
    files = upload(("a.csv", (HEAD + LINES).encode()))
    answer = client.post(
        reverse("assessments:imports"), {"municipality": world.office.pk, "workbooks": files}
    )
    assert answer.status_code == 403
    assert "загружает координатор" in answer.content.decode()


def test_another_municipality_is_not_offered(world, signed_in):
    files = upload(("a.csv", (HEAD + LINES).encode()))
    answer = signed_in("stranger").post(
        reverse("assessments:imports"), {"municipality": world.office.pk, "workbooks": files}
    )

    assert answer.status_code == 422
    assert ResultsImport.objects.count() == 0


def test_lists_do_not_ask_more_for_more_rows(world, signed_in, count_queries):
    client = signed_in("coordinator")
    load(world)
    # The page of a calculation asks about an earlier one to compare with, if there is any.
    calculated(world)
    few = _queries(client, count_queries, calculated(world))

    schools = School.objects.bulk_create(
        School(municipality=world.office, login=f"edu98{number:04d}", name=f"Школа № {number}")
        for number in range(200, 240)
    )
    load(world, "".join(f"2024/25;5;МА;{school.login};10;2;3;3;2\n" for school in schools))
    load(world, "".join(f"2024/25;6;МА;{school.login};10;2;3;3;2\n" for school in schools))
    calculated(world)
    many = _queries(client, count_queries, calculated(world))

    assert many == few


def _queries(client, count_queries, run):
    pages = {
        "results": [], "results_workbook": [], "imports": [], "runs": [], "run": [run.pk],
        "verdict": [run.pk, "edu980001"], "import": [ResultsImport.objects.latest("pk").pk],
    }  # fmt: skip
    urls = {name: reverse(f"assessments:{name}", args=found) for name, found in pages.items()}
    return {name: count_queries(lambda url=url: client.get(url)) for name, url in urls.items()}
