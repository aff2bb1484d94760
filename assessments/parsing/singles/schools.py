"""Which school a row of a pupil belongs to; a name is kept only where it is a school's."""

import re

from assessments.parsing.cells import name_and_code, text_of
from assessments.parsing.groups import is_school_name
from assessments.parsing.singles.columns import SinglesHeader
from core.office.workbooks import Workbook

_LOGIN = re.compile(r"(?<![a-z0-9])(?:sch|edu|spo)\d{6}(?!\d)", re.IGNORECASE)
_CODE = re.compile(r"^(\d{3,6})(?=$|\s*[-–—]\s|\s+[^\d\s])")
_PATRONYMIC = re.compile(r"\w(?:вич|вна|чна|оглы|кызы)\b", re.IGNORECASE)
_FIELDS = ("school_code", "school", "user", "school_name")


def code_in(text: str) -> str:
    """A login of ФИС ОКО or a code of digits; empty where there is none."""
    code = _CODE.match(text)
    return login_in(text) or (code.group(1) if code else "")


def login_in(text: str) -> str:
    """The first login of ФИС ОКО in a text or a file's name; empty where there is none."""
    login = _LOGIN.search(text)
    return login.group(0).lower() if login else ""


def school_of(header: SinglesHeader, row: int) -> tuple[str, str]:
    """Code and name of the school in a row; empty for what the row does not say."""
    texts = [header.text(field, row) for field in _FIELDS if field in header.columns]
    code = next((found for text in texts if (found := code_in(text))), "")
    return code, next((name for text in texts if (name := safe_name(text))), "")


def safe_name(text: str) -> str:
    """The name of a school without its code; empty for what may be a person's name."""
    bare, _ = name_and_code(text.rpartition("|")[2].strip())
    is_safe = is_school_name(bare) and not _PATRONYMIC.search(bare)
    return bare[:200] if is_safe else ""


def only_login(workbook: Workbook) -> str:
    """The login that stands anywhere in a workbook of one school; empty for none or several."""
    found = {
        login.group(0).lower()
        for sheet in workbook.sheets
        for row in sheet.rows
        for value in row
        if isinstance(value, str) and (login := _LOGIN.search(text_of(value)))
    }
    return found.pop() if len(found) == 1 else ""
