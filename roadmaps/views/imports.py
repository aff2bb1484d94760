"""Bringing a plan in: upload, the page of its review, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.values.wording import counted
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions import imports
from roadmaps.actions.import_facts import FACTS, facts_as_texts, facts_of
from roadmaps.actions.import_facts import change_plan as change_plan_facts
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.forms.plans import PlanForm, UploadForm
from roadmaps.models import PlanImport, RowState
from roadmaps.permissions.plans import require_keeper
from roadmaps.queries.conflicts import conflict_of_facts
from roadmaps.views.import_page import import_page
from roadmaps.views.import_review import editable_import, review_page
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere


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
@gzip_page
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft: doubtful rows first, then every row; `?edit=` opens one row for correction."""
    plan_import = editable_import(request, pk)
    return review_page(request, plan_import, edit=request.GET.get("edit", ""))


@require_POST
def change_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What the plan as a whole is: title, years, order."""
    plan_import = editable_import(request, pk)
    of_school = plan_import.school_id is not None
    opened = facts_as_texts(facts_of(plan_import))
    form = PlanForm(request.POST, opened=opened, of_school=of_school)
    if not form.is_valid():
        return review_page(request, plan_import, plan_form=form, status=422)
    values = {"is_approved": plan_import.is_approved, **form.cleaned_data}
    expected = values.pop("opened")
    try:
        change_plan_facts(
            plan_import=plan_import, by=person_of(request), expected=expected, **values
        )
    except ChangedMeanwhile as change:
        return _both_facts(request, plan_import, values, expected, change)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Сведения о плане сохранены, сроки прочитаны по его годам.")
    return redirect("roadmaps:import_review", pk)


def _both_facts(
    request: HttpRequest,
    plan_import: PlanImport,
    values: dict[str, Any],
    expected: dict[str, str],
    change: ChangedMeanwhile,
) -> HttpResponse:
    """Both versions; what I did not touch takes the other person's words, the rest stays mine."""
    plan_import.refresh_from_db(fields=FACTS)
    mine, now = facts_as_texts(values), facts_of(plan_import)
    merged = {
        name: now[name] if mine[name] == expected.get(name) else values[name] for name in FACTS
    }
    conflict = conflict_of_facts(plan_import, change.fields, expected, change.current, mine)
    of_school = plan_import.school_id is not None
    form = PlanForm(initial=merged, opened=change.current, of_school=of_school)
    return review_page(request, plan_import, plan_form=form, facts_conflict=conflict, status=409)


@require_POST
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept every row that nobody has decided yet."""
    plan_import = editable_import(request, pk)
    try:
        imports.accept_rows(plan_import=plan_import, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        left = plan_import.rows.filter(state=RowState.UNSEEN).count()
        if left:
            rows = counted(left, "строка осталась", "строки остались", "строк осталось")
            messages.warning(request, f"{rows} без решения: в сроке день, которого не бывает.")
    return redirect("roadmaps:import_review", pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the roadmap."""
    plan_import = editable_import(request, pk)
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
    plan_import = editable_import(request, pk)
    try:
        imports.discard_import(plan_import=plan_import, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Файл «{plan_import.file_name}» отклонён.")
    if plan_import.school_id is not None:
        return redirect("roadmaps:school_plan_import", plan_import.school_id)
    return redirect("roadmaps:import")


@require_safe
def source_file(request: HttpRequest, pk: int) -> FileResponse:
    """The document as it was uploaded; what is not yet a plan only its editors read."""
    imported = PlanImport.objects.visible_to(request.user).select_related("municipality")
    plan_import = get_object_or_404(imported, pk=pk)
    if plan_import.roadmap_id is None:
        require_keeper(request.user, plan_import)
    return FileResponse(
        plan_import.file.open("rb"), as_attachment=True, filename=plan_import.file_name
    )
