"""A plan on a new year: what is copied with moved dates, what stays behind, once a press."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import work
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.calendars.events import add_series
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.next_plans import NO_ROWS, NewPlan, carry_plan
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.domain.new_year.taking import Take
from roadmaps.domain.new_year.years import PlanYears
from roadmaps.models import (
    Activity,
    ActivityIndicator,
    ActivityParty,
    ActivityRisk,
    Assignment,
    CalendarEvent,
    CalendarLink,
    Indicator,
    Occurrence,
    Roadmap,
    Section,
    YearTask,
)
from roadmaps.queries.new_year.preview import carried_plan, missing_targets, text_moves
from schools.domain.risks import RiskFactor

pytestmark = pytest.mark.django_db
STANDING_PLAN = True

NEXT = PlanYears(2028, 2029)
NOW = datetime(2026, 10, 20, tzinfo=UTC)


@pytest.fixture
def rich(world, roadmap):
    """The small plan with a section below another, links, targets, a year task, chosen schools."""
    first = roadmap.sections.get(number="1.")
    inner = Section.objects.create(
        roadmap=roadmap, parent=first, position=9, number="1.а", title="Этап 2026 года"
    )
    row = roadmap.activities.get(number="1.1")
    Activity.objects.filter(pk=row.pk).update(
        section=inner, done_mark="сделано", funding_text="2026 год: 2000 руб.", deliverable="Карта"
    )
    indicator = Indicator.objects.create(
        roadmap=roadmap, position=1, name="Доля сдавших", targets={"2026": "60", "2028": "80"}
    )
    by = {"linked_by_name": "Светлова И. М.", "linked_at": NOW}
    ActivityIndicator.objects.create(activity=row, indicator=indicator, **by)
    ActivityRisk.objects.create(activity=row, factor=next(iter(RiskFactor)).value, **by)
    link = ActivityParty.objects.get(activity=row)
    link.audience, link.audience_reason, link.audience_by = "chosen", "Пилот", world.coordinator
    link.save()
    link.schools.set([world.school])
    YearTask.objects.create(
        roadmap=roadmap, position=1, direction="Кадры", year=2026, text="Курсы в 2026 году"
    )
    roadmap.goal = "К 2027 году повысить результаты"
    roadmap.save()
    return roadmap


def carried(plan, by, *, rows=None, years=NEXT, press=None, title="Новый план"):
    every = plan.activities.values_list("pk", flat=True)
    new = NewPlan(title, years, press or uuid4())
    return carry_plan(roadmap=plan, by=by, new=new, rows=set(every if rows is None else rows))


def previewed(world, plan, take: Take = Take.EVERY):
    day = timezone.localdate()
    return carried_plan(world.coordinator, plan, NEXT, take, today=day)


def test_dates_move_by_the_years_between_the_plans(world, roadmap) -> None:
    copy = carried(roadmap, world.coordinator)

    assert copy.activities.get(number="1.1").deadline_text == "Октябрь 2028 года"
    assert copy.activities.get(number="1.2").deadline_text == "Июнь 2029 года"
    assert copy.activities.get(number="2.1").deadline_text == "По графику"
    dates = Occurrence.objects.filter(activity__roadmap=copy, activity__number="1.1")
    assert dates.get().due_on == date(2028, 10, 31)


def test_new_plan_is_a_project_without_order_editions_and_old_work(world, roadmap) -> None:
    order = Order("420", date(2026, 9, 1), date(2026, 9, 1))
    approve_plan(roadmap=roadmap, by=world.coordinator, order=order)
    copy = carried(roadmap, world.coordinator)

    assert (copy.status, copy.order_number, copy.order_date) == ("draft", "", None)
    assert (copy.in_force_from, copy.edition_number, copy.editions.count()) == (None, 0, 0)
    owed = Assignment.objects.filter(occurrence__activity__roadmap=copy)
    assert set(owed.values_list("status", flat=True)) == {"assigned"}
    assert not Roadmap.objects.visible_to(world.head).filter(pk=copy.pk).exists()


def test_everything_about_the_rows_comes_along(world, rich) -> None:
    copy = carried(rich, world.coordinator)
    row = copy.activities.get(number="1.1")

    assert row.section is not None
    assert row.section.title == "Этап 2028 года"
    assert row.section.parent is not None
    assert row.section.parent.roadmap == copy
    assert row.funding_text == "2028 год: 2000 руб."
    assert (row.done_mark, row.source, row.origin_id) == ("", {}, None)
    link = row.party_links.get()
    assert (link.audience, link.audience_reason) == ("chosen", "Пилот")
    assert list(link.schools.all()) == [world.school]
    indicator = copy.indicators.get()
    assert row.indicator_links.get().indicator == indicator
    assert row.risk_links.count() == 1
    assert copy.goal == "К 2029 году повысить результаты"
    task = copy.year_tasks.get()
    assert (task.year, task.text) == (2028, "Курсы в 2028 году")
    owing = Assignment.objects.filter(occurrence__activity=row).values_list("school", flat=True)
    assert list(owing) == [world.school.pk]


def test_targets_stay_with_their_years(world, rich) -> None:
    assert carried(rich, world.coordinator).indicators.get().targets == {"2026": "60", "2028": "80"}
    (missing,) = missing_targets(rich, NEXT)
    assert (missing.years, missing.known) == ((2029,), "80 на 2028 год")


def test_the_plan_itself_stays_as_it_was(world, rich) -> None:
    def kept() -> list:
        return [
            list(model.objects.filter(**{path: rich}).order_by("pk").values())
            for model, path in (
                (Activity, "roadmap"),
                (Section, "roadmap"),
                (Indicator, "roadmap"),
                (ActivityParty, "activity__roadmap"),
                (Assignment, "occurrence__activity__roadmap"),
            )
        ]

    before = kept()
    carried(rich, world.coordinator)
    assert kept() == before


def test_only_the_ticked_rows_are_taken(world, roadmap) -> None:
    wanted = roadmap.activities.get(number="2.1")
    copy = carried(roadmap, world.coordinator, rows=[wanted.pk])

    assert [row.number for row in copy.activities.all()] == ["2.1"]
    assert copy.sections.count() == roadmap.sections.count()


def test_rows_of_another_plan_are_not_taken(world, roadmap, draft) -> None:
    from roadmaps.actions.imports import confirm_import
    from tests.integration.plans.conftest import plan_document

    rows = (("1", "Совет", "май", "Методист", "Акт"),)
    other = confirm_import(
        plan_import=draft(plan_document(rows, "План школ на 2026 год")), by=world.coordinator
    )
    with pytest.raises(NotPossible, match=NO_ROWS):
        carried(roadmap, world.coordinator, rows=other.activities.values_list("pk", flat=True))


def test_row_on_the_calendar_keeps_its_series_and_waits_for_the_new_event(
    world, roadmap, today
) -> None:
    series = add_series(
        municipality=world.office, by=world.coordinator, name="КПК", kind=SeriesKind.OWN
    )
    row = roadmap.activities.get(number="2.1")
    CalendarLink.objects.create(
        activity=row, series=series, anchor="end", offset_days=0, day_count="calendar"
    )
    copy = carried(roadmap, world.coordinator)
    new = copy.activities.get(number="2.1")

    assert new.calendar_links.get().series == series
    assert [one.due_on for one in new.occurrences.all()] == [None]
    (line,) = [line for line in previewed(world, roadmap).rows if line.activity.number == "2.1"]
    assert line.reading.mark_words == "ждёт даты"

    CalendarEvent.objects.create(
        series=series, title="КПК", starts_on=date(2028, 3, 1), ends_on=date(2028, 3, 20)
    )
    sync_occurrences(activity=new, by=None)
    assert [one.due_on for one in new.occurrences.all()] == [date(2028, 3, 20)]


def test_rows_know_each_other_both_ways(world, roadmap, client) -> None:
    old = roadmap.activities.get(number="1.1")
    new = carried(roadmap, world.coordinator).activities.get(number="1.1")
    assert new.carried_from == old
    client.force_login(world.coordinator)

    page = client.get(reverse("roadmaps:activity", args=[new.roadmap_id, new.pk])).text
    assert "В прежнем плане" in page
    assert "плана на 2026–2027" in page
    page = client.get(reverse("roadmaps:activity", args=[old.roadmap_id, old.pk])).text
    assert "Продолжено" in page
    assert "плана на 2028–2029" in page
    page = client.get(reverse("roadmaps:roadmap", args=[roadmap.pk])).text
    assert "Продолжена в плане" in page


def test_school_does_not_learn_of_the_project_that_goes_on(world, roadmap, client) -> None:
    old = roadmap.activities.get(number="1.1")
    carried(roadmap, world.coordinator)
    client.force_login(world.head)
    page = client.get(reverse("roadmaps:activity", args=[old.roadmap_id, old.pk])).text
    assert "Продолжено" not in page


def test_deleting_the_old_row_leaves_the_new_one(world, roadmap) -> None:
    old = roadmap.activities.get(number="1.1")
    new = carried(roadmap, world.coordinator).activities.get(number="1.1")
    Assignment.objects.filter(occurrence__activity=old).delete()
    old.delete()
    new.refresh_from_db()
    assert new.carried_from is None


def test_same_press_makes_one_plan_and_another_press_another(world, roadmap) -> None:
    press = uuid4()
    first = carried(roadmap, world.coordinator, press=press)
    assert carried(roadmap, world.coordinator, press=press) == first
    assert carried(roadmap, world.coordinator) != first
    assert Roadmap.objects.filter(carried_from=roadmap).count() == 2


def test_new_plan_comes_after_the_old_one(world, roadmap) -> None:
    with pytest.raises(NotPossible):
        carried(roadmap, world.coordinator, years=PlanYears(2026, 2027))


def test_only_the_offices_editors_carry_a_plan(world, roadmap) -> None:
    for person in (world.head, world.curator, world.observer, world.stranger):
        with pytest.raises(Refusal):
            carried(roadmap, person)


def test_amendment_of_the_old_plan_carries_nothing_over(world, roadmap) -> None:
    order = Order("420", date(2026, 9, 1), date(2026, 9, 1))
    copy = carried(roadmap, world.coordinator)
    approve_plan(roadmap=copy, by=world.coordinator, order=order)
    copy.refresh_from_db()
    amendment = open_amendment(roadmap=copy, by=world.coordinator)

    assert (amendment.carried_from_id, amendment.made_with) == (None, None)
    assert not amendment.activities.filter(carried_from__isnull=False).exists()


def test_history_says_what_the_project_was_made_of(world, roadmap) -> None:
    copy = carried(roadmap, world.coordinator)
    event = AuditEvent.objects.get(action="carry plan")
    assert (event.subject_id, event.municipality_id) == (copy.pk, world.office.pk)
    assert "2026–2027" in event.summary
    assert "3\u00a0мероприятия" in event.summary


# The page


def line_of(world, plan, number: str, take: Take = Take.EVERY):
    lines = previewed(world, plan, take).rows
    return next(line for line in lines if line.activity.number == number)


def test_preview_says_who_has_not_done_it(world, roadmap) -> None:
    total = Assignment.objects.filter(occurrence__activity__number="1.1").count()
    done = Assignment.objects.get(occurrence__activity__number="1.1", school=world.school)
    work.submit(assignment=done, by=world.head, note="Проведено", at=NOW)
    done.refresh_from_db()
    work.accept(assignment=done, by=world.coordinator, at=NOW)

    line = line_of(world, roadmap, "1.1")
    assert line.outcome.words.startswith(f"не выполнено: {total - 1} из {total} ")


def test_ready_choice_ticks_what_is_not_finished(world, roadmap) -> None:
    owed = Assignment.objects.filter(occurrence__activity__number="1.1")
    owed.update(status="accepted", accepted_at=NOW)

    assert not line_of(world, roadmap, "1.1", Take.UNFINISHED).is_ticked
    assert line_of(world, roadmap, "1.2", Take.UNFINISHED).is_ticked
    assert not line_of(world, roadmap, "1.1", Take.NOT_DONE_ONCE).is_ticked
    assert line_of(world, roadmap, "1.1", Take.EVERY).is_ticked


def test_row_that_enough_schools_have_done_is_done(world, roadmap) -> None:
    roadmap.activities.filter(number="1.1").update(done_when="at_least", done_number=1)
    first = Assignment.objects.filter(occurrence__activity__number="1.1").first()
    Assignment.objects.filter(pk=first.pk).update(status="accepted", accepted_at=NOW)

    line = line_of(world, roadmap, "1.1", Take.UNFINISHED)
    assert (line.outcome.words, line.is_ticked) == ("выполнено", False)


def test_day_off_and_a_day_that_is_not_there_are_pointed_out(world, roadmap) -> None:
    roadmap.activities.filter(number="1.1").update(deadline_text="до 15 октября 2026 г.")
    roadmap.activities.filter(number="1.2").update(deadline_text="29 февраля 2024 г.")

    assert line_of(world, roadmap, "1.1").notes == ("15.10.2028 — выходной",)
    assert any("Такой даты нет" in note for note in line_of(world, roadmap, "1.2").notes)


def test_texts_that_change_are_shown_before_they_do(rich) -> None:
    names = [move.name for move in text_moves(rich, NEXT)]
    assert names == ["цель", "раздел", "задача года"]


def test_form_makes_the_plan_that_was_looked_at(world, roadmap, client, today) -> None:
    client.force_login(world.coordinator)
    address = reverse("roadmaps:new_year", args=[roadmap.pk])
    page = client.get(address)
    assert page.context["years"] == NEXT
    assert "Октябрь" in page.text
    assert "2028" in page.text

    rows = [row.activity.pk for row in page.context["preview"].rows]
    press = page.context["title_form"]["press"].value()
    form = {"first_year": 2028, "last_year": 2029, "calendar": "calendar", "press": press}
    sent = {**form, "title": "План на 2028–2029 годы", "row": rows[:2]}
    first, second = (client.post(address, sent) for _ in range(2))
    assert first.url == second.url
    made = Roadmap.objects.get(carried_from=roadmap)
    assert (made.title, made.activities.count()) == ("План на 2028–2029 годы", 2)


def test_form_without_a_row_comes_back_with_its_title(world, roadmap, client) -> None:
    client.force_login(world.coordinator)
    form = {"first_year": 2028, "last_year": 2028, "calendar": "calendar", "press": uuid4()}
    address = reverse("roadmaps:new_year", args=[roadmap.pk])
    page = client.post(address, {**form, "title": "Мой план"})
    assert page.status_code == 422
    assert NO_ROWS in page.text
    assert "Мой план" in page.text
    assert not any(row.is_ticked for row in page.context["preview"].rows)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (2029, 2028, "Последний год раньше первого"),
        (2026, 2027, "Прежний план начинается в 2026 году"),
        (2028, 2060, "не больше чем на 10 лет"),
        (2150, 2151, "меньше либо равно 2100"),
        ("", 2028, "Укажите первый год"),
    ],
)
def test_years_that_cannot_be_are_said(world, roadmap, client, first, last, said) -> None:
    client.force_login(world.coordinator)
    address = reverse("roadmaps:new_year", args=[roadmap.pk])
    page = client.get(address, {"first_year": first, "last_year": last, "calendar": "calendar"})
    assert page.status_code == 422
    assert said in page.text


def test_plan_that_ends_soon_asks_for_the_next_one(world, roadmap, client, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2027, 11, 1))
    client.force_login(world.coordinator)
    address = reverse("roadmaps:roadmap", args=[roadmap.pk])
    assert "План заканчивается" in client.get(address).text
    carried(roadmap, world.coordinator)
    assert "План заканчивается" not in client.get(address).text


def test_indicators_of_the_new_plan_ask_for_the_targets_of_its_years(world, rich, client) -> None:
    new = carried(rich, world.coordinator)
    address = reverse("roadmaps:indicators", args=[new.pk])
    client.force_login(world.coordinator)
    page = client.get(address)
    assert "Впишите цели на новые годы: 1\u00a0показатель" in page.text
    assert "Нужны: 2029; последняя цель — 80 на 2028 год" in page.text
    assert "Впишите цели" not in client.get(reverse("roadmaps:indicators", args=[rich.pk])).text
    new.indicators.update(targets={"2028": "80", "2029": "85"})
    assert "Впишите цели" not in client.get(address).text
