"""Loading files: upload, review, decision."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.history_pages import Past
from accounts.models import AuditEvent
from accounts.requests import person_of
from assessments.actions.batches import draft_batch
from assessments.actions.choosing import choose_schools
from assessments.actions.importing import (
    confirm_import,
    discard_import,
    draft_import,
    withdraw_import,
)
from assessments.forms.loading import UploadForm, chosen_schools
from assessments.models import ImportSource, ImportState, ResultsImport
from assessments.permissions import (
    Decided,
    refusal_to_decide,
    refusal_to_withdraw,
    require_withdrawal,
)
from assessments.queries.import_plans import summary_words
from assessments.queries.imports import import_list
from assessments.queries.review import lines_of_school, review_of
from assessments.queries.withdrawal import removed_by, withdrawal_of
from assessments.queries.written_schools import school_choice
from core.office.errors import UnreadableFileError
from core.office.packed_files import PackedFile, unpack_uploads
from core.web.refusals import Refusal
from core.web.uploads import MEGABYTE, read_upload, uploads_in_memory
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality
from schools.permissions import municipalities_with
from schools.querysets import Scope

ROWS_A_PAGE = 100
RUNS_SHOWN = 10


@uploads_in_memory
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Uploaded files, and the form for new ones."""
    _require_office(request)
    municipalities = municipalities_with(request.user, Right.IMPORT_RESULTS)
    form = UploadForm(
        request.POST or None, request.FILES or None, municipalities=municipalities
    )  # fmt: skip
    if request.method == "POST":
        if not municipalities:
            raise Refusal(REFUSALS[Right.IMPORT_RESULTS])
        taken = _taken(request, form) if form.is_valid() else None
        if taken is not None:
            return taken
    page = Paginator(import_list(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form if municipalities else None, "page": page}
    return render(request, "assessments/imports.html", context, status=422 if form.errors else 200)


@require_safe
def import_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file holds, what it would change, and what is doubtful in it."""
    found = _visible(request, pk)
    review = review_of(found)
    refusal = refusal_to_decide(request.user, found)
    asked = _asked(request)
    of_school = lines_of_school(found, asked) if asked else []
    lines = Paginator(of_school or review.lines, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "import": found,
        "review": review,
        "of_school": of_school[0].school if of_school else "",
        "summary": summary_words(review.plan),
        "issues": review.issues,
        "issues_hidden": review.issues_hidden,
        "page": lines,
        "removed": removed_by(found) if found.source == ImportSource.ENTRY else [],
        "may_decide": not refusal,
        "refusal": refusal,
        "choice": school_choice(found, review.plan) if found.state == ImportState.DRAFT else None,
        "may_withdraw": not refusal_to_withdraw(request.user, found),
    }
    return render(request, "assessments/import.html", context)


@require_POST
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the results over."""
    try:
        done = confirm_import(results_import=_visible(request, pk), by=person_of(request))
    except Decided as refusal:
        return _as_it_stands(request, pk, refusal)
    follows = " Перечень пересчитывается." if done.runs else ""
    messages.success(request, f"Результаты загружены: {summary_words(done.plan)}.{follows}")
    return redirect("assessments:import", pk)


@require_POST
def import_schools(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which school is which, and see what follows."""
    chosen = chosen_schools(request.POST)
    try:
        choose_schools(
            results_import=_visible(request, pk), choices=chosen.choices,
            undecided=chosen.undecided, remember=chosen.remember, by=person_of(request),
        )  # fmt: skip
    except Decided as refusal:
        return _as_it_stands(request, pk, refusal)
    messages.success(request, "Решения о школах сохранены.")
    return redirect("assessments:import", pk)


@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the file out."""
    try:
        found = discard_import(results_import=_visible(request, pk), by=person_of(request))
    except Decided as refusal:
        return _as_it_stands(request, pk, refusal)
    messages.success(request, f"Файл «{found.file_name}» отклонён, результаты не изменены.")
    return redirect("assessments:imports")


@require_http_methods(["GET", "HEAD", "POST"])
def import_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking a loaded file back would do, and doing it."""
    found = _visible(request, pk)
    try:
        if request.method == "POST":
            withdraw_import(results_import=found, by=person_of(request))
            messages.success(request, _withdrawn(found))
            return redirect("assessments:import", pk)
        require_withdrawal(request.user, found)
    except Decided as refusal:
        return _as_it_stands(request, pk, refusal)
    withdrawal = withdrawal_of(found)
    context = {
        "import": found,
        "counts": withdrawal.counts(),
        "resting": withdrawal.resting,
        "runs": withdrawal.resting.runs[:RUNS_SHOWN],
        "runs_hidden": max(0, len(withdrawal.resting.runs) - RUNS_SHOWN),
        "page": Paginator(withdrawal.lines(), ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/import_withdraw.html", context)


@require_safe
def import_file(request: HttpRequest, pk: int) -> FileResponse:
    """The uploaded file as it came, always to be saved and never shown by the browser."""
    found = _visible(request, pk)
    if not found.file:
        raise Http404
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.file_name,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


def past_of_import(request: HttpRequest, pk: int) -> Past:
    """Who uploaded the file and what was decided."""
    found = _visible(request, pk)
    return Past(
        title=found.file_name,
        crumbs=[
            ("Загрузка", reverse("assessments:imports")),
            (found.file_name, reverse("assessments:import", args=[pk])),
        ],
        events=AuditEvent.objects.about(ResultsImport._meta.label_lower, pk),
    )


def _as_it_stands(request: HttpRequest, pk: int, refusal: Decided) -> HttpResponse:
    messages.warning(request, str(refusal))
    return redirect("assessments:import", pk)


def _withdrawn(found: ResultsImport) -> str:
    if found.source == ImportSource.ENTRY:
        return f"Отозвано: «{found.file_name}». Числа можно ввести снова."
    return f"Файл «{found.file_name}» отозван. Его можно загрузить снова."


def _require_office(request: HttpRequest) -> None:
    """Files hold every school of a municipality: schools themselves do not open this page."""
    scope = Scope.of(request.user)
    if not (scope.office_ids or scope.region_ids):
        raise Refusal(REFUSALS[Right.IMPORT_RESULTS])


def _visible(request: HttpRequest, pk: int) -> ResultsImport:
    imports = ResultsImport.objects.visible_to(request.user)
    return get_object_or_404(imports.select_related("municipality__region", "uploaded_by"), pk=pk)


def _asked(request: HttpRequest) -> str:
    """The login of the school whose rows alone a page of grounds leads to."""
    return request.GET.get("school", "")


@sensitive_variables()
def _taken(request: HttpRequest, form: UploadForm) -> HttpResponse | None:
    """Where what was uploaded is reviewed; None, with errors in the form, where nothing was read.

    A single file has a page of its own, several have one together.
    """
    municipality: Municipality = form.cleaned_data["municipality"]
    uploads = form.cleaned_data["workbooks"]
    try:
        files = [PackedFile(upload.name or "", read_upload(upload)) for upload in uploads]
        unpacked = unpack_uploads(files, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
        if len(unpacked.files) != 1 or unpacked.nested:
            batch = draft_batch(municipality=municipality, unpacked=unpacked, by=person_of(request))
            return redirect("assessments:batch", batch.pk)
        (file,) = unpacked.files
        made = draft_import(
            municipality=municipality, content=file.content, file_name=file.name,
            by=person_of(request),
        )  # fmt: skip
    except UnreadableFileError as error:
        form.add_error("workbooks", str(error))
        return None
    return redirect("assessments:import", made.pk)
