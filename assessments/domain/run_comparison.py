"""Two calculations side by side: what became of each school, and which figures made it so.

Pure. A side is the verdict as a run stores it (verdict_data.py): a category and its findings. The
runs may be of other years and by other criteria: figures are paired by procedure and by how many
years before the accounting one they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from assessments.domain.approved_lists import Change, change_of
from assessments.domain.criteria import Criteria
from assessments.domain.procedures import Procedure, Work
from assessments.domain.rules import Category
from assessments.domain.rules.grounds import percent
from assessments.domain.verdict_data import SHARE, is_share
from core.values.wording import NBSP, counted, plural

Finding = dict[str, Any]
"""One stored finding."""


class Shift(StrEnum):
    """What became of a school between two calculations, in the order in which people ask."""

    ENTERED = "entered"
    LEFT = "left"
    CHANGED = "changed"
    """Its category is another, in the list neither before nor now."""
    ONE_SIDED = "one_sided"
    """Only one of the calculations has the school, and not in the list."""
    STAYED = "stayed"
    SAME = "same"
    """Outside the list before and now, in the same category."""


_OF_CHANGE = {
    Change.ENTERED: Shift.ENTERED, Change.LEFT: Shift.LEFT, Change.STAYED: Shift.STAYED,
}  # fmt: skip
SHIFT_WORDS = {
    Shift.ENTERED: "вошла в перечень",
    Shift.LEFT: "вышла из перечня",
    Shift.CHANGED: "сменила категорию",
    Shift.ONE_SIDED: "есть только в одном расчёте",
    Shift.STAYED: "осталась в перечне",
    Shift.SAME: "без изменений",
}
SHIFT_HEADINGS = {
    Shift.ENTERED: "вошли",
    Shift.LEFT: "вышли",
    Shift.CHANGED: "сменили категорию",
    Shift.ONE_SIDED: "только в одном расчёте",
    Shift.STAYED: "остались в перечне",
    Shift.SAME: "без изменений",
}
"""Of several schools, before their number."""


BESIDE_HEADINGS = {
    Shift.CHANGED: "вывод другой",
    Shift.ONE_SIDED: "только в одном расчёте",
    Shift.SAME: "без изменений",
}
"""Where one of the calculations is no list, nobody enters or leaves one."""


def shift_of(before: Category | None, now: Category | None, *, are_lists: bool) -> Shift:
    """By the categories of a school; None where a calculation does not have it.

    `are_lists`: both calculations are by criteria that make the list.
    """
    found = _OF_CHANGE.get(change_of(before, now)) if are_lists else None
    if found is not None:
        return found
    if before is None or now is None:
        return Shift.ONE_SIDED
    return Shift.SAME if before is now else Shift.CHANGED


class Answer(StrEnum):
    """What the criteria of a calculation say of one figure, in words."""

    LOW = "низкий результат"
    NEAR = "близко к порогу"
    GROWN = "доля выросла за год"
    NOT_LOW = "не низкий"
    NOT_COUNTED = "не учитывается"
    MET = "условие выполнено"
    NOT_MET = "условие не выполнено"
    UNKNOWN = "нельзя оценить"
    NOTHING = "нет данных"
    NOT_ASKED = "в критерии не входит"


_SPEAKING = frozenset({Answer.LOW, Answer.NEAR, Answer.GROWN, Answer.MET})
"""Answers that may give a category; of two others none has made a difference."""


_EMPTY = (Answer.NOTHING, Answer.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one side in words, its limit, and the answer: «27 из 89 (30,3 %)»."""

    words: str
    answer: Answer
    limit: str = ""


@dataclass(frozen=True)
class Side:
    """One of the calculations: its year and its criteria."""

    academic_year: int
    criteria: Criteria

    @cached_property
    def _conditions(self) -> frozenset[str]:
        return frozenset(one.name for one in self.criteria.plan.predicates)

    def asks_for(self, finding: Finding) -> bool:
        """Whether the criteria look at what a finding of the other side is of."""
        plan = self.criteria.plan
        if not is_share(finding):
            return _CONDITIONS.get(finding["kind"], finding["kind"]) in self._conditions
        return plan.limit is not None and plan.frame.selection.has(_work(finding))


_CONDITIONS = {"mean": "mean_below", "corridor": "outside_corridor"}
"""Kinds of findings that are called otherwise than their conditions."""


@dataclass(frozen=True, slots=True)
class FigurePair:
    """The same figure in two calculations; `title` is the procedure, or «Школа в целом»."""

    title: str
    before: Figure
    now: Figure

    @property
    def is_decisive(self) -> bool:
        """Whether the criteria answer differently, and one of the answers may give a category."""
        answers = {self.before.answer, self.now.answer}
        return len(answers) > 1 and bool(answers & _SPEAKING)

    @property
    def is_same(self) -> bool:
        """Whether figure and answer are the same."""
        return self.before == self.now

    @property
    def before_words(self) -> str:
        """«3 из 10 (30,0 %) — низкий результат»; the limit too where the other side has another."""
        return self._side(self.before)

    @property
    def now_words(self) -> str:
        """The same of the later side."""
        return self._side(self.now)

    @property
    def words(self) -> str:
        """«ВПР, математика, 5 класс: было 3 из 10 …; стало …»."""
        return f"{self.title}: было {self.before_words}; стало {self.now_words}"

    def _side(self, figure: Figure) -> str:
        if figure.answer in _EMPTY:
            return figure.words
        limit = f", {figure.limit}" if self.before.limit != self.now.limit else ""
        return f"{figure.words}{limit}{NBSP}— {figure.answer.value}"


class _Key(NamedTuple):
    """What tells figures of one verdict apart; `number` counts those of the same kind."""

    is_other: bool
    kind: str
    procedure: str
    subject: str
    grade: int
    years_before: int
    number: int


def pairs_of(
    before: Sequence[Finding], now: Sequence[Finding], was: Side, stands: Side
) -> list[FigurePair]:
    """All figures of a school in both calculations, each with its counterpart, shares first."""
    first, second = _by_key(before, was.academic_year), _by_key(now, stands.academic_year)
    found = []
    for key in sorted(first.keys() | second.keys()):
        one, other = first.get(key), second.get(key)
        known = one or other or {}
        found.append(
            FigurePair(_title(known), _figure(one, known, was), _figure(other, known, stands))
        )
    return found


def decisive(pairs: Iterable[FigurePair]) -> list[FigurePair]:
    """The figures whose answers differ: they made the difference between the verdicts."""
    return [one for one in pairs if one.is_decisive]


def explanation(pairs: Sequence[FigurePair], shift: Shift) -> str:
    """What to say where no answer differs though the category does; empty otherwise."""
    if shift in (Shift.STAYED, Shift.SAME, Shift.ONE_SIDED) or decisive(pairs):
        return ""
    if all(one.is_same for one in pairs):
        return "Показатели те же, вывод изменили условия критериев."
    return "Ответы по показателям те же, вывод изменили условия критериев или сравнение со школами."


_TALLY = (
    (Shift.ENTERED, "вошла", "вошли", "вошли"),
    (Shift.LEFT, "вышла", "вышли", "вышли"),
    (Shift.CHANGED, "сменила категорию", "сменили категорию", "сменили категорию"),
    (Shift.STAYED, "осталась в перечне", "остались в перечне", "остались в перечне"),
)


def tally_words(shifts: Counter[Shift], *, are_lists: bool) -> str:
    """«Вошли 3, вышла 1, сменили категорию 5, остались в перечне 6.»

    Beside the list «Вывод другой у 3 школ из 20.»
    """
    if not are_lists:
        schools = counted(shifts[Shift.CHANGED], "школы", "школ", "школ")
        return f"Вывод другой у {schools} из{NBSP}{shifts.total()}."
    said = ", ".join(f"{plural(shifts[one], *forms)}{NBSP}{shifts[one]}" for one, *forms in _TALLY)
    return f"{said[0].upper()}{said[1:]}."


def _by_key(findings: Sequence[Finding], year: int) -> dict[_Key, Finding]:
    found: dict[_Key, Finding] = {}
    numbers: Counter[tuple[Any, ...]] = Counter()
    for one in findings:
        key = (
            not is_share(one),
            str(one.get("kind", SHARE)),
            one["procedure"] or "",
            one["subject"] or "",
            one["grade"] or 0,
            year - one.get("academic_year", year),
        )
        found[_Key(*key, numbers[key])] = one
        numbers[key] += 1
    return found


def _title(finding: Finding) -> str:
    return _work(finding).title if finding["procedure"] else "Школа в целом"


def _work(finding: Finding) -> Work:
    return Work(Procedure(finding["procedure"]), finding["subject"], finding["grade"])


def _figure(finding: Finding | None, counterpart: Finding, side: Side) -> Figure:
    if finding is None:
        answer = Answer.NOTHING if side.asks_for(counterpart) else Answer.NOT_ASKED
        return Figure(answer.value, answer)
    if not is_share(finding):
        answer = {True: Answer.MET, False: Answer.NOT_MET, None: Answer.UNKNOWN}[finding["met"]]
        return Figure(finding["words"], answer)
    limit = Fraction(finding["threshold"])
    share = Fraction(100 * finding["low"], finding["participants"])
    shown = f"{finding['threshold']}".replace(".", ",")
    words = f"{finding['low']} из {finding['participants']} ({percent(share, limit)})"
    return Figure(words, _answer(finding), f"порог {shown}{NBSP}%")


def _answer(finding: Finding) -> Answer:
    if not finding["counted"]:
        return Answer.NOT_COUNTED
    if finding["met"]:
        return Answer.LOW
    if finding["near"]:
        return Answer.NEAR
    return Answer.GROWN if finding["grown"] else Answer.NOT_LOW
