"""The menu: lower apps know nothing of upper ones, so each enters its pages in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

Label = str | Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered line of the menu; see `register`."""

    label: Label
    route_name: str
    visible: Callable[[Any], bool]
    count: Callable[[Any], int | None] | None
    order: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the menu as one person sees it on one page."""

    label: str
    url: str
    count: int | None
    is_current: bool


_ENTRIES: dict[str, Entry] = {}


def register(
    label: Label,
    route_name: str,
    *,
    visible: Callable[[Any], bool],
    count: Callable[[Any], int | None] | None = None,
    order: int,
    also: tuple[str, ...] = (),
) -> None:
    """Offer the page `route_name` in the menu to the people for whom `visible(user)` is true.

    `label` may depend on the person («Поручения» or «Мои поручения»). `count(user)` is how much
    waits for them; None and 0 show nothing. Pages below the routes in `also` belong to the line
    too. Orders in use: 10 Дорожные карты, 20 Поручения,
    30 На проверке, 40 Школы, 50 Результаты, 60 Перечень ШНОР, 70 Наставничество, 80 Отчёты,
    90 Сотрудники, 95 Письма, 97 Журнал.
    """
    _ENTRIES[route_name] = Entry(label, route_name, visible, count, order, also)


def menu_for(user: Any, path: str) -> list[MenuItem]:
    """The lines that `user` may open, the one to which `path` belongs marked."""
    entries = sorted(
        (entry for entry in _ENTRIES.values() if entry.visible(user)),
        key=lambda entry: entry.order,
    )
    urls = [reverse(entry.route_name) for entry in entries]
    lines = {
        reverse(route): url
        for entry, url in zip(entries, urls, strict=True)
        for route in (entry.route_name, *entry.also)
    }
    longest = max((page for page in lines if path.startswith(page)), key=len, default="")
    current = lines.get(longest)
    return [
        MenuItem(
            label=entry.label(user) if callable(entry.label) else entry.label,
            url=url,
            count=entry.count(user) if entry.count else None,
            is_current=url == current,
        )
        for entry, url in zip(entries, urls, strict=True)
    ]
