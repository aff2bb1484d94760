"""Kinds of reports, their formats and what each must be told (GLOSSARY «Reports»)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ReportKind(StrEnum):
    """What a report is about."""

    ANALYSIS_VPR = "analysis_vpr"
    ROADMAP_PROGRESS = "roadmap_progress"
    CLASSIFICATION_LIST = "classification_list"
    CLASSIFICATION_ORDER = "classification_order"
    SCHOOL_GROUNDS = "school_grounds"
    ROADMAP_ANNEX = "roadmap_annex"
    PARTNERSHIP_LIST = "partnership_list"


KIND_NAMES = {
    ReportKind.ANALYSIS_VPR: "Аналитическая справка по результатам ВПР",
    ReportKind.ROADMAP_PROGRESS: "Отчёт о ходе реализации дорожной карты",
    ReportKind.CLASSIFICATION_LIST: "Перечень школ с низкими результатами",
    ReportKind.CLASSIFICATION_ORDER: "Приказ об утверждении перечня ШНОР",
    ReportKind.SCHOOL_GROUNDS: "Справки для школ перечня",
    ReportKind.ROADMAP_ANNEX: "Дорожная карта как приложение к приказу",
    ReportKind.PARTNERSHIP_LIST: "Перечень школ и их наставников",
}
KIND_PURPOSES = {
    ReportKind.ANALYSIS_VPR: (
        "Результаты по предметам, классам и школам за учебный год, динамика за три года, выводы "
        "и рекомендации."
    ),
    ReportKind.ROADMAP_PROGRESS: (
        "Выполнение мероприятий и поручений, просроченное и перенесённое, школы по ходу работы."
    ),
    ReportKind.CLASSIFICATION_LIST: (
        "Приложение к приказу: школы перечня и зоны риска с основаниями по перечню, утверждённому "
        "приказом, а если его нет — по последнему расчёту."
    ),
    ReportKind.CLASSIFICATION_ORDER: (
        "Текст приказа с поручениями и целью, приложение 1 — перечень с основаниями, приложение 2 "
        "— исключённые школы."
    ),
    ReportKind.SCHOOL_GROUNDS: (
        "Лист на каждую школу: что включило её в перечень, сколько до порога, что изменило бы "
        "вывод, те же процедуры за два прошлых года, источники."
    ),
    ReportKind.ROADMAP_ANNEX: (
        "План целиком: гриф утверждения, цель и задачи, таблицы в столбцах управления, показатели."
    ),
    ReportKind.PARTNERSHIP_LIST: (
        "Приложение к приказу: школа, наставник, предметы, соглашение и срок за учебный год."
    ),
}
ABOUT_ROADMAP = frozenset({ReportKind.ROADMAP_PROGRESS, ReportKind.ROADMAP_ANNEX})
"""Kinds that speak of one roadmap; the others speak of one academic year."""


PUBLIC = frozenset(
    {
        ReportKind.ANALYSIS_VPR,
        ReportKind.CLASSIFICATION_LIST,
        ReportKind.CLASSIFICATION_ORDER,
    }
)
"""Kinds with results of schools that can be made for publication."""
PUBLIC_WORDS = "для публикации"


class ReportFormat(StrEnum):
    """The file that a report becomes; the value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


FORMAT_NAMES = {
    ReportFormat.PDF: "PDF — для печати и подписи",
    ReportFormat.DOCX: "Word — чтобы править текст",
    ReportFormat.XLSX: "Excel — таблицы с числами",
}
CONTENT_TYPES = {
    ReportFormat.PDF: "application/pdf",
    ReportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class NothingToReport(Exception):
    """There is no data for the report; the message is a Russian sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a report is asked about: an academic year or a roadmap.

    With `public` it is for a site or a newspaper: figures of fewer than five people are hidden.
    """

    academic_year: int | None = None
    roadmap_id: int | None = None
    public: bool = False

    def as_json(self) -> dict[str, int]:
        """Plain data without what is not set."""
        pairs = {"academic_year": self.academic_year, "roadmap": self.roadmap_id}
        said = {name: value for name, value in pairs.items() if value is not None}
        return {**said, "public": True} if self.public else said

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Parameters":
        """The parameters that `as_json` wrote."""
        return cls(data.get("academic_year"), data.get("roadmap"), data.get("public", False))
