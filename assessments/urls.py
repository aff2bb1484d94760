"""Addresses of results, their imports and the list of ШНОР."""

from django.urls import URLPattern, path

from accounts.history_pages import history_paths
from assessments.views import (
    batches,
    criteria,
    criteria_history,
    criteria_lines,
    criteria_states,
    entry,
    entry_template,
    imports,
    list_drafts,
    lists,
    objectivity,
    reading,
    results,
    run_comparison,
    runs,
    scale_uploads,
    scales,
    sign_entry,
    what_if,
)


def _reading_paths() -> list[URLPattern]:
    """Two addresses for each page of results: itself and its workbook."""
    found = []
    for name in reading.PAGES:
        known, place = {"name": name}, name.replace("_", "-")
        found += [
            path(f"{place}/", reading.reading_page, known, name=name),
            path(f"{place}/{place}.xlsx", reading.reading_workbook, known, name=f"{name}_workbook"),
        ]
    return found


app_name = "assessments"
urlpatterns = [
    path("", results.result_page, name="results"),
    path("results.xlsx", results.results_workbook, name="results_workbook"),
    path("entry/", entry.entry_page, name="entry"),
    path("template/", entry_template.template_page, name="template"),
    *_reading_paths(),
    path("schools/<str:login>/", reading.school_results, name="school_results"),
    path(
        "schools/<str:login>/results.xlsx",
        reading.school_results_workbook,
        name="school_results_workbook",
    ),
    path("imports/", imports.import_page, name="imports"),
    path("batches/<id:pk>/", batches.batch_page, name="batch"),
    path("batches/<id:pk>/confirm/", batches.batch_confirm, name="batch_confirm"),
    path("imports/<id:pk>/", imports.import_review, name="import"),
    *history_paths("imports/<id:pk>/", "import", imports.past_of_import),
    path("imports/<id:pk>/file/", imports.import_file, name="import_file"),
    path("imports/<id:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<id:pk>/schools/", imports.import_schools, name="import_schools"),
    path("imports/<id:pk>/discard/", imports.import_discard, name="import_discard"),
    path("objectivity/", objectivity.overview, name="objectivity"),
    path("objectivity/entry/", sign_entry.sign_entry_page, name="objectivity_entry"),
    path("objectivity/rules/", objectivity.rules, name="objectivity_rules"),
    path("objectivity/signs.xlsx", objectivity.workbook, name="objectivity_workbook"),
    path("objectivity/schools/<str:login>/", objectivity.school, name="objectivity_school"),
    path("scales/", scales.scale_list, name="scales"),
    path("scales/scales.xlsx", scales.scales_workbook, name="scales_workbook"),
    path("scales/template.xlsx", scale_uploads.scale_template, name="scale_template"),
    path("scales/new/", scales.scale_new, name="scale_new"),
    path("scales/<id:pk>/edit/", scales.scale_edit, name="scale_edit"),
    path("scales/<id:pk>/withdraw/", scales.scale_withdraw, name="scale_withdraw"),
    path(
        "scales/works/<str:procedure>/<id:grade>/<str:subject>/",
        scales.scale_work,
        name="scale_work",
    ),
    path("scales/load/", scale_uploads.scale_uploads, name="scale_uploads"),
    path("scales/load/<id:pk>/", scale_uploads.scale_upload, name="scale_upload"),
    path(
        "scales/load/<id:pk>/confirm/",
        scale_uploads.scale_upload_confirm,
        name="scale_upload_confirm",
    ),
    path(
        "scales/load/<id:pk>/discard/",
        scale_uploads.scale_upload_discard,
        name="scale_upload_discard",
    ),
    path("imports/<id:pk>/withdraw/", imports.import_withdraw, name="import_withdraw"),
    path("runs/", runs.run_page_list, name="runs"),
    path("runs/settings/", runs.run_settings, name="run_settings"),
    path("runs/nights/", runs.run_nights, name="run_nights"),
    path("runs/<id:pk>/", runs.run_page, name="run"),
    *history_paths("runs/<id:pk>/", "run", runs.past_of_run),
    path("runs/<id:pk>/list.xlsx", runs.run_workbook, name="run_workbook"),
    path("runs/<id:pk>/progress/", runs.run_progress, name="run_progress"),
    path("runs/<id:pk>/restart/", runs.run_restart, name="run_restart"),
    path("runs/<id:pk>/compare/", run_comparison.comparison, name="run_comparison"),
    path(
        "runs/<id:pk>/compare.xlsx",
        run_comparison.comparison_workbook,
        name="run_comparison_workbook",
    ),
    path("runs/<id:pk>/draft-list/", list_drafts.draft, name="list_draft"),
    path("lists/", lists.history, name="lists"),
    path("lists/lists.xlsx", lists.history_workbook, name="lists_workbook"),
    path("lists/<id:pk>/", lists.list_page, name="list"),
    *history_paths("lists/<id:pk>/", "list", lists.past_of_list),
    path("lists/<id:pk>/list.xlsx", lists.list_workbook, name="list_workbook"),
    path("lists/<id:pk>/comparison/", lists.comparison, name="list_comparison"),
    path(
        "lists/<id:pk>/comparison.xlsx", lists.comparison_workbook, name="list_comparison_workbook"
    ),
    path("lists/<id:pk>/school/", list_drafts.change_entry, name="list_entry"),
    path("lists/<id:pk>/details/", list_drafts.change_details, name="list_details"),
    path("lists/<id:pk>/approve/", list_drafts.approve, name="list_approve"),
    path("lists/<id:pk>/discard/", list_drafts.discard, name="list_discard"),
    path("lists/<id:pk>/amend/", list_drafts.amend, name="list_amend"),
    path("lists/<id:pk>/cancel/", list_drafts.cancel, name="list_cancel"),
    path("criteria/", criteria.criteria_list, name="criteria"),
    path("criteria/new/", criteria.criteria_copy, name="criteria_copy"),
    path("criteria/shipped/<slug:key>/", criteria.criteria_shipped, name="criteria_shipped"),
    path(
        "criteria/shipped/<slug:key>/history/",
        criteria_history.criteria_shipped_history,
        name="criteria_shipped_history",
    ),
    path("criteria/<id:pk>/history/", criteria_history.criteria_history, name="criteria_history"),
    path("criteria/<id:pk>/", criteria.criteria_set, name="criteria_set"),
    path("criteria/<id:pk>/details/", criteria.criteria_details, name="criteria_details"),
    path("criteria/<id:pk>/parameters/", criteria.criteria_parameters, name="criteria_parameters"),
    path("criteria/<id:pk>/purpose/", criteria.criteria_purpose, name="criteria_purpose"),
    path("criteria/<id:pk>/works/", criteria.criteria_works, name="criteria_works"),
    path("criteria/<id:pk>/rules/", criteria.criteria_rules, name="criteria_rules"),
    path("criteria/<id:pk>/publish/", criteria_states.criteria_publish, name="criteria_publish"),
    path("criteria/<id:pk>/withdraw/", criteria_states.criteria_withdraw, name="criteria_withdraw"),
    path("criteria/<id:pk>/discard/", criteria_states.criteria_discard, name="criteria_discard"),
    path("criteria/<id:pk>/lines/<str:path>/", criteria_lines.criteria_line, name="criteria_line"),
    path(
        "criteria/<id:pk>/lines/<str:path>/add/", criteria_lines.criteria_add, name="criteria_add"
    ),
    path(
        "criteria/<id:pk>/categories/new/",
        criteria_lines.criteria_category,
        name="criteria_category",
    ),
    path("what-if/", what_if.what_if_page, name="what_if"),
    path("what-if/schools.xlsx", what_if.what_if_workbook, name="what_if_workbook"),
    path("what-if/run/", what_if.what_if_run, name="what_if_run"),
    path("what-if/save/", what_if.what_if_save, name="what_if_save"),
    path("runs/<id:pk>/<str:login>/", runs.verdict_page, name="verdict"),
]
