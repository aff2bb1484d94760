"""A second plan of the demonstration: approved by an order, amended by another, in work.

It shows what the first plan, still open for editing, cannot: editions and what changed between
them.
"""

from datetime import date, timedelta

from accounts.models import User
from core.values.wording import short_date
from reports.domain.document import Document, Paragraph, Signature
from reports.renderers import pdf
from roadmaps.actions.activities import add_activity, delete_activity
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.amending.reasons import give_reasons
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.imports import confirm_import, draft_import
from roadmaps.actions.order_scans import OrderScan, read_scan
from roadmaps.domain.editions import subject_of
from roadmaps.models import Activity, Roadmap
from schools.models import Municipality
from shnor_portal.demo.plan import PlanText, Row, plan_document

FILE_NAME = "План подготовки к ГИА.docx"
AMENDED_DAYS_AGO = 21
MOVED = "Диагностическая работа по математике в девятых классах"
DROPPED = "Обмен вариантами пробных работ между школами"
NEXT = "Итоговый анализ подготовки к экзаменам"
EXAMS = PlanText(
    order="от 19.01.{first} № 18",
    title=(
        "План мероприятий",
        "по подготовке выпускников к государственной итоговой аттестации",
        "на {first} год",
    ),
    goal="подготовить каждого выпускника к экзаменам без спешки и натаскивания",
    objectives=(
        "Увидеть трудности выпускников до экзаменов.",
        "Помочь учителям, которые впервые готовят к экзаменам.",
    ),
    sections=(
        (
            "Диагностика",
            (
                Row(
                    "Перечень выпускников, которым нужна помощь",
                    "До 10 февраля {first} г.",
                    "Руководители ОО",
                    "Список без фамилий, по классам",
                ),
                Row(MOVED, "До 15 ноября {first} г.", "Руководители ОО", "Анализ работы"),
            ),
        ),
        (
            "Помощь учителям",
            (
                Row(
                    "Практикум «Задания с развёрнутым ответом»",
                    "Март {first}",
                    "Методический центр",
                    "Программа практикума",
                ),
                Row(
                    "Консультации экспертов предметных комиссий",
                    "Октябрь – ноябрь {first}",
                    "Методический центр",
                    "График консультаций",
                ),
                Row(DROPPED, "До 25 декабря {first} г.", "Руководители ОО", "Варианты работ"),
            ),
        ),
        (
            "Итоги",
            (Row(NEXT, "Декабрь {first}", "Муниципальный координатор", "Аналитическая справка"),),
        ),
    ),
)


def _exam_year(today: date) -> int:
    """This year, once its plan is old enough to have been amended."""
    return (today - timedelta(days=2 * AMENDED_DAYS_AGO + 3)).year


def take_exam_plan(municipality: Municipality, by: User, today: date) -> Roadmap:
    """The plan of one year, read from Word, with the order that approved it."""
    year = _exam_year(today)
    draft = draft_import(
        municipality=municipality,
        by=by,
        file_name=FILE_NAME,
        content=plan_document(year, year, EXAMS),
    )
    roadmap = confirm_import(plan_import=draft, by=by)
    day = date(year, 1, 19)
    order = Order("18", day, day, _scan(municipality, "18", day, "Об утверждении плана"))
    approve_plan(roadmap=roadmap, by=by, order=order, today=today)
    roadmap.refresh_from_db()
    return roadmap


def amend(roadmap: Roadmap, by: User, today: date) -> None:
    """One order changes a date, adds a row and drops another; the next change is being written."""
    day = today - timedelta(days=AMENDED_DAYS_AGO)
    copy = open_amendment(roadmap=roadmap, by=by)
    moved, dropped, last = (_row(copy, title) for title in (MOVED, DROPPED, NEXT))
    _write(moved, "deadline_text", f"До 5 декабря {roadmap.last_year} г.", by)
    added = add_activity(
        roadmap=copy,
        by=by,
        section=moved.section,
        number="1.3",
        title="Разбор диагностической работы с учителями",
        deadline_text=f"До 15 декабря {roadmap.last_year} г.",
        responsible_text="Методический центр",
        deliverable="Протокол разбора",
    )
    reasons = {
        _subject(moved): "Регион перенёс работу на декабрь.",
        subject_of("rows", -added.pk): "Без разбора работа ничего не меняет.",
        _subject(dropped): "Варианты даёт региональный центр.",
    }
    delete_activity(activity=dropped, by=by)
    give_reasons(amendment=copy, by=by, reasons=reasons, opened={})
    scan = _scan(roadmap.municipality, "203", day, "О внесении изменений в план")
    order = Order("203", day, day, scan)
    approve_amendment(roadmap=roadmap, amendment_id=copy.pk, by=by, order=order, today=today)
    roadmap.refresh_from_db()
    next_copy = open_amendment(roadmap=roadmap, by=by)
    _write(_row(next_copy, last.title), "deliverable", "Аналитическая справка, проект плана", by)


def _row(plan: Roadmap, title: str) -> Activity:
    rows = plan.activities.select_related("roadmap__municipality", "section")
    return rows.get(title=title)


def _write(row: Activity, field: str, value: str, by: User) -> None:
    edit_cell(activity=row, field=field, value=value, expected=getattr(row, field), by=by)


def _subject(row: Activity) -> str:
    """A row of the working copy, under the id that it has in the plan."""
    if row.origin_id is None:
        raise ValueError(f"{row} is not of the plan")
    return subject_of("rows", row.origin_id)


def _scan(municipality: Municipality, number: str, day: date, subject: str) -> OrderScan:
    """A page that could be the scanned order."""
    order = Document(
        organisation=(municipality.office_name, municipality.name),
        kind="Приказ",
        title=subject,
        number=number,
        date=day,
        place=municipality.place,
        blocks=(
            Paragraph("ПРИКАЗЫВАЮ:"),
            Paragraph(f"{subject} с {short_date(day)} (приложение)."),
            Signature(municipality.head_post, municipality.head_name),
        ),
    )
    return read_scan(pdf.render(order), f"Приказ № {number}.pdf")
