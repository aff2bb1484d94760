"""A partner by a plan on its way into the register of partnerships."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from roadmaps.actions.plan_partners import PartnerChoice
from roadmaps.models import PartnerKind
from roadmaps.queries.plan_partners import PartnerLine, PlanPartners, Recognised
from schools.models import School

PREFIX = "partner"


class PartnerLineForm(forms.Form):
    """Whether one partner is taken, who the two schools are, and who the teacher is."""

    take = forms.BooleanField(label="Внести в наставничество", required=False)
    school = forms.ChoiceField(label="Кого поддерживают", required=False)
    partner = forms.ChoiceField(label="Школа-наставник", required=False)
    teacher_name = forms.CharField(label="Педагог-наставник", required=False, max_length=200)
    teacher_post = forms.CharField(label="Должность педагога", required=False, max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, line: PartnerLine, schools: dict[str, School], **more: Any):
        self.line, self._schools = line, schools
        more["prefix"] = f"{PREFIX}{line.item.pk}"
        more["initial"] = {
            "take": line.is_certain and not line.known,
            "school": _key(line.school),
            "partner": _key(line.partner),
            "teacher_name": line.words.teacher[:200],
            "teacher_post": line.words.post[:200],
            "seen": line.mark,
        }
        super().__init__(*args, **more)
        choices = [("", "выберите школу"), *((key, one.name) for key, one in schools.items())]
        for name, side in (("school", line.school), ("partner", line.partner)):
            cast(forms.ChoiceField, self.fields[name]).choices = choices
            self.fields[name].help_text = side.doubt
        if line.item.partner_kind != PartnerKind.TEACHER:
            del self.fields["teacher_name"], self.fields["teacher_post"]

    def clean(self) -> dict[str, Any]:
        """Only what is taken must be whole."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("take"):
            for name, said in (
                ("school", "Выберите школу."), ("partner", "Выберите школу-наставника."),
            ):  # fmt: skip
                if name not in self.errors and not given.get(name):
                    self.add_error(name, said)
        return given

    @property
    def choice(self) -> PartnerChoice | None:
        """What a valid form says; None where the partner is not taken."""
        given = self.cleaned_data
        if not given["take"]:
            return None
        return PartnerChoice(
            key=self.line.item.pk,
            seen=given["seen"],
            school=self._schools[given["school"]],
            partner=self._schools[given["partner"]],
            teacher_name=" ".join(given.get("teacher_name", "").split()),
            teacher_post=" ".join(given.get("teacher_post", "").split()),
        )


def line_forms(partners: PlanPartners, sent: Any = None) -> list[PartnerLineForm]:
    """A form for each partner that the register does not have, and for each that was sent."""
    schools = {str(one.pk): one for one in partners.schools}
    lines = [
        line
        for line in partners.lines
        if line.twin is None or f"{PREFIX}{line.item.pk}-take" in (sent or ())
    ]
    return [PartnerLineForm(sent, line=line, schools=schools) for line in lines]


def ticked(sent: Any) -> int:
    """How many partners a form says to take, those too that the plan does not have any more."""
    return sum(name.startswith(PREFIX) and name.endswith("-take") for name in sent)


def _key(side: Recognised) -> str:
    return str(side.school.pk) if side.school else ""
