"""Addresses of schools, of people and of partnerships."""

from django.urls import path

from accounts.history_pages import history_page, history_paths, history_workbook
from schools.views import (
    context,
    context_batches,
    context_files,
    context_index,
    editing,
    history,
    letters,
    names,
    people,
    register,
    risks,
    schools,
)
from schools.views.partnerships import keeping, pages, parts

urlpatterns = [
    path("journal/", history_page(history.journal), name="journal"),
    path("journal/journal.xlsx", history_workbook(history.journal), name="journal_workbook"),
    path("schools/", schools.school_list, name="school_list"),
    path("schools/schools.xlsx", schools.schools_workbook, name="schools_workbook"),
    path("schools/import/", register.upload, name="register"),
    path("schools/import/<id:pk>/", register.review, name="register_review"),
    path("schools/import/<id:pk>/confirm/", register.confirm, name="register_confirm"),
    path("schools/import/<id:pk>/discard/", register.discard, name="register_discard"),
    path("schools/context/", context.all_schools, name="context"),
    path("schools/context/template.xlsx", context.template, name="context_template"),
    path("schools/context/index/", context_index.index, name="context_index"),
    path("schools/context/index/index.xlsx", context_index.workbook, name="context_index_workbook"),
    path("schools/context/weights/", context_index.weights, name="context_weights"),
    path("schools/context/files/", context_files.files, name="context_files"),
    path("schools/context/files/<id:pk>/", context_files.file, name="context_file"),
    path("schools/context/batches/<id:pk>/", context_batches.batch, name="context_batch"),
    path(
        "schools/context/batches/<id:pk>/confirm/",
        context_batches.confirm,
        name="context_batch_confirm",
    ),
    path(
        "schools/context/files/<id:pk>/confirm/",
        context_files.confirm,
        name="context_file_confirm",
    ),
    path(
        "schools/context/files/<id:pk>/discard/",
        context_files.discard,
        name="context_file_discard",
    ),
    path("schools/context/files/<id:pk>/undo/", context_files.undo, name="context_file_undo"),
    path("schools/<str:login>/context/", context.of_school, name="school_context"),
    path("schools/<str:login>/edit/", editing.school_edit, name="school_edit"),
    path(
        "schools/<str:login>/names/<id:pk>/forget/",
        names.school_name_forget,
        name="school_name_forget",
    ),
    path("schools/<str:login>/risks/", risks.risk_profile, name="risk_profile"),
    *history_paths("schools/<str:login>/", "school", history.past_of_school),
    path("schools/<str:login>/", schools.school_page, name="school"),
    path("partnerships/", pages.partnership_list, name="partnerships"),
    path(
        "partnerships/partnerships.xlsx", pages.partnerships_workbook, name="partnerships_workbook"
    ),
    path("partnerships/new/", keeping.partnership_new, name="partnership_new"),
    path("partnerships/rules/", keeping.partnership_rules, name="partnership_rules"),
    path("partnerships/<id:pk>/", pages.partnership_page, name="partnership"),
    *history_paths("partnerships/<id:pk>/", "partnership", pages.past_of_partnership),
    path("partnerships/<id:pk>/edit/", keeping.partnership_edit, name="partnership_edit"),
    path("partnerships/<id:pk>/note/", keeping.partnership_note, name="partnership_note"),
    path(
        "partnerships/<id:pk>/agreement/",
        keeping.partnership_agreement,
        name="partnership_agreement",
    ),
    path(
        "partnerships/<id:pk>/agreement/file/",
        pages.agreement_file,
        name="partnership_agreement_file",
    ),
    path(
        "partnerships/<id:pk>/move/<slug:move>/", keeping.partnership_move, name="partnership_move"
    ),
    path(
        "partnerships/<id:pk>/take-back/",
        keeping.partnership_take_back,
        name="partnership_take_back",
    ),
    path("partnerships/<id:pk>/plan/", parts.step_add, name="partnership_steps"),
    path("partnerships/plan/<id:pk>/mark/", parts.step_mark, name="partnership_step_mark"),
    path("partnerships/plan/<id:pk>/drop/", parts.step_drop, name="partnership_step_drop"),
    path("partnerships/<id:pk>/visits/", parts.visit_add, name="partnership_visits"),
    path("partnerships/visits/<id:pk>/keep/", parts.visit_keep, name="partnership_visit_keep"),
    path("partnerships/visits/<id:pk>/file/", pages.visit_file, name="partnership_visit_file"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/letters.xlsx", letters.letters_workbook, name="letters_workbook"),
    path("letters/<id:pk>/", letters.letter_page, name="letter"),
    path("letters/<id:pk>/again/", letters.letter_again, name="letter_again"),
    path("people/", people.person_list, name="people"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/<id:pk>/", people.person_page, name="person"),
    *history_paths("people/<id:pk>/", "person", history.past_of_person),
    path("people/<id:pk>/roles/", people.person_appoint, name="person_appoint"),
    path(
        "people/<id:pk>/roles/<id:membership_pk>/remove/",
        people.person_dismiss,
        name="person_dismiss",
    ),
    path("people/<id:pk>/sign-in/", people.person_sign_in, name="person_sign_in"),
    path("people/<id:pk>/letter/", people.person_letter, name="person_letter"),
]
