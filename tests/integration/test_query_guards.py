"""A longer list asks the database no more questions: every page that shows rows, at 3 and at 30."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Job, JobState, OutgoingLetter, User
from assessments.actions.criteria import draft_criteria
from assessments.domain.criteria import SHIPPED
from assessments.models import (
    ApprovedList,
    ClassificationRun,
    Result,
    ResultsImport,
    ScaleUpload,
    StoredScale,
    Verdict,
)
from reports.models import Report
from roadmaps.models import (
    Activity,
    ActivityParty,
    Assignment,
    AssignmentEvent,
    CalendarEvent,
    CalendarLink,
    DateRequest,
    EventSeries,
    Evidence,
    HandOver,
    LearnedHeading,
    Objective,
    Occurrence,
    OfficeDay,
    Party,
    PassportEntry,
    PlanChange,
    PlanCheck,
    PlanImport,
    PlanImportRow,
    PlanPartnership,
    Roadmap,
    Section,
    YearTask,
)
from schools.models import ContextValue, Membership, Partnership, School, SchoolAlias
from tests.conftest import World
from tests.drafts_aside import drafts_aside
from tests.routes.asking import ROUTES
from tests.scene.documents import draft_plan, plan_document
from tests.scene.office import register_on_its_way

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 30
STATES = ("assigned", "returned", "submitted", "accepted")


class Town:
    """The home municipality, which grows by so many rows of everything."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.plan = self._plan("Дорожная карта")
        self.template = self._plan("Типовая", status="draft", is_template=True, is_for_schools=True)
        self.activity = Activity.objects.create(roadmap=self.plan, position=1, title="Первое")
        occurrence = Occurrence.objects.create(activity=self.activity, due_on=timezone.localdate())
        self.assignment = Assignment.objects.create(occurrence=occurrence, school=world.school)
        self.series, self.late = (
            EventSeries.objects.create(municipality=world.office, name=name)
            for name in ("ВПР", "Без дат")
        )
        self.upload = ResultsImport.objects.create(
            municipality=world.office, file_name="0.csv", sha256="0", kind="0",
            state="confirmed", decided_at=timezone.now(),
        )  # fmt: skip
        self.run = self._run()
        rows = [("1", "Педсовет", "май", "Методист", "Акт")]
        self.plan_import = draft_plan(world, plan_document(rows))
        PlanImport.objects.filter(pk=self.plan_import.pk).update(updates=self.plan)
        self.register = register_on_its_way(world, _register_of(MANY))
        self.school_plan = Roadmap.objects.create(
            municipality=world.office, school=world.school, title="Карта школы",
            first_year=self.plan.first_year, last_year=self.plan.last_year,
        )  # fmt: skip
        self.size = 0

    def grow(self, number: int) -> None:
        """Add `number` of everything that a page lists."""
        for index in range(self.size, self.size + number):
            school = self._school(index)
            self._figures(index, school)
            self._scales(index)
            Partnership.objects.create(school=school, partner=self.world.other_school)
            self._work(index, school)
            self._papers(index)
            PlanChange.objects.create(
                roadmap=self.plan, at=timezone.now(), by_name="Лесная А. П.", kind="edit",
                summary=f"Изменена строка {index}",
                steps=[{"row": self.activity.pk, "fields": {"title": ["Было", "Стало"]}}],
            )  # fmt: skip
            self._calendar(index)
            self._history(index)
            self._hand_over(index)
            self._own_plan(school)
        self.size += number

    def _history(self, index: int) -> None:
        """An event of each object that has a history of its own."""
        objects = (
            self.plan, self.activity, self.assignment, self.series, self.plan_import, self.run,
            self.world.school, self.world.curator, self.upload, self.world.office,
        )  # fmt: skip
        for one in objects:
            AuditEvent.objects.create(
                actor_id=self.world.coordinator.pk, actor_name="Координатор",
                municipality_id=self.world.office.pk, subject_type=one._meta.label_lower,
                subject_id=one.pk, subject_title=f"{index}", action="edit activity",
                summary=f"Изменено {index}",
                changes=[{"field": "срок", "before": "май", "after": f"{index}"}],
            )  # fmt: skip

    def _hand_over(self, index: int) -> None:
        """More work of the executor, somebody who left work behind, a hand-over of the past."""
        office = self.world.office
        left = User.objects.create(email=f"left{index}@example.org", full_name=f"Ушёл {index}")
        for user in (self.world.executor, left):
            party = Party.objects.create(
                municipality=office, name=f"Пост {user.pk} {index}", kind="post", user=user
            )
            Assignment.objects.create(occurrence=self.assignment.occurrence, party=party)
        HandOver.objects.create(
            municipality=office, former=left, former_name=f"Ушёл {index}", receiver_name="Новый",
            by_name="administrator", at=timezone.now(), content={}, seal=f"{index}",
        )  # fmt: skip

    def _own_plan(self, school: School) -> None:
        """A plan of the school that waits for its check, and one that it works by."""
        year = timezone.localdate().year
        for status in ("on_review", "in_force"):
            plan = Roadmap.objects.create(
                municipality=self.world.office, school=school, title="План школы", status=status,
                first_year=year, last_year=year,
            )  # fmt: skip
            activity = Activity.objects.create(roadmap=plan, position=1, title="Педсовет")
            occurrence = Occurrence.objects.create(activity=activity, due_on=timezone.localdate())
            Assignment.objects.create(occurrence=occurrence, school=school)
            if status == "on_review":
                PlanCheck.objects.create(roadmap=plan, round=1, submitted_at=timezone.now())

    def _plan(self, title: str, **facts: Any) -> Roadmap:
        year = timezone.localdate().year
        known = {"first_year": year, "last_year": year + 1, "status": "in_force"}
        return Roadmap.objects.create(
            municipality=self.world.office, title=title, **(known | facts)
        )

    def _run(self) -> ClassificationRun:
        from assessments.domain.criteria import shipped

        return ClassificationRun.objects.create(
            municipality=self.world.office, academic_year=2024, input_digest="x",
            criteria=shipped("federal-30-2").snapshot(), finished_at=timezone.now(),
            requested_by=self.world.coordinator,
        )  # fmt: skip

    def _plan_import(self, name: str) -> PlanImport:
        return PlanImport.objects.create(
            municipality=self.world.office, file_name=f"{name}.docx", sha256=name,
            draft=self.plan_import.draft, first_year=2026, last_year=2027,
            uploaded_by=self.world.coordinator,
        )  # fmt: skip

    def _school(self, index: int) -> School:
        school = School.objects.create(
            municipality=self.world.office, login=f"edu97{index:04}", name=f"Школа {index}",
            parent=self.world.school,
        )  # fmt: skip
        ContextValue.objects.create(school=school, academic_year=2024, field="pupils", number=index)
        ContextValue.objects.create(
            school=self.world.school, academic_year=1990 + index, field="pupils", number=index
        )
        SchoolAlias.objects.create(school=self.world.school, login=f"sch97{index:04}")
        person = User.objects.create(email=f"{index}@example.org", full_name=f"Куратор {index}")
        Membership.objects.create(user=person, role="curator", school=self.world.school)
        return school

    def _figures(self, index: int, school: School) -> None:
        upload = ResultsImport.objects.create(
            municipality=self.world.office, file_name=f"{index}.csv", sha256=f"{index}", kind="",
            uploaded_by=self.world.coordinator,
        )  # fmt: skip
        for one, subject in ((school, "Математика"), (self.world.school, f"Предмет {index}")):
            Result.objects.create(
                school=one, procedure="vpr", subject=subject, grade=5, academic_year=2024,
                written_year=2024, participants=10, twos=1, threes=2, fours=3, fives=4,
                results_import=upload,
            )  # fmt: skip
        ApprovedList.objects.create(
            municipality=self.world.office, academic_year=2024, run=self._run(), method="30/2",
            state="replaced", order_number=f"{index}", order_date=timezone.localdate(),
            approved_at=timezone.now(), ended_at=timezone.now(),
        )  # fmt: skip
        Verdict.objects.create(
            run=self.run, school=school, category="none", reason="—", low_procedures=0,
            assessed_procedures=1, findings=[],
        )  # fmt: skip

    def _scales(self, index: int) -> None:
        """A scale of a work of its own, criteria of its own, and a table of scales."""
        StoredScale.objects.create(
            municipality=self.world.office, procedure="vpr", subject=f"Предмет {index}", grade=5,
            first_year=2024, last_year=2027, max_score=20, twos_to=5, threes_to=10, fours_to=15,
            source=f"Письмо № {index}", entered_by=self.world.administrator,
        )  # fmt: skip
        draft_criteria(
            municipality=self.world.office, key=f"own-{index}", name=f"Свои {index}",
            criteria=SHIPPED["federal-30-2"], by=self.world.administrator,
        )  # fmt: skip
        ScaleUpload.objects.create(
            municipality=self.world.office, file_name=f"{index}.csv", draft=[],
            uploaded_by=self.world.administrator,
        )  # fmt: skip

    def _work(self, index: int, school: School) -> None:
        self._plan(f"План {index}")
        self._template(index)
        self._texts(index)
        section = Section.objects.create(
            roadmap=self.plan, position=index, number=f"{index}.", title="Раздел"
        )
        activity = Activity.objects.create(
            roadmap=self.plan, section=section, position=index + 2, title=f"Мероприятие {index}",
            deadline_text="май", responsible_text="Руководители ОО",
        )  # fmt: skip
        party = Party.objects.create(
            municipality=self.world.office, name=f"Методист {index}", kind="post",
            user=self.world.executor,
        )  # fmt: skip
        ActivityParty.objects.create(activity=activity, party=party, position=1)
        day = timezone.localdate() + timedelta(days=index - 3)
        for place, status in enumerate(STATES):
            occurrence = Occurrence.objects.create(
                activity=activity, due_on=day + timedelta(days=40 * place)
            )
            self._assigned(occurrence, status, school=self.world.school)
            self._assigned(occurrence, status, school=school)
            self._assigned(occurrence, status, party=party)
        self._one_more_of(self.activity, day, index)

    def _texts(self, index: int) -> None:
        """One more of everything that the plan says beside its rows."""
        place = {"roadmap": self.plan, "position": index + 1}
        Objective.objects.create(text=f"Задача {index}", **place)
        PassportEntry.objects.create(name=f"Запись {index}", **place)
        YearTask.objects.create(direction=f"{index // 2}", year=2026 + index % 2, text="", **place)
        PlanPartnership.objects.create(school=f"{index}", partner="Лицей", **place)

    def _assigned(self, occurrence: Occurrence, status: str, **doer: Any) -> None:
        handed_in = status in ("submitted", "accepted", "returned")
        one = Assignment.objects.create(
            occurrence=occurrence, status=status, rounds=int(handed_in), **doer,
            submitted_at=timezone.now() if handed_in else None,
            submitted_by=self.world.head if handed_in else None,
            accepted_at=timezone.now() if status == "accepted" else None,
        )  # fmt: skip
        self._papers_of(one)
        self._asks_for_date(one)

    def _asks_for_date(self, one: Assignment) -> None:
        DateRequest.objects.create(
            assignment=one, wished_on=timezone.localdate(), reason="Ремонт",
            asked_by=self.world.head, asked_by_name="Директор", asked_at=timezone.now(),
        )  # fmt: skip

    def _papers_of(self, one: Assignment, digest: str = "0") -> None:
        Evidence.objects.create(
            assignment=one, file="x", file_name="x.pdf", size=1, sha256=digest,
            uploaded_by=self.world.head,
        )  # fmt: skip
        AssignmentEvent.objects.create(
            assignment=one, move="return", at=timezone.now(), by=self.world.coordinator,
            by_name="Координатор", comment="Исправьте",
        )  # fmt: skip

    def _one_more_of(self, activity: Activity, day: date, index: int) -> None:
        """One activity with many dates, one assignment with a long history."""
        occurrence = Occurrence.objects.create(activity=activity, due_on=day, label=f"{index}")
        Assignment.objects.create(occurrence=occurrence, school=self.world.school)
        self._papers_of(self.assignment, digest=f"{index}")

    def _template(self, index: int) -> None:
        """A typical roadmap, one more row of the first one, and a plan made of each."""
        one = self._plan(f"Типовая {index}", status="draft", is_template=True, is_for_schools=True)
        for source in (one, self.template):
            made = self._plan(f"План по типовой {index}", carried_from=source)
            Activity.objects.create(roadmap=source, position=index, title=f"Мероприятие {index}")
            Activity.objects.create(
                roadmap=made, position=1, title="Первое", carried_from=self.activity
            )

    def _calendar(self, index: int) -> None:
        """An event and an activity on it, one that waits, a series of its own, another plan."""
        first = date(timezone.localdate().year, 12, 1) - timedelta(days=index)
        CalendarEvent.objects.create(series=self.series, starts_on=first, ends_on=first)
        EventSeries.objects.create(municipality=self.world.office, name=f"События {index}")
        OfficeDay.objects.create(municipality=self.world.office, day=first)
        for number, plan in enumerate((self.plan, self._plan(f"Другой план {index}"))):
            waiting = Activity.objects.create(
                roadmap=plan, position=500 + index, title="Анализ ВПР", deadline_text="после ВПР"
            )
            Occurrence.objects.create(activity=waiting)
            if number == 0:
                self._hung(
                    self.series,
                    Activity.objects.create(
                        roadmap=plan, position=900 + index, title=f"На календаре {index}"
                    ),
                )
                self._hung(self.late, waiting if index % 2 else self._waiting(plan, index))
        other = EventSeries.objects.create(municipality=self.world.office, name=f"Ещё {index}")
        self._hung(other, self.activity)

    def _waiting(self, plan: Roadmap, index: int) -> Activity:
        one = Activity.objects.create(roadmap=plan, position=700 + index, title="Ждёт")
        Occurrence.objects.create(activity=one)
        return one

    def _hung(self, series: EventSeries, activity: Activity) -> None:
        CalendarLink.objects.create(
            activity=activity, series=series, anchor="end", offset_days=5, day_count="working"
        )

    def _papers(self, index: int) -> None:
        OutgoingLetter.objects.create(
            key=f"{index}", kind="digest", to=self.world.head, to_name=f"Глава {index}",
            email="head@example.org", municipality_id=self.world.office.pk, subject="Просрочено 1",
        )  # fmt: skip
        PlanImportRow.objects.create(
            plan_import=self.plan_import, position=index + 2, confidence="0.50",
            original=self.plan_import.rows.first().original, source={"table": 1, "row": index},
            title=f"Строка {index}", deadline_text="май",
        )  # fmt: skip
        self._plan_import(f"{index + 1}")
        LearnedHeading.objects.create(
            municipality=self.world.office, key=f"столбец {index}", heading=f"Столбец {index}",
            role="note", decided_by=self.world.coordinator,
        )  # fmt: skip
        job = Job.objects.create(
            kind="reports.build", subject_id=index, title="Отчёт", state=JobState.DONE,
            finished_at=timezone.now(), requested_by=self.world.coordinator,
        )  # fmt: skip
        Report.objects.create(
            municipality=self.world.office, kind="analysis_vpr", format="pdf", title="Справка",
            params={"academic_year": 2024}, requested_by=self.world.coordinator, job=job,
            file="x.pdf", sha256="x", size=1,
        )  # fmt: skip


def _register_of(number: int) -> bytes:
    """Known schools with other names: each of the town's schools is a line of the review."""
    lines = [f"edu97{index:04};Переименованная {index};Школа № 1" for index in range(number)]
    return "\n".join(["Логин;Наименование;Филиал школы", *lines]).encode()


# Who opens which list; addresses of one object show lists of its parts.
LISTS = [
    ("coordinator", "home"),
    ("head", "home"),
    ("curator", "home"),
    ("executor", "home"),
    ("observer", "home"),
    ("coordinator", "school_list"),
    ("observer", "school_list"),
    ("coordinator", "schools_workbook"),
    ("coordinator", "school"),
    ("head", "school"),
    ("administrator", "people"),
    ("administrator", "person"),
    ("administrator", "person_add"),
    ("administrator", "roadmaps:hand_over"),
    ("administrator", "roadmaps:hand_overs"),
    ("administrator", "letters"),
    ("administrator", "letters_workbook"),
    ("administrator", "journal"),
    ("administrator", "journal_workbook"),
    ("administrator", "person_history"),
    ("head", "school_history"),
    ("coordinator", "roadmaps:roadmap_history"),
    ("coordinator", "roadmaps:activity_history"),
    ("head", "roadmaps:activity_history"),
    ("coordinator", "roadmaps:activity_history_workbook"),
    ("head", "roadmaps:assignment_history"),
    ("coordinator", "roadmaps:calendar_history"),
    ("coordinator", "roadmaps:series_history"),
    ("coordinator", "roadmaps:import_history"),
    ("coordinator", "assessments:run_history"),
    ("administrator", "register"),
    ("coordinator", "context"),
    ("coordinator", "context_files"),
    ("coordinator", "context_index"),
    ("coordinator", "context_index_workbook"),
    ("administrator", "context_weights"),
    ("coordinator", "context_template"),
    ("head", "school_context"),
    ("administrator", "register_review"),
    ("coordinator", "roadmaps:my_calendars"),
    ("coordinator", "roadmaps:month_calendar"),
    ("head", "roadmaps:month_calendar"),
    ("coordinator", "roadmaps:year_calendar"),
    ("coordinator", "roadmaps:roadmaps"),
    ("head", "roadmaps:roadmaps"),
    ("coordinator", "roadmaps:roadmap"),
    ("head", "roadmaps:roadmap"),
    ("coordinator", "roadmaps:new_year"),
    ("coordinator", "roadmaps:templates"),
    ("coordinator", "roadmaps:template"),
    ("head", "roadmaps:templates"),
    ("head", "roadmaps:school_template"),
    ("coordinator", "roadmaps:plan_workbook"),
    ("coordinator", "roadmaps:indicators"),
    ("head", "roadmaps:indicators"),
    ("coordinator", "roadmaps:coverage"),
    ("coordinator", "roadmaps:matrix"),
    ("head", "roadmaps:matrix"),
    ("coordinator", "roadmaps:done_when"),
    ("coordinator", "roadmaps:completeness"),
    ("coordinator", "roadmaps:activity_goals"),
    ("coordinator", "reports:plan_docx"),
    ("coordinator", "reports:plan_xlsx"),
    ("coordinator", "roadmaps:activity"),
    ("coordinator", "roadmaps:activity_row"),
    ("coordinator", "roadmaps:changes"),
    ("coordinator", "roadmaps:numbers"),
    ("coordinator", "roadmaps:texts"),
    ("coordinator", "roadmaps:partners"),
    ("coordinator", "roadmaps:parties"),
    ("coordinator", "roadmaps:import"),
    ("coordinator", "roadmaps:import_review"),
    ("coordinator", "roadmaps:headings"),
    ("coordinator", "roadmaps:import_comparison"),
    ("coordinator", "roadmaps:activity_origin"),
    ("coordinator", "roadmaps:calendar"),
    ("head", "roadmaps:calendar"),
    ("coordinator", "roadmaps:series"),
    ("coordinator", "roadmaps:undated"),
    ("coordinator", "roadmaps:undated_list"),
    ("coordinator", "roadmaps:activity_calendar"),
    ("coordinator", "roadmaps:assignments"),
    ("head", "roadmaps:assignments"),
    ("executor", "roadmaps:assignments"),
    ("coordinator", "roadmaps:all_assignments"),
    ("head", "roadmaps:all_assignments"),
    ("coordinator", "roadmaps:assignments_workbook"),
    ("head", "roadmaps:assignment"),
    ("coordinator", "roadmaps:review"),
    ("curator", "roadmaps:review"),
    ("coordinator", "roadmaps:school_plans"),
    ("head", "roadmaps:school_plans"),
    ("head", "roadmaps:take_rows"),
    ("coordinator", "roadmaps:plan_checks"),
    ("curator", "roadmaps:plan_checks"),
    ("coordinator", "roadmaps:date_requests"),
    ("curator", "roadmaps:date_requests"),
    ("coordinator", "roadmaps:accept_many"),
    ("coordinator", "roadmaps:return_many"),
    ("coordinator", "roadmaps:review_phrases"),
    ("coordinator", "assessments:results"),
    ("head", "assessments:results"),
    ("coordinator", "assessments:results_workbook"),
    ("coordinator", "assessments:measures"),
    ("coordinator", "assessments:measures_workbook"),
    ("coordinator", "assessments:distribution"),
    ("coordinator", "assessments:distribution_workbook"),
    ("coordinator", "assessments:dynamics"),
    ("coordinator", "assessments:dynamics_workbook"),
    ("coordinator", "assessments:against_journal"),
    ("coordinator", "assessments:against_journal_workbook"),
    ("coordinator", "assessments:against_oge"),
    ("coordinator", "assessments:against_oge_workbook"),
    ("coordinator", "assessments:ranking"),
    ("coordinator", "assessments:ranking_workbook"),
    ("coordinator", "assessments:tasks"),
    ("coordinator", "assessments:tasks_workbook"),
    ("coordinator", "assessments:school_results"),
    ("head", "assessments:measures"),
    ("head", "assessments:dynamics"),
    ("coordinator", "assessments:imports"),
    ("coordinator", "assessments:runs"),
    ("coordinator", "assessments:run"),
    ("coordinator", "assessments:run_workbook"),
    ("coordinator", "assessments:entry"),
    ("coordinator", "assessments:template"),
    ("coordinator", "assessments:scales"),
    ("administrator", "assessments:criteria"),
    ("coordinator", "assessments:criteria_shipped_history"),
    ("coordinator", "assessments:scales_workbook"),
    ("administrator", "assessments:scale_uploads"),
    ("coordinator", "assessments:objectivity"),
    ("coordinator", "assessments:objectivity_workbook"),
    ("coordinator", "assessments:objectivity_entry"),
    ("coordinator", "assessments:what_if"),
    ("coordinator", "assessments:what_if_workbook"),
    ("coordinator", "partnerships"),
    ("head", "partnerships"),
    ("coordinator", "partnerships_workbook"),
    ("coordinator", "partnership_new"),
    ("coordinator", "partners:choice"),
    ("coordinator", "assessments:lists"),
    ("coordinator", "assessments:lists_workbook"),
    ("coordinator", "reports:list"),
    ("coordinator", "reports:new"),
    ("observer", "reports:list"),
]
NO_LISTS = {
    "me",
    "roadmaps:my_letters",
    "roadmaps:import_paste",
    "roadmaps:reading",
    "roadmaps:responsible",
    "roadmaps:office_day",
    "roadmaps:series_add",
    "set_display",
    "partnership_rules",
    "assessments:objectivity_rules",
    "assessments:scale_new",
    "assessments:scale_template",
    "assessments:run_nights",
    "assessments:run_settings",
    "assessments:what_if_run",
    "assessments:what_if_save",
    "assessments:criteria_copy",
}


# Without a work these pages only ask for one.
OF_A_WORK = {
    "assessments:entry": "grade=5&attempt=first",
    "assessments:template": "grades=5",
}


def address_of(town: Town, route: str) -> str:
    """The page of `route` for the town's own objects."""
    arguments: dict[str, list[Any]] = {
        "school": [town.world.school.login],
        "school_context": [town.world.school.login],
        "person": [town.world.curator.pk],
        "person_history": [town.world.curator.pk],
        "assessments:school_results": [town.world.school.login],
        "school_history": [town.world.school.login],
        "roadmaps:roadmap_history": [town.plan.pk],
        "roadmaps:activity_history": [town.plan.pk, town.activity.pk],
        "roadmaps:activity_history_workbook": [town.plan.pk, town.activity.pk],
        "roadmaps:assignment_history": [town.assignment.pk],
        "roadmaps:calendar_history": [town.world.office.pk],
        "roadmaps:series_history": [town.series.pk],
        "roadmaps:import_history": [town.plan_import.pk],
        "assessments:run_history": [town.run.pk],
        "assessments:criteria_shipped_history": ["federal-30-2"],
        "roadmaps:hand_over": [town.world.executor.pk],
        "register_review": [town.register.pk],
        "roadmaps:roadmap": [town.plan.pk],
        "roadmaps:take_rows": [town.school_plan.pk],
        "roadmaps:new_year": [town.plan.pk],
        "roadmaps:template": [town.template.pk],
        "roadmaps:school_template": [town.world.school.pk, town.template.pk],
        "roadmaps:indicators": [town.plan.pk],
        "roadmaps:coverage": [town.plan.pk],
        "roadmaps:matrix": [town.plan.pk],
        "roadmaps:done_when": [town.plan.pk],
        "roadmaps:completeness": [town.plan.pk],
        "roadmaps:activity_goals": [town.plan.pk, town.activity.pk],
        "roadmaps:plan_workbook": [town.plan.pk],
        "roadmaps:year_calendar": [town.plan.pk],
        "reports:plan_docx": [town.plan.pk],
        "reports:plan_xlsx": [town.plan.pk],
        "roadmaps:activity": [town.plan.pk, town.activity.pk],
        "roadmaps:activity_row": [town.plan.pk, town.activity.pk],
        "roadmaps:changes": [town.plan.pk],
        "roadmaps:numbers": [town.plan.pk],
        "roadmaps:texts": [town.plan.pk],
        "roadmaps:partners": [town.plan.pk],
        "roadmaps:series": [town.series.pk],
        "roadmaps:undated": [town.plan.pk],
        "roadmaps:activity_calendar": [town.plan.pk, town.activity.pk],
        "roadmaps:import_review": [town.plan_import.pk],
        "roadmaps:import_comparison": [town.plan_import.pk],
        "roadmaps:activity_origin": [town.plan.pk, town.activity.pk],
        "roadmaps:assignment": [town.assignment.pk],
        "assessments:run": [town.run.pk],
        "assessments:run_workbook": [town.run.pk],
        "reports:new": ["roadmap_progress"],
    }
    address = reverse(route, args=arguments.get(route, []))
    if route == "assessments:objectivity_entry":
        place = town.world.office.pk
        return f"{address}?municipality={place}&academic_year=2024&layout=sign:listed"
    if route in OF_A_WORK:
        work = "procedure=vpr&subject=Математика&academic_year=2024"
        return f"{address}?municipality={town.world.office.pk}&{work}&{OF_A_WORK[route]}"
    if route in ("roadmaps:accept_many", "roadmaps:return_many"):
        waiting = Assignment.objects.filter(status="submitted").values_list("pk", flat=True)
        return f"{address}?{'&'.join(f'assignment={pk}' for pk in waiting)}"
    return address


def answers(town: Town, person: str, route: str) -> Callable[[], None]:
    """A call that opens the list and finds it there."""
    client, address = Client(), address_of(town, route)
    client.force_login(town.world.people[person])

    def open_it() -> None:
        with drafts_aside():
            answer = client.get(address)
        assert answer.status_code == 200, (person, route)

    return open_it


def costs(town: Town, count_queries: Callable[..., int]) -> dict[tuple[str, str], int]:
    """How many queries each list makes now."""
    return {one: count_queries(answers(town, *one)) for one in LISTS}


def test_thirty_rows_cost_as_many_queries_as_three(
    world: World, count_queries: Callable[..., int]
) -> None:
    town = Town(world)
    town.grow(FEW)
    # What a process asks but once must not stand in for what a longer list asks more.
    for one in LISTS:
        answers(town, *one)()
    few = costs(town, count_queries)
    town.grow(MANY - FEW)
    many = costs(town, count_queries)
    grown = {key: (few[key], cost) for key, cost in many.items() if cost > few[key]}
    assert not grown


def test_every_list_is_guarded() -> None:
    guarded = {route for _, route in LISTS}
    lists = {name for name, has_object in ROUTES.items() if not has_object}
    assert {name for name in lists - guarded - NO_LISTS if not name.startswith("account_")} == set()
