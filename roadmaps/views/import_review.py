"""The page of an imported plan's review, for the views that show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions import imports
from roadmaps.actions.import_facts import facts_as_texts, facts_of
from roadmaps.forms.plans import KeptRowForm, PlanForm, RowForm, opened_value
from roadmaps.models import ImportState, PlanImport, PlanImportRow
from roadmaps.permissions.plans import require_keeper
from roadmaps.queries import drafts
from roadmaps.queries.conflicts import Conflict
from roadmaps.queries.import_texts import texts_context
from roadmaps.queries.mapping import columns_context
from roadmaps.queries.periods import periods_of_draft


def editable_import(request: HttpRequest, pk: int) -> PlanImport:
    """The import, if the person sees it and may change it."""
    imported = PlanImport.objects.visible_to(request.user).select_related(
        "municipality", "updates", "roadmap"
    )
    plan_import = get_object_or_404(imported, pk=pk)
    require_keeper(request.user, plan_import)
    return plan_import


def review_page(
    request: HttpRequest,
    plan_import: PlanImport,
    *,
    edit: str = "",
    row_form: RowForm | None = None,
    plan_form: PlanForm | None = None,
    conflict: Conflict | None = None,
    facts_conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole review; `edit` is the id of the row whose form is open."""
    found = drafts.review_of(plan_import)
    edited = next((one for one in found.rows if str(one.row.pk) == edit), None)
    context = review_context(request, plan_import, found, edited, row_form) | {
        "conflict": conflict,
        "facts_conflict": facts_conflict,
        "plan_form": plan_form or _facts_form(plan_import),
        "years": _years(plan_import),
        **columns_context(plan_import),
        **texts_context(plan_import),
    }
    return render(request, "roadmaps/import_review.html", context, status=status)


def review_context(
    request: HttpRequest,
    plan_import: PlanImport,
    review: drafts.Review,
    edited: drafts.DraftRow | None = None,
    row_form: RowForm | None = None,
) -> dict[str, Any]:
    """What the page and its parts share."""
    if edited is not None and row_form is None:
        row_form = form_of_row(plan_import, edited.row)
    is_draft = plan_import.state == ImportState.DRAFT
    order = request.POST.get("order", request.GET.get("order", ""))
    address = reverse("roadmaps:import_review", args=[plan_import.pk])
    return {
        "plan_import": plan_import,
        "review": review,
        "edited": edited,
        "row_form": row_form,
        "rows_url": f"{address}rows/",
        "review_url": address,
        "reading_url": _reading_url(plan_import, edited),
        "responsible_url": f"{reverse('roadmaps:responsible')}?plan={plan_import.pk}",
        "is_draft": is_draft,
        "is_past": (plan_import.last_year or MAXYEAR) < timezone.localdate().year,
        "in_document_order": order == "document",
        "found_besides": drafts.tables_in_words(plan_import),
        "refusal": imports.refusal_to_confirm(plan_import) if is_draft else "",
    }


def form_of_row(
    plan_import: PlanImport,
    row: PlanImportRow,
    data: Any = None,
    *,
    shown: Mapping[str, str] | None = None,
) -> KeptRowForm:
    """The form of one row, read in the years of its section; `shown` where its words differ."""
    opened = imports.values_of_row(row)
    initial = {**opened, **(shown or {}), "opened": opened_value(opened)}
    period = periods_of_draft(plan_import).within(row.section_id_in_draft)
    return KeptRowForm(data, initial=initial, period=period)


def _reading_url(plan_import: PlanImport, edited: drafts.DraftRow | None) -> str:
    section = edited.row.section_id_in_draft if edited else None
    address = f"{reverse('roadmaps:reading')}?plan={plan_import.pk}"
    return f"{address}&section={section}" if section else address


def _facts_form(plan_import: PlanImport) -> PlanForm:
    facts = facts_of(plan_import)
    of_school = plan_import.school_id is not None
    return PlanForm(initial=facts, opened=facts_as_texts(facts), of_school=of_school)


def _years(plan_import: PlanImport) -> str:
    """«2020–2021», or one year alone; empty where the plan names none."""
    years = dict.fromkeys((plan_import.first_year, plan_import.last_year))
    return "–".join(str(year) for year in years if year is not None)
