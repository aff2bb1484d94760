"""Template filters for Russian numbers and dates; built into every template."""

from datetime import date
from decimal import Decimal

from django import template
from django.template.defaultfilters import stringfilter

from core.values import academic_year, wording

register = template.Library()


@register.filter
def counted(number: int, forms: str) -> str:
    """`{{ 12|counted:"школа,школы,школ" }}` → «12 школ»."""
    one, few, many = forms.split(",")
    return wording.counted(number, one, few, many)


@register.filter
def plural(number: int, forms: str) -> str:
    """The word form alone: `{{ 2|plural:"школа,школы,школ" }}` → «школы»."""
    one, few, many = forms.split(",")
    return wording.plural(number, one, few, many)


@register.filter
def decimal(value: Decimal | None, places: int = 1) -> str:
    """A number with a decimal comma; «—» for nothing."""
    return wording.DASH if value is None else wording.decimal(Decimal(value), places)


@register.filter
def short_date(day: date | None) -> str:
    """05.06.2026; «—» for nothing."""
    return wording.short_date(day)


@register.filter
def long_date(day: date | None) -> str:
    """5 июня 2026; «—» for nothing."""
    return wording.long_date(day) if day else wording.DASH


@register.filter
def academic_year_label(first_year: int | None) -> str:
    """«2023/24» for 2023."""
    return wording.DASH if first_year is None else academic_year.label(first_year)


@register.filter(is_safe=True)
@stringfilter
def together(text: str) -> str:
    """`{{ school.name|together }}`: «№ 1» and «12 школ» stay on one line."""
    return wording.kept_together(text)


@register.filter(is_safe=True)
@stringfilter
def quoted(text: str) -> str:
    """`{{ party.name|quoted }}`: in «ёлочки», those that meet closed once."""
    return wording.quoted(text)


@register.filter
def or_dash(value: object) -> object:
    """«—» for an empty value."""
    return wording.DASH if value in (None, "") else value
