"""The form that starts a calculation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings as portal

from assessments.domain.criteria import Criteria, CriteriaError
from assessments.forms.parameters import mistake_of
from assessments.models import RunPlace, RunSettings
from assessments.queries.criteria import offers
from core.values import academic_year
from core.values.wording import short_date
from schools.models import Municipality

OF_ANOTHER_OFFICE = "Это критерии другого муниципалитета. Выберите другие."
NO_NIGHTS = "На этом портале ночные расчёты выключены."
OF_ONE_OFFICE = "Это критерии одного муниципалитета. Для региона и страны выберите другие."


class RunForm(forms.Form):
    """What to calculate: where, the year and the rules.

    `cleaned_data` has `where` (RunPlace) and `rules` (Criteria) beside the fields.
    """

    place = forms.ChoiceField(label="Где считать")
    academic_year = forms.TypedChoiceField(
        label="Учебный год", coerce=int, widget=forms.Select(attrs={"class": "width-10"})
    )
    criteria = forms.ChoiceField(
        label="Критерии", widget=forms.Select(attrs={"class": "width-criteria"})
    )
    threshold = forms.CharField(
        label="Порог доли, %",
        required=False,
        help_text="Результат низкий, если порог не преодолела такая доля участников или больше. "
        "Пустое поле — как в критериях.",
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "decimal"}),
    )
    k = forms.CharField(
        label="Сколько низких процедур",
        required=False,
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )
    min_participants = forms.CharField(
        label="Не учитывать, если участников меньше",
        required=False,
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
    )

    SETTINGS = ("threshold", "k", "min_participants")

    def __init__(
        self, *args: Any, places: Sequence[RunPlace], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.places = {_key(one): one for one in places}
        field = cast(forms.ChoiceField, self.fields["place"])
        field.choices = _choices(places)
        if len(self.places) == 1 and not places[0].is_wide:
            field.initial = next(iter(self.places))
            field.widget = forms.HiddenInput()
        year_field = cast(forms.ChoiceField, self.fields["academic_year"])
        year_field.choices = [(year, academic_year.label(year)) for year in years]
        own = [one.municipality.pk for one in places if one.municipality is not None]
        self.offers = offers(own, years)
        cast(forms.ChoiceField, self.fields["criteria"]).choices = [
            (key, offer.words) for key, offer in self.offers.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Every changed parameter is checked by the criteria themselves."""
        cleaned = super().clean() or {}
        if not {"criteria", "place"} <= cleaned.keys():
            return cleaned
        offer, place = self.offers[cleaned["criteria"]], self.places[cleaned["place"]]
        owner = offer.municipality_id
        if owner is not None and (place.municipality is None or place.municipality.pk != owner):
            self.add_error("criteria", OF_ONE_OFFICE if place.is_wide else OF_ANOTHER_OFFICE)
        if "academic_year" in cleaned:
            out_of_years = offer.criteria.out_of_years(cleaned["academic_year"])
            if out_of_years:
                self.add_error("criteria", out_of_years)
        cleaned["where"] = place
        cleaned["rules"] = self._rules(offer.criteria.widened_to(place.level), cleaned)
        return cleaned

    def _rules(self, criteria: Criteria, cleaned: dict[str, Any]) -> Criteria:
        for name in self.SETTINGS:
            value = (cleaned.get(name) or "").strip()
            if not value:
                continue
            if name not in criteria.parameters:
                self.add_error(
                    name, "В выбранных критериях этого параметра нет. Оставьте поле пустым."
                )
                continue
            try:
                criteria = criteria.with_setting(f"{name}={value}")
            except CriteriaError as error:
                self.add_error(name, mistake_of(error))
        return criteria


class RunSettingsForm(forms.Form):
    """When the portal calculates the list of one municipality by itself."""

    municipality = forms.IntegerField(widget=forms.HiddenInput())
    after_import = forms.BooleanField(
        label="Пересчитывать перечень после загрузки результатов",
        required=False,
        help_text="И после отзыва файла, и после изменения контекстных данных, если критерии "
        "на них смотрят. Несколько файлов вместе — один расчёт; введённое вручную "
        "пересчитывается ночью.",
    )
    nightly = forms.BooleanField(
        label="Пересчитывать перечень ночью, если результаты изменились", required=False
    )

    def __init__(
        self, data: Any = None, *, municipality: Municipality, settings: RunSettings
    ) -> None:
        self.place = municipality
        initial = {
            "municipality": self.place.pk,
            "after_import": settings.after_import,
            "nightly": settings.nightly,
        }
        # Each office has a form of its own on the same page.
        auto_id = f"id_automatic_{self.place.pk}_%s"
        super().__init__(data, initial=initial, auto_id=auto_id)
        if not portal.NIGHTLY_RUNS:
            self.fields["nightly"].help_text = NO_NIGHTS


class NightsForm(forms.Form):
    """Which regions, and whether the country, are calculated at night.

    `nightly` says it for each of the places after cleaning.
    """

    places = forms.MultipleChoiceField(
        label="Пересчитывать ночью, если результаты изменились",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Один расчёт за ночь, сколько бы муниципалитетов ни загрузили данные. Критерии — "
        "последнего расчёта, который здесь запустили вручную; если его не было, федеральные 30/2.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        nightly: Mapping[RunPlace, bool],
        calculated: Mapping[RunPlace, date],
    ) -> None:
        """`calculated` are the days of the last calculations by themselves."""
        self.offered = {_key(place): place for place in nightly}
        super().__init__(
            data, initial={"places": [_key(place) for place, is_on in nightly.items() if is_on]},
            auto_id="id_nights_%s",
        )  # fmt: skip
        field = cast(forms.MultipleChoiceField, self.fields["places"])
        field.choices = [
            (key, _with_day(place.words, calculated.get(place)))
            for key, place in self.offered.items()
        ]
        if not portal.NIGHTLY_RUNS:
            field.help_text = NO_NIGHTS

    def clean(self) -> dict[str, Any]:
        """The answer for each place."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("places", [])
        cleaned["nightly"] = {place: key in chosen for key, place in self.offered.items()}
        return cleaned


def _with_day(words: str, day: date | None) -> str:
    return words if day is None else f"{words} (рассчитан ночью {short_date(day)})"


def _key(place: RunPlace) -> str:
    if place.municipality is not None:
        return str(place.municipality.pk)
    return "country" if place.region is None else f"region-{place.region.pk}"


def _choices(places: Sequence[RunPlace]) -> list[Any]:
    """Municipalities first; regions under a heading of their own, the country last."""
    own = [(_key(one), one.words) for one in places if not one.is_wide]
    regions = [(_key(one), one.words) for one in places if one.is_wide and one.region is not None]
    country = [(_key(one), one.words) for one in places if one.is_wide and one.region is None]
    grouped = [("Регионы", regions)] if own or country else regions
    return [*own, *(grouped if regions else []), *country]
