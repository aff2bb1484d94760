"""A received list of signs of bias, typed by hand: what the list is, then schools and cells."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from assessments.actions.entering import Letter, NotEntered, TypedRow, enter_signs
from assessments.forms.signs import LetterForm, TypedSignsForm
from assessments.queries.sign_entry import SignTable, last_letter, sign_rows
from assessments.views.entering import offices_and_years
from core.web.ids import read_id


@require_http_methods(["GET", "HEAD", "POST"])
def sign_entry_page(request: HttpRequest) -> HttpResponse:
    """The choice of the list and, once it is made, its table with the letter."""
    municipalities, years = offices_and_years(request.user)
    form = TypedSignsForm(request.GET or None, municipalities=municipalities, years=years)
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.errors else 200
        page = "assessments/objectivity/entry.html"
        return render(request, page, {"form": form}, status=status)
    table = form.table()
    if request.method == "POST":
        return _save(request, form, table)
    return _page(request, form, table, LetterForm(initial=_last_letter(table)))


def _save(request: HttpRequest, form: TypedSignsForm, table: SignTable) -> HttpResponse:
    letter, typed = LetterForm(request.POST), _typed(request, table)
    if not letter.is_valid():
        return _page(request, form, table, letter, typed)
    given = letter.cleaned_data
    try:
        made = enter_signs(
            table=table, typed=typed, letter=Letter(given["sender"], given["number"], given["day"]),
            removes=bool(request.POST.get("removes")), by=person_of(request),
        )  # fmt: skip
    except NotEntered as refused:
        return _page(request, form, table, letter, typed, refused)
    if made is None:
        messages.info(request, "Ничего не изменено: список тот же, что сохранён.")
        return redirect(request.get_full_path())
    messages.success(request, "Список сохранён. Его можно отозвать на этой странице.")
    return redirect("assessments:import", made.pk)


def _page(
    request: HttpRequest,
    form: TypedSignsForm,
    table: SignTable,
    letter: LetterForm,
    typed: dict[int, TypedRow] | None = None,
    refused: NotEntered | None = None,
) -> HttpResponse:
    errors = refused.errors if refused else {}
    context = {
        "form": form,
        "letter": letter,
        "table": table,
        "rows": sign_rows(table, {pk: row.texts for pk, row in (typed or {}).items()}, errors),
        "errors": len(errors),
        "cleared": refused.cleared if refused and not errors else 0,
    }
    status = 422 if letter.errors or refused else 200
    return render(request, "assessments/objectivity/entry.html", context, status=status)


def _typed(request: HttpRequest, table: SignTable) -> dict[int, TypedRow]:
    return {
        pk: TypedRow(
            {
                column.key: request.POST.get(f"{pk}-{column.key}", "").strip()
                for column in table.columns
            },
            request.POST.get(f"{pk}-seen", ""),
        )
        for pk in map(read_id, request.POST.getlist("school"))
    }


def _last_letter(table: SignTable) -> dict[str, object]:
    """A correction of a list comes with the same letter more often than not."""
    made = last_letter(table)
    if made is None:
        return {}
    return {"sender": made.letter_from, "number": made.letter_number, "day": made.letter_date}
