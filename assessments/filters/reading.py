"""The bar above the pages of reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms

from assessments.domain.procedures import Work
from assessments.domain.reading.groups import ABOUT, Measure, fit_for
from core.values import academic_year
from schools.models import Municipality, School


class ReadingFilter(forms.Form):
    """What a page of results shows; what is not asked for, or is nonsense, takes its default.

    The bar then shows what the page really shows: the latest year, its first work.
    """

    municipality = forms.TypedChoiceField(label="Муниципалитет", coerce=int)
    academic_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    work = forms.ChoiceField(label="Процедура, предмет, класс")
    school = forms.TypedChoiceField(label="Школа", coerce=int, required=False, empty_value=None)
    measure = forms.ChoiceField(label="Показатель", widget=forms.Select(attrs={"data-wide": True}))

    def __init__(
        self, data: Mapping[str, str], *, municipalities: list[Municipality],
        municipality: Municipality, covered: dict[int, list[Work]], schools: Iterable[School],
        measures: Sequence[Measure],
    ) -> None:  # fmt: skip
        year = _one_of(data.get("academic_year"), covered)
        works = covered.get(year, []) if year is not None else []
        choices: dict[str, list[tuple[Any, str]]] = {
            "municipality": [(place.pk, place.name) for place in municipalities],
            "academic_year": [(one, academic_year.label(one)) for one in covered],
            "work": [(work_key(one), one.title) for one in works],
            "school": [("", "все"), *((one.pk, one.name) for one in schools)],
        }
        work = _settled(data.get("work"), choices["work"])
        fit = [fit_for(measures, one) for one in works if work_key(one) == work]
        choices["measure"] = [(one.value, ABOUT[one].title) for found in fit for one in found]
        wanted = {**data, "municipality": municipality.pk}
        settled = {name: _settled(wanted.get(name), found) for name, found in choices.items()}
        super().__init__(settled)
        for name, found in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = found
        single = {
            "municipality": len(municipalities) < 2,
            "school": len(choices["school"]) < 2,
            "measure": not measures,
        }
        for name in [name for name, is_single in single.items() if is_single]:
            del self.fields[name]
        self._works = {work_key(one): one for one in works}

    def chosen_work(self) -> Work | None:
        """The work that the page shows; None where there are no figures at all."""
        return self._works.get(self.cleaned_data["work"]) if self.is_valid() else None


def work_key(work: Work) -> str:
    """The work as an address says it: «vpr-5-Математика»."""
    return f"{work.procedure.value}-{work.grade}-{work.subject}"


def _one_of(asked: str | None, years: Iterable[int]) -> int | None:
    known = {str(year): year for year in years}
    return known.get(asked or "", next(iter(known.values()), None))


def _settled(asked: Any, choices: Sequence[tuple[Any, str]]) -> str:
    known = [str(value) for value, _ in choices]
    return str(asked) if str(asked) in known else next(iter(known), "")
