"""People of the municipality: the list, a new one, the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.actions.people import Letter
from accounts.models import User
from accounts.requests import person_of
from core.values.wording import counted
from core.web.refusals import NotPossible, reason_against
from schools import person_panels, queries
from schools.actions import memberships
from schools.domain.roles import Right
from schools.filters import PersonFilter
from schools.forms import PersonForm, RoleForm
from schools.permissions import (
    municipalities_with,
    require_dismissal,
    require_letter,
    require_person,
    require_sign_in_control,
    require_somewhere,
)
from schools.tables import PersonTable

ROWS_A_PAGE = 50
LOST = (
    "Письмо на {email} не ушло: почтовый сервер не отвечает. Всё остальное записано; отправьте "
    "письмо ещё раз позже."
)


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody with a role in the administrator's municipality."""
    require_somewhere(request.user, Right.MANAGE_PEOPLE)
    everybody = queries.people_kept_by(request.user)
    chosen = PersonFilter(request.GET, queryset=everybody, user=request.user)
    table = PersonTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    total, shown = everybody.count(), table.paginator.count
    said = chosen.words()
    context = {
        "table": table,
        "filter": chosen,
        "state": counted(total, "сотрудник", "сотрудника", "сотрудников"),
        "is_filtered": bool(said),
        "shown": f"Показано {shown} из {total}: {', '.join(said)}." if said else "",
        "panels": person_panels.list_panels(request.user),
    }
    return render(request, "schools/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """A role for somebody by the e-mail address; a new account where there is none."""
    require_somewhere(request.user, Right.MANAGE_PEOPLE)
    form = PersonForm(request.POST or None, municipalities=_places(request))
    if request.method == "POST" and form.is_valid():
        done = memberships.add_person(
            by=person_of(request),
            absolute=request.build_absolute_uri,
            **{name: form.cleaned_data[name] for name in ("email", "full_name", "role", "places")},
        )
        if not done.given:
            messages.info(request, "Эта роль у сотрудника уже есть, ничего не изменилось.")
        else:
            messages.success(request, _given(done.given))
            _say_letter(request, done.letter)
        return redirect("person", done.user.pk)
    context = {"form": form}
    return render(request, "schools/person_add.html", context, status=422 if form.errors else 200)


@require_safe
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles with places, the sign-in."""
    person = _person(request, pk)
    return _page(request, person, RoleForm(municipalities=_places(request)))


@require_POST
def person_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role."""
    person = _person(request, pk)
    form = RoleForm(request.POST, municipalities=_places(request))
    if not form.is_valid():
        return _page(request, person, form)
    given = memberships.give_role(
        user=person,
        role=form.cleaned_data["role"],
        places=form.cleaned_data["places"],
        by=person_of(request),
    )
    if given:
        messages.success(request, _given(given))
    else:
        messages.info(request, "Эта роль у сотрудника уже есть, ничего не изменилось.")
    return redirect("person", pk)


@require_POST
def person_dismiss(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    """Take one role away; with the last one the person leaves the list."""
    person = _person(request, pk)
    role = get_object_or_404(queries.roles_kept_by(request.user), pk=membership_pk, user=person)
    words = queries.role_words([role])[0]
    memberships.dismiss(membership=role, by=person_of(request))
    if queries.roles_kept_by(request.user).filter(user=person).exists():
        messages.success(request, f"Роль снята: {words}.")
        return redirect("person", pk)
    messages.success(request, f"{person}: роль снята ({words}). Других ролей здесь нет.")
    return redirect("people")


@require_POST
def person_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close the sign-in."""
    person = _person(request, pk)
    is_open = request.POST.get("open") == "1"
    memberships.switch_sign_in(user=person, is_open=is_open, by=person_of(request))
    messages.success(request, "Вход открыт." if is_open else "Вход закрыт. Роли остались.")
    return redirect("person", pk)


@require_POST
def person_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter with the link to set a password, once more."""
    person = _person(request, pk)
    try:
        letter = memberships.invite_again(
            user=person, by=person_of(request), absolute=request.build_absolute_uri
        )
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    else:
        _say_letter(request, letter)
    return redirect("person", pk)


def _person(request: HttpRequest, pk: int) -> User:
    """404 for people whose roles are not seen, Refusal for those who keep no accounts."""
    person = get_object_or_404(queries.colleagues_of(request.user), pk=pk)
    require_person(request.user, person)
    return person


def _page(request: HttpRequest, person: User, form: RoleForm) -> HttpResponse:
    roles = list(queries.roles_kept_by(request.user).filter(user=person))
    sign, words = queries.standing_of(person)
    context: dict[str, Any] = {
        "person": person,
        "sign": sign,
        "standing": words,
        "roles": [
            (
                queries.role_words([role])[0],
                role,
                reason_against(require_dismissal, request.user, role),
            )
            for role in roles
        ],
        "form": form,
        "against_sign_in": reason_against(require_sign_in_control, request.user, person),
        "not_taken": queries.letter_not_taken(person),
        "against_letter": reason_against(require_letter, request.user, person),
        "panels": person_panels.panels(request.user, person),
    }
    return render(request, "schools/person.html", context, status=422 if form.errors else 200)


def _places(request: HttpRequest) -> list[Any]:
    return municipalities_with(request.user, Right.MANAGE_PEOPLE)


def _given(given: list[Any]) -> str:
    return f"Назначено: {'; '.join(queries.role_words(given))}."


def _say_letter(request: HttpRequest, letter: Letter | None) -> None:
    if letter is None:
        return
    if letter.is_lost:
        messages.warning(request, LOST.format(email=letter.email))
    else:
        messages.success(request, f"Письмо отправлено на {letter.email}.")
