"""A column mapping that people change, that a municipality remembers and can forget."""

from __future__ import annotations

import pytest

from accounts.models import AuditEvent
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import imports
from roadmaps.actions.import_facts import change_plan
from roadmaps.actions.mapping import forget_heading, read_again
from roadmaps.models import LearnedHeading, PlanImport, RowState
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.guidance import TableDecision
from roadmaps.parsing.vocabulary import Role
from roadmaps.queries.mapping import table_views, tables_mark
from tests.unit.plans import making

pytestmark = pytest.mark.django_db

LINES = ("Дорожная карта Заречного округа на 2026 год",)
HEADER = ("№", "Мероприятие", "Срок", "Держатель", "Светофор")
ROWS = (
    HEADER,
    ("1", "Разбор итогов", "май 2026", "Север", "зелёный"),
    ("2", "Семинар", "октябрь 2026", "Юг", "жёлтый"),
    ("3", "Отчёт", "декабрь 2026", "Север", "красный"),
)
ALL = {1: Role.NUMBER, 2: Role.TITLE, 3: Role.DEADLINE, 4: Role.RESPONSIBLE, 5: Role.IGNORED}


@pytest.fixture
def upload(world):
    """Reads a document of the office at home, or of another one."""

    def read(rows=ROWS, *, office=None, by=None, lines=LINES):
        return imports.draft_import(
            municipality=office or world.office,
            by=by or world.coordinator,
            file_name="План.docx",
            content=making.word(rows, lines),
        )

    return read


@pytest.fixture
def reread(world):
    """Reads a draft anew with decisions about its first table."""

    def read(plan_import, columns=None, *, kind=TableKind.ACTIVITIES, header=(1, 1), **more):
        decisions = (TableDecision(1, 1, kind, header, columns),) if columns else ()
        mark = more.pop("mark", tables_mark(plan_import))
        by = more.pop("by", world.coordinator)
        return read_again(plan_import=plan_import, by=by, decisions=decisions, mark=mark, **more)

    return read


def column(plan_import, heading):
    [table] = table_views(PlanImport.objects.get(pk=plan_import.pk))
    return next(one for one in table.columns if one.heading == heading)


def test_decided_columns_are_read_and_remembered(upload, reread) -> None:
    plan_import = upload()
    assert column(plan_import, "Держатель").is_unknown
    found = reread(plan_import, ALL)
    assert found.remembered == ("Держатель", "Светофор")
    doers = plan_import.rows.order_by("position").values_list("responsible_text", flat=True)
    assert list(doers) == ["Север", "Юг", "Север"]
    assert column(plan_import, "Держатель").note == "решили вы"


def test_next_plan_of_the_municipality_is_read_as_remembered(upload, reread, world) -> None:
    reread(upload(), ALL)
    following = upload(ROWS[:3], lines=("Дорожная карта на 2027 год",))
    assert column(following, "Держатель").note == "так решили раньше"
    assert following.rows.get(number="1").responsible_text == "Север"
    elsewhere = upload(ROWS[:3], office=world.other_office, by=world.stranger)
    assert column(elsewhere, "Держатель").is_unknown


def test_meaning_for_one_document_is_not_remembered(upload, reread) -> None:
    assert reread(upload(), ALL, remember=False).remembered == ()
    assert not LearnedHeading.objects.exists()


def test_unchanged_unknown_columns_years_and_months_are_not_remembered(upload, reread) -> None:
    rows = [("Мероприятие", "Срок", "2026", "Загадка"), ("Сбор", "май 2026", "Север", "мяу")]
    columns = {1: Role.TITLE, 2: Role.DEADLINE, 3: Role.RESPONSIBLE}
    found = reread(upload([*rows, rows[1]]), columns)
    assert found.remembered == ()


def test_later_decision_replaces_what_was_remembered(upload, reread) -> None:
    plan_import = upload()
    reread(plan_import, ALL)
    plan_import.refresh_from_db()
    found = reread(plan_import, {**ALL, 4: Role.NOTE})
    assert found.remembered == ("Держатель",)
    assert LearnedHeading.objects.get(key="держатель").role == Role.NOTE
    plan_import.refresh_from_db()
    assert len(plan_import.column_decisions) == 1


def test_forgotten_heading_is_unknown_again(upload, reread, world) -> None:
    reread(upload(), ALL)
    forget_heading(heading=LearnedHeading.objects.get(key="держатель"), by=world.administrator)
    assert column(upload(ROWS[:3]), "Держатель").is_unknown
    event = AuditEvent.objects.get(action="forget heading")
    assert event.changes == [{"field": "значение", "before": "ответственные", "after": ""}]


def test_corrections_and_decisions_stay_with_their_rows(upload, reread, world) -> None:
    plan_import = upload()
    first, second, third = plan_import.rows.order_by("position")
    imports.correct_row(row=first, by=world.coordinator, title="Разбор итогов года")
    imports.decide_row(row=second, by=world.coordinator, state=RowState.DROPPED)
    imports.decide_row(row=third, by=world.coordinator, state=RowState.ACCEPTED)
    found = reread(plan_import, ALL)
    after = list(plan_import.rows.order_by("position"))
    assert [row.pk for row in after] == [first.pk, second.pk, third.pk]
    assert [row.state for row in after] == ["accepted", "dropped", "accepted"]
    assert after[0].title == "Разбор итогов года"
    assert after[0].responsible_text == "Север"
    assert (found.kept, found.again, found.lost) == (3, 0, ())


def test_accepted_row_with_other_words_is_to_be_checked_again(upload, reread, world) -> None:
    plan_import = upload()
    imports.accept_rows(plan_import=plan_import, by=world.coordinator)
    found = reread(plan_import, {**ALL, 2: Role.NOTE, 4: Role.TITLE})
    assert (found.kept, found.again) == (0, 3)
    assert {row.state for row in plan_import.rows.all()} == {RowState.UNSEEN}


def test_what_could_not_be_kept_is_said(upload, reread, world, client) -> None:
    plan_import = upload()
    first = plan_import.rows.get(number="1")
    imports.correct_row(row=first, by=world.coordinator, deliverable="Протокол")
    found = reread(plan_import, ALL, header=(1, 2))
    assert found.lost == ("1 Разбор итогов: итоговый документ — «Протокол»",)
    assert plan_import.rows.count() == 2
    event = AuditEvent.objects.get(action="read again")
    assert event.changes[0]["before"] == found.lost[0]


def test_facts_that_a_person_changed_stand(upload, reread, world) -> None:
    plan_import = upload()
    change_plan(
        plan_import=plan_import, by=world.coordinator, title="Наш план", first_year=2027,
        last_year=2028, calendar="calendar",
    )  # fmt: skip
    plan_import.refresh_from_db()
    reread(plan_import, ALL)
    plan_import.refresh_from_db()
    assert (plan_import.title, plan_import.first_year) == ("Наш план", 2027)


def test_document_that_was_read_meanwhile_is_not_read_over(upload, reread) -> None:
    plan_import = upload()
    mark = tables_mark(plan_import)
    reread(plan_import, ALL)
    plan_import.refresh_from_db()
    with pytest.raises(NotPossible, match="уже прочитан заново"):
        reread(plan_import, {**ALL, 4: Role.NOTE}, mark=mark)


def test_columns_that_leave_no_plan_are_refused_and_change_nothing(upload, reread) -> None:
    plan_import = upload()
    with pytest.raises(UnreadableFileError):
        reread(plan_import, {1: Role.NUMBER}, kind=TableKind.IGNORED)
    assert plan_import.rows.count() == 3
    assert not LearnedHeading.objects.exists()


def test_memory_that_would_leave_no_plan_is_set_aside(upload, world) -> None:
    for key in ("мероприятие", "срок"):
        LearnedHeading.objects.create(
            municipality=world.office, key=key, heading=key, role=Role.IGNORED
        )
    rows = [("Мероприятие", "Срок"), ("Сбор", "скоро"), ("Разбор", "потом"), ("Отчёт", "потом")]
    assert upload(rows).rows.count() == 3


def test_confirmed_import_is_not_read_again(upload, reread, world) -> None:
    plan_import = upload()
    imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    with pytest.raises(NotPossible, match="уже создана"):
        reread(plan_import, ALL)


@pytest.mark.parametrize("who", ["executor", "curator", "stranger"])
def test_only_editors_decide_and_forget(upload, reread, world, who) -> None:
    plan_import = upload()
    with pytest.raises(Refusal):
        reread(plan_import, ALL, by=getattr(world, who))
    heading = LearnedHeading.objects.create(
        municipality=world.office, key="x", heading="X", role=Role.NOTE
    )
    with pytest.raises(Refusal):
        forget_heading(heading=heading, by=getattr(world, who))


def test_the_form_reads_the_document_anew(client, world, upload) -> None:
    plan_import = upload()
    client.force_login(world.coordinator)
    review = client.get(f"/roadmaps/import/{plan_import.pk}/").text
    assert "2\u00a0столбца не распознаны" in review
    assert 'href="#columns"' in review
    url = f"/roadmaps/import/{plan_import.pk}/columns/"
    form = client.get(url).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    data |= {"role_0_4": "responsible", "role_0_5": "ignored", "remember": "on"}
    answer = client.post(url, data, follow=True)
    assert answer.redirect_chain[0][0] == f"/roadmaps/import/{plan_import.pk}/#columns"
    assert "Документ прочитан заново: 3\u00a0строки." in answer.text
    assert "Запомнено: «Держатель», «Светофор»." in answer.text
    assert plan_import.rows.get(number="2").responsible_text == "Юг"
    known = client.get("/roadmaps/headings/").text
    assert "Держатель" in known
    heading = LearnedHeading.objects.get(key="держатель")
    client.post(f"/roadmaps/headings/{heading.pk}/forget/")
    assert "Держатель" not in client.get("/roadmaps/headings/").context["lines"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role_0_2": "note"}, "Укажите столбец с мероприятиями"),
        ({"top_0": ""}, "обе строки шапки"),
        ({"bottom_0": "30"}, "от одной до шести"),
        ({"kind_0": "ignored"}, "С такими столбцами план не читается"),
    ],
)
def test_impossible_columns_are_refused_in_the_form(client, world, upload, changes, words) -> None:
    plan_import = upload()
    client.force_login(world.coordinator)
    url = f"/roadmaps/import/{plan_import.pk}/columns/"
    form = client.get(url).context["form"]
    data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    answer = client.post(url, data | changes)
    assert answer.status_code == 422
    assert words in answer.text


def test_columns_of_a_plan_are_part_of_the_page_by_htmx(client, world, upload) -> None:
    plan_import = upload()
    client.force_login(world.coordinator)
    url = f"/roadmaps/import/{plan_import.pk}/columns/"
    answer = client.get(url, headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<section id="columns"')
