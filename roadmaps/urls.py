"""Addresses of plans, assignments and the review of work."""

from django.urls import path

from roadmaps.views import evidence

app_name = "roadmaps"

urlpatterns = [
    path("evidence/<int:evidence_id>/", evidence.evidence_file, name="evidence"),
]
