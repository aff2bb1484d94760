"""What an edition is told by: its digest, its order in words, keys of its changes. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.values.wording import NBSP, long_date


def digest_of(content: Mapping[str, Any]) -> str:
    """The digest of an edition's content; the same words give the same digest."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def order_words(number: str, day: date | None) -> str:
    """«приказ № 420 от 21 ноября 2022 г.»."""
    dated = f" от {long_date(day)}{NBSP}г." if day else ""
    return f"приказ №{NBSP}{number}{dated}"


def subject_of(part: str, item_id: int) -> str:
    """The key of what an amendment changes: a part of the plan and the id of its item there."""
    return f"{part}.{item_id}"
