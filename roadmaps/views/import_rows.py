"""Decisions and corrections of an imported plan, row by row.

HTMX gets the parts that a decision changes: the row's line, the cards of doubtful rows and the head
of the page. Without scripts the page comes anew at the next row.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import is_fragment, person_of
from core.web.refusals import NotPossible
from roadmaps.actions import imports
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.forms.plans import RowForm
from roadmaps.models import PlanImport, PlanImportRow, RowState
from roadmaps.queries import drafts
from roadmaps.queries.conflicts import Conflict, conflict_of_row
from roadmaps.queries.readings import is_offered
from roadmaps.views.import_review import (
    editable_import,
    form_of_row,
    review_context,
    review_page,
)

DECISIONS = {"accept": RowState.ACCEPTED, "drop": RowState.DROPPED, "restore": RowState.UNSEEN}
CARD = "card"


@require_POST
@gzip_page
def decide(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Accept, drop or restore one row and go on to the next."""
    plan_import, row = _row(request, pk, row_pk)
    state = DECISIONS.get(request.POST.get("decision", ""))
    if state is None:
        return redirect("roadmaps:import_review", pk)
    try:
        imports.decide_row(row=row, by=person_of(request), state=state, seen=_seen(request))
    except NotPossible as refusal:
        return _refused(request, plan_import, row, refusal)
    return _after_row(request, plan_import, row, has_new_parties=state != RowState.ACCEPTED)


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def correct(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """The form of a row; sent, it is written. «Показать чтение» only reads what was typed."""
    plan_import, row = _row(request, pk, row_pk)
    if request.method != "POST":
        return _opened(request, plan_import, row)
    if "choose_reading" in request.POST:
        return _choose_reading(request, plan_import, row)
    form = form_of_row(plan_import, row, request.POST)
    is_shown_only = "show_reading" in request.POST
    if is_shown_only or not form.is_valid():
        if is_shown_only:
            form.errors.clear()
        return _form_again(request, plan_import, row, form, status=200 if is_shown_only else 422)
    expected = form.cleaned_data.pop("opened")
    try:
        imports.correct_row(row=row, by=person_of(request), expected=expected, **form.cleaned_data)
    except ChangedMeanwhile as change:
        return _both_versions(request, plan_import, row, expected, form.cleaned_data, change)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _after_row(request, plan_import, row, has_new_parties=True)


def _both_versions(
    request: HttpRequest,
    plan_import: PlanImport,
    row: PlanImportRow,
    expected: dict[str, str],
    mine: dict[str, str],
    change: ChangedMeanwhile,
) -> HttpResponse:
    """The form again, opened on what stands there now, with both versions above it."""
    row.refresh_from_db()
    form = form_of_row(plan_import, row, shown=change.merged(mine, expected))
    conflict = conflict_of_row(row, change.fields, expected, change.current, mine)
    # HTMX puts 4xx answers into the notices, except 422, which it swaps into the form's place.
    status = 422 if is_fragment(request) else 409
    return _form_again(request, plan_import, row, form, status=status, conflict=conflict)


def _refused(
    request: HttpRequest, plan_import: PlanImport, row: PlanImportRow, refusal: NotPossible
) -> HttpResponse:
    """The row as it stands now, for the person to decide again."""
    messages.error(request, str(refusal))
    return _after_row(request, plan_import, row, stays=True, has_new_parties=True)


def _seen(request: HttpRequest) -> str | None:
    """What the page showed of the row that is decided by one press."""
    return request.GET.get("seen")


def _opened(request: HttpRequest, plan_import: PlanImport, row: PlanImportRow) -> HttpResponse:
    """The row alone, with its form or, with `?closed`, as it stands; the page without scripts."""
    if not is_fragment(request):
        order = "&order=document" if request.GET.get("order") == "document" else ""
        address = reverse("roadmaps:import_review", args=[plan_import.pk])
        return redirect(f"{address}?edit={row.pk}{order}#row-{row.pk}")
    return _row_alone(request, plan_import, row, is_open="closed" not in request.GET)


def _form_again(
    request: HttpRequest,
    plan_import: PlanImport,
    row: PlanImportRow,
    form: RowForm,
    *,
    status: int,
    conflict: Conflict | None = None,
) -> HttpResponse:
    if not is_fragment(request):
        return review_page(
            request, plan_import, edit=str(row.pk), row_form=form, status=status, conflict=conflict
        )
    answer = _row_alone(request, plan_import, row, form=form, status=status, conflict=conflict)
    if _is_in_card(request):
        answer.headers["HX-Retarget"] = f"#row-{row.pk}"
    return answer


def _choose_reading(
    request: HttpRequest, plan_import: PlanImport, row: PlanImportRow
) -> HttpResponse:
    """Take another reading of the row's deadline by one press."""
    choice = request.POST.get("deadline_choice", "")
    period = form_of_row(plan_import, row).period
    if not choice or is_offered(row.deadline_text, choice, period):
        try:
            imports.correct_row(
                row=row, by=person_of(request), seen=_seen(request), deadline_choice=choice
            )
        except NotPossible as refusal:
            return _refused(request, plan_import, row, refusal)
    return _after_row(request, plan_import, row)


def _row(request: HttpRequest, pk: int, row_pk: int) -> tuple[PlanImport, PlanImportRow]:
    plan_import = editable_import(request, pk)
    rows = PlanImportRow.objects.select_related("plan_import__municipality")
    return plan_import, get_object_or_404(rows, plan_import=plan_import, pk=row_pk)


def _is_in_card(request: HttpRequest) -> bool:
    """Whether the row was decided in its card above, and not in the table of all rows."""
    shown = request.POST if request.method == "POST" else request.GET
    return shown.get("shown") == CARD


def _row_alone(
    request: HttpRequest,
    plan_import: PlanImport,
    row: PlanImportRow,
    *,
    is_open: bool = True,
    form: RowForm | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    review = drafts.review_of(plan_import)
    item = review.item(row)
    edited = item if is_open else None
    context = review_context(request, plan_import, review, edited, form) | {
        "item": item,
        "conflict": conflict,
        "focus": row.pk,
        "number": review.place_among_doubtful(row),
        "count": len(review.doubtful),
        "is_card": _is_in_card(request),
    }
    return render(request, "roadmaps/_row_alone.html", context, status=status)


def _after_row(
    request: HttpRequest,
    plan_import: PlanImport,
    row: PlanImportRow,
    *,
    has_new_parties: bool = False,
    stays: bool = False,
) -> HttpResponse:
    """What the decision changes, or the page at the next doubtful row, at this if it `stays`."""
    review = drafts.review_of(plan_import)
    following = row.pk if stays else review.after(row)
    if not is_fragment(request):
        order = "?order=document" if request.POST.get("order") == "document" else ""
        address = reverse("roadmaps:import_review", args=[plan_import.pk])
        return redirect(f"{address}{order}#row-{following}")
    is_card = _is_in_card(request)
    context = review_context(request, plan_import, review) | {
        "item": review.item(row),
        "is_in_card": is_card,
        "focus": following if is_card else None,
        "has_new_parties": has_new_parties,
    }
    return render(request, "roadmaps/_after_row.html", context)
