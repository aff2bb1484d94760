"""Pages of work: who opens what, what they say, what is kept when something is refused."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions import work
from roadmaps.actions.evidence import attach_evidence
from roadmaps.models import Assignment, Evidence
from tests.integration.work.pages import move_page, page

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20 + b"%%EOF\n"


EVERYBODY = [
    "administrator", "coordinator", "curator", "executor", "head", "other_head", "observer",
    "stranger", "nobody",
]  # fmt: skip


@pytest.mark.parametrize("person", EVERYBODY)
def test_assignment_of_a_school_is_seen_or_hidden(as_person, make_assignment, person):
    status = as_person(person).get(page(make_assignment())).status_code
    assert status == (404 if person in ("other_head", "stranger", "nobody") else 200)


@pytest.mark.parametrize("person", EVERYBODY)
def test_list_opens_for_everybody_and_review_for_reviewers(as_person, make_assignment, person):
    make_assignment()
    client = as_person(person)
    assert client.get(reverse("roadmaps:assignments")).status_code == 200
    assert client.get(reverse("roadmaps:all_assignments")).status_code == 200
    reviewers = ("administrator", "coordinator", "curator", "stranger")
    expected = 200 if person in reviewers else 403
    assert client.get(reverse("roadmaps:review")).status_code == expected


@pytest.mark.parametrize("person", ["coordinator", "curator", "executor", "observer"])
def test_doing_anothers_work_is_forbidden_with_the_sentence(as_person, make_assignment, person):
    answer = as_person(person).post(page(make_assignment()), {"note": "Сделано", "submit": "1"})
    assert answer.status_code == 403
    assert "Выполнение отмечает руководитель этой школы." in answer.content.decode()


@pytest.mark.parametrize("name", ["accept", "withdraw", "submit", "start", "nonsense"])
def test_another_schools_assignment_is_not_there(as_person, submitted, name):
    assert as_person("other_head").post(move_page(submitted(), name)).status_code == 404


def test_head_hands_in_with_note_and_documents(as_person, make_assignment):
    assignment = make_assignment()
    files = [SimpleUploadedFile("Приказ № 5.pdf", PDF), SimpleUploadedFile("2.pdf", PDF + b"2")]
    answer = as_person("head").post(
        page(assignment), {"note": "Приказ издан", "documents": files, "submit": "1"}, follow=True
    )
    assert answer.redirect_chain == [(reverse("roadmaps:assignments"), 302)]
    assert "Отправлено на проверку: «Приказ о школьной команде»." in answer.content.decode()
    kept = Assignment.objects.get()
    assert (kept.status, kept.note, kept.evidence.count()) == ("submitted", "Приказ издан", 2)


def test_refused_file_loses_neither_note_nor_the_good_file(as_person, make_assignment):
    assignment = make_assignment()
    files = [SimpleUploadedFile("Приказ.pdf", PDF), SimpleUploadedFile("вирус.pdf", b"MZ\x00\x01")]
    answer = as_person("head").post(
        page(assignment), {"note": "Приказ издан", "documents": files, "submit": "1"}
    )
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "«вирус.pdf» не приложен. Такие файлы не принимаются." in words
    assert "Приказ издан</textarea>" in words
    assert ">Приказ.pdf</a>" in words
    kept = Assignment.objects.get()
    assert (kept.status, kept.note, kept.evidence.count()) == ("in_progress", "Приказ издан", 1)


def test_nothing_to_review_is_said_beside_the_form(as_person, make_assignment):
    answer = as_person("head").post(page(make_assignment()), {"note": " ", "submit": "1"})
    assert answer.status_code == 422
    assert "Напишите, что сделано, или приложите документ" in answer.content.decode()


def test_note_too_long_is_kept_on_the_page(as_person, make_assignment):
    note = "а" * 5001
    answer = as_person("head").post(page(make_assignment()), {"note": note, "submit": "1"})
    assert answer.status_code == 422
    assert note in answer.content.decode()
    assert "Сократите запись до 5000 знаков." in answer.content.decode()


def test_saving_without_handing_in(as_person, make_assignment):
    assignment = make_assignment()
    answer = as_person("head").post(
        page(assignment), {"note": "Ждём подпись", "save": "1"}, follow=True
    )
    assert "Сохранено. На проверку пока не отправлено." in answer.content.decode()
    assert "Ждём подпись</textarea>" in answer.content.decode()


def test_removing_a_document_keeps_what_was_typed(as_person, make_assignment, world, now):
    assignment = make_assignment()
    evidence = attach_evidence(
        assignment=assignment, content=PDF, file_name="Приказ.pdf", by=world.head, at=now
    )
    answer = as_person("head").post(
        page(assignment), {"note": "Ждём подпись", "remove": evidence.pk}, follow=True
    )
    assert "Документ «Приказ.pdf» убран." in answer.content.decode()
    assert Assignment.objects.get().note == "Ждём подпись"
    assert not Evidence.objects.kept().exists()


def test_document_of_another_assignment_is_not_removed(as_person, make_assignment, world, now):
    other = make_assignment(school=world.other_school)
    evidence = attach_evidence(
        assignment=other, content=PDF, file_name="Приказ.pdf", by=world.other_head, at=now
    )
    answer = as_person("head").post(page(make_assignment()), {"remove": evidence.pk})
    assert answer.status_code == 404
    assert Evidence.objects.kept().count() == 1


def test_words_of_who_comes_too_late_are_shown_back(as_person, submitted):
    answer = as_person("head").post(page(submitted()), {"note": "Ещё одно", "submit": "1"})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Поручение уже на проверке." in words
    assert "Ещё одно" in words


@pytest.mark.parametrize("person", EVERYBODY)
def test_document_is_handed_out_or_hidden(as_person, make_assignment, world, now, person):
    evidence = attach_evidence(
        assignment=make_assignment(),
        content=PDF,
        file_name="Приказ № 5.pdf",
        by=world.head,
        at=now,
    )
    answer = as_person(person).get(reverse("roadmaps:evidence", args=[evidence.pk]))
    if person in ("other_head", "stranger", "nobody"):
        assert answer.status_code == 404
        return
    assert b"".join(answer.streaming_content) == PDF
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "%D0%9F%D1%80%D0%B8%D0%BA%D0%B0%D0%B7" in disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"


def test_removed_document_is_not_handed_out(as_person, make_assignment, world, now):
    evidence = attach_evidence(
        assignment=make_assignment(), content=PDF, file_name="П.pdf", by=world.head, at=now
    )
    Evidence.objects.update(removed_at=now)
    answer = as_person("coordinator").get(reverse("roadmaps:evidence", args=[evidence.pk]))
    assert answer.status_code == 404


def test_draft_plan_is_not_the_schools_business(as_person, make_assignment, roadmap):
    assignment = make_assignment()
    roadmap.status = "draft"
    roadmap.save()
    client = as_person("head")
    assert client.get(page(assignment)).status_code == 404
    assert (
        "Вам пока ничего не поручено."
        in client.get(reverse("roadmaps:assignments")).content.decode()
    )


@pytest.fixture
def many(make_activity, make_assignment, world, methodist, now):
    """`many(n)` adds assignments in every state, with events and documents."""

    def add(number):
        for index in range(number):
            activity = make_activity(f"Мероприятие {index}", dates=())
            due_on = timezone.localdate() + timedelta(days=index - 3)
            for place, status in enumerate(("assigned", "returned", "submitted", "accepted")):
                assignment = make_assignment(
                    activity=activity,
                    due_on=due_on + timedelta(days=100 * place),
                    status=status,
                    submitted_by=world.head,
                )
                Evidence.objects.create(
                    assignment=assignment, file="x", file_name="x.pdf", size=1, sha256=str(index)
                )
            make_assignment(activity=activity, party=methodist, due_on=due_on)

    return add


@pytest.mark.parametrize(
    ("person", "route"),
    [
        ("head", "roadmaps:assignments"),
        ("executor", "roadmaps:assignments"),
        ("coordinator", "roadmaps:assignments"),
        ("coordinator", "roadmaps:review"),
        ("curator", "roadmaps:review"),
        ("head", "home"),
        ("executor", "home"),
        ("coordinator", "home"),
        ("curator", "home"),
        ("administrator", "home"),
        ("observer", "home"),
    ],
)
def test_cost_of_a_list_does_not_grow(as_person, many, count_queries, person, route):
    client = as_person(person)
    many(1)
    first = count_queries(lambda: client.get(reverse(route)))
    many(10)
    assert count_queries(lambda: client.get(reverse(route))) <= first < 40


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"Просроченное", "Впереди", "Без даты", "Сданное", "Принятое"}),
        ({"state": "overdue"}, {"Просроченное"}),
        ({"state": "open"}, {"Просроченное", "Впереди", "Без даты"}),
        ({"state": "undated"}, {"Без даты"}),
        ({"state": "review"}, {"Сданное"}),
        ({"state": "accepted"}, {"Принятое"}),
        ({"period": "week"}, {"Впереди"}),
        ({"state": "nonsense"}, {"Просроченное", "Впереди", "Без даты", "Сданное", "Принятое"}),
    ],
)
@pytest.mark.parametrize("person", ["head", "coordinator"])
def test_filters_show_what_they_say(
    as_person, make_activity, make_assignment, person, query, expected
):
    today = timezone.localdate()
    week, old = today + timedelta(days=5), date(2020, 1, 1)
    for title, due_on, status in [
        ("Просроченное", old, "assigned"),
        ("Впереди", week, "in_progress"),
        ("Без даты", None, "assigned"),
        ("Сданное", old, "submitted"),
        ("Принятое", old, "accepted"),
    ]:
        make_assignment(activity=make_activity(title, dates=()), due_on=due_on, status=status)
    words = as_person(person).get(reverse("roadmaps:assignments"), query).content.decode()
    titles = {"Просроченное", "Впереди", "Без даты", "Сданное", "Принятое"}
    assert {title for title in titles if f"{title}</a>" in words} == expected


def test_coordinator_filters_by_school(as_person, make_assignment, world):
    make_assignment()
    make_assignment(school=world.other_school)
    answer = as_person("coordinator").get(
        reverse("roadmaps:assignments"), {"school": world.other_school.pk}
    )
    words = answer.content.decode()
    assert "Показано 1 из 2: Школа №\u00a02." in words
    assert 'data-label="Кому поручено">Школа №\u00a02' in words
    assert 'data-label="Кому поручено">Школа №\u00a01' not in words


def test_menu_counts_what_presses(as_person, make_assignment, submitted):
    make_assignment(due_on=date(2020, 1, 1))
    submitted()
    head = as_person("head").get(reverse("home")).content.decode()
    assert "Мои поручения" in head
    assert '<span class="visually-hidden">, ждёт: </span>1</span>' in head
    assert "На проверке</span>" not in head.split("</nav>")[0]
    coordinator = as_person("coordinator").get(reverse("home")).content.decode()
    assert "На проверке" in coordinator


def test_home_of_the_head_says_how_far_the_school_is(as_person, make_assignment, submitted):
    make_assignment(status="accepted")
    make_assignment(due_on=date(2020, 1, 1))
    make_assignment(status="cancelled")
    submitted()
    words = as_person("head").get(reverse("home")).content.decode()
    assert "Школа №\u00a01 · 1\u00a0поручение просрочено" in words
    assert "Принято 1 из 3, 1 на проверке, 1\u00a0просрочено" in words


def test_home_of_the_observer_counts_by_municipality(as_person, make_assignment):
    make_assignment(status="accepted")
    words = as_person("observer").get(reverse("home")).content.decode()
    assert "Приозёрный муниципальный округ" in words


def test_municipality_on_the_observers_home_leads_to_its_assignments(
    as_person, make_assignment, world
):
    make_assignment()
    address = f"{reverse('roadmaps:all_assignments')}?municipality={world.office.pk}"
    assert f'<a href="{address}">' in as_person("observer").get(reverse("home")).text
    assert "Показано 1 из 1: Приозёрный муниципальный округ." in (
        as_person("observer").get(address).text
    )
    elsewhere = address.replace(f"={world.office.pk}", f"={world.other_office.pk}")
    assert "Показано 0 из 1" in as_person("observer").get(elsewhere).text


def test_work_stands_on_the_page_of_the_school(as_person, make_assignment, world):
    make_assignment(due_on=date(2020, 1, 1))
    words = (
        as_person("coordinator").get(reverse("school", args=[world.school.login])).content.decode()
    )
    assert "Принято 0 из 1, 1\u00a0просрочено" in words


def test_numbers_above_a_thousand_stay_addresses(as_person, make_assignment, world, now):
    assignment = make_assignment(pk=1234)
    attach_evidence(assignment=assignment, content=PDF, file_name="П.pdf", by=world.head, at=now)
    Evidence.objects.update(id=4321)
    assert 'name="remove" value="4321"' in as_person("head").get(page(assignment)).content.decode()
    work.submit(assignment=assignment, note="Сделано", by=world.head, at=timezone.now())
    client = as_person("coordinator")
    assert 'value="1234"' in client.get(reverse("roadmaps:review")).content.decode()
    asked = client.get(reverse("roadmaps:accept_many"), {"assignment": "1234"}).content.decode()
    assert 'value="1234.1"' in asked


def test_activity_and_party_of_a_link_are_named_above_the_table(
    as_person, make_activity, methodist, make_assignment
):
    activity = make_activity("Приказ", dates=())
    make_assignment(activity=activity)
    make_assignment(party=methodist)
    client = as_person("coordinator")
    address = reverse("roadmaps:all_assignments")
    words = client.get(address, {"activity": activity.pk}).content.decode()
    assert "Показано 1 из 2: мероприятие «1.1 Приказ»." in words
    words = client.get(address, {"party": methodist.pk}).content.decode()
    assert "Показано 1 из 2: Методист." in words
