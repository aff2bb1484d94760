"""The matrix of schools and activities: signs, sums, filters, one decision about many cells."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.work import date_mark, postpone, submit
from roadmaps.models import Activity, Assignment, Occurrence
from roadmaps.queries.matrix import cell_of, matrix_of
from roadmaps.views.matrix import COLUMNS_A_PAGE
from schools.models import School

pytestmark = pytest.mark.django_db


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def plan(world, roadmap, make_activity, school_heads):
    """Two activities given to three schools; a date is behind, one is ahead."""
    roadmap.last_year = timezone.localdate().year + 1
    roadmap.save()
    for days in (-5, 20):
        activity = make_activity(parties=[school_heads], dates=(in_days(days),))
        sync_assignments(activity=activity, by=world.coordinator)
    return roadmap


def of(world, number, school):
    return Assignment.objects.get(
        occurrence__activity__number=number, school=getattr(world, school)
    )


def page(client, plan, name="matrix", **query):
    return client.get(reverse(f"roadmaps:{name}", args=[plan.pk]), query)


def test_cells_say_how_each_school_stands(client, world, plan) -> None:
    Assignment.objects.filter(pk=of(world, "1.1", "school").pk).update(
        status="accepted", accepted_at=timezone.now()
    )
    Assignment.objects.filter(pk=of(world, "1.1", "branch").pk).update(
        status="postponed", own_due_on=in_days(10)
    )
    client.force_login(world.coordinator)
    shown = page(client, plan).content.decode()
    activity = Activity.objects.get(number="1.1")
    late, moved = (
        f'href="cell/{school.pk}/{activity.pk}/"' for school in (world.other_school, world.branch)
    )
    assert f'{late} aria-label="Школа № 2, 1.1: просрочено' in shown
    assert f'class="m-postponed" {moved}' in shown
    sentence = "3 школы × 2 мероприятия: принято 1 из 6, 1 просрочено, 1 перенесено"
    assert sentence in shown.replace("\u00a0", " ")


def test_postponed_work_is_late_only_after_its_own_date(world, plan) -> None:
    moved = of(world, "1.1", "branch")
    Assignment.objects.filter(pk=moved.pk).update(status="postponed", own_due_on=in_days(10))
    today = timezone.localdate()
    for day, sign in ((today, "postponed"), (in_days(10), "postponed"), (in_days(11), "overdue")):
        found = matrix_of(Assignment.objects.filter(pk=moved.pk), plan, day)
        marks = next(iter(found.rows[0].cells.values()))
        assert cell_of(marks)[0] == sign


def test_several_dates_share_a_cell_that_leads_to_their_list(client, world, plan) -> None:
    activity = Activity.objects.get(number="1.2")
    Occurrence.objects.create(activity=activity, due_on=in_days(50))
    sync_assignments(activity=activity, by=world.coordinator)
    client.force_login(world.coordinator)
    shown = page(client, plan).content.decode()
    address = f"cell/{world.school.pk}/{activity.pk}/"
    assert address in shown
    assert "принято 0 из 2" in shown
    opened = client.get(f"/roadmaps/{plan.pk}/matrix/{address}").text
    for day in (20, 50):
        assert f"{in_days(day):%d.%m.%Y}" in opened


def test_each_date_may_have_a_column_of_its_own(client, world, plan) -> None:
    activity = Activity.objects.get(number="1.2")
    later = Occurrence.objects.create(activity=activity, due_on=in_days(50))
    sync_assignments(activity=activity, by=world.coordinator)
    client.force_login(world.coordinator)
    shown = page(client, plan, columns="dates").text
    assert "3\u00a0школы × 3\u00a0даты" in shown
    assert f"{in_days(50):%d.%m.%y}" in shown
    assert "принято 0 из 2" not in shown
    address = f"cell/{world.school.pk}/{activity.pk}/?date={later.pk}"
    assert f'href="{address}"' in shown
    opened = client.get(f"/roadmaps/{plan.pk}/matrix/{address}").text
    assert f"{in_days(50):%d.%m.%Y}" in opened
    assert f"{in_days(20):%d.%m.%Y}" not in opened
    asked = page(client, plan, "matrix_settle", date=later.pk).text
    assert "Решить для 3\u00a0поручений" in asked
    seen = list(Assignment.objects.filter(occurrence=later))
    settle(client, plan, seen, date=later.pk)
    assert {one.occurrence for one in Assignment.objects.filter(status="cancelled")} == {later}


def test_wide_matrix_is_shown_in_pages_with_sums_of_the_whole(client, world, plan) -> None:
    for number in range(COLUMNS_A_PAGE):
        activity = Activity.objects.create(
            roadmap=plan, position=number + 10, number=f"9.{number}", title=f"Дело {number}"
        )
        occurrence = Occurrence.objects.create(activity=activity, due_on=in_days(number))
        Assignment.objects.create(occurrence=occurrence, school=world.school)
    client.force_login(world.coordinator)
    first, second = (page(client, plan, page=number).text for number in (1, 2))
    assert f"Мероприятия 1–30 из {COLUMNS_A_PAGE + 2}" in first
    assert ", 9.0:" in first
    assert ", 9.29:" not in first
    assert ", 9.29:" in second
    total = f"0/{COLUMNS_A_PAGE + 2}"
    assert total in first
    assert total in second


def handed_in(world, number="1.1"):
    mine = Assignment.objects.select_related("occurrence__activity__roadmap__municipality").get(
        occurrence__activity__number=number, school=world.school
    )
    return submit(assignment=mine, note="Готово", by=world.head, at=timezone.now())


def cell_address(plan, one) -> str:
    return f"/roadmaps/{plan.pk}/matrix/cell/{one.school_id}/{one.occurrence.activity_id}/"


def test_work_is_accepted_in_the_cell_once(client, world, plan) -> None:
    one = handed_in(world)
    client.force_login(world.coordinator)
    token = f"{one.pk}.{one.rounds}"
    assert f'value="{token}"' in client.get(cell_address(plan, one)).text
    fragment = {"headers": {"HX-Request": "true"}}
    said = client.post(cell_address(plan, one), {"accept": token}, **fragment).text
    assert "<html" not in said
    assert 'data-class="m-done"' in said
    again = client.post(cell_address(plan, one), {"accept": token}, **fragment).text
    assert "Поручение уже принято." in again
    assert one.events.filter(move="accept").count() == 1


def test_submission_that_was_not_looked_at_is_not_accepted_in_the_cell(client, world, plan) -> None:
    one = handed_in(world)
    client.force_login(world.coordinator)
    answer = client.post(cell_address(plan, one), {"accept": f"{one.pk}.0"}, follow=True)
    assert "работу сдали заново" in answer.text
    one.refresh_from_db()
    assert one.status == "submitted"


@pytest.mark.parametrize("who", ["head", "executor", "observer"])
def test_who_reviews_nothing_finds_no_decisions_in_the_cell(client, world, plan, who) -> None:
    one = handed_in(world)
    client.force_login(world.people[who])
    page = client.get(cell_address(plan, one))
    assert page.status_code == 200
    assert "Принять" not in page.text
    assert "не относится" not in page.text
    answer = client.post(cell_address(plan, one), {"accept": f"{one.pk}.{one.rounds}"})
    assert answer.status_code == 403


def test_cell_of_another_school_is_not_found(client, world, plan) -> None:
    one = handed_in(world)
    client.force_login(world.other_head)
    assert client.get(cell_address(plan, one)).status_code == 404
    client.force_login(world.coordinator)
    theirs, activity = world.foreign_school.pk, one.occurrence.activity_id
    empty = f"/roadmaps/{plan.pk}/matrix/cell/{theirs}/{activity}/"
    assert client.get(empty).status_code == 404


@pytest.mark.parametrize(
    ("query", "hidden", "said"),
    [
        ({"state": "overdue"}, "1.2", "просрочено"),
        ({"period": "near"}, "1.1", "ближайшие 30"),
        ({"audience": "listed"}, "1.1", "из перечня ШНОР"),
    ],
)
def test_filters_leave_out_what_was_not_asked_for(client, world, plan, query, hidden, said) -> None:
    client.force_login(world.coordinator)
    shown = page(client, plan, **query).content.decode()
    assert f", {hidden}:" not in shown
    assert f"Показано: {said}" in shown


def test_nonsense_in_the_address_shows_everything(client, world, plan) -> None:
    client.force_login(world.coordinator)
    answer = page(client, plan, section="x", state="y", period="z", audience="?")
    assert answer.status_code == 200
    assert ", 1.1:" in answer.content.decode()


def test_everybody_sees_their_own_schools(client, world, plan) -> None:
    names = {"Школа № 1", "Филиал школы № 1", "Школа № 2"}
    for person, seen in (
        (world.coordinator, names),
        (world.observer, names),
        (world.curator, names - {"Школа № 2"}),
        (world.head, names - {"Школа № 2"}),
        (world.other_head, {"Школа № 2"}),
    ):
        client.force_login(person)
        shown = page(client, plan).content.decode()
        assert {name for name in names if f'aria-label="{name}, ' in shown} == seen
    client.force_login(world.stranger)
    assert page(client, plan).status_code == 404


def test_workbook_holds_words_and_sums(client, world, plan) -> None:
    import io

    from openpyxl import load_workbook

    client.force_login(world.coordinator)
    sheet = load_workbook(io.BytesIO(page(client, plan, "matrix_workbook").content)).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(row for row in values if row[0] == "Школа № 2")
    assert first[1].startswith("просрочено")
    assert first[3:] == [0, 2, 1, 0]


def settle(client, plan, found, **more):
    form = {
        "decision": "not_concerned",
        "reason": "classes",
        "words": "",
        "seen": [f"{one.pk}={date_mark(one.own_due_on or one.occurrence.due_on)}" for one in found],
        **more,
    }
    return client.post(reverse("roadmaps:matrix_settle", args=[plan.pk]), form)


def test_row_is_settled_at_once_with_one_reason(client, world, plan) -> None:
    client.force_login(world.coordinator)
    asked = page(client, plan, "matrix_settle", school=world.school.pk).content.decode()
    assert "Решить для 2\u00a0поручений" in asked
    mine = list(Assignment.objects.filter(school=world.school))
    for _ in range(2):
        settle(client, plan, mine, school=world.school.pk)
    assert {one.status for one in Assignment.objects.filter(school=world.school)} == {"cancelled"}
    event = mine[0].events.get()
    assert (event.move, event.comment) == ("cancel", "Таких классов в школе нет")
    assert Assignment.objects.filter(status="cancelled").count() == 2


def test_column_gets_another_date(client, world, plan) -> None:
    client.force_login(world.curator)
    activity = Activity.objects.get(number="1.1")
    found = list(Assignment.objects.filter(occurrence__activity=activity))
    settle(
        client, plan, found, activity=activity.pk, decision="other_date",
        due_on=in_days(30).isoformat(), reason="other", words="Карантин",
    )  # fmt: skip
    moved = Assignment.objects.filter(own_due_on=in_days(30))
    assert {str(one.school) for one in moved} == {"Школа № 1", "Филиал школы № 1"}
    assert set(moved.values_list("status", flat=True)) == {"postponed"}


def test_date_that_another_reviewer_gave_meanwhile_is_not_written_over(client, world, plan) -> None:
    client.force_login(world.coordinator)
    activity = Activity.objects.get(number="1.1")
    mine = of(world, "1.1", "school")
    asked = page(client, plan, "matrix_settle", activity=activity.pk)
    assert f'value="{mine.pk}={date_mark(mine.occurrence.due_on)}"' in asked.text
    found = list(Assignment.objects.filter(occurrence__activity=activity))
    postpone(
        assignment=mine, due_on=in_days(40), comment="Ремонт", by=world.curator, at=timezone.now()
    )
    settle(
        client, plan, found, activity=activity.pk, decision="other_date",
        due_on=in_days(30).isoformat(), reason="other", words="Карантин",
    )  # fmt: skip
    assert of(world, "1.1", "school").own_due_on == in_days(40)
    assert Assignment.objects.filter(own_due_on=in_days(30)).count() == len(found) - 1


def test_work_that_was_not_looked_at_is_left(client, world, plan) -> None:
    client.force_login(world.coordinator)
    seen = [of(world, "1.1", "school")]
    settle(client, plan, seen, school=world.school.pk)
    assert Assignment.objects.get(status="cancelled") == seen[0]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"reason": ""}, "Причина"),
        ({"reason": "other"}, "Напишите причину."),
        ({"decision": "other_date"}, "Выберите новый срок."),
    ],
)
def test_decision_without_its_words_is_asked_again(client, world, plan, more, sentence) -> None:
    client.force_login(world.coordinator)
    answer = settle(client, plan, [], school=world.school.pk, **more)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Assignment.objects.filter(status="cancelled").exists()


def test_nothing_chosen_leads_back_with_a_word(client, world, plan) -> None:
    client.force_login(world.coordinator)
    answer = client.get(reverse("roadmaps:matrix_settle", args=[plan.pk]), follow=True)
    assert "Отметьте школы или мероприятия" in answer.content.decode()


def test_a_larger_matrix_costs_no_more_queries(client, world, plan, count_queries) -> None:
    client.force_login(world.coordinator)
    small = count_queries(lambda: page(client, plan))
    schools = School.objects.bulk_create(
        School(municipality=world.office, login=f"edu97{n:04}", name=f"Школа № {n + 10}")
        for n in range(20)
    )
    for number in range(20):
        activity = Activity.objects.create(roadmap=plan, position=number + 10, title=f"{number}")
        occurrence = Occurrence.objects.create(activity=activity, due_on=in_days(number))
        Assignment.objects.bulk_create(
            Assignment(occurrence=occurrence, school=school) for school in schools
        )
    assert count_queries(lambda: page(client, plan)) == small
    assert small <= 20


def test_matrix_is_shown_as_it_was_on_a_day(client, world, plan) -> None:
    import io

    from openpyxl import load_workbook

    at = timezone.now() - timedelta(days=3)
    submit(assignment=of(world, "1.1", "school"), note="Проведено", by=world.head, at=at)
    client.force_login(world.coordinator)

    def on(days: int) -> str:
        shown = page(client, plan, on=in_days(days).isoformat())
        return shown.content.decode().replace("\u00a0", " ")

    name = world.school.name
    before, after = on(-4), on(-3)
    assert f'aria-label="{name}, 1.1: просрочено на 1 день"' in before
    assert f'aria-label="{name}, 1.1: на проверке' in after
    assert "Как было вечером" in before
    assert "Решить для отмеченных" not in before
    assert 'href="cell/' not in before
    workbook = page(client, plan, name="matrix_workbook", on=in_days(-4).isoformat())
    lines = load_workbook(io.BytesIO(workbook.content)).active.values
    assert any("Как было вечером" in str(line[0]) for line in lines)


@pytest.mark.parametrize("asked", ["вчера", "", "2999-01-01"])
def test_day_that_is_none_or_ahead_shows_the_present(client, world, plan, asked) -> None:
    client.force_login(world.coordinator)
    shown = page(client, plan, on=asked).content.decode()
    assert "Как было вечером" not in shown
    assert 'href="cell/' in shown
