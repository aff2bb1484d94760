"""Columns of an imported document: how they were understood, corrected, remembered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import is_fragment, person_of
from core.office.errors import UnreadableFileError
from core.values.wording import counted, quoted
from core.web.refusals import NotPossible
from roadmaps.actions.mapping import Reread, forget_heading, read_again
from roadmaps.forms.mapping import MappingForm
from roadmaps.models import LearnedHeading
from roadmaps.queries.mapping import learned_headings, role_words, table_views, tables_mark
from roadmaps.views.import_review import editable_import
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of all tables; sent, it reads the kept document anew."""
    plan_import = editable_import(request, pk)
    tables = table_views(plan_import)
    initial = {"mark": tables_mark(plan_import), "remember": True}
    form = MappingForm(request.POST or None, initial=initial, tables=tables)
    if request.method == "POST" and form.is_valid():
        try:
            found = read_again(
                plan_import=plan_import,
                by=person_of(request),
                decisions=form.decisions,
                mark=form.cleaned_data["mark"],
                remember=form.cleaned_data["remember"],
            )
        except UnreadableFileError as refusal:
            form.add_error(None, f"С такими столбцами план не читается. {refusal}")
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("roadmaps:import_review", pk)
        else:
            _tell(request, found)
            return redirect(f"{reverse('roadmaps:import_review', args=[pk])}#columns")
    template = "roadmaps/_columns_form.html" if is_fragment(request) else "roadmaps/columns.html"
    context = {"plan_import": plan_import, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, found: Reread) -> None:
    """What came of the reading, and what could not be kept."""
    sentences = [
        f"Документ прочитан заново: {counted(found.rows, 'строка', 'строки', 'строк')}.",
    ]
    if found.kept:
        rows = counted(found.kept, "строке", "строках", "строках")
        sentences.append(f"Исправления и решения сохранены в\u00a0{rows}.")
    if found.again:
        rows = counted(found.again, "строку", "строки", "строк")
        sentences.append(f"Снова проверьте {rows}: слова в них теперь другие.")
    if found.remembered:
        named = ", ".join(quoted(heading) for heading in found.remembered)
        sentences.append(f"Запомнено: {named}.")
    messages.success(request, " ".join(sentences))
    if found.lost:
        messages.warning(request, f"Не удалось сохранить: {'; '.join(found.lost)}.")


@require_safe
def headings(request: HttpRequest) -> HttpResponse:
    """What the municipality remembers about headings."""
    require_somewhere(request.user, Right.EDIT_ROADMAPS)
    municipalities = municipalities_with(request.user, Right.EDIT_ROADMAPS)
    known = list(learned_headings(municipalities))
    lines = [(one, role_words(one.role)) for one in known]
    context = {"lines": lines, "has_several": len(municipalities) > 1}
    return render(request, "roadmaps/headings.html", context)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one heading go."""
    known = LearnedHeading.objects.visible_to(request.user).select_related("municipality")
    heading = get_object_or_404(known, pk=pk)
    forget_heading(heading=heading, by=person_of(request))
    messages.success(request, f"Столбец {quoted(heading.heading)} забыт.")
    return redirect("roadmaps:headings")
