"""Why a row of an imported plan needs a person's eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SURE = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What was understood of one row."""

    is_activity: bool
    title: str
    deadline_text: str
    responsible_text: str
    row_confidence: Decimal
    is_deadline_sure: bool
    is_specified: bool
    issues: Sequence[str] = ()


def doubts_about(row: RowFacts) -> tuple[str, ...]:
    """Sentences that say what to look at; none for a row that was read surely.

    A deadline that surely hangs on an event or a schedule is no doubt: nobody can date it yet.
    """
    found = list(row.issues)
    if not row.title:
        found.append("Название мероприятия не найдено.")
    if row.row_confidence < SURE:
        found.append("Строка понята неуверенно: сверьте её с документом.")
    found.extend(_deadline_doubts(row))
    if row.is_activity and not row.responsible_text:
        found.append("Ответственные не указаны.")
    return tuple(dict.fromkeys(found))


def _deadline_doubts(row: RowFacts) -> list[str]:
    if not row.deadline_text:
        return ["Срок не указан."] if row.is_activity else []
    if not row.is_specified:
        return ["Срок не понят: впишите его другими словами."]
    if not row.is_deadline_sure:
        return ["Срок понят неуверенно: выберите чтение."]
    return []
