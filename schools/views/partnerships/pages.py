"""The list of partnerships and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.history_pages import Past
from accounts.models import AuditEvent
from core.values.wording import counted
from core.web.excel import excel_link, excel_response
from schools.domain.partnerships import MOVE_NAMES, STATE_NAMES, PartnershipState, moves_from
from schools.domain.roles import Right
from schools.filters import PartnershipFilter
from schools.models import Partnership, PartnershipVisit
from schools.partnership_slots import panels, search_for
from schools.permissions import may_anywhere
from schools.queries import partnerships as queries
from schools.renderers.partnerships_workbook import PartnershipRow, render_partnerships
from schools.tables import PartnershipTable
from schools.views.partnerships.found import partnership_for

ROWS_A_PAGE = 50


@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    """Who supports whom, as far as the person sees it."""
    everything = queries.partnership_list(request.user)
    chosen = PartnershipFilter(request.GET, queryset=everything, user=request.user)
    table = PartnershipTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    total, shown, said = _totals(request), table.paginator.count, chosen.words()
    context = {
        "table": table,
        "filter": chosen,
        "total": sum(total.values()),
        "state": _state(total),
        "is_filtered": bool(said),
        "shown": f"Показано {shown} из {sum(total.values())}: {', '.join(said)}." if said else "",
        "links": [excel_link(request, "partnerships_workbook")],
        "may_keep": may_anywhere(request.user, {Right.KEEP_PARTNERSHIPS}),
        "search": search_for(request.user),
    }
    return render(request, "schools/partnerships/list.html", context)


@require_safe
def partnerships_workbook(request: HttpRequest) -> HttpResponse:
    """All partnerships of the filter as Excel, in the order of the page."""
    everything = queries.partnership_list(request.user)
    chosen = PartnershipFilter(request.GET, queryset=everything, user=request.user)
    table = PartnershipTable(chosen.qs)
    RequestConfig(request, paginate=False).configure(table)
    rows = (_row(row.record) for row in table.rows)
    said = ", ".join(chosen.words()) or "все"
    content = render_partnerships(rows, heading=f"Наставничество: {said}")
    return excel_response(content, "Наставничество.xlsx")


@require_safe
def partnership_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Agreement, plan, visits, and what upper apps add: the effect by results."""
    partnership, today = partnership_for(request, pk), timezone.localdate()
    sign, standing = queries.state_of(partnership)
    visits, removed = queries.visits_of(request.user, partnership)
    is_keeper = queries.keeps(request.user, partnership)
    context = {
        "partnership": partnership,
        "sign": sign,
        "standing": standing,
        "subjects": queries.subjects_words(partnership),
        "term": queries.term_words(partnership),
        "steps": queries.steps_of(partnership),
        "today": today,
        "visits": visits,
        "removed": removed,
        "may_open": queries.visible_schools(request.user, partnership.school, partnership.partner),
        "is_keeper": is_keeper,
        "against_visits": queries.against_visits(request.user, partnership),
        "moves": [(one.value, MOVE_NAMES[one]) for one in moves_from(partnership.standing)],
        "before": _before(partnership),
        "panels": panels(request.user, partnership, today),
    }
    return render(request, "schools/partnerships/partnership.html", context)


def past_of_partnership(request: HttpRequest, pk: int) -> Past:
    """Who changed what, for both sides."""
    partnership = partnership_for(request, pk)
    return Past(
        title=str(partnership),
        crumbs=[
            ("Наставничество", reverse("partnerships")),
            (str(partnership), reverse("partnership", args=[pk])),
        ],
        events=AuditEvent.objects.about(Partnership._meta.label_lower, pk),
    )


@require_safe
def agreement_file(request: HttpRequest, pk: int) -> FileResponse:
    """The agreement under its own name, to be saved."""
    return _file(partnership_for(request, pk))


@require_safe
def visit_file(request: HttpRequest, pk: int) -> FileResponse:
    """What is attached to a visit, under its own name, to be saved."""
    visible = PartnershipVisit.objects.visible_to(request.user)
    return _file(get_object_or_404(visible, pk=pk))


def _file(row: Partnership | PartnershipVisit) -> FileResponse:
    if not row.file:
        raise Http404
    return FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=row.file_name,
        content_type=row.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


def _totals(request: HttpRequest) -> dict[str, int]:
    """How many partnerships are in each state."""
    seen = Partnership.objects.visible_to(request.user).order_by()
    return dict(seen.values_list("state").annotate(number=Count("pk")))


def _state(totals: dict[str, int]) -> str:
    """«5 партнёрств: действует 3, предложено 2»."""
    words = counted(sum(totals.values()), "партнёрство", "партнёрства", "партнёрств")
    told = [f"{STATE_NAMES[one]} {totals[one]}" for one in PartnershipState if one in totals]
    return f"{words}: {', '.join(told)}" if told else ""


def _before(partnership: Partnership) -> str:
    """The state that «Отменить» leads back to; empty where there is none."""
    before = partnership.state_before
    return STATE_NAMES[PartnershipState(before)] if before else ""


def _row(found: Any) -> PartnershipRow:
    return PartnershipRow(
        found.school.name, found.partner.name, found.teacher_name,
        queries.subjects_words(found), found.scope, found.agreement, found.since,
        found.ended_on or found.until, STATE_NAMES[found.standing], found.end_reason,
        found.visit_count, found.last_visit,
    )  # fmt: skip
