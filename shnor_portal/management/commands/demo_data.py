"""`manage.py demo_data`: a fictional municipality, or a whole fictional country."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from core.web.commands import SpeakingCommand
from schools.models import Municipality, School
from shnor_portal.demo import people, story
from shnor_portal.demo.places import MUNICIPALITY, PASSWORD, country


class Command(SpeakingCommand):
    """Fills the portal through the same actions that its pages use."""

    help = "Вымышленный муниципалитет с результатами, дорожной картой и учётными записями."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Size, seed and what is printed."""
        parser.add_argument("--schools", type=int, help="страна из N школ вместо муниципалитета")
        parser.add_argument("--seed", type=int, default=1, help="другое число – другие данные")
        parser.add_argument("--once", action="store_true", help="не делать второй раз")
        parser.add_argument("--address", default="", help="адрес портала для подсказки")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make what is missing, then say how to sign in."""
        today = timezone.localdate()
        say = self.stderr.write if options["format"] == "json" else self.stdout.write
        if options["schools"] is not None:
            if options["schools"] < 1:
                raise CommandError("Число школ — целое и не меньше 1, например: --schools 500.")
            for demo in country(options["schools"], options["seed"]):
                municipality, _schools = story.take_schools(demo, story.closed_years(today))
                story.take_results(demo, municipality, by=None, today=today, seed=options["seed"])
        elif not _is_told():
            story.tell(today=today, seed=options["seed"], say=say)
        elif not options["once"]:
            say("Демонстрационные данные уже есть.")
        self._report(options)

    def _report(self, options: dict[str, Any]) -> None:
        accounts = people.accounts() if _is_told() else []
        if options["format"] == "json":
            answer = {
                "municipalities": Municipality.objects.count(),
                "schools": School.objects.count(),
                "accounts": [
                    {"role": each.role, "email": each.email, "password": PASSWORD}
                    for each in accounts
                ],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        if options["schools"]:
            self.stdout.write(f"Школ в портале: {School.objects.count()}")
            return
        self._print_accounts(accounts, options["address"])

    def _print_accounts(self, accounts: list[people.Account], address: str) -> None:
        write = self.stdout.write
        write("")
        write(f"Портал поддержки школ: {address or 'запустите make run'}")
        write(f"{MUNICIPALITY.name}, данные вымышлены. Пароль у всех: {PASSWORD}")
        write("")
        width = max(len(each.email) for each in accounts)
        for each in accounts:
            write(f"  {each.email:<{width}}  {each.role}")
        write("")


def _is_told() -> bool:
    return Municipality.objects.filter(code=MUNICIPALITY.code).exists()
