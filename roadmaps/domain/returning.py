"""Why work is sent back: reasons that can be counted, each with words for who corrects it.

Pure. A reason is chosen; the comment says more, and is required where no reason fits.
"""

from enum import StrEnum

from core.values.wording import counted


class ReturnReason(StrEnum):
    """What is wrong with the work that was handed in."""

    WRONG_DOCUMENT = "wrong_document"
    NO_SIGNATURE = "no_signature"
    WRONG_PERIOD = "wrong_period"
    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    OTHER = "other"


REASON_NAMES = {
    ReturnReason.WRONG_DOCUMENT: "не тот документ",
    ReturnReason.NO_SIGNATURE: "нет подписи",
    ReturnReason.WRONG_PERIOD: "не за тот период",
    ReturnReason.UNREADABLE: "не читается",
    ReturnReason.INCOMPLETE: "не полностью",
    ReturnReason.OTHER: "другое",
}
_WHAT_TO_DO = {
    ReturnReason.WRONG_DOCUMENT: "Приложен не тот документ. Замените его.",
    ReturnReason.NO_SIGNATURE: "Нет подписи. Приложите подписанный документ.",
    ReturnReason.WRONG_PERIOD: "Документ не за тот период. Приложите документ за нужный период.",
    ReturnReason.UNREADABLE: "Документ не читается. Снимите или сохраните его заново.",
    ReturnReason.INCOMPLETE: "Выполнено не полностью. Допишите недостающее.",
}


def whole_comment(reason: ReturnReason, *parts: str) -> str:
    """What the doer reads: the words of the reviewer, else what the reason asks for.

    Empty only for «другое» without words.
    """
    said = "\n".join(part.strip() for part in parts if part.strip())
    return said or _WHAT_TO_DO.get(reason, "")


def returned_words(times: int) -> str:
    """«возвращено 2 раза»; empty for what was never sent back."""
    return f"возвращено {counted(times, 'раз', 'раза', 'раз')}" if times else ""


def reason_words(reason: str | None) -> str:
    """«нет подписи»; empty for «другое» and for returns of the time before reasons."""
    if not reason or reason == ReturnReason.OTHER:
        return ""
    return REASON_NAMES[ReturnReason(reason)]
