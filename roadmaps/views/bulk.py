"""One change for all rows that match the filter: a preview by GET, then the ticked ones by POST."""

from __future__ import annotations

import json
from collections.abc import Iterable
from textwrap import shorten

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.values.wording import counted
from core.web.ids import read_id
from roadmaps.actions.editing.bulk import BulkEdit, edit_rows
from roadmaps.forms.bulk import BulkForm
from roadmaps.models import Activity, Roadmap
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.bulk import BulkRow, bulk_preview
from roadmaps.queries.fields import field_words
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import filter_of, visible_roadmap

LEFT_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a change, look at what it does, write it."""
    plan = visible_roadmap(request, pk)
    require_edit(request.user, plan)
    today = timezone.localdate()
    chosen = filter_of(request, plan, today)
    is_asked = "operation" in request.GET
    form = BulkForm(request.GET if is_asked else None)
    is_ready = is_asked and form.is_valid()
    if request.method == "POST" and is_ready:
        return _written(request, plan, form)
    ids = chosen.chosen_ids()
    preview = bulk_preview(plan, form.change(), ids, today) if is_ready else None
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:roadmap"),
        "form": form,
        "kept": chosen.kept(),
        "rows": plan.activities.count() if ids is None else len(ids),
        "said": ", ".join(chosen.words()),
        "preview": preview,
        "seen": _seen(preview.rows if preview else ()),
        "field_words": field_words(Activity, form.change().field) if is_ready else "",
    }
    return render(request, "roadmaps/bulk.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, plan: Roadmap, form: BulkForm) -> HttpResponse:
    seen = _read_seen(request.POST.get("seen", ""))
    ticked = {read_id(pk) for pk in request.POST.getlist("row")}
    expected = {pk: text for pk, text in seen.items() if pk in ticked}
    edit = edit_rows(roadmap=plan, change=form.change(), expected=expected, by=person_of(request))
    _tell(request, plan, edit)
    return redirect("roadmaps:roadmap", plan.pk)


def _tell(request: HttpRequest, plan: Roadmap, edit: BulkEdit) -> None:
    if edit.written:
        rows = counted(edit.written, "строка", "строки", "строк")
        messages.success(request, f"Изменено: {rows}. Вернуть всё сразу можно в «Изменениях».")
    elif not edit.left:
        messages.info(request, "Ничего не изменено: строки не отмечены или уже изменены.")
    for row in edit.left[:LEFT_SHOWN]:
        messages.warning(request, f"Не изменено: {shorten(row.name, 80)} — {row.reason}")
    more = len(edit.left) - LEFT_SHOWN
    if more > 0:
        messages.warning(
            request, f"И ещё не изменено: {counted(more, 'строка', 'строки', 'строк')}."
        )


def _seen(rows: Iterable[BulkRow]) -> str:
    """What the person saw in each cell, which the second form brings back."""
    return json.dumps({row.activity.pk: row.before for row in rows}, ensure_ascii=False)


def _read_seen(text: str) -> dict[int, str]:
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(seen, dict):
        return {}
    return {read_id(pk): str(value) for pk, value in seen.items()}
