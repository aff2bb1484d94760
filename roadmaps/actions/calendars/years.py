"""School years and working days of an office; dates that rest on them follow at once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values import academic_year as academic_years
from core.values.wording import short_date
from core.web.refusals import NotPossible
from roadmaps.actions.calendars.moving import SeenOtherwise, dates_follow
from roadmaps.domain.calendars.school_years import NAMES, TABLES, as_json, from_json
from roadmaps.domain.deadlines.school_calendar import EnteredYear
from roadmaps.models import Activity, OfficeDay, SchoolYear
from roadmaps.permissions.calendars import require_calendar_editor
from roadmaps.queries.calendars.changes import preview_of_day, preview_of_school_year
from roadmaps.queries.calendars.moves import Preview
from schools.models import Municipality

CHANGED_MEANWHILE = (
    "Пока форма была открыта, даты этого учебного года изменил другой человек. Откройте их снова: "
    "ваши изменения не сохранены."
)
CUSTOMARY = "обычные даты"


@transaction.atomic
def save_school_year(
    *,
    municipality: Municipality,
    by: User,
    academic_year: int,
    dates: EnteredYear | None,
    source: str = "",
    version: int = 0,
    seen: str = "",
) -> bool:
    """Enter the dates of an academic year, or None for the customary ones; False where they stand.

    `version` is the one the form showed, 0 where nothing was entered. Raises NotPossible where
    somebody else was quicker, SeenOtherwise where other dates would move than the person has seen.
    """
    require_calendar_editor(by, municipality)
    _lock(municipality)
    year = SchoolYear.objects.filter(municipality=municipality, academic_year=academic_year)
    kept = year.first()
    before = from_json(kept.stretches) if kept else None
    if before == dates and (kept is None or kept.source == source):
        return False
    if (kept.version if kept else 0) != version:
        raise NotPossible(CHANGED_MEANWHILE)
    preview = preview_of_school_year(municipality, academic_year, dates)
    _check(preview, seen)
    label = academic_years.label(academic_year)
    words = f"Изменены даты четвертей и каникул {label} учебного года."
    with dates_follow(
        activities=_moving(preview), municipality=municipality, by=by, words=words
    ) as cause:
        if dates is None:
            year.delete()
        else:
            year.update_or_create(
                municipality=municipality,
                academic_year=academic_year,
                defaults={"stretches": as_json(dates), "source": source, "version": version + 1},
            )
        cause.audit = record(
            by=by,
            action="change school year",
            subject=municipality,
            summary=f"Изменены даты {label} учебного года",
            changes=_changes(before, dates),
            municipality_id=municipality.pk,
        )
    return True


@transaction.atomic
def save_office_day(
    *,
    municipality: Municipality,
    by: User,
    day: date,
    is_working: bool | None,
    name: str = "",
    seen: str = "",
) -> bool:
    """Say that the office works on `day` or rests, None: as the country; False where it stands."""
    require_calendar_editor(by, municipality)
    _lock(municipality)
    own = OfficeDay.objects.filter(municipality=municipality, day=day)
    kept = own.first()
    before = kept.is_working if kept else None
    if before == is_working and (kept is None or kept.name == name):
        return False
    preview = preview_of_day(municipality, day, is_working=is_working)
    _check(preview, seen)
    words = f"{short_date(day)}: {day_in_words(is_working)}"
    with dates_follow(
        activities=_moving(preview),
        municipality=municipality,
        by=by,
        words=f"Изменён рабочий календарь: {words}.",
    ) as cause:
        if is_working is None:
            own.delete()
        else:
            own.update_or_create(
                municipality=municipality,
                day=day,
                defaults={"is_working": is_working, "name": name},
            )
        cause.audit = record(
            by=by,
            action="change office day",
            subject=municipality,
            summary=f"Изменён рабочий календарь: {words}",
            changes={short_date(day): (day_in_words(before), day_in_words(is_working))},
            municipality_id=municipality.pk,
        )
    return True


def day_in_words(is_working: bool | None) -> str:  # noqa: FBT001
    """«рабочий», «выходной», «как во всей стране»."""
    if is_working is None:
        return "как во всей стране"
    return "рабочий" if is_working else "выходной"


def _lock(municipality: Municipality) -> None:
    """One change of an office's calendar at a time."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)


def _check(preview: Preview, seen: str) -> None:
    if preview.seal != seen:
        raise SeenOtherwise


def _moving(preview: Preview) -> list[Activity]:
    return [one.activity for one in preview.activities]


def _changes(
    before: EnteredYear | None, after: EnteredYear | None
) -> dict[str, tuple[object, object]]:
    return {
        name: (_said(before, table, place), _said(after, table, place))
        for table in TABLES
        for place, name in enumerate(NAMES[table])
        if _said(before, table, place) != _said(after, table, place)
    }


def _said(year: EnteredYear | None, table: str, place: int) -> str:
    if year is None:
        return CUSTOMARY
    first, last = getattr(year, table)[place]
    return f"{short_date(first)}–{short_date(last)}"
