"""Lists of assignments and the page where one is carried out."""

from datetime import date
from textwrap import shorten
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from core.values.wording import counted
from core.web.excel import excel_link
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions import work as actions
from roadmaps.actions.evidence import attach_link, remove_evidence
from roadmaps.actions.work import NoteChanged
from roadmaps.filters.work import AssignmentFilter, OwnAssignmentFilter
from roadmaps.forms.work import DoneForm
from roadmaps.models import Assignment, Evidence
from roadmaps.permissions.work import require_doer, school_marks_itself
from roadmaps.queries import progress
from roadmaps.queries import work as queries
from roadmaps.tables.work import AssignmentTable
from roadmaps.views.assignment_page import assignment_context
from roadmaps.views.attaching import attach_uploads

ROWS_A_PAGE = 50
CLOSED_SHOWN = 30
TITLE_WIDTH = 90
NOT_SENT = "Сохранено. На проверку пока не отправлено."
NOT_MARKED = "Сохранено. Выполненным пока не отмечено."
NO_ASSIGNMENTS = "Поручений пока нет."


@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """What the person owes; for those who direct the work, the table of all."""
    if queries.owes_work_only(request.user):
        return _own(request)
    return all_assignments(request)


@require_safe
def all_assignments(request: HttpRequest) -> HttpResponse:
    """Every assignment that the person sees under plans in force."""
    today = timezone.localdate()
    chosen, table = filtered_assignments(request, today, rows_a_page=ROWS_A_PAGE)
    everything = queries.watched_by(request.user)
    if chosen.is_of_all_plans:
        everything = queries.assignments_of(request.user).in_force()
    whole = progress.of_all(everything, today)
    context = {
        "table": table,
        "filter": chosen,
        "state": _state_of_all(whole),
        "is_empty": not whole.total,
        "links": [
            excel_link(request, "roadmaps:assignments_workbook"),
            ("Календарь на месяц", reverse("roadmaps:month_calendar")),
        ],
        **_filter_words(chosen, table.paginator.count, everything.count()),
    }
    return render(request, "roadmaps/assignments/all.html", context)


def filtered_assignments(
    request: HttpRequest, today: date, *, rows_a_page: int | None
) -> tuple[AssignmentFilter, AssignmentTable]:
    """The filter that the address asks for and its ordered table; without a size in one page."""
    everything = queries.assignments_of(request.user).in_force()
    chosen = AssignmentFilter(
        request.GET, queryset=everything, request=request, user=request.user, today=today
    )
    table = AssignmentTable(chosen.qs, today=today)
    paginate = {"per_page": rows_a_page} if rows_a_page else False
    RequestConfig(request, paginate=paginate).configure(table)
    table.read_clocks()
    return chosen, table


def _own(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    everything = queries.own_assignments(request.user)
    chosen = OwnAssignmentFilter(request.GET, queryset=everything, user=request.user, today=today)
    open_rows = queries.in_order_of_urgency(chosen.qs, today)
    closed = Assignment.objects.none()
    if "state" not in chosen.chosen():
        # Without a chosen state what is finished stands apart, folded.
        closed = chosen.qs.closed().order_by("-accepted_at", "-pk")
        open_rows = open_rows.exclude(pk__in=closed.values("pk"))
    page = Paginator(open_rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = queries.task_rows(page, today)
    finished = queries.task_rows(closed[:CLOSED_SHOWN], today)
    context = {
        "rows": rows,
        "page": page,
        "closed": finished,
        "show_doer": queries.are_of_several(rows + finished),
        "closed_total": closed.count(),
        "filter": chosen,
        "state": _own_state(progress.of_all(everything, today)),
        "sees_all": queries.sees_office(request.user),
        "links": [("Календарь на месяц", reverse("roadmaps:month_calendar"))],
        **_filter_words(chosen, chosen.qs.count(), everything.count()),
    }
    return render(request, "roadmaps/assignments/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One assignment: what to do, what has been done, and what may be done next."""
    found = get_object_or_404(queries.assignments_of(request.user), pk=assignment_id)
    if request.method == "POST":
        return _carry_out(request, found)
    return render(
        request, "roadmaps/assignments/assignment.html", assignment_context(request, found)
    )


def _carry_out(request: HttpRequest, found: Assignment) -> HttpResponse:
    """Keep what was typed and attached; then hand in, remove a document, or just stay."""
    require_doer(request.user, found)
    form = DoneForm(request.POST, request.FILES)
    form.is_valid()
    for sentence in attach_uploads(request, found, form.cleaned_data["documents"]):
        form.add_error("documents", sentence)
    _add_link(request, found, form)
    said: Any = {"note": form.data.get("note", ""), "seen": form.data.get("seen")}
    common: Any = {"assignment": found, "by": _by(request), "at": timezone.now(), **said}
    try:
        if form.errors or "submit" not in request.POST:
            if "note" not in form.errors:
                actions.save_note(**common)
            if form.errors:
                return _show_again(request, found, form)
            return _saved(request, found)
        actions.submit(**common)
    except NotPossible as refused:
        form.add_error("note" if isinstance(refused, NoteChanged) else None, str(refused))
        return _show_again(request, found, form)
    done = "Отмечено выполненным" if school_marks_itself(found) else "Отправлено на проверку"
    messages.success(request, f"{done}: {short_title(found)}.")
    return redirect("roadmaps:assignments")


def _add_link(request: HttpRequest, found: Assignment, form: DoneForm) -> None:
    url = form.cleaned_data.get("link", "")
    if not url:
        return
    title = form.cleaned_data.get("link_title", "")
    try:
        attach_link(assignment=found, url=url, title=title, by=_by(request), at=timezone.now())
    except NotPossible as refused:
        form.add_error("link", str(refused))


def _saved(request: HttpRequest, found: Assignment) -> HttpResponse:
    if "remove" in request.POST:
        kept = Evidence.objects.kept().filter(assignment=found)
        evidence = get_object_or_404(kept, pk=read_id(request.POST["remove"]))
        remove_evidence(evidence=evidence, by=_by(request), at=timezone.now())
        messages.success(request, f"Документ «{evidence.file_name}» убран.")
    elif "sheets" in request.POST:
        return redirect("roadmaps:sheets", assignment_id=found.pk)
    elif "earlier" in request.POST:
        return redirect("roadmaps:evidence_earlier", assignment_id=found.pk)
    elif edited := read_id(request.POST.get("edit", "")):
        return redirect("roadmaps:evidence_edit", evidence_id=edited)
    else:
        said = NOT_MARKED if school_marks_itself(found) else NOT_SENT
        messages.success(request, said)
    return redirect("roadmaps:assignment", assignment_id=found.pk)


def _show_again(request: HttpRequest, found: Assignment, form: DoneForm) -> HttpResponse:
    """The page as it stands now, with the errors and everything that was typed."""
    fresh = queries.assignments_of(request.user).get(pk=found.pk)
    data = request.POST.copy()
    data["seen"] = actions.note_mark(fresh.note)
    form.data = data
    context = assignment_context(request, fresh, done_form=form)
    return render(request, "roadmaps/assignments/assignment.html", context, status=422)


def short_title(found: Assignment) -> str:
    """The activity's title in quotes, short enough for a message."""
    title = shorten(found.occurrence.activity.title, TITLE_WIDTH, placeholder="…")
    return f"«{title}»"


def _by(request: HttpRequest) -> Any:
    return request.user


def _filter_words(chosen: OwnAssignmentFilter, shown: int, total: int) -> dict[str, Any]:
    said = chosen.words()
    words = f"Показаны все: {counted(total, 'поручение', 'поручения', 'поручений')}."
    if said:
        words = f"Показано {shown} из {total}: {', '.join(said)}."
    return {"is_filtered": bool(said), "shown": words, "total": total}


def _own_state(whole: progress.Progress) -> str:
    if not whole.total:
        return NO_ASSIGNMENTS
    parts = [whole.words.lower()]
    if whole.overdue:
        parts.insert(0, progress.overdue_words(whole.overdue))
    if whole.submitted:
        parts.append(f"{whole.submitted} на проверке")
    words = ", ".join(parts)
    return words[0].upper() + words[1:]


def _state_of_all(whole: progress.Progress) -> str:
    return whole.full_words if whole.total else NO_ASSIGNMENTS
