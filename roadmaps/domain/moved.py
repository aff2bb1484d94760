"""How a date was moved for one doer: how many times, and by how many days in all.

Pure. «Перенесено» is told whatever became of the work afterwards; that it is late by the new date
is «просрочено» and told beside it.
"""

from dataclasses import dataclass
from datetime import date

from core.values.wording import counted


@dataclass(frozen=True, slots=True)
class Moved:
    """`days` are calendar days from the first date to the present one; negative for an earlier one.

    None where the first date is not known.
    """

    times: int
    days: int | None

    @property
    def words(self) -> str:
        """«перенесено 2 раза, на 35 дней»; empty for a date that was never moved."""
        if not self.times:
            return ""
        said = f"перенесено {counted(self.times, 'раз', 'раза', 'раз')}"
        if not self.days:
            return said
        where = "на" if self.days > 0 else "раньше на"
        return f"{said}, {where} {counted(abs(self.days), 'день', 'дня', 'дней')}"


def moved(times: int, planned_on: date | None, due_on: date | None) -> Moved:
    """What became of a date: `planned_on` is the common one, `due_on` the one that counts now."""
    if not times:
        return Moved(0, 0)
    if planned_on is None or due_on is None:
        return Moved(times, None)
    return Moved(times, (due_on - planned_on).days)
