"""Rows pasted into a living plan: read, shown with their columns, inserted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.office.reading import read_document
from core.web.refusals import NotPossible
from roadmaps.actions.editing.pasting import paste_rows
from roadmaps.domain.outline import OUTSIDE, NoSuchPlace, Side, Target, read_target
from roadmaps.forms.pasted_rows import PastedRowsForm, PasteRowsForm
from roadmaps.models import Roadmap
from roadmaps.parsing.pasted_rows import MOST_ROWS, PastedRows, read_pasted
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.outlines import row_words, section_words
from roadmaps.queries.periods import periods_of
from roadmaps.queries.readings import reading_view
from roadmaps.views.plans import visible_roadmap

_NOTHING = "Во вставленном нет строк. Скопируйте строки таблицы и вставьте их снова."
_TOO_MANY = f"Строк больше {MOST_ROWS}. Вставьте их частями или загрузите план файлом."


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """The field; what was pasted with its columns; POST with columns inserts the rows."""
    plan = visible_roadmap(request, pk)
    require_edit(request.user, plan)
    target = _target(request, plan)
    context = {"roadmap": plan, "target": str(target), "place": _place_words(plan, target)}
    if "grid" in request.POST:
        return _insert(request, plan, target, context)
    form = PasteRowsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(form, plan)
        except UnreadableFileError as error:
            form.add_error("text", str(error))
        else:
            rows = PastedRowsForm(rows=found.rows, fields=found.fields, headings=found.headings)
            return _preview(request, context, rows)
    context |= {"form": form}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/paste_rows.html", context, status=status)


def _read(form: PasteRowsForm, plan: Roadmap) -> PastedRows:
    """The rows of the first form that holds some; the clipboard's page comes first."""
    table = plan.tables.order_by("position").first()
    own = [column.role or "" for column in table.columns] if table else []
    refusal: UnreadableFileError | None = None
    for one in form.cleaned_data["pasted"]:
        try:
            found = read_pasted(read_document(one.content, f"paste{one.ending}"), own)
        except UnreadableFileError as error:
            refusal = error
            continue
        if len(found.rows) > MOST_ROWS:
            raise UnreadableFileError(_TOO_MANY)
        if found.rows:
            return found
    raise refusal or UnreadableFileError(_NOTHING)


def _insert(
    request: HttpRequest, plan: Roadmap, target: Target, context: dict[str, Any]
) -> HttpResponse:
    form = PastedRowsForm(request.POST)
    if not form.is_valid():
        return _preview(request, context, form, status=422)
    try:
        change = paste_rows(
            roadmap=plan,
            target=target,
            rows=form.cleaned_data["values"],
            headings=form.chosen_headings,
            by=person_of(request),
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return _preview(request, context, form, status=422)
    messages.success(request, f"{change.summary}. Отменить можно на странице «Изменения».")
    first = next(step["row"] for step in change.steps if "row" in step)
    return redirect(reverse("roadmaps:roadmap", args=[plan.pk]) + f"#activity-{first}")


def _preview(
    request: HttpRequest, context: dict[str, Any], form: PastedRowsForm, status: int = 200
) -> HttpResponse:
    """The rows with the doubts about their deadlines, as the columns are named now."""
    names = [column.value() for column in form.columns]
    place = names.index("deadline_text") if "deadline_text" in names else None
    period = periods_of(context["roadmap"]).within(context.pop("section", None))
    undated = [
        row[place]
        for row in form.rows
        if place is not None and reading_view(row[place], "", period).refusal
    ]
    context |= {"rows_form": form, "undated": undated}
    return render(request, "roadmaps/paste_rows.html", context, status=status)


def _target(request: HttpRequest, plan: Roadmap) -> Target:
    """Where the rows go; after the last row of the plan where nothing is said."""
    sent = request.POST.get("target") or request.GET.get("target", "")
    try:
        return read_target(sent)
    except NoSuchPlace:
        last = plan.activities.order_by("position", "pk").last()
        return Target(Side.AFTER, last.pk) if last else Target(Side.END, OUTSIDE)


def _place_words(plan: Roadmap, target: Target) -> str:
    if target.side in (Side.BEFORE, Side.AFTER):
        row = plan.activities.filter(pk=target.id).first()
        side = "перед строкой" if target.side is Side.BEFORE else "после строки"
        return f"{side} «{row_words(row)}»" if row else ""
    section = plan.sections.filter(pk=target.id).first()
    return f"в раздел «{section_words(section)}»" if section else "вне разделов"
