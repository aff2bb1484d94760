"""Asking for a report: a row, a job, and nothing that a person has to wait for."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.jobs import request_job
from accounts.models import JobState, User
from core.web.refusals import NotPossible
from reports import builders
from reports.domain.kinds import NothingToReport, Parameters, ReportFormat, ReportKind
from reports.models import Report
from reports.permissions import require_maker
from schools.models import Municipality

JOB_KIND = "reports.build"


@transaction.atomic
def request_report(
    *,
    kind: ReportKind,
    file_format: ReportFormat,
    municipality: Municipality,
    parameters: Parameters,
    by: User,
    at: datetime | None = None,
) -> Report:
    """Accept a report and send its job; the same request that is still in work is returned.

    Raises Refusal for those who may not make reports, NotPossible where there is no data.
    """
    require_maker(by, municipality)
    at = at or timezone.now()
    wanted = builders.Request(kind, municipality, parameters, timezone.localdate(at), by)
    try:
        title = builders.title(wanted)
    except NothingToReport as nothing:
        raise NotPossible(str(nothing)) from nothing
    # Two clicks at once wait for each other here.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    same = Report.objects.filter(
        municipality=municipality,
        kind=kind,
        format=file_format,
        params=parameters.as_json(),
        requested_by=by,
        job__state__in=[JobState.QUEUED, JobState.RUNNING],
    ).first()
    if same is not None:
        return same
    report = Report.objects.create(
        municipality=municipality,
        kind=kind,
        format=file_format,
        params=parameters.as_json(),
        title=title[:500],
        requested_by=by,
        requested_at=at,
    )
    report.job = request_job(kind=JOB_KIND, subject_id=report.pk, title=report.title, by=by)
    report.save(update_fields=["job"])
    record(
        by=by,
        action="request report",
        subject=report,
        summary=f"Запрошен отчёт: {report.title} ({report.get_format_display()})",
        municipality_id=municipality.pk,
    )
    return report
