"""Attached documents: handing them out, describing, replacing, and letting them serve again."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.office.errors import UnreadableFileError
from core.values.wording import counted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions import evidence as actions
from roadmaps.forms.evidence import DescriptionForm, EarlierForm, NewVersionForm
from roadmaps.models import Assignment, Evidence
from roadmaps.permissions.work import reason_against_evidence, require_doer
from roadmaps.queries import evidence as queries
from roadmaps.queries.work import assignments_of


@require_safe
def evidence_file(request: HttpRequest, evidence_id: int) -> FileResponse:
    """The document under its own name, always to be saved and never shown by the browser."""
    readable = Evidence.objects.readable().files().visible_to(request.user)
    evidence = get_object_or_404(readable, pk=evidence_id)
    return FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.file_name,
        content_type=evidence.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """The kind of one document and what should be known of it."""
    evidence, found = _own_document(request, evidence_id)
    initial = {"kind": evidence.kind, "remark": evidence.remark}
    form = DescriptionForm(request.POST or None, initial=initial, is_link=evidence.is_link)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_evidence(
                evidence=evidence,
                kind=form.cleaned_data["kind"],
                remark=form.cleaned_data["remark"],
                by=_by(request),
                at=timezone.now(),
            )
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Сохранено: «{evidence.file_name}».")
            return redirect("roadmaps:assignment", assignment_id=found.pk)
    return _page(request, evidence, found, description=form)


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """A new version of one document; the former one stays readable."""
    evidence, found = _own_document(request, evidence_id)
    form = NewVersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["document"]
        try:
            newer = actions.replace_evidence(
                former=evidence,
                content=read_upload(upload),
                file_name=upload.name or "",
                because=form.cleaned_data["because"],
                by=_by(request),
                at=timezone.now(),
            )
        except UnreadableFileError as refused:
            form.add_error("document", str(refused))
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Документ заменён: «{newer.file_name}».")
            return redirect("roadmaps:assignment", assignment_id=found.pk)
    return _page(request, evidence, found, version=form)


@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """What the same school has attached elsewhere, to serve here too."""
    found = get_object_or_404(assignments_of(request.user), pk=assignment_id)
    require_doer(request.user, found)
    if request.method == "POST":
        return _take_earlier(request, found)
    form = EarlierForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "assignment": found,
        "documents": queries.earlier_documents(found, words),
        "form": form,
        "words": words,
        "reason": reason_against_evidence(found),
    }
    return render(request, "roadmaps/assignments/earlier.html", context)


def _take_earlier(request: HttpRequest, found: Assignment) -> HttpResponse:
    ids = [known for value in request.POST.getlist("document") if (known := read_id(value))]
    chosen: Any = Evidence.objects.kept().visible_to(request.user).filter(pk__in=ids)
    documents = list(chosen.select_related("assignment"))
    if not documents:
        messages.warning(request, "Отметьте документы, которые нужно приложить.")
        return redirect("roadmaps:evidence_earlier", assignment_id=found.pk)
    try:
        for document in documents:
            actions.take_from_earlier(
                assignment=found, document=document, by=_by(request), at=timezone.now()
            )
    except NotPossible as refused:
        messages.warning(request, str(refused))
    else:
        words = counted(len(documents), "документ", "документа", "документов")
        messages.success(request, f"Приложено из прежних: {words}.")
    return redirect("roadmaps:assignment", assignment_id=found.pk)


def _own_document(request: HttpRequest, evidence_id: int) -> tuple[Evidence, Assignment]:
    """The document with its assignment, for the one who carries that out."""
    kept: Any = Evidence.objects.kept().visible_to(request.user)
    evidence = get_object_or_404(kept, pk=evidence_id)
    found = get_object_or_404(assignments_of(request.user), pk=evidence.assignment_id)
    require_doer(request.user, found)
    evidence.assignment = found
    return evidence, found


def _page(
    request: HttpRequest,
    evidence: Evidence,
    found: Assignment,
    *,
    description: DescriptionForm | None = None,
    version: NewVersionForm | None = None,
) -> HttpResponse:
    initial = {"kind": evidence.kind, "remark": evidence.remark}
    context = {
        "evidence": evidence,
        "assignment": found,
        "description": description or DescriptionForm(initial=initial, is_link=evidence.is_link),
        "version": version or NewVersionForm(),
        "reason": reason_against_evidence(found),
    }
    is_refused = request.method == "POST"
    return render(
        request, "roadmaps/assignments/document.html", context, status=422 if is_refused else 200
    )


def _by(request: HttpRequest) -> Any:
    return request.user
