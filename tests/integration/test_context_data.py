"""Context data: a file looked at, taken over once, taken back whole; figures set by hand."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from core.web.refusals import NotPossible
from schools.actions.context import (
    Typed,
    confirm_upload,
    discard_upload,
    keep_upload,
    set_figures,
    take_back,
)
from schools.models import ContextUpload, ContextValue, School
from schools.queries.context import plan_upload

pytestmark = pytest.mark.django_db
YEAR = 2024


def loaded(world, text, year=YEAR, name="Контекст.csv"):
    return keep_upload(
        municipality=world.office, academic_year=year, file_name=name, content=text.encode(),
        by=world.coordinator,
    )  # fmt: skip


def confirmed(world, text, **more):
    upload = loaded(world, text, **more)
    confirm_upload(upload=upload, by=world.coordinator)
    upload.refresh_from_db()
    return upload


def figures(year=YEAR):
    rows = ContextValue.objects.filter(academic_year=year).order_by("school__login", "field")
    return {(row.school.login, row.field): row.words for row in rows}


def by_hand(world, text, seen="", field="pupils"):
    typed = [Typed(world.school, field, text, seen)]
    return set_figures(
        municipality=world.office, academic_year=YEAR, typed=typed, by=world.coordinator
    )


FIRST = "Логин;Школа;Обучающихся всего;Учителей всего\nedu980001;;90;12\n;Школа № 2;0;\n"
SECOND = "Логин;Обучающихся всего;Вакансий\nedu980001;95;1\n"


def test_review_changes_nothing_and_confirmation_does_what_was_shown(client, world):
    client.force_login(world.coordinator)
    sent = {
        "municipality": world.office.pk, "year": YEAR,
        "file": SimpleUploadedFile("Контекст.csv", FIRST.encode("cp1251")),
    }  # fmt: skip
    answer = client.post(reverse("context_files"), sent, follow=True)
    page = answer.text.replace("\xa0", " ")
    assert "3 новых показателя. Пока ничего не записано." in page
    assert not ContextValue.objects.exists()
    upload = ContextUpload.objects.get()
    client.post(reverse("context_file_confirm", args=[upload.pk]))
    assert figures() == {
        ("edu980001", "pupils"): "90", ("edu980001", "teachers"): "12",
        ("edu980002", "pupils"): "0",
    }  # fmt: skip
    page = client.get(f"{reverse('school_context', args=['edu980001'])}?year={YEAR}").text
    assert "Контекст.csv, C2" in page
    event = AuditEvent.objects.get(action="set context data", subject_title="Школа № 1")
    assert {"field": "обучающихся всего", "before": "", "after": "90"} in event.changes


def test_same_file_again_changes_nothing(world):
    confirmed(world, FIRST)
    plan = plan_upload(loaded(world, FIRST))
    assert (plan.changes, plan.unchanged) == ([], 3)


def test_corrected_file_shows_what_was_and_what_will_be(world):
    confirmed(world, FIRST)
    plan = plan_upload(loaded(world, SECOND))
    shown = [(one.title, one.before, one.after) for _, found in plan.changes for one in found]
    assert shown == [("обучающихся всего", "90", "95"), ("вакансий учителей", "", "1")]


def test_import_is_taken_back_whole(world):
    confirmed(world, FIRST)
    before = figures()
    second = confirmed(world, SECOND)
    assert figures() != before
    take_back(upload=second, by=world.coordinator)
    assert figures() == before
    row = ContextValue.objects.get(school=world.school, field="pupils")
    assert (row.upload.file_name, row.cell) == ("Контекст.csv", "C2")
    with pytest.raises(NotPossible):
        take_back(upload=second, by=world.coordinator)


def test_files_taken_back_in_any_order_leave_nothing(world):
    by_hand(world, "80")
    before = figures()
    first, second = confirmed(world, FIRST), confirmed(world, SECOND)
    take_back(upload=first, by=world.coordinator)
    assert figures()["edu980001", "pupils"] == "95"
    take_back(upload=second, by=world.coordinator)
    assert figures() == before


def test_what_was_changed_since_stays_when_the_file_is_taken_back(world):
    upload = confirmed(world, FIRST)
    by_hand(world, "91", seen="90")
    done = take_back(upload=upload, by=world.coordinator)
    assert figures() == {("edu980001", "pupils"): "91"}
    assert (done.restored, done.kept) == (2, 1)


def test_decision_is_made_once(world):
    upload = confirmed(world, FIRST)
    with pytest.raises(NotPossible):
        confirm_upload(upload=upload, by=world.coordinator)
    with pytest.raises(NotPossible):
        discard_upload(upload=upload, by=world.coordinator)
    assert AuditEvent.objects.filter(action="load context data").count() == 1


def test_unknown_schools_and_doubts_are_told_with_their_cells(world):
    School.objects.filter(pk=world.other_school.pk).update(name="Сосновская средняя школа")
    text = (
        "Школа;Обучающихся всего;Из неполных семей\n"
        "Берёзовая школа;5;1\n"
        "Соснавская средняя школа;10;11\n"
        "edu980101;3;1\n"
    )
    plan = plan_upload(loaded(world, text))
    said = {(issue.cell, issue.severity.value): issue.text for issue in plan.issues}
    assert "не узнана" in said["A2", "error"]
    assert "похожему названию" in said["A3", "warning"]
    assert "больше, чем" in said["C3", "warning"]
    assert "не узнана" in said["A4", "error"]
    assert [school.pk for school, _ in plan.changes] == [world.other_school.pk]


def test_school_of_two_rows_is_one_and_different_figures_are_an_issue(world):
    text = "Логин;Обучающихся всего;Учителей всего\nedu980001;90;\nedu980001;91;7\n"
    plan = plan_upload(loaded(world, text))
    (_, changes), = plan.changes  # fmt: skip
    assert [(one.read.field, one.after) for one in changes] == [("pupils", "90"), ("teachers", "7")]
    assert [(issue.cell, issue.severity.value) for issue in plan.issues] == [("B3", "error")]


def test_file_of_another_year_is_doubted(world):
    plan = plan_upload(loaded(world, "Логин;Обучающихся всего, 2022/23\nedu980001;90\n"))
    assert "другой учебный год: 2022/23" in plan.issues[0].text


# By hand


def test_empty_cell_is_no_data_and_nought_is_nought(world):
    by_hand(world, "0")
    assert figures() == {("edu980001", "pupils"): "0"}
    by_hand(world, "", seen="0")
    assert figures() == {}


def test_second_editor_of_a_cell_sees_the_first(world):
    by_hand(world, "90")
    number, refused = by_hand(world, "91")
    assert (number, refused[0].now) == (0, "90")
    assert "Сейчас: 90" in refused[0].reason
    assert figures() == {("edu980001", "pupils"): "90"}


def test_refused_cell_keeps_what_was_typed_and_the_others_are_saved(client, world):
    client.force_login(world.coordinator)
    names = {key: f"v-{world.school.pk}-{key}" for key in ("pupils", "teachers", "settlement")}
    address = f"{reverse('school_context', args=['edu980001'])}?year={YEAR}"
    data = {
        names["pupils"]: "девяносто", names["teachers"]: "12", names["settlement"]: "город",
        "seen": "{}",
    }  # fmt: skip
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert 'value="девяносто"' in answer.text
    assert "«обучающихся всего»: нужно число от нуля." in answer.text
    assert figures() == {("edu980001", "teachers"): "12", ("edu980001", "settlement"): "город"}
    again = client.post(address, data | {names["pupils"]: "90", "seen": answer.context["seen"]})
    assert again.status_code == 302
    assert figures()["edu980001", "pupils"] == "90"


def test_grid_saves_changed_cells_of_its_municipality_alone(client, world):
    client.force_login(world.coordinator)
    address = f"{reverse('context')}?year={YEAR}&group=contingent"
    data = {
        f"v-{world.school.pk}-pupils": "90",
        f"v-{world.foreign_school.pk}-pupils": "50",
        "seen": "{}",
    }
    client.post(address, data)
    assert figures() == {("edu980001", "pupils"): "90"}
    page = client.get(reverse("context")).text
    assert 'value="90"' in page
    forms = re.findall(r'<form method="post" action="([^"]*context/[^"]*)"', page)
    assert [f"year={YEAR}" in one for one in forms] == [True]


def test_template_brings_the_schools_and_comes_back_without_change(client, world):
    by_hand(world, "90")
    client.force_login(world.coordinator)
    content = client.get(f"{reverse('context_template')}?year={YEAR}").content
    upload = keep_upload(
        municipality=world.office, academic_year=YEAR, file_name="Шаблон.xlsx", content=content,
        by=world.coordinator,
    )  # fmt: skip
    plan = plan_upload(upload)
    assert (plan.changes, plan.unchanged, plan.issues) == ([], 1, [])
