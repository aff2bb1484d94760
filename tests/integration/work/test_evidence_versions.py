"""Links, versions, documents that serve several assignments, the same file met twice."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.evidence import (
    attach_evidence,
    attach_link,
    describe_evidence,
    remove_evidence,
    replace_evidence,
    take_from_earlier,
)
from roadmaps.actions.work import submit
from roadmaps.models import Assignment, Evidence
from roadmaps.queries.evidence import earlier_documents, rows_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20 + b"%%EOF\n"
SECOND = PDF + b"2"


@pytest.fixture
def attach(world, now):
    def call(assignment, content=PDF, file_name="Приказ.pdf", by=world.head, at=now):
        return attach_evidence(
            assignment=assignment, content=content, file_name=file_name, by=by, at=at
        )

    return call


@pytest.fixture
def replace(world, now):
    def call(former, content=SECOND, file_name="Приказ новый.pdf", because="Исправлена дата"):
        return replace_evidence(
            former=former, content=content, file_name=file_name, because=because,
            by=world.head, at=now + timedelta(hours=1),
        )  # fmt: skip

    return call


@pytest.fixture
def link(world, now):
    def call(assignment, url="https://school.example.org/news", title="Новость", by=world.head):
        return attach_link(assignment=assignment, url=url, title=title, by=by, at=now)

    return call


def stored_files(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_kind_is_guessed_and_may_be_changed(make_assignment, attach, world, now):
    kept = attach(make_assignment())
    assert kept.kind == "order"
    describe_evidence(evidence=kept, kind="minutes", remark=" С подписью ", by=world.head, at=now)
    kept.refresh_from_db()
    assert (kept.kind, kept.remark) == ("minutes", "С подписью")


def test_link_is_kept_once_and_is_enough_to_hand_in(make_assignment, link, world, now):
    assignment = make_assignment()
    first = link(assignment)
    assert link(assignment) == first
    assert (first.kind, first.size, bool(first.file)) == ("link", 0, False)
    submit(assignment=assignment, note="", by=world.head, at=now)
    assert Assignment.objects.get().status == "submitted"


def test_link_without_words_is_named_by_its_host(make_assignment, link):
    assert link(make_assignment(), title="  ").file_name == "school.example.org"


def test_what_is_no_link_is_refused_and_begins_nothing(make_assignment, link):
    with pytest.raises(NotPossible, match="не адрес"):
        link(make_assignment(), url="javascript:alert(1)")
    assert Assignment.objects.get().status == "assigned"


def test_link_of_another_school_is_refused(make_assignment, link, world):
    with pytest.raises(Refusal):
        link(make_assignment(), by=world.other_head)


def test_new_version_stands_in_the_place_of_the_former(make_assignment, attach, replace, world):
    assignment = make_assignment()
    former = attach(assignment)
    newer = replace(former)
    [row] = rows_of(assignment, world.head)
    assert row.name == newer.file_name
    assert [(one.name, one.because) for one in row.former] == [("Приказ.pdf", "Исправлена дата")]
    third = replace(newer, PDF + b"3", "Третий.pdf", "Ещё раз")
    [row] = rows_of(assignment, world.head)
    assert [one.because for one in row.former] == ["Ещё раз", "Исправлена дата"]
    assert set(Evidence.objects.readable()) == {former, newer, third}


def test_version_without_a_reason_is_refused(make_assignment, attach, replace, settings):
    former = attach(make_assignment())
    with pytest.raises(NotPossible, match="почему документ заменён"):
        replace(former, because="  ")
    assert Evidence.objects.kept().get() == former
    assert len(stored_files(settings)) == 1


def test_unreadable_version_leaves_the_former(make_assignment, attach, replace):
    former = attach(make_assignment())
    with pytest.raises(UnreadableFileError):
        replace(former, b"<html></html>")
    assert Evidence.objects.kept().get() == former


def test_very_same_file_is_no_version(make_assignment, attach, replace):
    former = attach(make_assignment())
    with pytest.raises(NotPossible, match="уже приложен"):
        replace(former, PDF)


def test_second_of_two_versions_reads_that_it_came_late(make_assignment, attach, replace, settings):
    former = attach(make_assignment())
    stale = Evidence.objects.select_related("assignment").get()
    replace(former)
    with pytest.raises(NotPossible, match="уже заменён"):
        replace(stale, PDF + b"3")
    assert Evidence.objects.count() == len(stored_files(settings)) == 2


def test_one_document_serves_several_assignments(make_assignment, attach, world, now, settings):
    document, other = attach(make_assignment()), make_assignment()
    assert earlier_documents(other) == [document]
    again = take_from_earlier(assignment=other, document=document, by=world.head, at=now)
    assert again.taken_from == document
    assert again.file.name == document.file.name
    assert len(stored_files(settings)) == 1
    assert earlier_documents(other) == []
    remove_evidence(evidence=document, by=world.head, at=now)
    with again.file.open() as file:
        assert file.read() == PDF


def test_search_of_earlier_documents_minds_no_case(make_assignment, attach):
    attach(make_assignment())
    attach(make_assignment(), SECOND, "Список.pdf")
    assert [one.file_name for one in earlier_documents(make_assignment(), "СПИСОК")] == [
        "Список.pdf"
    ]


def test_document_of_another_school_is_not_taken(make_assignment, attach, world, now):
    foreign = attach(make_assignment(school=world.other_school), by=world.other_head)
    own = make_assignment()
    assert earlier_documents(own) == []
    with pytest.raises(NotPossible, match="той же школы"):
        take_from_earlier(assignment=own, document=foreign, by=world.head, at=now)


def pointers(assignment, user):
    [row] = rows_of(assignment, user)
    return [(one.words, one.assignment) for one in row.pointers]


def test_same_file_of_two_schools_is_told_to_both_without_names(make_assignment, attach, world):
    own = make_assignment()
    foreign = make_assignment(school=world.other_school)
    attach(own)
    attach(foreign, by=world.other_head)
    said = [("Такой же файл приложила ещё одна школа.", None)]
    assert pointers(own, world.head) == said
    assert pointers(foreign, world.other_head) == said
    [(words, linked)] = pointers(own, world.coordinator)
    assert str(world.other_school) in words
    assert linked == foreign.pk


def test_same_file_of_two_years_is_told_to_both_sides(make_assignment, attach, world, now):
    last_year, this_year = make_assignment(due_on=date(2025, 10, 1)), make_assignment()
    attach(last_year, at=now - timedelta(days=365))
    attach(this_year)
    said = ("Этот же файл приложен в 2025 году к поручению", last_year.pk)
    assert pointers(this_year, world.head) == [said]
    assert pointers(this_year, world.coordinator) == [said]


def test_same_file_in_another_municipality_is_nobodys_business(make_assignment, attach, world, now):
    from roadmaps.models import Activity, Occurrence, Roadmap

    own = make_assignment()
    attach(own)
    abroad = Roadmap.objects.create(
        municipality=world.other_office, title="План", first_year=2026, last_year=2026,
        status="in_force",
    )  # fmt: skip
    activity = Activity.objects.create(roadmap=abroad, title="Отчёт", position=1)
    occurrence = Occurrence.objects.create(activity=activity, due_on=date(2026, 10, 1))
    foreign = Assignment.objects.create(occurrence=occurrence, school=world.foreign_school)
    twin = Evidence.objects.get()
    twin.pk, twin.assignment = None, foreign
    twin.save()
    assert pointers(own, world.head) == pointers(own, world.coordinator) == []


def test_pages_of_a_document_are_for_who_does_the_work(make_assignment, attach, as_person):
    document = attach(make_assignment())
    for name, status in [
        ("head", 200),
        ("coordinator", 403),
        ("curator", 403),
        ("other_head", 404),
    ]:
        for route in ("evidence_edit", "evidence_replace"):
            address = reverse(f"roadmaps:{route}", args=[document.pk])
            assert as_person(name).get(address).status_code == status
            assert as_person(name).post(address).status_code == (422 if status == 200 else status)
        earlier = reverse("roadmaps:evidence_earlier", args=[document.assignment_id])
        assert as_person(name).get(earlier).status_code == status


def test_head_replaces_a_document_on_its_page(make_assignment, attach, as_person):
    document = attach(make_assignment())
    head = as_person("head")
    address = reverse("roadmaps:evidence_replace", args=[document.pk])
    file = SimpleUploadedFile("Приказ подписан.pdf", SECOND)
    page = head.post(address, {"document": file, "because": "Подписан"}, follow=True)
    text = page.content.decode()
    assert "Документ заменён: «Приказ подписан.pdf»." in text
    assert "1 прежняя версия" in text.replace("\u00a0", " ")
    former = head.get(reverse("roadmaps:evidence", args=[document.pk]))
    assert former.getvalue() == PDF


def test_link_is_added_with_the_form_and_a_bad_one_loses_nothing(make_assignment, as_person):
    assignment = make_assignment()
    address = reverse("roadmaps:assignment", args=[assignment.pk])
    head = as_person("head")
    answer = head.post(address, {"note": "Провели", "link": "http://school.example.org", "save": 1})
    assert answer.status_code == 422
    assert "http://school.example.org" in answer.content.decode()
    assert Assignment.objects.get().note == "Провели"
    link = "https://school.example.org/news"
    head.post(address, {"note": "Провели", "link": link, "link_title": "Новость", "save": 1})
    page = head.get(address).content.decode()
    assert f'href="{link}" rel="noopener noreferrer nofollow"' in page
    assert (
        head.get(reverse("roadmaps:evidence", args=[Evidence.objects.get().pk])).status_code == 404
    )


def test_going_to_earlier_documents_keeps_what_was_typed(make_assignment, attach, as_person):
    attach(make_assignment())
    assignment = make_assignment()
    head = as_person("head")
    address = reverse("roadmaps:assignment", args=[assignment.pk])
    page = head.post(address, {"note": "Начато", "earlier": "1"}, follow=True)
    assert "Приказ.pdf" in page.content.decode()
    [document] = Evidence.objects.all()
    taken = head.post(page.request["PATH_INFO"], {"document": document.pk}, follow=True)
    assert "Приложено из прежних" in taken.content.decode()
    assert "Начато" in taken.content.decode()
    assert assignment.evidence.kept().count() == 1


def test_cost_of_documents_does_not_grow(make_assignment, attach, replace, world, count_queries):
    def cost(number):
        assignment = make_assignment()
        for index in range(number):
            content = PDF + f"{assignment.pk}-{index}".encode()
            replace(attach(assignment, content), content + b"new", f"{index}.pdf")
        return count_queries(lambda: rows_of(assignment, world.coordinator))

    assert cost(1) == cost(6)
