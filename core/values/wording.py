"""Russian words around numbers and dates, for pages and documents alike.

Pure: knows nothing of templates. Typography follows INTERFACE rules of the portal: decimal
comma, non-breaking spaces, «—» for nothing.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
DASH = "—"
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTHS_NOMINATIVE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


_PAIRS = re.compile(r"(?<=№) +(?=\d)|(?<=\bп\.) +(?=п\.)|(?<=\d) +(?=[а-яё]{3})")


def kept_together(text: str) -> str:
    """`text` with what must stand on one line bound together: «№ 1», «12 школ», «п. п.»."""
    return _PAIRS.sub(NBSP, text)


def plural(number: int, one: str, few: str, many: str) -> str:
    """The word form that agrees with `number`: 1 школа, 2 школы, 5 школ."""
    tail = abs(number) % 100
    if 11 <= tail <= 14:
        return many
    last = tail % 10
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """`number` and its word with a non-breaking space: «12 школ»."""
    return f"{grouped(number)}{NBSP}{plural(number, one, few, many)}"


def grouped(number: int) -> str:
    """A whole number in groups of three from five digits on: 1722, 35 589."""
    digits = f"{number:,}"
    return digits.replace(",", NBSP) if abs(number) >= 10_000 else str(number)


def decimal(value: Decimal, places: int = 1) -> str:
    """`value` rounded half up to `places` digits, with a decimal comma."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    head = grouped(int(whole))
    return f"{sign}{head},{fraction}" if fraction else f"{sign}{head}"


def short_date(day: date | None) -> str:
    """05.06.2026 for tables; «—» for no date."""
    return f"{day:%d.%m.%Y}" if day else DASH


def long_date(day: date) -> str:
    """«5 июня 2026» for running text."""
    return f"{day.day}{NBSP}{MONTHS_GENITIVE[day.month - 1]} {day.year}"


def lower_first(text: str) -> str:
    """The text as it goes on inside a sentence; abbreviations («ИОМ») keep their capitals."""
    is_word = text[:1].isupper() and (text[1:2].islower() or text[1:2].isspace())
    return text[:1].lower() + text[1:] if is_word else text


def quoted(text: str) -> str:
    """`text` in «ёлочки»; those that meet at an end stand once: «МБУ «Центр», not «МБУ «Центр»»."""
    opening = "" if text.startswith("«") else "«"
    closing = "" if text.endswith("»") else "»"
    return f"{opening}{text}{closing}"


def days_until(day: date, today: date) -> str:
    """How far `day` is from `today`: «сегодня», «через 3 дня», «просрочено на 5 дней»."""
    distance = (day - today).days
    if distance == 0:
        return "сегодня"
    if distance > 0:
        return f"через {counted(distance, 'день', 'дня', 'дней')}"
    return f"просрочено на {counted(-distance, 'день', 'дня', 'дней')}"
