"""Results, the list of ШНОР, a report and its job."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from tests.conftest import World

RESULTS_HEADER = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
RESULTS = (
    "2024/25;5;Русский язык;edu980001;10;3;3;3;1\n"
    "2024/25;5;Математика;edu980001;20;9;5;5;1\n"
    "2024/25;5;Математика;edu980002;10;2;3;3;2\n"
)


class Figures:
    """Results, the list of ШНОР, a report and its job."""

    def __init__(self, world: World) -> None:
        from assessments.actions.importing import confirm_import

        self.world = world
        self.confirmed = confirm_import(
            results_import=self._draft(RESULTS), by=world.coordinator
        ).results_import

    def _draft(self, lines: str) -> Any:
        from assessments.actions.importing import draft_import

        return draft_import(
            municipality=self.world.office, content=(RESULTS_HEADER + lines).encode(),
            file_name="Итоги.csv", by=self.world.coordinator,
        )  # fmt: skip

    def objects(self) -> dict[str, Any]:
        report = self._report()
        return {
            "confirmed_results": self.confirmed,
            "results_import": self._draft("2024/25;6;Биология;edu980002;10;2;3;3;2\n"),
            **self._lists(),
            "written_name": self._written_name(),
            "batch": self._batch(),
            "unfinished_run": self._failed_run(),
            "region_run": self._region_run(),
            "report": report,
            "job": report.job,
        }

    def _lists(self) -> dict[str, Any]:
        """The calculation, the list of it that an order approved, a draft of the year before."""
        from assessments.actions.lists import approve_list, draft_list

        run, by = self._run(), self.world.coordinator
        approved = approve_list(
            approved_list=draft_list(run=run, by=by), order_number="41",
            order_date=date(2025, 10, 6), by=by,
        )  # fmt: skip
        draft = draft_list(run=self._run(2023), by=by)
        return {"run": run, "approved_list": approved, "list_draft": draft}

    def _written_name(self) -> Any:
        from schools.actions.names import remember_name

        return remember_name(
            school=self.world.school, written="Первая школа", by=self.world.coordinator
        )

    def _batch(self) -> Any:
        from assessments.actions.batches import draft_batch
        from core.office.packed_files import PackedFile, Unpacked

        lines = [f"2024/25;{grade};История;edu980002;4;1;1;1;1\n" for grade in (6, 7)]
        files = [PackedFile("И.csv", (RESULTS_HEADER + line).encode()) for line in lines]
        return draft_batch(
            municipality=self.world.office, unpacked=Unpacked(tuple(files), (), 0),
            by=self.world.coordinator,
        )  # fmt: skip

    def _run(self, year: int = 2024) -> Any:
        from assessments.actions.classifying import carry_out_run

        return carry_out_run(self._started(year).pk)

    def _started(self, year: int = 2024) -> Any:
        from assessments.actions.classifying import start_run
        from assessments.domain.criteria import shipped

        return start_run(
            municipality=self.world.office, academic_year=year,
            criteria=shipped("federal-30-2"), by=self.world.coordinator,
        )  # fmt: skip

    def _failed_run(self) -> Any:
        from accounts.models import Job, JobState

        run = self._started()
        Job.objects.filter(kind="classification", subject_id=run.pk).update(
            state=JobState.FAILED, failure="Работа прервалась.", finished_at=timezone.now()
        )
        return run

    def _region_run(self) -> Any:
        from assessments.actions.classifying import carry_out_run, create_run_at
        from assessments.domain.criteria import shipped
        from assessments.models import RunPlace

        run = create_run_at(
            place=RunPlace(region=self.world.region), academic_year=2024,
            criteria=shipped("federal-30-2"), by=self.world.observer,
        )  # fmt: skip
        return carry_out_run(run.pk)

    def _report(self) -> Any:
        from accounts.actions import jobs
        from reports.actions import request_report
        from reports.domain.kinds import Parameters, ReportFormat, ReportKind
        from reports.models import Report

        asked = request_report(
            kind=ReportKind.ANALYSIS_VPR, file_format=ReportFormat.XLSX,
            municipality=self.world.office, parameters=Parameters(academic_year=2024),
            by=self.world.coordinator,
        )  # fmt: skip
        jobs.run(asked.job_id)
        return Report.objects.select_related("job").get(pk=asked.pk)


def tied_indicator(plan: Any, by: Any) -> Any:
    """An indicator that is computed from the results of 2024/25: 2025 waits for a person."""
    from assessments.domain.named_measures import MeasureChoice
    from assessments.domain.procedures import Procedure
    from roadmaps.actions.indicators.computing import choose_measure
    from roadmaps.models import Indicator

    made = Indicator.objects.create(roadmap=plan, position=1, name="Доля двоек", unit="%")
    choice = MeasureChoice("low_share", Procedure.VPR, "Математика", 5)
    choose_measure(indicator=made, by=by, choice=choice, seen="")
    return made
