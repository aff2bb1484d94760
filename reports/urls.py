"""Addresses of reports."""

from django.urls import path

from reports import views
from reports.domain.kinds import ReportFormat

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("new/<slug:kind>/", views.new_report, name="new"),
    path(
        "plans/<id:pk>/plan.docx",
        views.plan_file,
        {"file_format": ReportFormat.DOCX},
        name="plan_docx",
    ),
    path(
        "plans/<id:pk>/plan.xlsx",
        views.plan_file,
        {"file_format": ReportFormat.XLSX},
        name="plan_xlsx",
    ),
    path(
        "plans/<id:pk>/comparison.docx",
        views.comparison_file,
        {"file_format": ReportFormat.DOCX},
        name="comparison_docx",
    ),
    path(
        "plans/<id:pk>/comparison.xlsx",
        views.comparison_file,
        {"file_format": ReportFormat.XLSX},
        name="comparison_xlsx",
    ),
    path(
        "plans/<id:pk>/indicators.docx",
        views.indicators_file,
        {"file_format": ReportFormat.DOCX},
        name="indicators_docx",
    ),
    path(
        "plans/<id:pk>/indicators.pdf",
        views.indicators_file,
        {"file_format": ReportFormat.PDF},
        name="indicators_pdf",
    ),
    path(
        "plans/<id:pk>/indicators.xlsx",
        views.indicators_file,
        {"file_format": ReportFormat.XLSX},
        name="indicators_xlsx",
    ),
    path("monday/<id:pk>.pdf", views.monday, {"file_format": ReportFormat.PDF}, name="monday_pdf"),
    path(
        "monday/<id:pk>.docx", views.monday, {"file_format": ReportFormat.DOCX}, name="monday_docx"
    ),
    path(
        "hand-overs/<id:pk>.pdf",
        views.hand_over_act,
        {"file_format": ReportFormat.PDF},
        name="hand_over_pdf",
    ),
    path(
        "hand-overs/<id:pk>.docx",
        views.hand_over_act,
        {"file_format": ReportFormat.DOCX},
        name="hand_over_docx",
    ),
    path(
        "plans/<id:pk>/school.pdf",
        views.school_plan_pdf,
        name="school_plan_pdf",
    ),
    *(
        path(
            f"lists/<id:pk>/order.{one.value}",
            views.list_order,
            {"file_format": one},
            name=f"list_order_{one.value}",
        )
        for one in ReportFormat
    ),
    *(
        path(
            f"grounds/<id:pk>/<str:login>.{one.value}",
            views.grounds_sheet,
            {"file_format": one},
            name=f"grounds_{one.value}",
        )
        for one in (ReportFormat.PDF, ReportFormat.DOCX)
    ),
    path("plans/<id:pk>/pdf/", views.plan_pdf, name="plan_pdf"),
    path("<id:pk>/", views.report_page, name="report"),
    path("<id:pk>/progress/", views.report_progress, name="progress"),
    path("<id:pk>/file/", views.report_file, name="file"),
]
