"""`manage.py classify --municipality CODE --academic-year 2024 --criteria federal-30-2`."""

import json
import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from assessments.actions.classifying import carry_out_run, create_run
from assessments.domain.criteria import CriteriaError
from assessments.models import ClassificationRun
from assessments.queries.criteria import criteria_at
from core.web.commands import SpeakingCommand
from core.web.refusals import NotPossible
from schools.models import Municipality


class Command(SpeakingCommand):
    """Calculates the list of a municipality and prints every school's category and findings."""

    help = "Рассчитывает перечень ШНОР муниципалитета и печатает его с основаниями в JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose list, of which year, by which criteria with which changes."""
        parser.add_argument("--municipality", required=True, metavar="CODE")
        parser.add_argument("--academic-year", required=True, metavar="YEAR")
        parser.add_argument("--criteria", default="federal-30-2", metavar="KEY[@VERSION]")
        parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run without a worker: the same actions as the background job."""
        municipality = Municipality.objects.filter(code=options["municipality"]).first()
        if municipality is None:
            raise CommandError(
                f"Муниципалитета с кодом «{options['municipality']}» нет. Загрузите список школ "
                "или проверьте код."
            )
        try:
            criteria = criteria_at(municipality, options["criteria"]).with_settings(options["set"])
            run = create_run(
                municipality=municipality,
                academic_year=_academic_year(options["academic_year"]),
                criteria=criteria,
                by=None,
            )
        except (CriteriaError, NotPossible) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            json.dumps(_document(carry_out_run(run.pk)), ensure_ascii=False, indent=1)
        )


def _academic_year(text: str) -> int:
    found = re.fullmatch(r"(20\d\d)(?:[/-](?:20)?\d\d)?", text.strip())
    if not found:
        raise CommandError(f"Учебный год «{text}» не понят. Пишите первый год: 2024 — это 2024/25.")
    return int(found.group(1))


def _document(run: ClassificationRun) -> dict[str, Any]:
    verdicts = run.verdicts.select_related("school").order_by("school__login")
    return {
        "run": run.pk,
        "criteria": run.criteria,
        "academic_year": run.academic_year,
        "input_digest": run.input_digest,
        "schools": [
            {
                "school": verdict.school.login,
                "name": verdict.school.name,
                "category": verdict.category,
                "reason": verdict.reason,
                "findings": verdict.findings,
                "missing": verdict.missing,
                "unclear": verdict.unclear,
                "unjudged": verdict.unjudged,
                "way_out": verdict.way_out,
            }
            for verdict in verdicts
        ],
    }
