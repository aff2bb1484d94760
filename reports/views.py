"""Pages of reports: the list, the form, one report with its progress, its file."""

from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.models import User
from assessments.models import ApprovedList
from assessments.queries.classification import verdict_of
from core.values import academic_year as years
from core.values.wording import counted
from core.web.refusals import NotPossible
from reports import builders, queries
from reports.actions import make_file, request_report
from reports.builders import comparison_table, plan_indicators
from reports.builders.classification_order import build_order
from reports.builders.hand_over import build_act
from reports.builders.monday import build_monday
from reports.builders.school_grounds import build_sheet
from reports.domain.file_names import file_title
from reports.domain.kinds import (
    CONTENT_TYPES,
    KIND_NAMES,
    KIND_PURPOSES,
    NothingToReport,
    Parameters,
    ReportFormat,
    ReportKind,
)
from reports.forms import ReportForm
from reports.permissions import may_make_anywhere, sees_reports
from reports.renderers import render as render_document
from reports.tables import ReportTable
from roadmaps.models import HandOver, Roadmap
from roadmaps.permissions.plans import is_of_office
from roadmaps.queries.edition_comparison import compared_editions
from roadmaps.queries.editions import amendment_of
from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import municipalities_with, require, require_somewhere

ROWS_A_PAGE = 50


@require_safe
@never_cache
def report_list(request: HttpRequest) -> HttpResponse:
    """Reports that were made, newest first, and what can be made."""
    if not sees_reports(request.user):
        raise Http404
    reports = queries.report_list(request.user)
    table = ReportTable(reports)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    total = table.paginator.count
    context = {
        "table": table,
        "total": total,
        "state": f"В списке {counted(total, 'отчёт', 'отчёта', 'отчётов')}." if total else "",
        "offers": _offers() if may_make_anywhere(request.user) else [],
    }
    return render(request, "reports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of one kind of report; sending it puts the report into work."""
    if not sees_reports(request.user) or kind not in builders.kinds():
        raise Http404
    require_somewhere(request.user, Right.MAKE_REPORTS)
    wanted = ReportKind(kind)
    municipalities = municipalities_with(request.user, Right.MAKE_REPORTS)
    chosen = {"subject": request.GET.get("subject", "")}
    form = ReportForm(wanted, municipalities, request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        municipality, parameters = form.chosen
        try:
            report = request_report(
                kind=wanted,
                file_format=form.chosen_format,
                municipality=municipality,
                parameters=parameters,
                by=cast(User, request.user),
            )
        except NotPossible as reason:
            form.add_error("subject", str(reason))
        else:
            return redirect("reports:report", pk=report.pk)
    context = {
        "form": form,
        "kind": wanted,
        "name": KIND_NAMES[wanted],
        "purpose": KIND_PURPOSES[wanted],
    }
    return render(request, "reports/new.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: how far it is, then its file."""
    return render(request, "reports/report.html", _context(request, pk))


@require_safe
@never_cache
def report_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that HTMX asks for every two seconds."""
    return render(request, "reports/_progress.html", _context(request, pk))


@require_safe
@never_cache
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """The finished file under a name that people recognise."""
    report = get_object_or_404(queries.report_of(request.user), pk=pk)
    if not report.is_ready:
        raise Http404
    return FileResponse(
        report.file.open("rb"),
        as_attachment=True,
        filename=report.file_name,
        content_type=CONTENT_TYPES[ReportFormat(report.format)],
    )


@require_safe
@never_cache
def plan_file(request: HttpRequest, pk: int, file_format: ReportFormat) -> HttpResponse:
    """A roadmap as the annex to its order, at once: Word or Excel."""
    visible = Roadmap.objects.open_to(request.user).select_related("municipality")
    roadmap = get_object_or_404(visible, pk=pk)
    wanted = builders.Request(
        ReportKind.ROADMAP_ANNEX,
        roadmap.municipality,
        Parameters(roadmap_id=roadmap.pk),
        timezone.localdate(),
    )
    try:
        made = make_file(wanted, file_format)
    except NothingToReport as nothing:
        raise Http404(str(nothing)) from nothing
    name = f"{file_title(roadmap.title)}.{file_format.value}"
    return HttpResponse(
        made.content,
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


@require_safe
def school_plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan of a school as PDF, at once: schools have no reports made, and it is short."""
    of_schools = Roadmap.objects.open_to(request.user).filter(school__isnull=False)
    return plan_file(request, get_object_or_404(of_schools, pk=pk).pk, ReportFormat.PDF)


@require_safe
@never_cache
def comparison_file(request: HttpRequest, pk: int, file_format: ReportFormat) -> HttpResponse:
    """The comparison table of two texts of a plan, at once; the open amendment is the office's."""
    visible = Roadmap.objects.visible_to(request.user).select_related("municipality__region")
    roadmap = get_object_or_404(visible, pk=pk)
    found = compared_editions(
        roadmap,
        amendment_of(roadmap) if is_of_office(request.user, roadmap) else None,
        old=request.GET.get("old", ""),
        new=request.GET.get("new", ""),
    )
    if found is None or not found.lines:
        raise Http404
    document = comparison_table.build(roadmap, found, timezone.localdate())
    name = f"{file_title(f'Сравнительная таблица {roadmap.title}')}.{file_format.value}"
    return HttpResponse(
        render_document(document, file_format),
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


@require_safe
@never_cache
def indicators_file(request: HttpRequest, pk: int, file_format: ReportFormat) -> HttpResponse:
    """The indicators of a roadmap, at once, for whoever reads them."""
    visible = Roadmap.objects.visible_to(request.user).select_related("municipality")
    roadmap = get_object_or_404(visible, pk=pk)
    try:
        document = plan_indicators.build(
            roadmap, timezone.localdate(), with_charts=file_format is not ReportFormat.XLSX
        )
    except NothingToReport as nothing:
        raise Http404(str(nothing)) from nothing
    name = f"{file_title(f'Показатели {roadmap.title}')}.{file_format.value}"
    return HttpResponse(
        render_document(document, file_format),
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


@require_POST
def plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same annex as PDF: put into work by one press, its page shows how far it is."""
    visible = Roadmap.objects.open_to(request.user).select_related("municipality")
    roadmap = get_object_or_404(visible, pk=pk)
    try:
        report = request_report(
            kind=ReportKind.ROADMAP_ANNEX,
            file_format=ReportFormat.PDF,
            municipality=roadmap.municipality,
            parameters=Parameters(roadmap_id=roadmap.pk),
            by=cast(User, request.user),
        )
    except NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("roadmaps:roadmap", pk)
    return redirect("reports:report", pk=report.pk)


@require_safe
@never_cache
def monday(request: HttpRequest, pk: int, file_format: ReportFormat) -> HttpResponse:
    """«Понедельник» of an office, at once: the sheet for the weekly meeting."""
    place = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    require(request.user, Right.READ_REPORTS, municipality=place)
    today = timezone.localdate()
    content = render_document(build_monday(place, today), file_format)
    name = f"Понедельник {today:%d.%m.%Y}.{file_format.value}"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


@require_safe
@never_cache
def hand_over_act(request: HttpRequest, pk: int, file_format: ReportFormat) -> HttpResponse:
    """The act of a hand-over, at once, for whoever sees it."""
    made = get_object_or_404(HandOver.objects.visible_to(request.user), pk=pk)
    content = render_document(build_act(made), file_format)
    day = timezone.localdate(made.at)
    title = file_title(f"Акт приёма-передачи дел {day:%d.%m.%Y} {made.former_name}")
    name = f"{title}.{file_format.value}"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


@require_safe
@never_cache
def list_order(request: HttpRequest, pk: int, file_format: ReportFormat) -> HttpResponse:
    """The order of a list of ШНОР with its annexes, at once; it names all schools of the list."""
    visible = ApprovedList.objects.visible_to(request.user)
    approved = get_object_or_404(visible.select_related("municipality__region", "replaces"), pk=pk)
    require(request.user, Right.READ_REPORTS, municipality=approved.municipality)
    document = build_order(approved, timezone.localdate())
    name = f"{file_title(f'Приказ {approved}')}.{file_format.value}"
    return HttpResponse(
        render_document(document, file_format),
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


@require_safe
@never_cache
def grounds_sheet(
    request: HttpRequest, pk: int, login: str, file_format: ReportFormat
) -> HttpResponse:
    """The sheet of grounds of one school in one calculation, at once, for whoever sees it."""
    verdict = get_object_or_404(
        verdict_of(request.user, pk, login),
        run__finished_at__isnull=False, run__makes_list=True,
    )  # fmt: skip
    document = build_sheet(verdict, timezone.localdate())
    year = years.label(verdict.run.academic_year)
    name = f"{file_title(f'Справка {year} {verdict.school.name}')}.{file_format.value}"
    return HttpResponse(
        render_document(document, file_format),
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        },
    )


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    report = get_object_or_404(queries.report_of(request.user), pk=pk)
    return {"report": report, "again": may_make_anywhere(request.user)}


def _offers() -> list[tuple[str, str, str]]:
    return [(kind.value, KIND_NAMES[kind], KIND_PURPOSES[kind]) for kind in builders.kinds()]
