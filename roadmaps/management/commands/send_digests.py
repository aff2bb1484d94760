"""`manage.py send_digests [--date 2026-11-25] [--dry-run]`: the digests of one day, at once."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from accounts.actions.letters import Draft
from core.web.commands import SpeakingCommand
from roadmaps.actions.reminders import drafts_of, plan_of, reason_against_round, write_round
from roadmaps.queries.reminder_pages import settings_for
from schools.models import Municipality


class Command(SpeakingCommand):
    """Writes the digests that Beat would write, without waiting for the office's hour."""

    help = "Пишет напоминания одного дня (или показывает их, не записывая) и печатает итог в JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, of which day, for real or not."""
        parser.add_argument("--municipality", metavar="CODE")
        parser.add_argument("--date", metavar="YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """One round of each municipality; a round that has been written stays as it is."""
        asked = _date(options["date"])
        found = [
            _round(municipality, asked, is_dry=options["dry_run"])
            for municipality in _municipalities(options["municipality"])
        ]
        document = {"dry_run": options["dry_run"], "municipalities": found}
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))


def _municipalities(code: str | None) -> Iterable[Municipality]:
    everywhere = Municipality.objects.select_related("reminder_settings").order_by("code")
    if code is None:
        return everywhere
    chosen = everywhere.filter(code=code)
    if not chosen:
        raise CommandError(f"Муниципалитета с кодом «{code}» нет. Проверьте код.")
    return chosen


def _round(municipality: Municipality, asked: date | None, *, is_dry: bool) -> dict[str, Any]:
    settings = settings_for(municipality)
    now = timezone.now().astimezone(settings.zone)
    day = asked or now.date()
    if day > now.date() and not is_dry:
        raise CommandError(
            f"{day:%d.%m.%Y} ещё не наступило: письма заранее не пишутся. "
            "Посмотреть их можно с --dry-run."
        )
    at = now if day == now.date() else datetime.combine(day, time(settings.hour), settings.zone)
    answer: dict[str, Any] = {"municipality": municipality.code, "date": day.isoformat()}
    reason = reason_against_round(municipality, day)
    if reason:
        return {**answer, "written": 0, "reason": reason}
    if is_dry:
        letters = list(_shown(drafts_of(plan_of(municipality, day, at))))
        return {**answer, "written": 0, "letters": letters}
    written = write_round(municipality=municipality, day=day, at=at)
    return {**answer, "written": written or 0}


def _shown(drafts: Iterable[Draft]) -> Iterator[dict[str, str]]:
    for draft in drafts:
        yield {"to": draft.to.email, "subject": draft.subject, "body": draft.body}


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Дата «{text}» не понята. Пишите так: 2026-11-25.") from error
