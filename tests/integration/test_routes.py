"""Who may do what: every address of the portal × method × role, in one table.

A new address, or a method that an address begins to take, fails here until it has a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as portal_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from core.web.display import COOKIE
from core.web.errors import NOT_ALLOWED, NOT_UNDERSTOOD, SESSION_ENDED, WRONG_METHOD
from tests.scene import PDF, REGISTER, RESULTS_HEADER, Scene, build_scene, photo, ticked

pytestmark = pytest.mark.django_db

LARGEST = 10**18 - 1
BULK = {"field": "deliverable", "operation": "append", "words": "фото"}
ROLES = (
    "administrator", "coordinator", "curator", "executor", "head", "other_head", "observer",
    "stranger", "nobody", "anonymous",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

# ok     done: a page, a file, or something written
# idle   answered calmly, nothing written
# again  422: the form comes back with its errors, nothing written
# 403    refused with the sentence of the rule, nothing written
# 404    not there for this person, nothing written
# in     shown the way to sign in: sent there, or told that the form was not written
#
# A word after the address tells one case of it from another. `stranger` has the coordinator's
# rights in a neighbouring municipality; `nobody` is signed in without a role.
TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  home                               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST set_display                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  me                                 ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  letters                            ok    403   403   403   403   403   403   403   403   in
GET  letters_workbook                   ok    403   403   403   403   403   403   403   403   in
GET  letter                             ok    404   404   404   404   404   404   404   404   in
POST letter_again                       ok    404   404   404   404   404   404   404   404   in
GET  roadmaps:my_letters                ok    ok    ok    ok    ok    ok    403   ok    403   in
POST roadmaps:my_letters                ok    ok    ok    ok    ok    ok    403   ok    403   in
GET  roadmaps:stop_letters              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST roadmaps:stop_letters              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST roadmaps:resume_letters            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  roadmaps:my_calendars              ok    ok    ok    ok    ok    ok    403   ok    403   in
POST roadmaps:my_calendars              ok    ok    ok    ok    idle  ok    403   ok    403   in
POST roadmaps:calendar_renew            404   404   404   404   ok    404   404   404   404   in
POST roadmaps:calendar_withdraw         404   404   404   404   ok    404   404   404   404   in
GET  roadmaps:month_calendar            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:year_calendar             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:year_workbook             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:calendar_feed             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  roadmaps:reminder_settings         ok    403   403   403   403   403   403   404   404   in
POST roadmaps:reminder_settings         ok    403   403   403   403   403   403   404   404   in

GET  job                                404   ok    404   404   404   404   404   404   404   in
GET  job_progress                       404   ok    404   404   404   404   404   404   404   in

GET  account_login                      ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_login                      idle  idle  idle  idle  idle  idle  idle  idle  idle  ok
GET  account_logout                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_logout                     ok    ok    ok    ok    ok    ok    ok    ok    ok    idle
GET  account_signup                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_inactive                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_change_password            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST account_change_password            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  account_set_password               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST account_set_password               idle  idle  idle  idle  idle  idle  idle  idle  idle  in
GET  account_reset_password             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reset_password             ok    ok    ok    ok    ok    ok    ok    ok    ok    idle
GET  account_reset_password_done        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  account_reset_password_from_key    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST account_reset_password_from_key    idle  idle  idle  idle  idle  idle  idle  idle  idle  idle
GET  account_reset_password_from_key_done ok  ok    ok    ok    ok    ok    ok    ok    ok    ok

GET  school_list                        ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  schools_workbook                   ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  school                             ok    ok    ok    ok    ok    404   ok    404   404   in

GET  register                           ok    403   403   403   403   403   403   403   403   in
POST register                           ok    403   403   403   403   403   403   403   403   in
GET  register_review                    ok    404   404   404   404   404   404   404   404   in
POST register_confirm                   ok    404   404   404   404   404   404   404   404   in
POST register_discard                   ok    404   404   404   404   404   404   404   404   in

GET  people                             ok    403   403   403   403   403   403   403   403   in
GET  person_add                         ok    403   403   403   403   403   403   403   403   in
POST person_add                         ok    403   403   403   403   403   403   403   403   in
GET  person                             ok    403   404   403   404   403   404   404   404   in
POST person_appoint                     ok    403   404   403   404   403   404   404   404   in
POST person_dismiss                     ok    403   404   403   404   403   404   404   404   in
POST person_sign_in                     ok    403   404   403   404   403   404   404   404   in
POST person_letter                      ok    403   404   403   404   403   404   404   404   in

GET  roadmaps:roadmaps                  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:reading                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:reading import            ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:responsible               ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:responsible import        ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:parties                   ok    ok    403   403   403   403   403   ok    403   in
GET  roadmaps:party                     ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party                     ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_synonym_add         ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_synonym_remove      ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:party_merge               ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_merge               ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_apart               ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import                    ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:import                    ok    ok    403   403   403   403   403   again 403   in
POST roadmaps:import_paste              ok    ok    403   403   403   403   403   again 403   in
GET  roadmaps:import_review             ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_plan               ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_party              ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import_columns            ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_columns            ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import_text               ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_text               ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:headings                  ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:heading_forget            ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_accept             ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_confirm            ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_discard            ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import_comparison         ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_comparison         ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import_file               ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import_row                ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_row                ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:import_decide             ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:roadmap                   ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:roadmap project           ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:plan_workbook             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:plan_workbook project     ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:reimport                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:reimport                  ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:state                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:state                     ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:approve                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:approve                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:approve again             again again 403   403   403   403   403   404   404   in
POST roadmaps:amend                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:amend again               idle  idle  403   403   403   403   403   404   404   in
GET  roadmaps:roadmap amendment         ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:amendment_approve         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:amendment_approve         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:amendment_discard         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:amendment_discard         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:edition_comparison        ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:edition_comparison        ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:past                      ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:editions                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:editions project          ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:edition                   ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:edition_order             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:edition_scan              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:edition_scan              idle  idle  403   403   403   403   403   404   404   in
GET  roadmaps:bulk                      ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:bulk                      ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:saved_filters             ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:saved_filters             ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:saved_filter_forget       ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_add              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_add              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_add amendment    ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:activity_add approved     403   403   403   403   403   403   403   404   404   in
GET  roadmaps:activity                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:activity project          ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:activity_origin           ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:activity_origin project   ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:activity_edit             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_edit             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_delete           ok    ok    403   403   403   403   403   404   404   in

POST roadmaps:activity_cell             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_row              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_move             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:section                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:section_add               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section_add               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section_move              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section_delete            ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:numbers                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:numbers                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:paste_rows                ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:paste_rows                ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:changes                   ok    ok    403   ok    403   403   ok    404   404   in
POST roadmaps:change_undo               ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:matrix                    ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:matrix_workbook           ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:matrix_settle             ok    ok    ok    403   403   403   403   404   404   in
POST roadmaps:matrix_settle             ok    ok    ok    403   403   403   403   404   404   in
GET  roadmaps:activity_audience         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_audience         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:school_list               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:school_list               ok    ok    403   403   403   403   403   404   404   in

GET  roadmaps:indicators                ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:indicators project        ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:indicator                 ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:indicator_add             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_add             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:indicator_edit            ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_edit            again again 403   403   403   403   403   404   404   in
POST roadmaps:indicator_delete          idle  idle  403   403   403   403   403   404   404   in
POST roadmaps:indicator_reading         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:indicator_actual          ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_actual          ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_actual_remove   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:coverage                  ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:coverage_links            ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:coverage_links            ok    ok    403   403   403   403   403   404   404   in
GET  risk_profile                       ok    ok    403   403   403   404   403   404   404   in
POST risk_profile                       ok    ok    403   403   403   404   403   404   404   in
GET  roadmaps:indicator_target          ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_target          ok    ok    403   403   403   403   403   404   404   in

GET  roadmaps:calendar                  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:calendar place            ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:series_add                ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:series_add                ok    ok    403   403   403   403   403   ok    403   in
GET  roadmaps:series                    ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:series_remove             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:event_add                 ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_add                 ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_add preview         idle  idle  403   403   403   403   403   404   404   in
GET  roadmaps:event_paste               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_paste               ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:event                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_remove              ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:school_year               ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:school_year               ok    ok    403   403   403   403   403   ok    403   in
GET  roadmaps:office_day                ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:office_day                ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:office_day_remove         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:undated_list              ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:undated                   ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:undated                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_calendar         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_calendar         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_off_calendar     ok    ok    403   403   403   403   403   404   404   in

GET  roadmaps:assignments               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:all_assignments           ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:assignments_workbook      ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:assignment                ok    ok    ok    ok    ok    404   ok    404   404   in
POST roadmaps:assignment                403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:assignment office         ok    ok    404   ok    404   404   ok    404   404   in
POST roadmaps:assignment office         ok    ok    404   ok    404   404   403   404   404   in
POST roadmaps:move withdraw             403   403   403   403   ok    404   403   404   404   in
POST roadmaps:move accept               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move return               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move reopen               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move postpone             ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move cancel               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move restore              ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:date_ask                  403   403   403   403   ok    404   403   404   404   in
POST roadmaps:date_withdraw             403   403   403   403   ok    404   403   404   404   in
POST roadmaps:date_answer               ok    ok    ok    403   403   404   403   404   404   in
GET  roadmaps:date_requests             ok    ok    ok    403   403   403   403   ok    403   in
GET  roadmaps:review                    ok    ok    ok    403   403   403   403   ok    403   in
GET  roadmaps:accept_many               ok    ok    ok    403   403   403   403   ok    403   in
POST roadmaps:accept_many               ok    ok    ok    403   403   403   403   idle  403   in
GET  roadmaps:return_many               ok    ok    ok    403   403   403   403   ok    403   in
POST roadmaps:return_many               ok    ok    ok    403   403   403   403   idle  403   in
GET  roadmaps:review_phrases            ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:review_phrases            ok    ok    403   403   403   403   403   again 403   in
POST roadmaps:review_phrase_forget      ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:evidence                  ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:sheets                    403   403   403   403   ok    404   403   404   404   in
POST roadmaps:sheets                    403   403   403   403   ok    404   403   404   404   in
POST roadmaps:sheets_bind               403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:sheet                     404   404   404   404   ok    404   404   404   404   in
POST roadmaps:sheet                     404   404   404   404   ok    404   404   404   404   in
POST roadmaps:upload_begin              403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:upload                    404   404   404   404   ok    404   404   404   404   in
POST roadmaps:upload                    404   404   404   404   ok    404   404   404   404   in
POST roadmaps:upload_finish             404   404   404   404   ok    404   404   404   404   in
GET  roadmaps:evidence_edit             403   403   403   403   ok    404   403   404   404   in
POST roadmaps:evidence_edit             403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:evidence_replace          403   403   403   403   ok    404   403   404   404   in
POST roadmaps:evidence_replace          403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:evidence_earlier          403   403   403   403   ok    404   403   404   404   in
POST roadmaps:evidence_earlier          403   403   403   403   ok    404   403   404   404   in

GET  assessments:results                ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:results_workbook       ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:imports                ok    ok    403   ok    403   403   ok    ok    403   in
POST assessments:imports                ok    ok    403   403   403   403   403   again 403   in
GET  assessments:import                 ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:import confirmed       ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:import_file            ok    ok    404   ok    404   404   ok    404   404   in
POST assessments:import_confirm         ok    ok    404   403   404   404   403   404   404   in
POST assessments:import_discard         ok    ok    404   403   404   404   403   404   404   in
GET  assessments:runs                   ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST assessments:runs                   ok    ok    403   403   403   403   403   again 403   in
GET  assessments:run                    ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run unfinished         ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:run_workbook           ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run_workbook unfinished 404  404   404   404   404   404   404   404   404   in
GET  assessments:run_progress           ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run_progress unfinished ok   ok    404   ok    404   404   ok    404   404   in
POST assessments:run_restart            ok    ok    404   403   404   404   403   404   404   in
GET  assessments:verdict                ok    ok    ok    ok    ok    404   ok    404   404   in

GET  reports:list                       ok    ok    ok    ok    404   404   ok    ok    404   in
GET  reports:new                        ok    ok    403   403   404   404   403   ok    404   in
POST reports:new                        ok    ok    403   403   404   404   403   again 404   in
GET  reports:plan_docx                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:plan_docx project          ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:plan_xlsx                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:plan_xlsx project          ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:comparison_docx            ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:comparison_xlsx            ok    ok    404   ok    404   404   ok    404   404   in
POST reports:plan_pdf                   ok    ok    403   403   403   403   403   404   404   in
POST reports:plan_pdf project           ok    ok    404   403   404   404   403   404   404   in
GET  reports:monday_pdf                 ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:monday_docx                ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:report                     ok    ok    ok    ok    404   404   ok    404   404   in
GET  reports:progress                   ok    ok    ok    ok    404   404   ok    404   404   in
GET  reports:file                       ok    ok    ok    ok    404   404   ok    404   404   in
"""

# Addresses with a parameter that names no object of a municipality.
WITHOUT_OBJECT = {
    "roadmaps:school_year",
    "reports:new",
    "account_reset_password_from_key",
    "roadmaps:stop_letters",
    "roadmaps:calendar_feed",
    "roadmaps:resume_letters",
}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    method: str
    route: str
    case: str
    expected: dict[str, str]

    @property
    def name(self) -> str:
        """The address with its case."""
        return f"{self.route} {self.case}".strip()

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def lines() -> list[Line]:
    """The table, read; a line with a role too few or too many is an error."""
    found = []
    for text in TABLE.strip().splitlines()[1:]:
        words = text.split()
        if not words:
            continue
        method, route, *case = words[: -len(ROLES)]
        assert route in ROUTES, f"{route}: there is no such address, or a role is missing"
        assert len(case) <= 1, f"a role too many: {text}"
        found.append(
            Line(method, route, *(case or [""]), dict(zip(ROLES, words[-10:], strict=True)))
        )
    return found


def routes() -> dict[str, bool]:
    """Names of all addresses but admin's; whether they take parameters."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Any, namespace: str) -> Iterator[tuple[str, bool]]:
    for pattern in patterns:
        if not hasattr(pattern, "url_patterns"):
            yield f"{namespace}{pattern.name}", bool(pattern.pattern.regex.groups)
        elif pattern.app_name != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, namespace + inner)


ROUTES = routes()
LINES = lines()
OF_OBJECTS = [one for one in LINES if ROUTES[one.route] and one.route not in WITHOUT_OBJECT]


def arguments(scene: Scene, line: Line) -> list[Any]:
    """Of the address of `line`."""
    draft, plan = scene.plan_import.pk, scene.roadmap.pk
    target, year = scene.indicator, scene.roadmap.first_year
    moved = {
        "reopen": scene.accepted, "restore": scene.cancelled,
        "postpone": scene.owed, "cancel": scene.owed,
    }.get(line.case, scene.submitted)  # fmt: skip
    project, known = scene.plan_in_draft, scene.world.other_head
    return {
        "job": [scene.job.pk],
        "job_progress": [scene.job.pk],
        "account_reset_password_from_key": ["1", "set-password"],
        "school": [scene.world.school.login],
        "register_review": [scene.register_upload.pk],
        "register_confirm": [scene.register_upload.pk],
        "register_discard": [scene.register_upload.pk],
        "person": [known.pk],
        "person_appoint": [known.pk],
        "person_dismiss": [known.pk, known.memberships.get().pk],
        "person_sign_in": [known.pk],
        "person_letter": [known.pk],
        "letter": [scene.letter.pk],
        "letter_again": [scene.letter.pk],
        "roadmaps:stop_letters": [letters_token(scene)],
        "roadmaps:resume_letters": [letters_token(scene)],
        "roadmaps:year_calendar": [plan],
        "roadmaps:year_workbook": [plan],
        "roadmaps:calendar_renew": [scene.calendar_feed.pk],
        "roadmaps:calendar_withdraw": [scene.calendar_feed.pk],
        "roadmaps:calendar_feed": [calendar_token(scene)],
        "roadmaps:reminder_settings": [scene.world.office.pk],
        "roadmaps:party": [scene.office_work.party_id],
        "roadmaps:party_synonym_add": [scene.office_work.party_id],
        "roadmaps:party_synonym_remove": [scene.office_work.party_id, scene.synonym.pk],
        "roadmaps:party_merge": [scene.office_work.party_id],
        "roadmaps:party_apart": [scene.office_work.party_id],
        "roadmaps:import_party": [draft],
        "roadmaps:import_review": [draft],
        "roadmaps:import_plan": [draft],
        "roadmaps:import_columns": [draft],
        "roadmaps:heading_forget": [scene.heading.pk],
        "roadmaps:import_text": [draft, "goal", 1],
        "roadmaps:import_accept": [draft],
        "roadmaps:import_confirm": [draft],
        "roadmaps:import_discard": [draft],
        "roadmaps:import_comparison": [scene.changed_plan.pk],
        "roadmaps:import_file": [draft],
        "roadmaps:import_row": [draft, scene.row.pk],
        "roadmaps:import_decide": [draft, scene.row.pk],
        "roadmaps:roadmap": [plan],
        "roadmaps:roadmap project": [project.pk],
        "roadmaps:plan_workbook": [plan],
        "roadmaps:plan_workbook project": [project.pk],
        "roadmaps:reimport": [plan],
        "roadmaps:state": [plan],
        "roadmaps:approve": [plan],
        "roadmaps:approve again": [scene.act.pk],
        "roadmaps:amend": [scene.act.pk],
        "roadmaps:amend again": [scene.amended.pk],
        "roadmaps:roadmap amendment": [scene.amendment.pk],
        "roadmaps:activity_add amendment": [scene.amendment.pk],
        "roadmaps:activity_add approved": [scene.act.pk],
        "roadmaps:amendment_approve": [scene.amended.pk],
        "roadmaps:amendment_discard": [scene.amended.pk],
        "roadmaps:edition_comparison": [scene.amended.pk],
        "roadmaps:past": [scene.act.pk],
        "roadmaps:editions": [scene.act.pk],
        "roadmaps:editions project": [project.pk],
        "roadmaps:edition": [scene.act.pk, 1],
        "roadmaps:edition_order": [scene.act.pk, 1],
        "roadmaps:edition_scan": [scene.act.pk, 1],
        "roadmaps:bulk": [plan],
        "roadmaps:saved_filters": [plan],
        "roadmaps:saved_filter_forget": [plan, scene.saved_filter.pk],
        "roadmaps:activity_add": [plan],
        "roadmaps:activity": [plan, scene.activity.pk],
        "roadmaps:activity project": [project.pk, project.activities.get().pk],
        "roadmaps:activity_origin": [plan, scene.activity.pk],
        "roadmaps:activity_origin project": [project.pk, project.activities.get().pk],
        "roadmaps:activity_edit": [plan, scene.activity.pk],
        "roadmaps:activity_delete": [plan, scene.bare_activity.pk],
        "roadmaps:changes": [plan],
        "roadmaps:section_add": [plan],
        "roadmaps:numbers": [plan],
        "roadmaps:paste_rows": [plan],
        "roadmaps:activity_cell": [plan, scene.activity.pk],
        "roadmaps:activity_row": [plan, scene.activity.pk],
        "roadmaps:activity_move": [plan, scene.activity.pk],
        "roadmaps:section": [plan, scene.section.pk],
        "roadmaps:section_move": [plan, scene.section.pk],
        "roadmaps:section_delete": [plan, scene.section.pk],
        "roadmaps:change_undo": [plan, scene.plan_change.pk],
        "roadmaps:activity_audience": [plan, scene.activity.pk, scene.schools_party.pk],
        "roadmaps:matrix": [plan],
        "roadmaps:matrix_workbook": [plan],
        "roadmaps:matrix_settle": [plan],
        "roadmaps:school_list": [plan],
        "roadmaps:indicators": [plan],
        "roadmaps:indicators project": [project.pk],
        "roadmaps:indicator": [plan, target.pk],
        "roadmaps:coverage": [plan],
        "roadmaps:coverage_links": [plan, "risk", 8],
        "risk_profile": [scene.world.school.login],
        "roadmaps:indicator_add": [plan],
        "roadmaps:indicator_edit": [plan, target.pk],
        "roadmaps:indicator_delete": [plan, target.pk],
        "roadmaps:indicator_reading": [plan, target.pk],
        "roadmaps:indicator_actual": [plan, target.pk, year],
        "roadmaps:indicator_actual_remove": [plan, target.pk, year - 1],
        "roadmaps:indicator_target": [plan, target.pk, year],
        "roadmaps:series": [scene.series.pk],
        "roadmaps:series_remove": [scene.empty_series.pk],
        "roadmaps:event_add": [scene.series.pk],
        "roadmaps:event_add preview": [scene.series.pk],
        "roadmaps:event_paste": [scene.empty_series.pk],
        "roadmaps:event": [scene.event.pk],
        "roadmaps:event_remove": [scene.event.pk],
        "roadmaps:school_year": [scene.event.starts_on.year],
        "roadmaps:office_day_remove": [scene.office_day.pk],
        "roadmaps:undated": [plan],
        "roadmaps:activity_calendar": [plan, scene.activity.pk],
        "roadmaps:activity_off_calendar": [plan, scene.bare_activity.pk, scene.series.pk],
        "roadmaps:assignment": [scene.owed.pk],
        "roadmaps:assignment office": [scene.office_work.pk],
        "roadmaps:date_ask": [scene.owed.pk],
        "roadmaps:date_withdraw": [scene.asked.assignment_id],
        "roadmaps:date_answer": [scene.asked.assignment_id],
        f"roadmaps:move {line.case}": [moved.pk, line.case],
        "roadmaps:evidence": [scene.evidence.pk],
        "roadmaps:review_phrase_forget": [scene.phrase.pk],
        "roadmaps:sheets": [scene.owed.pk],
        "roadmaps:sheets_bind": [scene.owed.pk],
        "roadmaps:sheet": [scene.sheet.pk],
        "roadmaps:upload_begin": [scene.owed.pk],
        "roadmaps:upload": [scene.upload.pk],
        "roadmaps:upload_finish": [scene.whole_upload.pk],
        "roadmaps:evidence_edit": [scene.evidence.pk],
        "roadmaps:evidence_replace": [scene.evidence.pk],
        "roadmaps:evidence_earlier": [scene.owed.pk],
        "assessments:import": [scene.results_import.pk],
        "assessments:import confirmed": [scene.confirmed_results.pk],
        "assessments:import_file": [scene.results_import.pk],
        "assessments:import_confirm": [scene.results_import.pk],
        "assessments:import_discard": [scene.results_import.pk],
        "assessments:run": [scene.run.pk],
        "assessments:run unfinished": [scene.unfinished_run.pk],
        "assessments:run_workbook": [scene.run.pk],
        "assessments:run_workbook unfinished": [scene.unfinished_run.pk],
        "assessments:run_progress": [scene.run.pk],
        "assessments:run_progress unfinished": [scene.unfinished_run.pk],
        "assessments:run_restart": [scene.unfinished_run.pk],
        "assessments:verdict": [scene.run.pk, scene.world.school.login],
        "reports:new": ["roadmap_progress"],
        "reports:plan_docx": [plan],
        "reports:plan_docx project": [project.pk],
        "reports:plan_xlsx": [plan],
        "reports:plan_xlsx project": [project.pk],
        "reports:comparison_docx": [scene.amended.pk],
        "reports:comparison_xlsx": [scene.amended.pk],
        "reports:plan_pdf": [plan],
        "reports:plan_pdf project": [project.pk],
        "reports:monday_pdf": [scene.world.office.pk],
        "reports:monday_docx": [scene.world.office.pk],
        "reports:report": [scene.report.pk],
        "reports:progress": [scene.report.pk],
        "reports:file": [scene.report.pk],
    }.get(line.name, [])  # fmt: skip


def query(scene: Scene, line: Line) -> dict[str, Any]:
    """Of the address of `line`."""
    return {
        "roadmaps:reading": {"text": "май", "roadmap": scene.roadmap.pk},
        "roadmaps:reading import": {"text": "май", "plan": scene.plan_import.pk},
        "roadmaps:responsible": {"text": "Методист", "roadmap": scene.roadmap.pk},
        "roadmaps:responsible import": {"text": "Методист", "plan": scene.plan_import.pk},
        "roadmaps:bulk": BULK,
        "roadmaps:saved_filters": {"state": "overdue"},
        "roadmaps:party_merge": {"into": scene.other_party.pk},
        "roadmaps:matrix_settle": {"school": scene.world.school.pk},
        "roadmaps:accept_many": {"assignment": scene.submitted.pk},
        "roadmaps:return_many": {"assignment": scene.submitted.pk},
        "roadmaps:calendar place": {"municipality": scene.world.office.pk},
    }.get(line.name, {})


def calendar_token(scene: Scene) -> str:
    """Of the head's calendar."""
    from roadmaps.feed_links import feed_path

    return feed_path(scene.calendar_feed).split("/")[-1].removesuffix(".ics")


def letters_token(scene: Scene) -> str:
    """Of the head's letters."""
    from roadmaps.reminder_links import stop_path

    return stop_path(scene.world.head).split("/")[-2]


def columns_as_shown(scene: Scene) -> dict[str, Any]:
    """The form of the draft's columns as it is drawn."""
    from roadmaps.forms.mapping import MappingForm
    from roadmaps.queries.mapping import table_views, tables_mark

    shown = {"mark": tables_mark(scene.plan_import)}
    form = MappingForm(initial=shown, tables=table_views(scene.plan_import))
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def goal_as_shown(scene: Scene) -> str:
    """The mark of the draft's goal."""
    from roadmaps.queries.import_texts import text_lines

    return text_lines(scene.plan_import, "goal")[0].mark


def school_year_as_shown(year: int) -> dict[str, Any]:
    """The form of a school year with its customary dates."""
    from roadmaps.domain.calendars.school_years import usual_year
    from roadmaps.forms.calendars import SchoolYearForm

    form = SchoolYearForm(academic_year=year, shown=usual_year(year))
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def calendar_forms(scene: Scene) -> dict[str, dict[str, Any]]:
    """What the forms of the office's calendar send, with the previews that were seen."""
    from roadmaps.domain.calendars.offsets import EventDays
    from roadmaps.queries.calendars.changes import preview_of_events

    first, one = scene.event.starts_on, scene.event
    later, moved = first + timedelta(days=60), EventDays(one.pk, first, first, "ВПР")
    new = preview_of_events(scene.series, added=[EventDays(-1, later, later)])
    of_one = {"version": one.version}
    return {
        "roadmaps:series_add": {"kind": "oge"},
        "roadmaps:school_year": school_year_as_shown(first.year),
        "roadmaps:office_day": {"day": first.isoformat(), "is_working": "0"},
        "roadmaps:event_add": {"starts_on": later.isoformat(), "seen": new.seal},
        "roadmaps:event_add preview": {"starts_on": later.isoformat()},
        "roadmaps:event_paste": {"year": later.year, "text": f"{later:%d.%m.%Y} Курсы"},
        "roadmaps:event": {
            **of_one, "starts_on": first.isoformat(), "title": "ВПР",
            "seen": preview_of_events(scene.series, changed=moved).seal,
        },
        "roadmaps:event_remove": {
            **of_one, "seen": preview_of_events(scene.series, removed=one.pk).seal,
        },
        "roadmaps:undated": {
            "link": f"{scene.activity.pk}:{scene.empty_series.pk}:during:0:calendar", "seen": "yes",
        },
        "roadmaps:activity_calendar": {
            "series": scene.empty_series.pk, "side": "after", "days": 5, "count": "working",
            "edge": "end", "seen": "yes",
        },
    }  # fmt: skip


def edited(scene: Scene) -> dict[str, Any]:
    """What the forms send that edit a plan as a table."""
    from roadmaps.actions.editing.numbering import new_numbers, numbers_mark
    from roadmaps.domain.numbering import Scheme
    from roadmaps.forms.sections import opened_section

    activity, section = scene.activity, scene.section
    named = opened_section(section)
    numbers = new_numbers(scene.roadmap, Scheme.THROUGH)
    return {
        "roadmaps:activity_cell": {
            "field": "title", "value": "Другое название", "expected": activity.title,
        },
        "roadmaps:activity_move": {"target": f"after:{scene.bare_activity.pk}"},
        "roadmaps:section": {**named, "title": "Другой раздел"},
        "roadmaps:section_add": {"title": "Новый раздел", "kind": "stage"},
        "roadmaps:section_move": {"target": f"before:{scene.first_section.pk}"},
        "roadmaps:section_delete": {"rows_to": "end:0"},
        "roadmaps:numbers": {"scheme": "through", "mark": numbers_mark(numbers)},
        "roadmaps:paste_rows": {
            "grid": json.dumps([["1", "Новое мероприятие"]]), "column_1": "title",
        },
    }  # fmt: skip


def sent(scene: Scene, line: Line, person: str) -> dict[str, Any]:
    """What the form of `line` sends; always of the home municipality."""
    from roadmaps.actions.editing.writing import values_of
    from roadmaps.actions.imports import values_of_row
    from roadmaps.forms.plans import opened_value

    place = scene.world.office.pk
    day = timezone.localdate() + timedelta(days=30)
    passwords = {"password1": "sovsem-drugoy-parol", "password2": "sovsem-drugoy-parol"}
    opened = values_of(scene.activity)
    rounds = scene.submitted.rounds if line.case in ("accept", "return", "withdraw") else None
    rounds = scene.accepted.rounds if line.case == "reopen" else rounds or 0
    return {
        **calendar_forms(scene),
        "set_display": {"version": "accessible"},
        "account_login": {"login": "head@example.org", "password": "parol-dlya-testov"},
        "account_change_password": {"oldpassword": "parol-dlya-testov", **passwords},
        "account_set_password": passwords,
        "account_reset_password": {"email": f"{person}@example.org"},
        "account_reset_password_from_key": passwords,
        "person_add": {
            "email": "new@example.org", "full_name": "Новая А. А.", "role": "executor",
        },
        "person_appoint": {"role": "executor"},
        "register": {
            "municipality": place,
            "file": SimpleUploadedFile("Реестр.csv", REGISTER),
        },
        "person_sign_in": {"open": "0"},
        "roadmaps:my_letters": {"frequency": "weekly"},
        "roadmaps:reminder_settings": {"hour": 9, "days_before": [7], "weekday": 0},
        "roadmaps:import": {
            "municipality": place,
            "file": SimpleUploadedFile("Ещё.docx", scene.document),
        },
        "roadmaps:import_paste": {
            "municipality": place,
            "text": "Дорожная карта на 2026 год\n\nМероприятие\tСрок\nСеминар\tмай 2026",
        },
        "roadmaps:import_columns": columns_as_shown(scene),
        "roadmaps:import_text": {"decision": "leave", "mark": goal_as_shown(scene)},
        "roadmaps:import_comparison": ticked(scene.changed_plan),
        "roadmaps:reimport": {
            "municipality": place,
            "file": SimpleUploadedFile("Изменённый.docx", scene.document),
        },
        "roadmaps:import_plan": {
            "title": "План", "first_year": day.year, "last_year": day.year, "calendar": "calendar",
        },
        "roadmaps:party": {"name": "Другой методист", "kind": "post"},
        "roadmaps:party_synonym_add": {"words": "Методцентр"},
        "roadmaps:party_merge": {"into": scene.other_party.pk},
        "roadmaps:party_apart": {"into": scene.other_party.pk},
        "roadmaps:import_party": {"words": "Окружной центр", "party": "new"},
        "roadmaps:import_row": {
            "title": "Другое название",
            "deadline_text": "май",
            "opened": opened_value(values_of_row(scene.row)),
        },
        "roadmaps:import_decide": {"decision": "drop"},
        "roadmaps:state": {"move": "close"},
        "roadmaps:approve": {"order_number": "420", "order_date": "2026-01-15"},
        "roadmaps:approve again": {"order_number": "421", "order_date": "2026-01-15"},
        "roadmaps:amendment_approve": {
            "amendment": scene.amendment.pk, "order_number": "19-ОД",
            "order_date": timezone.localdate().isoformat(),
        },
        "roadmaps:edition_comparison": {"reason facts.title": "Так решили"},
        "roadmaps:amendment_discard": {"amendment": scene.amendment.pk},
        "roadmaps:activity_add amendment": {"title": "Новое мероприятие"},
        "roadmaps:activity_add approved": {"title": "Новое мероприятие"},
        "roadmaps:edition_scan": {"scan": SimpleUploadedFile("Приказ.pdf", PDF)},
        "roadmaps:bulk": {
            "row": [scene.activity.pk],
            "seen": json.dumps({scene.activity.pk: scene.activity.deliverable}),
        },
        "roadmaps:saved_filters": {"name": "Просроченное"},
        "roadmaps:activity_add": {"title": "Новое мероприятие"},
        "roadmaps:activity_edit": {
            **opened, "title": "Другое название", "opened": opened_value(opened),
        },
        "roadmaps:activity_audience": {
            "audience": "listed", "seen": "all:", "foreseen": "listed::", "reason": "Приказ № 1",
            "apply": "1",
        },
        "roadmaps:matrix_settle": {
            "school": scene.world.school.pk, "seen": scene.owed.pk,
            "decision": "not_concerned", "reason": "classes",
        },
        "roadmaps:school_list": {"run": scene.run.pk},
        **edited(scene),
        "roadmaps:indicator_add": {"name": "Доля участников", "comparator": ">="},
        "roadmaps:indicator_edit": {"name": "Иначе", "comparator": ">=", "seen": "другое"},
        "roadmaps:coverage_links": {"link": [scene.activity.pk], "shown": [scene.activity.pk]},
        "risk_profile": {"motivation": "high", "seen": ""},
        "roadmaps:indicator_reading": {"reading": "rise-percent"},
        "roadmaps:indicator_actual": {"actual": "65", "source": "Протокол"},
        "roadmaps:indicator_target": {"target": "70", "reason": "Выросли"},
        "roadmaps:assignment": {"note": "Сделано", "submit": "1"},
        "roadmaps:date_ask": {"ask-wished_on": day.isoformat(), "ask-reason": "Ремонт"},
        "roadmaps:date_withdraw": {"request": scene.asked.pk},
        "roadmaps:date_answer": {"request": scene.asked.pk, "agree": "1"},
        "roadmaps:assignment office": {"note": "Сделано", "submit": "1"},
        f"roadmaps:move {line.case}": {
            f"{line.case}-round": rounds,
            f"{line.case}-comment": "Так решили",
            f"{line.case}-reason": "incomplete",
            f"{line.case}-due_on": day.isoformat(),
        },
        "roadmaps:sheets": {"pictures": SimpleUploadedFile("1.png", photo("PNG"))},
        "roadmaps:sheets_bind": {"name": "Протокол"},
        "roadmaps:sheet": {"change": "turn"},
        "roadmaps:upload_begin": {"name": "Ещё.pdf", "size": "7", "sha256": "0" * 64},
        "roadmaps:evidence_edit": {"kind": "minutes"},
        "roadmaps:evidence_replace": {
            "document": SimpleUploadedFile("Новый.pdf", b"%PDF-1.7\nnew\n%%EOF\n"),
            "because": "Исправлена дата",
        },
        "roadmaps:evidence_earlier": {"document": scene.earlier_evidence.pk},
        "roadmaps:accept_many": {"seen": f"{scene.submitted.pk}.{scene.submitted.rounds}"},
        "roadmaps:return_many": {
            "seen": f"{scene.submitted.pk}.{scene.submitted.rounds}", "reason": "unreadable",
        },
        "roadmaps:review_phrases": {"text": "Нет печати", "municipality": place},
        "assessments:imports": {
            "municipality": place,
            "workbooks": SimpleUploadedFile(
                "Ещё.csv", f"{RESULTS_HEADER}2024/25;7;Физика;edu980001;4;1;1;1;1\n".encode()
            ),
        },
        "assessments:runs": {
            "municipality": place, "academic_year": 2024, "criteria": "federal-30-2",
        },
        "reports:new": {"subject": f"{place}-{scene.roadmap.pk}", "file_format": "pdf"},
    }.get(line.name, {})  # fmt: skip


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Scene]:
    """Built once; every request is undone."""
    folder = tmp_path_factory.mktemp("routes")
    plain = {
        "MEDIA_ROOT": folder / "media",
        "STATIC_ROOT": folder,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    }
    with django_db_blocker.unblock(), override_settings(**plain), transaction.atomic():
        yield build_scene()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _scratch_installation(scene: Scene, tmp_path: Path) -> None:
    """The module's own installation stands instead of the one per test."""


def signed_in(scene: Scene, person: str) -> Client:
    """A browser of its own with the session of `person`."""
    client = Client()
    if person != "anonymous":
        client.cookies[portal_settings.SESSION_COOKIE_NAME] = scene.sessions[person]
    return client


@dataclass(frozen=True)
class Answer:
    """What a request was answered with, and what it wrote."""

    response: HttpResponse
    writes: list[str]


def ask(scene: Scene, line: Line, person: str, method: str = "") -> Answer:
    """Send the request of `line` as `person`, and undo it."""
    method = method or line.method
    address = reverse(line.route, args=arguments(scene, line))
    client = signed_in(scene, person)
    asked = urlencode(query(scene, line))
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            if method == "GET":
                response = client.get(address, query(scene, line))
            elif method == "POST":
                response = client.post(f"{address}?{asked}", sent(scene, line, person))
            else:
                response = client.generic(method, address, QUERY_STRING=asked)
        response.getvalue() if response.streaming else None
        transaction.set_rollback(True)
    writes = [
        found["sql"]
        for found in queries
        if found["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        and (method != "GET" or "django_session" not in found["sql"])
    ]
    return Answer(response, writes)


def outcome(line: Line, answer: Answer) -> str:
    """The word of the table for an answer; a longer one where something is not in order."""
    response, wrote = answer.response, bool(answer.writes)
    location = response.headers.get("Location", "")
    if response.status_code == 302 and "next=" in location:
        is_sign_in = location.startswith(reverse(portal_settings.LOGIN_URL))
        return "in" if is_sign_in and not wrote else f"302 {location}, written: {wrote}"
    if response.status_code in (200, 302):
        if line.method == "GET":
            return f"a GET that writes: {answer.writes[0]}" if wrote else "ok"
        return "ok" if wrote or COOKIE in response.cookies else "idle"
    if wrote:
        return f"{response.status_code}, yet written: {answer.writes[0]}"
    if response.status_code == 403 and SESSION_ENDED.heading in response.text:
        return "in" if f'href="{reverse(portal_settings.LOGIN_URL)}' in response.text else "lost"
    if response.status_code == 403:
        return "403" if speaks(response) else f"403 without its sentence: {response.text[:80]}"
    return {422: "again"}.get(response.status_code, str(response.status_code))


def speaks(response: HttpResponse) -> bool:
    """Whether the page of a refusal says which rule refuses."""
    page = response.content.decode()
    return NOT_ALLOWED.heading in page and NOT_ALLOWED.what_happened not in page


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_role_gets_what_the_table_says(scene: Scene, line: Line) -> None:
    found = {person: outcome(line, ask(scene, line, person)) for person in ROLES}
    assert found == line.expected


@pytest.mark.parametrize("route", ROUTES)
def test_address_has_its_lines_and_takes_no_other_method(scene: Scene, route: str) -> None:
    own = [line for line in LINES if line.route == route]
    assert own, f"{route} has no line in the table"
    given = {line.method for line in own}
    given |= {"HEAD"} if "GET" in given else set()
    for method in METHODS:
        answer = ask(scene, own[0], "coordinator", method).response
        if method == "HEAD" and method in given:
            assert answer.status_code == ask(scene, own[0], "coordinator").response.status_code
        elif method not in given:
            assert answer.status_code == 405, f"{route} takes {method} without a line"
            assert method == "HEAD" or WRONG_METHOD.what_happened in answer.text


def test_no_role_is_missing_in_the_scene(scene: Scene) -> None:
    assert set(ROLES) == {*scene.world.people, "anonymous"}


def test_nothing_of_another_municipality_is_there() -> None:
    """Said by the table itself, so that no line can allow it by mistake."""
    for line in OF_OBJECTS:
        assert (line.expected["stranger"], line.expected["nobody"]) == ("404", "404"), line


@pytest.mark.parametrize("line", OF_OBJECTS, ids=str)
def test_numbers_that_do_not_exist_are_not_found(scene: Scene, line: Line) -> None:
    own = arguments(scene, line)
    client = signed_in(scene, "coordinator")
    send = client.get if line.method == "GET" else client.post
    for number in (0, 2**31, LARGEST):
        given = [number if isinstance(one, int) else one for one in own]
        if given == own:
            return
        assert send(reverse(line.route, args=given)).status_code == 404
    too_long = reverse(line.route, args=given).replace(str(LARGEST), f"{LARGEST}00")
    assert send(too_long).status_code == 404


def test_nul_in_an_address_is_not_understood(scene: Scene) -> None:
    """PostgreSQL raises at it."""
    client = signed_in(scene, "coordinator")
    for address in ("/schools/%00/", "/assessments/runs/1/%00/", "/reports/new/%00/"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert NOT_UNDERSTOOD.what_happened in answer.text
