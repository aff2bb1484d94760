"""Addresses of plans, assignments and the review of work."""

from django.urls import path

from roadmaps.views import evidence, review, work

app_name = "roadmaps"

urlpatterns = [
    path("assignments/", work.assignments, name="assignments"),
    path("assignments/all/", work.all_assignments, name="all_assignments"),
    path("assignments/<int:assignment_id>/", work.assignment, name="assignment"),
    path("assignments/<int:assignment_id>/<str:move_name>/", review.move, name="move"),
    path("review/", review.review, name="review"),
    path("review/accept/", review.accept_many, name="accept_many"),
    path("evidence/<int:evidence_id>/", evidence.evidence_file, name="evidence"),
]
