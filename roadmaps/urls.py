"""Addresses of plans, assignments and the review of work."""

from django.urls import path

from roadmaps.views import (
    activities,
    evidence,
    import_parties,
    import_rows,
    import_texts,
    imports,
    mapping,
    parties,
    party_merging,
    pasting,
    plans,
    reimport,
    review,
    work,
    workbooks,
)

app_name = "roadmaps"

urlpatterns = [
    path("roadmaps/", plans.roadmap_list, name="roadmaps"),
    path("roadmaps/reading/", activities.reading, name="reading"),
    path("roadmaps/responsible/", activities.responsible, name="responsible"),
    path("roadmaps/parties/", parties.party_list, name="parties"),
    path("roadmaps/parties/<id:pk>/", parties.party, name="party"),
    path("roadmaps/parties/<id:pk>/names/", parties.add_synonym, name="party_synonym_add"),
    path(
        "roadmaps/parties/<id:pk>/names/<id:synonym_pk>/remove/",
        parties.remove_synonym,
        name="party_synonym_remove",
    ),
    path("roadmaps/parties/<id:pk>/merge/", party_merging.merge, name="party_merge"),
    path("roadmaps/parties/<id:pk>/apart/", party_merging.apart, name="party_apart"),
    path("roadmaps/import/", imports.upload, name="import"),
    path("roadmaps/import/paste/", pasting.paste, name="import_paste"),
    path("roadmaps/import/<id:pk>/", imports.review, name="import_review"),
    path("roadmaps/import/<id:pk>/plan/", imports.change_plan, name="import_plan"),
    path("roadmaps/import/<id:pk>/parties/", import_parties.decide, name="import_party"),
    path("roadmaps/import/<id:pk>/accept/", imports.accept_all, name="import_accept"),
    path("roadmaps/import/<id:pk>/confirm/", imports.confirm, name="import_confirm"),
    path("roadmaps/import/<id:pk>/discard/", imports.discard, name="import_discard"),
    path("roadmaps/import/<id:pk>/comparison/", reimport.comparison, name="import_comparison"),
    path("roadmaps/import/<id:pk>/file/", imports.source_file, name="import_file"),
    path("roadmaps/import/<id:pk>/columns/", mapping.columns, name="import_columns"),
    path(
        "roadmaps/import/<id:pk>/texts/<slug:kind>/<id:number>/",
        import_texts.text,
        name="import_text",
    ),
    path("roadmaps/headings/", mapping.headings, name="headings"),
    path("roadmaps/headings/<id:pk>/forget/", mapping.forget, name="heading_forget"),
    path("roadmaps/import/<id:pk>/rows/<id:row_pk>/", import_rows.correct, name="import_row"),
    path(
        "roadmaps/import/<id:pk>/rows/<id:row_pk>/decision/",
        import_rows.decide,
        name="import_decide",
    ),
    path("roadmaps/<id:pk>/", plans.roadmap, name="roadmap"),
    path("roadmaps/<id:pk>/plan.xlsx", workbooks.plan_workbook, name="plan_workbook"),
    path("roadmaps/<id:pk>/import/", reimport.upload, name="reimport"),
    path("roadmaps/<id:pk>/state/", plans.state, name="state"),
    path("roadmaps/<id:roadmap_pk>/activities/add/", activities.add, name="activity_add"),
    path(
        "roadmaps/<id:roadmap_pk>/activities/<id:pk>/",
        activities.activity_page,
        name="activity",
    ),
    path(
        "roadmaps/<id:roadmap_pk>/activities/<id:pk>/origin/",
        activities.origin,
        name="activity_origin",
    ),
    path(
        "roadmaps/<id:roadmap_pk>/activities/<id:pk>/edit/", activities.edit, name="activity_edit"
    ),
    path(
        "roadmaps/<id:roadmap_pk>/activities/<id:pk>/delete/",
        activities.delete,
        name="activity_delete",
    ),
    path("assignments/", work.assignments, name="assignments"),
    path("assignments/all/", work.all_assignments, name="all_assignments"),
    path("assignments/all.xlsx", workbooks.assignments_workbook, name="assignments_workbook"),
    path("assignments/<id:assignment_id>/", work.assignment, name="assignment"),
    path("assignments/<id:assignment_id>/earlier/", evidence.earlier, name="evidence_earlier"),
    path("assignments/<id:assignment_id>/<str:move_name>/", review.move, name="move"),
    path("review/", review.review, name="review"),
    path("review/accept/", review.accept_many, name="accept_many"),
    path("evidence/<id:evidence_id>/", evidence.evidence_file, name="evidence"),
    path("evidence/<id:evidence_id>/edit/", evidence.describe, name="evidence_edit"),
    path("evidence/<id:evidence_id>/replace/", evidence.replace, name="evidence_replace"),
]
