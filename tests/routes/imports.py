"""Plans on their way in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.documents import ticked

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

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
GET  roadmaps:reimport                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:reimport                  ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    draft = scene.plan_import.pk
    plan = scene.roadmap.pk
    return {
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
        "roadmaps:reimport": [plan],
    }  # fmt: skip


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


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    from roadmaps.actions.import_facts import facts_as_texts, facts_of
    from roadmaps.actions.imports import values_of_row
    from roadmaps.forms.plans import opened_value

    place = scene.world.office.pk
    day = timezone.localdate() + timedelta(days=30)
    return {
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
            "opened": opened_value(facts_as_texts(facts_of(scene.plan_import))),
        },
        "roadmaps:import_party": {"words": "Окружной центр", "party": "new"},
        "roadmaps:import_row": {
            "title": "Другое название",
            "deadline_text": "май",
            "opened": opened_value(values_of_row(scene.row)),
        },
        "roadmaps:import_decide": {"decision": "drop"},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
