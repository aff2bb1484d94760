"""A plan in force with work in every state, a project, and a plan on its way in."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.conftest import World
from tests.scene.documents import PDF, draft_plan, photo, plan_document
from tests.scene.office import hand_over_asked


class PlanInWork:
    """A plan in force with work in every state, a project, and a plan on its way in."""

    def __init__(self, world: World) -> None:
        from roadmaps.actions.imports import confirm_import
        from roadmaps.models import Party

        self.world = world
        self.year = year = timezone.localdate().year + 1
        self.rows = rows = (
            ("1. Диагностика",),
            ("1.1", "Самодиагностика школы", f"Октябрь {year} года", "Руководители ОО", "Карта"),
            ("1.2", "Анализ уроков", f"до 20 декабря {year} года", "Руководители ОО", "Справка"),
            ("1.3", "Разбор итогов", f"Июнь {year} года", "Методист", "Справка"),
            ("1.5", "Мониторинг", f"Март {year} года", "Руководители ОО", "Карта"),
            ("1.4", "Семинар", f"Ноябрь {year} года", "Методист", "Программа"),
        )
        self.roadmap = confirm_import(
            plan_import=draft_plan(world, plan_document(rows)), by=world.coordinator
        )
        Party.objects.filter(name="Методист").update(user=world.executor)

    def objects(self) -> dict[str, Any]:
        by = {"by": self.world.head, "at": timezone.now()}
        judge = {"by": self.world.coordinator, "at": timezone.now()}
        from roadmaps.actions import work
        from roadmaps.actions.evidence import attach_evidence
        from roadmaps.actions.phrases import add_phrase

        owed, branch, accepted, cancelled = self._of_schools()
        evidence = attach_evidence(assignment=owed, content=PDF, file_name="Приказ № 5.pdf", **by)
        submitted = work.submit(assignment=branch, note="Проведено", **by)
        earlier = attach_evidence(
            assignment=accepted, content=PDF + b"2", file_name="Протокол.pdf", **by
        )
        work.submit(assignment=accepted, note="Проведено", **by)
        work.accept(assignment=accepted, **judge)
        work.cancel(assignment=cancelled, reason="Нет старших классов", **judge)
        return {
            "roadmap": self.roadmap,
            "activity": self.roadmap.activities.get(number="1.1"),
            "bare_activity": self.roadmap.activities.get(number="1.4"),
            "indicator": self._indicator(),
            "intended_gap": self._intended_gap(),
            "plan_change": self._change(),
            "saved_filter": self._filter(),
            "objectives": self._objectives(),
            "plan_partner": self._partner(),
            "first_section": self.roadmap.sections.get(number="1."),
            "section": self._section(),
            "calendar_feed": self._feed(),
            "owed": owed,
            "submitted": submitted,
            "accepted": accepted,
            "cancelled": cancelled,
            "office_work": self._assignment("1.3", school=None),
            "schools_party": self._schools_party(),
            "asked": self._asked(),
            **self._files_on_their_way(owed),
            **self._names(),
            **self._calendar(),
            "evidence": evidence,
            "earlier_evidence": earlier,
            "phrase": add_phrase(
                municipality=self.world.office, text="Нет печати школы.", by=self.world.coordinator
            ),
            **self._on_their_way(),
            "hand_over": self._hand_over(),
        }

    def _indicator(self) -> Any:
        """A target that can be read in two ways, with one fact."""
        from roadmaps.actions.indicators.texts import IndicatorWords, add_indicator
        from roadmaps.actions.indicators.values import set_actual

        year = self.roadmap.first_year
        words = IndicatorWords("Доля сдавших", "%", ">=", targets={str(year): "+5 % ежегодно"})
        made = add_indicator(roadmap=self.roadmap, by=self.world.coordinator, words=words)
        set_actual(
            indicator=made, year=year - 1, by=self.world.coordinator, actual=Decimal(60),
            source="Протокол", seen="",
        )  # fmt: skip
        return made

    def _hand_over(self) -> Any:
        """The work of somebody who has left, which the executor took over."""
        from accounts.models import User
        from roadmaps.actions.handing_over import hand_over
        from roadmaps.models import Party
        from schools.models import Membership

        former = User.objects.create_user("former@example.org", full_name="Прежний специалист")
        Membership.objects.create(user=former, role="executor", municipality=self.world.office)
        Party.objects.create(
            municipality=self.world.office, name="Прежний специалист", kind="post", user=former
        )
        asked = hand_over_asked(self.world, former, self.world.executor)
        return hand_over(**asked, by=self.world.administrator, at=timezone.now())

    def _intended_gap(self) -> Any:
        """An activity that answers to nothing, and that is meant so."""
        from roadmaps.actions.completeness import intend
        from roadmaps.domain.completeness import Gap
        from roadmaps.models import IntendedGap

        row = self.roadmap.activities.get(number="1.4")
        intend(
            roadmap=self.roadmap, by=self.world.coordinator, gap=Gap.NO_PURPOSE,
            subjects=[row.pk], reason="Разовое дело",
        )  # fmt: skip
        return IntendedGap.objects.get()

    def _change(self) -> Any:
        """A cell that the coordinator has written."""
        from roadmaps.actions.editing.cells import edit_cell

        return edit_cell(
            activity=self.roadmap.activities.get(number="1.4"), field="deliverable",
            value="Программа семинара", expected="Программа", by=self.world.coordinator,
        )  # fmt: skip

    def _partner(self) -> Any:
        """A partner that the plan names."""
        from roadmaps.models import PlanPartnership

        return PlanPartnership.objects.create(
            roadmap=self.roadmap, position=1, school="Школа № 1", partner="Школа № 2",
            partner_kind="school", scope="Физика",
        )  # fmt: skip

    def _objectives(self) -> Any:
        """Two objectives that the coordinator has added."""
        from roadmaps.actions.editing.texts import add_text

        for text in ("Обучить учителей", "Поддержать учеников"):
            add_text(
                roadmap=self.roadmap, kind="objectives", values={"text": text},
                by=self.world.coordinator,
            )  # fmt: skip
        return list(self.roadmap.objectives.order_by("-position")[:2][::-1])

    def _filter(self) -> Any:
        """A filter that the coordinator shares."""
        from roadmaps.actions.saved_filters import save_filter

        return save_filter(
            roadmap=self.roadmap, by=self.world.coordinator, name="Просрочено",
            query="state=overdue", is_shared=True,
        )  # fmt: skip

    def _section(self) -> Any:
        """A section with nothing in it, the last of the plan."""
        from roadmaps.actions.editing.sections import add_section
        from roadmaps.domain.outline import OUTSIDE, Side, Target

        return add_section(
            roadmap=self.roadmap, number="2.", title="Итоги", kind="section",
            target=Target(Side.END, OUTSIDE), by=self.world.coordinator,
        )  # fmt: skip

    def _files_on_their_way(self, owed: Any) -> dict[str, Any]:
        from roadmaps.actions.photos import add_sheet
        from roadmaps.actions.uploads import add_piece, begin_upload

        by = {"assignment": owed, "by": self.world.head, "at": timezone.now()}

        def begin(content: bytes) -> Any:
            digest = hashlib.sha256(content).hexdigest()
            named = {"file_name": "Отчёт.pdf", "size": len(content), "sha256": digest}
            return begin_upload(**named, is_sheet=False, **by)

        whole = begin(PDF + b"3")
        add_piece(upload=whole, offset=0, content=PDF + b"3", at=by["at"])
        return {
            "sheet": add_sheet(content=photo("JPEG"), **by),
            "upload": begin(PDF + b"4"),
            "whole_upload": whole,
        }

    def _feed(self) -> Any:
        """The address of the head's calendar."""
        from roadmaps.actions.feeds import issue_feed

        return issue_feed(user=self.world.head, school=None, at=timezone.now())

    def _names(self) -> dict[str, Any]:
        from roadmaps.actions.synonyms import learn_synonym
        from roadmaps.models import Party, SynonymOrigin

        party = Party.objects.get(municipality=self.world.office, name="Методист")
        other = Party.objects.create(
            municipality=self.world.office, name="Опорный центр", kind="organisation"
        )
        synonym = learn_synonym(
            party=party, words="Окружной методист", origin=SynonymOrigin.ADDED,
            by=self.world.coordinator,
        )  # fmt: skip
        return {"other_party": other, "synonym": synonym}

    def _schools_party(self) -> Any:
        """The group whose activity 1.2 goes by the list; it was decided before any list was."""
        from roadmaps.models import ActivityParty, Party

        party = Party.objects.get(municipality=self.world.office, name="Руководители ОО")
        ActivityParty.objects.filter(party=party, activity__number="1.2").update(
            audience="listed_and_at_risk", audience_reason="Так решили"
        )
        return party

    def _calendar(self) -> dict[str, Any]:
        """ВПР with one event, on which an activity hangs; another series that is still empty."""
        from roadmaps.actions.calendars.events import add_events, add_series
        from roadmaps.actions.calendars.links import LinkValues, confirm_links, preview_of_values
        from roadmaps.domain.calendars.offsets import EventValues, Offset
        from roadmaps.domain.calendars.series import SeriesKind
        from roadmaps.models import OfficeDay
        from roadmaps.queries.calendars.changes import preview_of_events

        by = self.world.coordinator
        kinds = (SeriesKind.VPR, SeriesKind.COURSES)
        vpr, courses = (
            add_series(municipality=self.world.office, by=by, kind=kind, name="") for kind in kinds
        )
        days = EventValues(date(self.year, 4, 10), date(self.year, 4, 20), "ВПР 4–8 классы")
        seen = preview_of_events(vpr, added=[days.days(-1)]).seal
        add_events(series=vpr, by=by, values=[days], seen=seen)
        hung = LinkValues(self.roadmap.activities.get(number="1.4"), Offset(), series=vpr)
        confirm_links(
            roadmap=self.roadmap, by=by, values=[hung], seen=preview_of_values([hung]).seal
        )
        office_day = OfficeDay.objects.create(
            municipality=self.world.office, day=date(self.year, 8, 29), name="Праздник округа"
        )
        return {
            "series": vpr,
            "empty_series": courses,
            "event": vpr.events.get(),
            "office_day": office_day,
        }

    def _asked(self) -> Any:
        """A request of the head for another date of an assignment of its own."""
        from roadmaps.actions.date_requests import ask_for_date

        work = self._assignment("1.5", school=self.world.school)
        return ask_for_date(
            assignment=work, wished_on=timezone.localdate() + timedelta(days=60),
            reason="Ремонт", by=self.world.head, at=timezone.now(),
        )  # fmt: skip

    def _of_schools(self) -> list[Any]:
        school, branch = self.world.school, self.world.branch
        places = [("1.1", school), ("1.1", branch), ("1.2", school), ("1.2", branch)]
        return [self._assignment(number, school=one) for number, one in places]

    def _assignment(self, number: str, *, school: Any) -> Any:
        from roadmaps.models import Assignment

        return Assignment.objects.select_related(
            "occurrence__activity__roadmap__municipality", "school", "party"
        ).get(occurrence__activity__number=number, school=school)

    def _on_their_way(self) -> dict[str, Any]:
        from roadmaps.actions.import_facts import change_plan
        from roadmaps.actions.imports import confirm_import
        from roadmaps.models import LearnedHeading

        rows = [("1", "Педсовет", "март", "Руководители ОО", "Протокол")]
        project = draft_plan(self.world, plan_document(rows, "Проект плана"), "Проект.docx")
        year = timezone.localdate().year
        change_plan(
            plan_import=project, by=self.world.coordinator, title="Проект плана",
            first_year=year, last_year=year + 1, calendar="calendar", is_approved=False,
        )  # fmt: skip
        waiting = draft_plan(self.world, plan_document(rows, "Новый план"), "Новый.docx")
        heading = LearnedHeading.objects.create(
            municipality=self.world.office, key="светофор", heading="Светофор", role="ignored"
        )
        changed = plan_document([*self.rows, ("1.6", "Совет", "май", "Методист", "Акт")])
        return {
            "heading": heading,
            "changed_plan": draft_plan(self.world, changed, "Изменённый.docx"),
            "plan_in_draft": confirm_import(plan_import=project, by=self.world.coordinator),
            "act": self._approved("Утверждённый план", "17-ОД"),
            **self._amended(),
            "template": self._template(),
            "sample": self._sample(),
            "plan_import": waiting,
            "row": waiting.rows.get(),
        }

    def _amended(self) -> dict[str, Any]:
        """An approved plan that is being amended, and the working copy of that."""
        from roadmaps.actions.amending.opening import open_amendment
        from roadmaps.actions.editing.cells import edit_cell

        plan = self._approved("Изменяемый план", "18-ОД")
        copy = open_amendment(roadmap=plan, by=self.world.coordinator)
        row = copy.activities.select_related("roadmap__municipality").get()
        edit_cell(
            activity=row, field="title", value="Методическая неделя", expected=row.title,
            by=self.world.coordinator,
        )  # fmt: skip
        return {"amended": plan, "amendment": copy}

    def _template(self) -> Any:
        """The plan in force, kept as a typical roadmap."""
        from roadmaps.actions.templates import save_as_template

        return save_as_template(
            roadmap=self.roadmap, by=self.world.coordinator, name="Типовая", press=uuid4()
        )

    def _sample(self) -> Any:
        """The same plan as a typical roadmap for schools."""
        from roadmaps.actions.templates import save_as_template

        return save_as_template(
            roadmap=self.roadmap, by=self.world.coordinator, name="Для школ", press=uuid4(),
            for_schools=True,
        )  # fmt: skip

    def _approved(self, title: str, number: str) -> Any:
        """A plan that an order has approved: its text stands in an edition."""
        from roadmaps.actions.editions import Order, approve_plan
        from roadmaps.actions.imports import confirm_import
        from roadmaps.actions.order_scans import read_scan

        rows = [("1", "Методический день", "апрель", "Методист", "Программа")]
        draft = draft_plan(self.world, plan_document(rows, title), f"{title}.docx")
        plan = confirm_import(plan_import=draft, by=self.world.coordinator)
        day = timezone.localdate()
        order = Order(number, day, day, read_scan(PDF, f"Приказ {number}.pdf"))
        approve_plan(roadmap=plan, by=self.world.coordinator, order=order)
        plan.refresh_from_db()
        return plan
