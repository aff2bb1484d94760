"""Forms of sending work back: a reason, words, a ready comment."""

from collections.abc import Iterable
from typing import Any

from django import forms

from roadmaps.actions.phrases import PHRASE_LIMIT
from roadmaps.domain.returning import REASON_NAMES, ReturnReason, whole_comment
from roadmaps.domain.work import EXPLANATION_MISSING, Move
from roadmaps.models import ReviewPhrase
from schools.models import Municipality

COMMENT_LIMIT = 2000


class ReturnFields(forms.Form):
    """Why work is sent back and what to correct; «другое» needs words."""

    reason = forms.ChoiceField(
        label="Причина возврата",
        choices=[
            ("", "выберите причину"),
            *((reason.value, name) for reason, name in REASON_NAMES.items()),
        ],
        error_messages={"required": "Выберите причину возврата."},
    )
    phrase = forms.ModelChoiceField(
        label="Готовый комментарий",
        required=False,
        queryset=ReviewPhrase.objects.none(),
        empty_label="не выбран",
    )
    comment = forms.CharField(
        label="Что исправить",
        required=False,
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, municipalities: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phrases = self.fields["phrase"]
        known = ReviewPhrase.objects.filter(municipality__in=set(municipalities))
        if not known.exists():
            del self.fields["phrase"]
        elif isinstance(phrases, forms.ModelChoiceField):
            phrases.queryset = known

    def clean(self) -> dict[str, Any]:
        """The reason as its kind and the whole of the words; «другое» without words is refused."""
        cleaned = super().clean() or {}
        cleaned["reason"] = ReturnReason(cleaned.get("reason") or ReturnReason.OTHER)
        phrase = cleaned.get("phrase")
        said = [phrase.text if phrase else "", cleaned.get("comment", "")]
        cleaned["words"] = whole_comment(cleaned["reason"], *said)
        if not cleaned["words"] and not self.errors:
            self.add_error("comment", EXPLANATION_MISSING[Move.RETURN])
        return cleaned


class ReturnForm(ReturnFields):
    """Sends one assignment back; `round` is the submission that the person has looked at."""

    round = forms.IntegerField(widget=forms.HiddenInput)


class PhraseForm(forms.Form):
    """One more ready comment; where the person works in several offices, for which."""

    text = forms.CharField(
        label="Новый комментарий",
        max_length=PHRASE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите комментарий."},
    )
    municipality = forms.ModelChoiceField(
        label="Муниципалитет", queryset=Municipality.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, municipalities: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["municipality"]
        if isinstance(place, forms.ModelChoiceField):
            ids = [one.pk for one in municipalities]
            place.queryset = Municipality.objects.filter(pk__in=ids).order_by("name")
            place.initial = municipalities[0]
        if len(municipalities) == 1:
            place.widget = forms.HiddenInput()
