"""Who loads results and who calculates the list."""

from __future__ import annotations

from typing import Any

from assessments.models import ImportState, ResultsImport
from core.web.refusals import Refusal, reason_against
from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import require

DECIDED = (
    "Этот файл уже разобран: решение по нему принято. Чтобы исправить данные, загрузите новый."
)


class Decided(Refusal):
    """Somebody has decided on the file already; a second click gets here too."""


def require_import(user: Any, municipality: Municipality) -> None:
    """Pass for those who load results of the municipality."""
    require(user, Right.IMPORT_RESULTS, municipality=municipality)


def require_decision(user: Any, results_import: ResultsImport) -> None:
    """Pass for those who may confirm or discard this file now."""
    require_import(user, results_import.municipality)
    if results_import.state != ImportState.DRAFT:
        raise Decided(DECIDED)


def require_run(user: Any, municipality: Municipality) -> None:
    """Pass for those who calculate the list of the municipality."""
    require(user, Right.RUN_CLASSIFICATION, municipality=municipality)


def refusal_to_decide(user: Any, results_import: ResultsImport) -> str:
    """The sentence beside the disabled button; empty where the person may decide."""
    return reason_against(require_decision, user, results_import)
