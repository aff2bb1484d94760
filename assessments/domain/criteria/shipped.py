"""The criteria sets that the portal brings; docs/algorithms/classification.md explains each.

Sources: DOMAIN.md 1.3, 1.4 and 2 (R1–R8, R10, R12), 2.1. Numbers without a source there are
defaults that an office may set. The federal rule is of 19.08.2020 and looks at the year before, so
it holds from 2019/20 on; the other sources name no years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.domain.criteria.definitions import Criteria
from assessments.domain.criteria.reading import read_definition
from assessments.domain.criteria.settings import SETTINGS
from assessments.domain.rules.kinds import CriteriaError

_FEDERAL_PARAMETERS = {
    "threshold": "30",
    "k": 2,
    "min_participants": 0,
    "vpr_subjects": ["Русский язык", "Математика"],
    "vpr_grades": [4, 5, 6, 7, 8],
    "oge_subjects": ["Русский язык", "Математика"],
    "ege_subjects": ["Русский язык"],
    "ege_mathematics": ["ege_base", "ege_profile"],
    "ege_russian_minimum": 24,
    "at_risk_procedures": 1,
    "at_risk_share": "20",
    "at_risk_growth": "10",
}
_FEDERAL_SINCE = 2019
_VPR = {"procedures": ["vpr"], "subjects": "$vpr_subjects", "grades": "$vpr_grades"}
_OGE = {"procedures": ["oge"], "subjects": "$oge_subjects"}
_EGE = {"procedures": ["ege"], "subjects": "$ege_subjects"}
_EGE_MATHEMATICS = {"procedures": "$ege_mathematics", "subjects": ["Математика"]}
_FEDERAL_WORKS = [_VPR, _OGE, _EGE, _EGE_MATHEMATICS]
_ALL_EGE = [{"procedures": ["ege", "ege_base", "ege_profile"]}]
_MARKED = [_VPR, _OGE]

_GROUP = {"min_participants": "$min_participants"}
_LOW = {"low_procedures": {"at_least": "$k", "share": "$threshold", **_GROUP}}
_ANY_LOW = {"low_procedures": {"at_least": "$at_risk_procedures", "share": "$threshold", **_GROUP}}
_NEAR = {"share": {"from": "$at_risk_share", "below": "$threshold", **_GROUP}}
_GROWN = {"grown": {"by": "$at_risk_growth", **_GROUP}}
_AT_RISK = {"category": "at_risk", "rule": {"any": [_ANY_LOW, _NEAR, _GROWN]}}
_REPEATED = {
    "same_procedure": {
        "at_least": "$repeat_years", "of": "$repeat_years", "share": "$threshold", **_GROUP,
    }
}  # fmt: skip
_BEST = {
    "rank": {
        "measure": "mark", "end": "best", "percent": "$best_percent", "per": "together",
        "among": "$among", "rounding": "$rank_rounding", **_GROUP,
    }
}  # fmt: skip


def _low(rule: dict[str, Any]) -> dict[str, Any]:
    return {"category": "low_results", "rule": rule}


def _every_year(rule: dict[str, Any]) -> dict[str, Any]:
    return {"in_years": {"at_least": "$years", "of": "$years", "rule": rule}}


def _federal(key: str, name: str, rule: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    return {
        "key": key, "name": name, "version": "1", "valid_from": _FEDERAL_SINCE,
        "parameters": {**_FEDERAL_PARAMETERS, **parameters},
        "works": _FEDERAL_WORKS,
        "categories": [_low(rule), _AT_RISK],
    }  # fmt: skip


def _worst(key: str, name: str, per: str, min_participants: int) -> dict[str, Any]:
    return {
        "key": key, "name": name, "version": "1",
        "parameters": {
            "worst_percent": "15", "min_participants": min_participants, "among": "municipality",
            "rank_rounding": "floor", "ege_russian_minimum": 24,
        },
        "works": _ALL_EGE,
        "categories": [
            _low({
                "rank": {
                    "measure": "low_share", "end": "worst", "percent": "$worst_percent",
                    "per": per, "among": "$among", "rounding": "$rank_rounding", **_GROUP,
                }
            })
        ],
    }  # fmt: skip


_DEFINITIONS: tuple[dict[str, Any], ...] = (
    _federal("federal-30-2", "федеральные 30/2", _LOW),
    _federal(
        "federal-30-2-repeat-or", "федеральные 30/2 или повтор по той же процедуре",
        {"any": [_LOW, _REPEATED]}, repeat_years=2,
    ),
    _federal(
        "federal-30-2-repeat-and", "федеральные 30/2 с повтором по той же процедуре",
        {"all": [_LOW, _REPEATED]}, repeat_years=2,
    ),
    {
        "key": "ege-half-below", "name": "ЕГЭ: половина ниже порога", "version": "1",
        "parameters": {"threshold": "50", "k": 1, "min_participants": 0, "ege_russian_minimum": 24},
        "works": _ALL_EGE,
        "categories": [_low(_LOW)],
    },
    _worst("ege-worst-15", "ЕГЭ: худшие 15 %", "together", 0),
    {
        "key": "fails-three-years", "name": "ЕГЭ: не сдавшие оба предмета три года", "version": "1",
        "parameters": {
            "years": 3, "min_fails": 1, "ege_mathematics": ["ege_base", "ege_profile"],
            "ege_russian_minimum": 24,
        },
        "works": [{"procedures": ["ege"], "subjects": ["Русский язык"]}, _EGE_MATHEMATICS],
        "categories": [
            _low(_every_year({
                "all": [
                    {"fails": {
                        "at_least": "$min_fails",
                        "works": [{"procedures": ["ege"], "subjects": ["Русский язык"]}],
                    }},
                    {"fails": {"at_least": "$min_fails", "works": [_EGE_MATHEMATICS]}},
                ]
            }))
        ],
    },
    {
        "key": "below-means-three-years", "name": "ОГЭ: ниже средних три года", "version": "1",
        "parameters": {
            "years": 3, "mean_measures": ["mark", "score"],
            "mean_references": ["municipality", "region"], "min_participants": 0,
            "oge_subjects": ["Русский язык", "Математика"],
        },
        "works": [_OGE],
        "categories": [
            _low(_every_year({
                "mean_below": {
                    "measures": "$mean_measures", "references": "$mean_references", **_GROUP,
                }
            }))
        ],
    },
    _worst("sao-worst", "ЕГЭ: худшие по предмету (САО)", "work", 10),
    {
        "key": "corridor", "name": "коридор отметок ВПР", "version": "1",
        "titles": {"at_risk": "отметки вне коридора", "none": "отметки в коридоре"},
        "parameters": {
            "corridors": ["РУ 4: 15/40/5", "МА 4: 12/40/8", "ОМ 4: 10/40/5", "РУ 8: 20/40/5"],
            "min_participants": 0,
        },
        "works": [{"procedures": ["vpr"]}],
        "categories": [
            {
                "category": "at_risk",
                "rule": {"outside_corridor": {"corridors": "$corridors", **_GROUP}},
            }
        ],
    },
    {
        "key": "adverse-conditions", "name": "неблагоприятные социальные условия", "version": "1",
        "titles": {"none": "неблагоприятных условий нет"},
        "parameters": {
            "context_percent": "25", "among": "municipality", "rank_rounding": "floor",
        },
        "works": [],
        "categories": [
            {
                "category": "adverse_conditions",
                "rule": {
                    "rank": {
                        "measure": "index", "end": "worst", "percent": "$context_percent",
                        "among": "$among", "rounding": "$rank_rounding",
                    }
                },
            }
        ],
    },
    {
        "key": "high-results", "name": "стабильно высокие результаты", "version": "1",
        "titles": {
            "high_results": "стабильно высокие результаты", "none": "не среди стабильно высоких",
        },
        "parameters": {
            "years": 3, "best_percent": "25", "threshold": "30", "min_participants": 0,
            "among": "municipality", "rank_rounding": "floor",
            "vpr_subjects": ["Русский язык", "Математика"], "vpr_grades": [4, 5, 6, 7, 8],
            "oge_subjects": ["Русский язык", "Математика"],
        },
        "works": _MARKED,
        "categories": [
            {
                "category": "high_results",
                "rule": _every_year({
                    "all": [
                        _BEST,
                        {"not": {"low_procedures": {
                            "at_least": 1, "share": "$threshold", **_GROUP,
                        }}},
                    ]
                }),
            }
        ],
    },
    {
        "key": "stable-three-years", "name": "стабильно низкие и стабильно высокие", "version": "1",
        "makes_list": False,
        "titles": {
            "low_results": "стабильно низкие результаты",
            "high_results": "стабильно высокие результаты", "none": "ни в одной из двух групп",
        },
        "parameters": {
            "years": 3, "threshold": "30", "k": 2, "best_percent": "25", "min_participants": 0,
            "among": "municipality", "rank_rounding": "floor",
            "vpr_subjects": ["Русский язык", "Математика"], "vpr_grades": [4, 5, 6, 7, 8],
            "oge_subjects": ["Русский язык", "Математика"],
        },
        "works": _MARKED,
        "categories": [
            _low(_every_year(_LOW)),
            {"category": "high_results", "rule": _every_year(_BEST)},
        ],
    },
)  # fmt: skip

SHIPPED: dict[str, Criteria] = {
    definition["key"]: read_definition(definition) for definition in _DEFINITIONS
}


def shipped(key: str) -> Criteria:
    """The criteria set that the portal brings under `key`; CriteriaError for another key."""
    found = SHIPPED.get(key)
    if found is None:
        raise CriteriaError(f"Критериев «{key}» нет. Есть: {', '.join(SHIPPED)}.")
    return found


def from_snapshot(data: Mapping[str, Any]) -> Criteria:
    """The criteria that `Criteria.snapshot` described.

    A snapshot of the time before definitions were data has parameters only; its rules are those of
    the shipped set of its key.
    """
    if "categories" in data:
        return read_definition(data)
    found = shipped(data["key"])
    values = {name: SETTINGS[name].read(value) for name, value in data["parameters"].items()}
    return replace(
        found, version=data["version"], name=data["name"],
        parameters={**found.parameters, **values},
    )  # fmt: skip
