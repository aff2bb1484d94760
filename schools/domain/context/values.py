"""What a cell says of a field, and what is doubtful about the figures of one school.

Missing is not zero: an empty cell, a dash and «нет данных» give no value. Shares are exact: from
a count and its total where both are known, else as the form has said (DOMAIN.md 2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from schools.domain.context.fields import BY_KEY, NUMERIC, ContextField, Kind

Value = Decimal | str
Values = Mapping[str, Value]

MOST = Decimal(1_000_000)
TEXT_LIMIT = 500
_HUNDRED = 100
_NO_DATA = {"", "-", "–", "—", "н/д", "нд", "нет данных", "нет сведений", "не заполнено"}
_YES = {"да", "+", "1", "имеется", "есть", "true"}
_NO = {"нет", "0", "отсутствует", "не имеется", "false"}
YES, NO = Decimal(1), Decimal(0)


class NotUnderstood(ValueError):
    """The words are no value of the field; the message is a sentence for people.

    It does not repeat the words: a cell of a wrong column may hold somebody's name.
    """


def read_value(field: ContextField, text: str) -> Value | None:
    """The value that `text` means; None for no data. Raises NotUnderstood."""
    bare = re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
    if bare.casefold() in _NO_DATA:
        return None
    if field.kind in NUMERIC:
        return _number(field, bare)
    if field.kind is Kind.YES_NO:
        return _yes_no(field, bare)
    if field.kind is Kind.CHOICE:
        return _choice(field, bare)
    return bare[:TEXT_LIMIT]


def _number(field: ContextField, text: str) -> Decimal:
    bare = text.casefold().removesuffix(field.unit.casefold()) if field.unit else text
    said = re.sub(r"\s", "", bare).removesuffix("%").replace(",", ".")
    try:
        value = Decimal(said)
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or value < 0 or value >= MOST:
        raise NotUnderstood(f"«{field.title}»: нужно число от нуля.")
    if field.kind is Kind.COUNT and value != value.to_integral_value():
        raise NotUnderstood(f"«{field.title}»: нужно целое число.")
    if field.kind is Kind.SHARE and value > _HUNDRED:
        raise NotUnderstood(f"«{field.title}»: доля не бывает больше 100\u00a0%.")
    if -int(value.as_tuple().exponent) > 4:
        value = value.quantize(Decimal("0.0001"))
    return value


def _yes_no(field: ContextField, text: str) -> Decimal:
    lowered = re.sub(r"^\d+\)\s*", "", text.casefold())
    if lowered in _YES:
        return YES
    if lowered in _NO:
        return NO
    raise NotUnderstood(f"«{field.title}»: нужно «да» или «нет».")


def _choice(field: ContextField, text: str) -> str:
    lowered = text.casefold().replace("ё", "е")
    found = [key for key, _, pattern in field.choices if re.search(pattern, lowered)]
    if lowered in {key for key, _, _ in field.choices}:
        return lowered
    if len(found) != 1:
        words = ", ".join(words for _, words, _ in field.choices)
        raise NotUnderstood(f"«{field.title}»: нужно одно из значений: {words}.")
    return found[0]


def value_words(field: ContextField, value: Value | None) -> str:
    """A value for people: decimal comma, «да», the words of a choice; empty for no data."""
    if value is None:
        return ""
    if field.kind is Kind.YES_NO:
        return "да" if value == YES else "нет"
    if field.kind is Kind.CHOICE:
        return next((words for key, words, _ in field.choices if key == value), str(value))
    if isinstance(value, Decimal):
        normal = value.normalize()
        shown = normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
        return f"{shown:f}".replace(".", ",")
    return value


def number_of(values: Values, key: str) -> Decimal | None:
    """A numeric value; None for no data."""
    value = values.get(key)
    return value if isinstance(value, Decimal) else None


def measure_of(values: Values, key: str) -> Fraction | None:
    """What the index compares: the share in per cent of a part, else the number itself.

    `key` is the key of the count. A total of nought gives no share.
    """
    field = BY_KEY[key]
    count = number_of(values, key)
    if not field.of:
        return None if count is None else Fraction(count)
    total = number_of(values, field.of)
    if count is not None and total:
        (part, of_part), (whole, of_whole) = count.as_integer_ratio(), total.as_integer_ratio()
        return Fraction(100 * part * of_whole, of_part * whole)
    given = number_of(values, field.share_key)
    return None if given is None else Fraction(given)


def measure_keys(key: str) -> tuple[str, ...]:
    """The fields that `measure_of` may rest on: what «откуда» has to name."""
    field = BY_KEY[key]
    return (key, field.of, field.share_key) if field.of else (key,)


def doubts(values: Values) -> Iterator[tuple[str, str]]:
    """Key and sentence of each figure that does not agree with another of the same school."""
    for field in BY_KEY.values():
        if not field.of:
            continue
        count, total = number_of(values, field.key), number_of(values, field.of)
        if count is None or total is None:
            continue
        if count > total:
            whole = BY_KEY[field.of].title
            yield (
                field.key,
                (
                    f"«{field.title}» — {value_words(field, count)}, больше, чем «{whole}» — "
                    f"{value_words(BY_KEY[field.of], total)}."
                ),
            )
            continue
        given = number_of(values, field.share_key)
        if given is not None and total and abs(100 * count - given * total) > total / 2:
            yield (
                field.share_key,
                (
                    f"«{field.title}»: доля {value_words(BY_KEY[field.share_key], given)}\u00a0% "
                    "не сходится с числом. Портал считает долю по числу."
                ),
            )
    yield from _grades(values)


def _grades(values: Values) -> Iterator[tuple[str, str]]:
    total = number_of(values, "pupils")
    parts = [number_of(values, f"pupils_{grade}") for grade in range(1, 13)]
    known = [part for part in parts if part is not None]
    if total is not None and known and sum(known) > total:
        yield (
            "pupils",
            (
                f"По классам {value_words(BY_KEY['pupils'], Decimal(sum(known)))} обучающихся, "
                f"а всего {value_words(BY_KEY['pupils'], total)}."
            ),
        )
