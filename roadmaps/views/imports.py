"""Bringing a plan in: upload, review row by row, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import is_fragment, person_of
from core.office.errors import UnreadableFileError
from core.values.wording import counted
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions import imports
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.forms.plans import PlanForm, RowForm, UploadForm
from roadmaps.models import ImportState, PlanImport, PlanImportRow, RowState
from roadmaps.permissions.plans import require_editor
from roadmaps.queries import drafts
from roadmaps.queries.mapping import columns_context
from roadmaps.queries.periods import periods_of_draft
from roadmaps.queries.readings import is_offered
from roadmaps.views.import_page import import_page
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere

DECISIONS = {"accept": RowState.ACCEPTED, "drop": RowState.DROPPED, "restore": RowState.UNSEEN}


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; what was uploaded earlier and still waits stands below."""
    require_somewhere(request.user, Right.EDIT_ROADMAPS)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        municipalities=municipalities_with(request.user, Right.EDIT_ROADMAPS),
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            plan_import = imports.draft_import(
                municipality=form.cleaned_data["municipality"],
                by=person_of(request),
                file_name=file.name,
                content=read_upload(file),
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("roadmaps:import_review", plan_import.pk)
    return import_page(request, upload_form=form)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft: doubtful rows first, then every row; `?edit=` opens one row for correction."""
    plan_import = _import(request, pk)
    return _review_page(request, plan_import, edit=request.GET.get("edit", ""))


@require_POST
def change_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What the plan as a whole is: title, years, order."""
    plan_import = _import(request, pk)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _review_page(request, plan_import, plan_form=form, status=422)
    try:
        imports.change_plan(plan_import=plan_import, by=person_of(request), **form.cleaned_data)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Сведения о плане сохранены, сроки прочитаны по его годам.")
    return redirect("roadmaps:import_review", pk)


@require_POST
def decide(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Accept, drop or restore one row and go on to the next."""
    plan_import, row = _row(request, pk, row_pk)
    state = DECISIONS.get(request.POST.get("decision", ""))
    if state is None:
        return redirect("roadmaps:import_review", pk)
    try:
        imports.decide_row(row=row, by=person_of(request), state=state)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _after_row(request, plan_import, row)


@require_POST
def correct(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Write what was typed into a row; «Показать чтение» only reads it."""
    plan_import, row = _row(request, pk, row_pk)
    if "choose_reading" in request.POST:
        return _choose_reading(request, plan_import, row)
    form = _row_form(plan_import, row, request.POST)
    if "show_reading" in request.POST or not form.is_valid():
        is_invalid = "show_reading" not in request.POST
        if not is_invalid:
            form.errors.clear()
        status = 422 if is_invalid else 200
        return _review_page(request, plan_import, edit=str(row.pk), row_form=form, status=status)
    try:
        imports.correct_row(row=row, by=person_of(request), **form.cleaned_data)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _after_row(request, plan_import, row)


def _choose_reading(
    request: HttpRequest, plan_import: PlanImport, row: PlanImportRow
) -> HttpResponse:
    """Take another reading of the row's deadline by one press."""
    choice = request.POST.get("deadline_choice", "")
    if not choice or is_offered(row.deadline_text, choice, _period(plan_import, row)):
        try:
            imports.correct_row(row=row, by=person_of(request), deadline_choice=choice)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
    return _after_row(request, plan_import, row)


@require_POST
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept every row that nobody has decided yet."""
    plan_import = _import(request, pk)
    try:
        imports.accept_rows(plan_import=plan_import, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("roadmaps:import_review", pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the roadmap."""
    plan_import = _import(request, pk)
    try:
        roadmap = imports.confirm_import(plan_import=plan_import, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("roadmaps:import_review", pk)
    number = counted(roadmap.activities.count(), "мероприятие", "мероприятия", "мероприятий")
    messages.success(request, f"Дорожная карта создана: {number}.")
    return redirect("roadmaps:roadmap", roadmap.pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft aside."""
    plan_import = _import(request, pk)
    try:
        imports.discard_import(plan_import=plan_import, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Файл «{plan_import.file_name}» отклонён.")
    return redirect("roadmaps:import")


@require_safe
def source_file(request: HttpRequest, pk: int) -> FileResponse:
    """The document as it was uploaded."""
    plan_import = get_object_or_404(PlanImport.objects.visible_to(request.user), pk=pk)
    return FileResponse(
        plan_import.file.open("rb"), as_attachment=True, filename=plan_import.file_name
    )


def _import(request: HttpRequest, pk: int) -> PlanImport:
    imported = PlanImport.objects.visible_to(request.user).select_related(
        "municipality", "updates", "roadmap"
    )
    plan_import = get_object_or_404(imported, pk=pk)
    require_editor(request.user, plan_import.municipality)
    return plan_import


def _row(request: HttpRequest, pk: int, row_pk: int) -> tuple[PlanImport, PlanImportRow]:
    plan_import = _import(request, pk)
    rows = PlanImportRow.objects.select_related("plan_import__municipality")
    return plan_import, get_object_or_404(rows, plan_import=plan_import, pk=row_pk)


def _period(plan_import: PlanImport, row: PlanImportRow) -> PlanPeriod | None:
    """The years that the row's deadline is read in."""
    return periods_of_draft(plan_import).within(row.section_id_in_draft)


def _reading_url(plan_import: PlanImport, edited: drafts.DraftRow | None) -> str:
    section = edited.row.section_id_in_draft if edited else None
    address = f"{reverse('roadmaps:reading')}?plan={plan_import.pk}"
    return f"{address}&section={section}" if section else address


def _row_form(plan_import: PlanImport, row: PlanImportRow, data: Any = None) -> RowForm:
    initial = {name: getattr(row, name) for name in imports.CORRECTABLE}
    return RowForm(data, initial=initial, period=_period(plan_import, row))


def _after_row(request: HttpRequest, plan_import: PlanImport, row: PlanImportRow) -> HttpResponse:
    """The page at the next doubtful row, or at this row where none is left."""
    if is_fragment(request):
        return _review_page(request, plan_import, focus=_next_row(plan_import, row))
    order = "?order=document" if request.POST.get("order") == "document" else ""
    address = reverse("roadmaps:import_review", args=[plan_import.pk])
    return redirect(f"{address}{order}#row-{_next_row(plan_import, row)}")


def _next_row(plan_import: PlanImport, row: PlanImportRow) -> int:
    doubtful = drafts.review_of(plan_import).doubtful
    after = [one.row.pk for one in doubtful if one.row.position > row.position]
    return next(iter(after + [one.row.pk for one in doubtful]), row.pk)


def _review_page(
    request: HttpRequest,
    plan_import: PlanImport,
    *,
    edit: str = "",
    row_form: RowForm | None = None,
    plan_form: PlanForm | None = None,
    focus: int | None = None,
    status: int = 200,
) -> HttpResponse:
    found = drafts.review_of(plan_import)
    edited = next((one for one in found.rows if str(one.row.pk) == edit), None)
    if edited is not None and row_form is None:
        row_form = _row_form(plan_import, edited.row)
    is_draft = plan_import.state == ImportState.DRAFT
    order = request.POST.get("order", request.GET.get("order", ""))
    context = {
        "plan_import": plan_import,
        "review": found,
        "edited": edited,
        "row_form": row_form,
        "reading_url": _reading_url(plan_import, edited),
        "responsible_url": f"{reverse('roadmaps:responsible')}?plan={plan_import.pk}",
        "plan_form": plan_form or PlanForm(initial=_plan_values(plan_import)),
        "years": _years(plan_import),
        "is_draft": is_draft,
        "in_document_order": order == "document",
        "focus": focus,
        "found_besides": drafts.tables_in_words(plan_import),
        **columns_context(plan_import),
        "refusal": imports.refusal_to_confirm(plan_import) if is_draft else "",
    }
    as_fragment = is_fragment(request) and not plan_form
    template = "roadmaps/_review.html" if as_fragment else "roadmaps/import_review.html"
    return render(request, template, context, status=status)


def _plan_values(plan_import: PlanImport) -> dict[str, Any]:
    return {name: getattr(plan_import, name) for name in PlanForm.base_fields}


def _years(plan_import: PlanImport) -> str:
    """«2020–2021», or one year alone; empty where the plan names none."""
    years = dict.fromkeys((plan_import.first_year, plan_import.last_year))
    return "–".join(str(year) for year in years if year is not None)
