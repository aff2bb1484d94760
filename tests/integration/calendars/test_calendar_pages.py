"""The pages of the calendar: what waits for a date, previews before a change, another's objects."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from roadmaps.models import CalendarEvent, CalendarLink, EventSeries, Occurrence
from tests.integration.calendars.test_moving_events import APRIL, MAY, YEAR, Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(world) -> Calendar:
    return Calendar(world)


@pytest.fixture
def coordinator(client, calendar):
    client.force_login(calendar.by)
    return client


def undated(calendar: Calendar) -> str:
    return reverse("roadmaps:undated", args=[calendar.roadmap.pk])


def ticked(page: str) -> list[str]:
    """The values of the boxes that stand ticked."""
    boxes = page.split('name="link" value="')[1:]
    return [box.split('"')[0] for box in boxes if " checked" in box.split(">")[0]]


def seal_in(answer) -> str:
    """What the preview sends back as seen."""
    return answer.text.split('name="seen" value="')[1].split('"')[0]


def test_all_rows_that_wait_are_hung_by_one_button(coordinator, calendar: Calendar) -> None:
    calendar.add("Разбор", "в течение 5 рабочих дней после проведения ВПР", "Руководители ОО")
    calendar.add("Курсы", "по графику КПК", "Руководители ОО")
    calendar.add("Прочее", "по мере необходимости", "Руководители ОО")
    calendar.enter(APRIL)
    page = coordinator.get(undated(calendar)).text
    assert "4\xa0мероприятия ждут даты, для 3\xa0портал нашёл событие календаря" in page
    assert "в сроке сказано «ВПР»" in page
    chosen = ticked(page)
    assert len(chosen) == 3

    shown = coordinator.post(undated(calendar), {"link": chosen})
    assert "Поставить на календарь 3\xa0мероприятия?" in shown.text
    assert not CalendarLink.objects.exists()

    unseen = coordinator.post(undated(calendar), {"link": chosen, "seen": "seen long ago"})
    assert unseen.status_code == 422
    assert not CalendarLink.objects.exists()
    assert not EventSeries.objects.filter(kind="courses").exists()

    coordinator.post(undated(calendar), {"link": chosen, "seen": seal_in(shown)})
    assert CalendarLink.objects.count() == 3
    assert EventSeries.objects.filter(kind="courses").count() == 1
    assert "2\xa0мероприятия ждут даты" in coordinator.get(undated(calendar)).text
    waiting = coordinator.get(undated(calendar)).text
    assert "Внести дату: Курсы повышения квалификации (КПК)" in waiting
    coordinator.post(undated(calendar), {"link": chosen, "seen": seal_in(shown)})
    assert CalendarLink.objects.count() == 3


def test_an_event_entered_meanwhile_is_shown_before_anything_hangs_on_it(
    coordinator, calendar: Calendar
) -> None:
    address = reverse(
        "roadmaps:activity_calendar", args=[calendar.roadmap.pk, calendar.activity.pk]
    )
    form = {
        "series": calendar.series.pk, "side": "after", "days": 5, "count": "calendar", "edge": "end"
    }  # fmt: skip
    calendar.enter(APRIL)
    shown = coordinator.post(address, form)
    assert f"25.04.{YEAR}" in shown.text
    calendar.move(calendar.event, MAY)
    late = coordinator.post(address, {**form, "seen": seal_in(shown)})
    assert late.status_code == 422
    assert "Пока вы смотрели" in late.text
    assert f"25.05.{YEAR}" in late.text
    assert not CalendarLink.objects.exists()
    coordinator.post(address, {**form, "seen": seal_in(late)})
    assert calendar.days() == [MAY.ends_on + timedelta(days=5)]


def test_taking_an_activity_off_the_calendar_shows_what_its_date_becomes(
    coordinator, calendar: Calendar
) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    address = reverse(
        "roadmaps:activity_off_calendar",
        args=[calendar.roadmap.pk, calendar.activity.pk, calendar.series.pk],
    )
    shown = coordinator.post(address)
    assert "Снять с календаря «ВПР»?" in shown.text
    assert CalendarLink.objects.exists()
    coordinator.post(address, {"seen": seal_in(shown)})
    assert not CalendarLink.objects.exists()
    assert calendar.days() == [None]


def test_an_event_is_moved_only_after_its_preview(coordinator, calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    address = reverse("roadmaps:event", args=[calendar.event.pk])
    form = {
        "starts_on": MAY.starts_on.isoformat(), "ends_on": MAY.ends_on.isoformat(),
        "title": MAY.title, "version": calendar.event.version,
    }  # fmt: skip
    shown = coordinator.post(address, form)
    assert f"25.04.{YEAR}" in shown.text
    assert f"25.05.{YEAR}" in shown.text
    assert "3\xa0поручения" in shown.text
    assert calendar.event.starts_on == APRIL.starts_on
    seal = seal_in(shown)
    answer = coordinator.post(address, {**form, "seen": seal})
    assert answer.url == reverse("roadmaps:series", args=[calendar.series.pk])
    assert calendar.event.starts_on == MAY.starts_on
    # The second click of the same button changes nothing.
    coordinator.post(address, {**form, "seen": seal})
    assert calendar.event.version == 2


def test_a_preview_that_is_out_of_date_is_shown_anew(coordinator, calendar: Calendar) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    form = {"starts_on": MAY.starts_on.isoformat(), "version": calendar.event.version}
    address = reverse("roadmaps:event", args=[calendar.event.pk])
    answer = coordinator.post(address, {**form, "seen": "seen long ago"})
    assert answer.status_code == 422
    assert "Пока вы смотрели" in answer.text
    assert calendar.event.starts_on == APRIL.starts_on


def test_a_pasted_list_names_its_wrong_lines_and_loses_nothing(
    coordinator, calendar: Calendar
) -> None:
    address = reverse("roadmaps:event_paste", args=[calendar.series.pk])
    text = f"10.04.{YEAR} ВПР 4 класс\nВПР весной"
    answer = coordinator.post(address, {"year": YEAR - 1, "text": text})
    assert answer.status_code == 422
    assert "Строка 2" in answer.text
    assert f"10.04.{YEAR} ВПР 4 класс" in answer.text
    assert not CalendarEvent.objects.exists()
    good = {"year": YEAR - 1, "text": f"10.04.{YEAR} ВПР 4 класс\n12.04.{YEAR} ВПР 5 класс"}
    for _ in range(2):
        coordinator.post(address, good)
    assert CalendarEvent.objects.count() == 2


def test_a_series_of_another_municipality_cannot_be_hung_on(
    coordinator, calendar: Calendar
) -> None:
    foreign = EventSeries.objects.create(
        municipality=calendar.world.other_office, kind="vpr", name="ВПР"
    )
    value = f"{calendar.activity.pk}:{foreign.pk}:end:5:calendar"
    coordinator.post(undated(calendar), {"link": value, "seen": "yes"})
    hang = reverse("roadmaps:activity_calendar", args=[calendar.roadmap.pk, calendar.activity.pk])
    form = {"series": foreign.pk, "side": "during", "count": "working", "edge": "end"}
    assert coordinator.post(hang, form).status_code == 422
    assert not CalendarLink.objects.exists()


@pytest.mark.parametrize(
    "value", ["", "1", "1:2:3:4:5", "x:vpr:end:5:calendar", "{pk}:own:end:5:calendar",
              "{pk}:vpr:end:9999:calendar", "{pk}:vpr:end:٣:calendar:", "{pk}:vpr:end:5:lunar"],
)  # fmt: skip
def test_a_box_that_was_tampered_with_writes_nothing(
    coordinator, calendar: Calendar, value: str
) -> None:
    sent = {"link": value.format(pk=calendar.activity.pk), "seen": "yes"}
    assert coordinator.post(undated(calendar), sent).status_code == 302
    assert not CalendarLink.objects.exists()


def test_the_plan_says_that_a_deadline_follows_the_calendar(
    coordinator, calendar: Calendar
) -> None:
    calendar.hang()
    calendar.enter(APRIL)
    page = coordinator.get(reverse("roadmaps:roadmap", args=[calendar.roadmap.pk])).text
    assert "по календарю: ВПР, 5\xa0дней после окончания" in page
    assert Occurrence.objects.get(activity=calendar.activity).due_on is not None


def test_a_plan_file_gives_its_lines_with_dates_for_a_look(coordinator, calendar: Calendar) -> None:
    import io

    import docx
    from django.core.files.uploadedfile import SimpleUploadedFile

    document = docx.Document()
    document.add_paragraph("План КПК")
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("№", "Тема", "Даты"),
        ("1", "Функциональная грамотность", f"10.04.{YEAR} – 14.04.{YEAR}"),
        ("2", "Оценивание", f"12 мая {YEAR} года"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    address = reverse("roadmaps:event_paste", args=[calendar.series.pk])
    upload = SimpleUploadedFile("План КПК.docx", stream.getvalue())
    page = coordinator.post(address, {"year": YEAR - 1, "text": "", "file": upload})
    assert "Из файла взято: 2\xa0строки с датами" in page.text
    assert not CalendarEvent.objects.exists()
    text = page.context["form"]["text"].value()
    coordinator.post(address, {"year": YEAR - 1, "text": text})
    titles = CalendarEvent.objects.order_by("starts_on").values_list("title", flat=True)
    assert list(titles) == ["Функциональная грамотность", "Оценивание"]
    refused = SimpleUploadedFile("План.docx", b"\x00\x01\x02")
    answer = coordinator.post(address, {"year": YEAR - 1, "text": "", "file": refused})
    assert answer.status_code == 422
