"""The home municipality with so many rows of everything that pages show as a list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

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
from tests.scene.documents import draft_plan, plan_document
from tests.scene.office import register_on_its_way

STATES = ("assigned", "returned", "submitted", "accepted")


class Town:
    """The home municipality, which grows by rows of everything, `most` of them in the end."""

    def __init__(self, world: World, *, most: int) -> None:
        self.world = world
        self.most = most
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
        self.register = register_on_its_way(world, _register_of(self.most))
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
