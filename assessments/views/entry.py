"""Figures typed by hand: choose the work, fill in the table of schools."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from assessments.actions.entering import NotEntered, TypedRow, enter_results
from assessments.domain.results import Attempt
from assessments.forms.entry import TypedWorkForm
from assessments.queries.entry import (
    EntryTable,
    columns_of,
    entry_rows,
    highest_score,
)
from assessments.views.entering import offices_and_years
from core.web.ids import read_id


@require_http_methods(["GET", "HEAD", "POST"])
def entry_page(request: HttpRequest) -> HttpResponse:
    """The choice of the work and, once it is made, the table; saving answers with the file."""
    municipalities, years = offices_and_years(request.user)
    form = TypedWorkForm(request.GET or None, municipalities=municipalities, years=years)
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.errors else 200
        return render(request, "assessments/entry.html", {"form": form}, status=status)
    table = form.table()
    typed = _typed(request, table) if request.method == "POST" else None
    errors: dict[int, str] = {}
    if typed is not None:
        try:
            made = enter_results(table=table, typed=typed, by=person_of(request))
        except NotEntered as refused:
            errors = refused.errors
        else:
            return _saved(request, made.pk if made else None)
    context = {
        "form": form,
        "table": table,
        "frame": table.frame,
        "attempt_counts": table.frame.attempt is Attempt.FIRST,
        "columns": columns_of(table.frame),
        "other": _other(request, table),
        "rows": entry_rows(table, {pk: row.texts for pk, row in (typed or {}).items()}, errors),
        "errors": len(errors),
    }
    return render(request, "assessments/entry.html", context, status=422 if errors else 200)


def _typed(request: HttpRequest, table: EntryTable) -> dict[int, TypedRow]:
    columns = table.frame.columns
    return {
        pk: TypedRow(
            {name: request.POST.get(f"{pk}-{name}", "") for name in columns},
            request.POST.get(f"{pk}-seen", ""),
            is_removed=bool(request.POST.get(f"{pk}-remove")),
        )
        for pk in map(read_id, request.POST.getlist("school"))
    }


def _other(request: HttpRequest, table: EntryTable) -> tuple[str, str]:
    """The other table of the same work: words and address."""
    query = request.GET.copy()
    if table.is_distribution:
        query["max_score"] = ""
        return "Ввести отметки или тестовые баллы", f"{request.path}?{query.urlencode()}"
    highest = highest_score(table.municipality, table.frame.work, table.frame.year)
    if highest is None:
        return "", ""
    query["max_score"] = str(highest)
    words = f"Ввести распределение первичных баллов (0–{highest})"
    return words, f"{request.path}?{query.urlencode()}"


def _saved(request: HttpRequest, pk: int | None) -> HttpResponse:
    if pk is None:
        messages.info(request, "Ничего не изменено: числа те же, что сохранены.")
        return redirect(request.get_full_path())
    messages.success(request, "Результаты сохранены. Их можно отозвать на этой странице.")
    return redirect("assessments:import", pk)
