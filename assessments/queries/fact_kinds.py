"""Which table keeps which kind of figure, and how its figures read: the one registry of both.

Whatever a draft may hold is named here once; planning, saving, taking back and showing go
through the registry and know no kind by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.models import (
    JournalComparison,
    ObjectivitySign,
    OutcomePerformance,
    ReferenceRow,
    Result,
    ScoreDistribution,
    TaskPerformance,
)
from assessments.parsing.draft_json import fact_as_dict
from assessments.parsing.drafts import (
    DraftDistribution,
    DraftJournal,
    DraftOutcomes,
    DraftReference,
    DraftRow,
    DraftSign,
    DraftTasks,
)
from core.values.wording import DASH, counted, decimal

Figures = Mapping[str, Any]

MARKS = ("twos", "threes", "fours", "fives")
_WORK = ("procedure", "subject", "grade", "academic_year")


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of figure.

    `figures` gives the stored columns of a row of a draft, `words` says them for people; `key`
    names the columns that, with the school or the office, tell one figure from another.
    """

    name: str
    title: str
    draft: type
    model: Any
    figures: Callable[[Any], dict[str, Any]]
    words: Callable[[Figures], str]
    key: tuple[str, ...] = (*_WORK, "attempt")
    owner: str = "school_id"

    def identity(self, row: Any) -> dict[str, Any]:
        """The key columns of a row of a draft, as the table writes them."""
        work = row.work
        named = {"procedure": work.procedure.value, "subject": work.subject, "grade": work.grade}
        return {name: _plain(named.get(name) or getattr(row, name)) for name in self.key}

    def key_of(self, owner: int, identity: Figures) -> tuple[Any, ...]:
        """What no two current rows share."""
        return (self.name, owner, *(identity[name] for name in self.key))

    def stored_key(self, stored: Any) -> tuple[Any, ...]:
        """The same of a row of the table."""
        return (
            self.name,
            getattr(stored, self.owner),
            *(getattr(stored, name) for name in self.key),
        )

    def stored_figures(self, stored: Any, names: Figures) -> dict[str, Any]:
        """The columns `names` of a row of the table."""
        return {name: getattr(stored, name) for name in names}

    def parts(self, figures: Figures) -> dict[str, str]:
        """Each single figure by its name, to be compared with another version."""
        said: dict[str, str] = {}
        for name, value in figures.items():
            label = str(self.model._meta.get_field(name).verbose_name)
            said.update(_parts(label, value))
        return said


def kind_of(row: object) -> FactKind:
    """The kind of a row of a draft."""
    return _OF_DRAFT[type(row)]


def _plain(value: Any) -> Any:
    """An enumeration by its value: rows of the table hold plain texts."""
    return value.value if hasattr(value, "value") else value


def _common(row: Any) -> dict[str, Any]:
    return {"participants": row.participants, "written_year": row.written_year}


def _mark_figures(row: DraftRow) -> dict[str, Any]:
    marks = row.marks.as_tuple() if row.marks else (None,) * 4
    return {
        **_common(row), **dict(zip(MARKS, marks, strict=True)), "mean_score": row.mean_score,
        "below_minimum": row.below_minimum, "below_entry_minimum": row.below_entry_minimum,
        "high_scorers": row.high_scorers, "recovered": row.recovered,
    }  # fmt: skip


def _mark_words(figures: Figures) -> str:
    said = [_participants(figures)]
    if figures["twos"] is not None:
        said.append("отметки " + " · ".join(str(figures[name]) for name in MARKS))
    if figures["mean_score"] is not None:
        said.append(f"средний балл {decimal(figures['mean_score'])}")
    for name, words in (
        ("below_minimum", "ниже порога"),
        ("below_entry_minimum", "ниже балла для вуза"),
        ("high_scorers", "81–100 баллов"),
    ):
        if figures[name] is not None:
            said.append(f"{words} {figures[name]}")
    return ", ".join(said)


def _score_figures(row: DraftDistribution) -> dict[str, Any]:
    return {
        **_common(row), "max_score": row.max_score, "counts": list(row.counts),
        "recovered": row.recovered,
    }  # fmt: skip


def _score_words(figures: Figures) -> str:
    reached = " · ".join(f"{score}: {n}" for score, n in enumerate(figures["counts"]) if n)
    return f"{_participants(figures)}, баллы {reached or DASH} из {figures['max_score']}"


def _journal_figures(row: DraftJournal) -> dict[str, Any]:
    return {
        **_common(row), "lowered": row.lowered, "confirmed": row.confirmed, "raised": row.raised,
        "far": row.far, "rank_correlation": row.rank_correlation, "recovered": row.recovered,
    }  # fmt: skip


def _journal_words(figures: Figures) -> str:
    said = (
        f"сравнили {figures['participants']}: понизили {figures['lowered']}, подтвердили "
        f"{figures['confirmed']}, повысили {figures['raised']}"
    )
    far = figures["far"]
    return said if far is None else f"{said}, на две отметки и больше {far}"


def _task_figures(row: DraftTasks) -> dict[str, Any]:
    return {**_common(row), "tasks": fact_as_dict(row)["tasks"]}


def _task_words(figures: Figures) -> str:
    tasks = figures["tasks"]
    shares = " · ".join(f"{task['number']}: {_percent(task['percent'])}" for task in tasks)
    return f"{_participants(figures)}, задания {shares or DASH}"


def _outcome_figures(row: DraftOutcomes) -> dict[str, Any]:
    return {**_common(row), "outcomes": fact_as_dict(row)["outcomes"]}


def _outcome_words(figures: Figures) -> str:
    outcomes = figures["outcomes"]
    shares = " · ".join(f"{one['number']}: {_percent(one['school'])}" for one in outcomes)
    return f"{_participants(figures)}, планируемые результаты {shares or DASH}"


def _sign_figures(row: DraftSign) -> dict[str, Any]:
    return {**_common(row), "present": row.present}


def _sign_words(figures: Figures) -> str:
    return "признак есть" if figures["present"] else "признака нет"


def _reference_figures(row: DraftReference) -> dict[str, Any]:
    return {
        "name": row.name[:300], "schools": row.schools, "participants": row.participants,
        "written_year": row.written_year,
        "figures": {name: str(value) for name, value in row.figures},
    }  # fmt: skip


def _reference_words(figures: Figures) -> str:
    shares = " · ".join(f"{name}: {_percent(value)}" for name, value in figures["figures"].items())
    number = figures["participants"]
    people = f"{_participants(figures)}, " if number is not None else ""
    return f"{people}доли {shares or DASH}"


def _participants(figures: Figures) -> str:
    return counted(figures["participants"], "участник", "участника", "участников")


def _percent(value: str | None) -> str:
    return DASH if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")


def _parts(label: str, value: Any) -> dict[str, str]:
    """A column as one figure, a list or table of a JSON column as one figure for each place."""
    if isinstance(value, list):
        return dict(_place(label, index, one) for index, one in enumerate(value))
    if isinstance(value, dict):
        return {f"{label}, {name}": _percent(one) for name, one in value.items()}
    return {label: _shown(value)}


def _place(label: str, index: int, value: Any) -> tuple[str, str]:
    if not isinstance(value, dict):
        return f"{label}, {index}", _shown(value)
    share = value.get("percent", value.get("school"))
    return f"{label}, {value['number']}", f"{_percent(share)} из {_shown(value['max_score'])}"


def _shown(value: Any) -> str:
    if value is None:
        return DASH
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, Decimal):
        return _percent(str(value))
    return str(value)


RESULTS = FactKind("marks", "отметки и баллы", DraftRow, Result, _mark_figures, _mark_words)
FACTS = (
    RESULTS,
    FactKind(
        "scores", "распределение первичных баллов", DraftDistribution, ScoreDistribution,
        _score_figures, _score_words,
    ),
    FactKind(
        "journal", "сравнение с журналом", DraftJournal, JournalComparison, _journal_figures,
        _journal_words,
    ),
    FactKind(
        "tasks", "выполнение заданий", DraftTasks, TaskPerformance, _task_figures, _task_words
    ),
    FactKind(
        "outcomes", "планируемые результаты", DraftOutcomes, OutcomePerformance,
        _outcome_figures, _outcome_words,
    ),
    FactKind(
        "sign", "признаки необъективности", DraftSign, ObjectivitySign, _sign_figures,
        _sign_words, key=(*_WORK, "attempt", "sign"),
    ),
)  # fmt: skip
REFERENCES = FactKind(
    "reference", "показатели для сравнения", DraftReference, ReferenceRow, _reference_figures,
    _reference_words, key=(*_WORK, "kind", "scope"), owner="municipality_id",
)  # fmt: skip
ALL = (*FACTS, REFERENCES)
_OF_DRAFT = {kind.draft: kind for kind in ALL}
