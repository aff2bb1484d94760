"""Template tags of the portal's pages: states, pages of a long list."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.template.base import NodeList, Parser, Token
from django.template.context import Context, RequestContext
from django.utils.safestring import SafeString, mark_safe

from core.values.wording import NBSP, grouped
from core.web import signs

register = template.Library()


@register.simple_tag
def state(sign: str, words: str) -> SafeString:
    """`{% state "overdue" "просрочено на 7 дней" %}`: a small sign and the word beside it."""
    return signs.state(sign, words)


@register.filter
def lower_first(words: str) -> str:
    """A sentence that goes on after a colon; abbreviations keep their capitals."""
    words = str(words)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@register.simple_tag
def page_range_words(page: Page[Any]) -> str:
    """«Показаны 1–50 из 1240»."""
    first, last = grouped(page.start_index()), grouped(page.end_index())
    return f"Показаны {first}–{last} из{NBSP}{grouped(page.paginator.count)}"


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """First, last and near pages; None stands for a gap."""
    last = page.paginator.num_pages
    near = {1, last, *range(page.number - 1, page.number + 2)}
    numbers: list[int | None] = []
    for number in sorted(n for n in near if 1 <= n <= last):
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.simple_tag(takes_context=True)
def page_link(context: RequestContext, number: int, page_field: str = "page") -> str:
    """The query of the current page with another page number."""
    query = context["request"].GET.copy()
    query[page_field] = str(number)
    return f"?{query.urlencode()}"


class FilledNode(template.Node):
    """Draws what stands between the tags only where the block within holds any words."""

    def __init__(self, before: NodeList, nodelist: NodeList, after: NodeList) -> None:
        self.before, self.nodelist, self.after = before, nodelist, after

    def render(self, context: Context) -> SafeString:
        """Before, inner part and after, or nothing at all."""
        inner = self.nodelist.render(context)
        if not inner.strip():
            return mark_safe("")
        parts = (self.before.render(context), inner, self.after.render(context))
        return mark_safe("".join(parts))  # noqa: S308 (parts are rendered templates)


@register.tag
def filled(parser: Parser, token: Token) -> FilledNode:
    """`{% filled %}<h1>{% inner %}{% block heading %}…{% endinner %}</h1>{% endfilled %}`.

    Spares a screen reader an empty heading or an empty landmark where a page leaves a block out.
    """
    before = parser.parse(("inner",))
    parser.delete_first_token()
    nodelist = parser.parse(("endinner",))
    parser.delete_first_token()
    after = parser.parse(("endfilled",))
    parser.delete_first_token()
    return FilledNode(before, nodelist, after)
