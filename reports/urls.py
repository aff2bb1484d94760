"""Addresses of reports."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("new/<slug:kind>/", views.new_report, name="new"),
    path("<id:pk>/", views.report_page, name="report"),
    path("<id:pk>/progress/", views.report_progress, name="progress"),
    path("<id:pk>/file/", views.report_file, name="file"),
]
