"""`manage.py classify --municipality CODE --academic-year 2024 --criteria federal-30-2`."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError

from assessments.actions.classifying import carry_out_run, create_run_at
from assessments.domain.criteria import CriteriaError
from assessments.models import ClassificationRun, RunPlace, Verdict
from assessments.queries.criteria import criteria_at
from core.web.commands import SpeakingCommand
from core.web.refusals import NotPossible
from schools.models import Municipality, Region

ONE_PLACE = (
    "Укажите, где считать, одним из трёх: --municipality КОД, --region КОД или --country (вся "
    "страна)."
)


class Command(SpeakingCommand):
    """Calculates a list and prints every school's category and findings."""

    help = (
        "Рассчитывает перечень ШНОР муниципалитета, региона или страны и печатает его с "
        "основаниями в JSON."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose list, of which year, by which criteria with which changes."""
        parser.add_argument("--municipality", metavar="CODE")
        parser.add_argument("--region", metavar="CODE")
        parser.add_argument("--country", action="store_true")
        parser.add_argument("--academic-year", required=True, metavar="YEAR")
        parser.add_argument("--criteria", default="federal-30-2", metavar="KEY[@VERSION]")
        parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run without a worker: the same actions as the background job."""
        place = _place(options)
        try:
            run = _created(place, options)
            done = carry_out_run(run.pk)
        except (CriteriaError, NotPossible) as error:
            raise CommandError(str(error)) from error
        for part in _document(done):
            self.stdout.write(part, ending="")


def _place(options: dict[str, Any]) -> RunPlace:
    said = [options["municipality"], options["region"], options["country"]]
    if sum(map(bool, said)) != 1:
        raise CommandError(ONE_PLACE)
    if options["municipality"]:
        municipality = Municipality.objects.filter(code=options["municipality"]).first()
        if municipality is None:
            raise CommandError(
                f"Муниципалитета с кодом «{options['municipality']}» нет. Загрузите список школ "
                "или проверьте код."
            )
        return RunPlace(municipality)
    if options["region"]:
        region = Region.objects.filter(code=options["region"]).first()
        if region is None:
            raise CommandError(
                f"Региона с кодом «{options['region']}» нет. Код — две цифры, как в номере "
                "субъекта: 98."
            )
        return RunPlace(region=region)
    return RunPlace()


def _created(place: RunPlace, options: dict[str, Any]) -> ClassificationRun:
    year = _academic_year(options["academic_year"])
    criteria = criteria_at(place.municipality, options["criteria"], year).widened_to(place.level)
    return create_run_at(
        place=place,
        academic_year=year,
        criteria=criteria.with_settings(options["set"]),
        by=None,
    )


def _academic_year(text: str) -> int:
    found = re.fullmatch(r"(20\d\d)(?:[/-](?:20)?\d\d)?", text.strip())
    if not found:
        raise CommandError(f"Учебный год «{text}» не понят. Пишите первый год: 2024 — это 2024/25.")
    return int(found.group(1))


def _document(run: ClassificationRun) -> Iterator[str]:
    """The JSON document in pieces, a school a line: a country's does not fit into memory."""
    head = {
        "run": run.pk,
        "criteria": run.criteria,
        "academic_year": run.academic_year,
        "input_digest": run.input_digest,
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "schools": ['
    verdicts = run.verdicts.select_related("school__municipality").order_by("school__login")
    between = "\n  "
    for verdict in verdicts.iterator(chunk_size=500):
        yield between + json.dumps(_school(run, verdict), ensure_ascii=False)
        between = ",\n  "
    yield "\n ]\n}\n"


def _school(run: ClassificationRun, verdict: Verdict) -> dict[str, Any]:
    place = {"municipality": verdict.school.municipality.code} if run.is_wide else {}
    return {
        "school": verdict.school.login,
        **place,
        "name": verdict.school.name,
        "category": verdict.category,
        "reason": verdict.reason,
        "findings": verdict.findings,
        "missing": verdict.missing,
        "unclear": verdict.unclear,
        "unjudged": verdict.unjudged,
        "way_out": verdict.way_out,
    }
