"""Forms of one line of a rule: how lines are joined, which condition, its values."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from assessments.domain.criteria import SETTINGS, Criteria
from assessments.domain.criteria.editing import (
    ALL,
    ANY,
    ARGUMENT_SETTINGS,
    ARGUMENT_TITLES,
    AT_LEAST,
    GROUPS,
    IN_YEARS,
    OPTION_TITLES,
    PREDICATE_TITLES,
    Json,
    parts_of,
)
from assessments.domain.criteria.works import cells_of, written_cells
from assessments.domain.rules.arguments import WORKS, arguments_of, is_required
from assessments.domain.rules.categories import GIVEN, Category
from assessments.domain.rules.kinds import CORRIDORS, Kind
from assessments.domain.rules.predicates import PREDICATES
from assessments.domain.rules.reading import Reader
from assessments.forms.parameters import NUMBERS
from assessments.forms.works import cells_in, works_field
from core.values.wording import counted

OWN_VALUE = "своё значение"
TWO_VALUES = f"Выше выбран параметр. Выберите «{OWN_VALUE}» или сотрите вписанное."
NO_VALUE = "Впишите значение или выберите параметр."
BECOMES_LIST = (
    "С категорией «низкие результаты» критерии будут составлять перечень. Если не должны, сначала "
    "назначьте их вспомогательными в «Назначении и словах»."
)
_SOURCE = "{}_from"


class GroupForm(forms.Form):
    """How lines are joined; begins with what a join is now."""

    how = forms.ChoiceField(label="Как объединить", choices=list(GROUPS.items()))
    number = forms.IntegerField(
        label="Скольких", min_value=1, max_value=20, initial=1, required=False,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        help_text="Для «не меньше стольких условий» и «в стольких из последних лет».",
    )  # fmt: skip
    of = forms.IntegerField(
        label="Из скольких лет", min_value=1, max_value=5, initial=1, required=False,
        widget=forms.NumberInput(attrs={"class": "width-4"}),
        help_text="Только для «в стольких из последних лет».",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, node: Json, criteria: Criteria) -> None:
        word = next(iter(node))
        initial: dict[str, Any] = {"how": word} if word in GROUPS else {}
        rule = Reader(criteria.parameters).rule(node, "")
        if word == AT_LEAST and rule is not None:
            initial["number"] = cast(Any, rule).number
        if word == IN_YEARS and rule is not None:
            initial |= {"number": cast(Any, rule).at_least, "of": cast(Any, rule).of}
        self.node = node
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """More conditions or years than there are is said beside the number."""
        cleaned = super().clean() or {}
        how, number = cleaned.get("how"), cleaned.get("number") or 1
        conditions = len(parts_of(self.node)) if set(self.node) & {ALL, ANY, AT_LEAST} else 1
        if how == AT_LEAST and number > conditions:
            said = counted(conditions, "условие", "условия", "условий")
            self.add_error("number", f"Здесь {said}: больше не выполнить. Уменьшите число.")
        if how == IN_YEARS and number > (cleaned.get("of") or 1):
            self.add_error("number", "Это больше, чем лет, на которые смотрят. Исправьте числа.")
        return cleaned


class ChoosePredicateForm(forms.Form):
    """Which condition to add."""

    predicate = forms.ChoiceField(label="Условие", choices=list(PREDICATE_TITLES.items()))


class ChooseCategoryForm(ChoosePredicateForm):
    """A category to add, and the first condition of its rule."""

    field_order = ("category", "predicate")
    category = forms.ChoiceField(label="Категория")

    def __init__(self, *args: Any, criteria: Criteria, **options: Any) -> None:
        super().__init__(*args, **options)
        if not criteria.makes_list and criteria.list_making is None:
            self.fields["category"].help_text = BECOMES_LIST
        cast(forms.ChoiceField, self.fields["category"]).choices = [
            (one.value, criteria.words.heading(one)) for one in Category if one in GIVEN
        ]


class OwnValue(forms.CharField):
    """A value that has to be said, here or by a parameter: the form decides."""

    def validate(self, value: Any) -> None:
        """An empty one is left to the form."""


class PredicateForm(forms.Form):
    """The values of one condition: own ones or those of parameters; works by boxes.

    `said` are the values that stand there now, `criteria` the ones that the condition is of.
    """

    def __init__(
        self, data: Any = None, *, predicate: str, criteria: Criteria, said: Json | None = None
    ) -> None:
        super().__init__(data, prefix="value")
        self.criteria = criteria
        self.said = said or {}
        self.arguments = arguments_of(PREDICATES[predicate])
        for name, one in self.arguments.items():
            plain = name.rstrip("_")
            label = ARGUMENT_TITLES[plain][:1].upper() + ARGUMENT_TITLES[plain][1:]
            if WORKS in one.metadata:
                self._add_works(plain, label)
                continue
            kind, now = one.metadata["kind"], _text(self.said.get(plain))
            choices = _choices(plain, kind, criteria)
            usual = None if is_required(one) else ",".join(_words(kind.plain(one.default)))
            if choices:
                self._add_choice(plain, label, choices, now, usual)
            else:
                self._add_value(plain, label, kind, now, usual)

    def clean(self) -> dict[str, Any]:
        """Each wrong value is said at its field; works become the JSON of a rule."""
        cleaned = super().clean() or {}
        for name, one in self.arguments.items():
            plain = name.rstrip("_")
            if WORKS in one.metadata:
                cleaned[plain] = self._works(plain, cleaned.get(plain, []))
                continue
            source = cleaned.pop(_SOURCE.format(plain), "")
            typed = cleaned.get(plain, "").strip()
            if source and typed:
                self.add_error(plain, TWO_VALUES)
            elif source:
                cleaned[plain] = source
            elif typed:
                self._check(plain, typed, one.metadata["kind"])
            elif is_required(one) and plain not in self.errors:
                self.add_error(
                    plain, NO_VALUE if _SOURCE.format(plain) in self.fields else "Впишите значение."
                )
        return cleaned

    @property
    def choice_of_works(self) -> forms.BoundField | None:
        """The boxes of works, where the condition takes them: they stand apart, they are long."""
        return self["works"] if "works" in self.fields else None

    @property
    def values(self) -> list[forms.BoundField]:
        """All other fields."""
        return [field for field in self if field.name != "works"]

    @property
    def is_narrowed(self) -> bool:
        """Whether the condition looks at some works only, or is just being told to."""
        works = self.choice_of_works
        return works is not None and bool(works.value())

    def _add_works(self, name: str, label: str) -> None:
        chosen = Reader(self.criteria.parameters).selection(self.said.get(name) or [], "")
        self.fields[name] = works_field(
            label, cells_of(chosen) if chosen else [], required=False,
            help_text="Ничего не отмечено — все процедуры критериев.",
        )  # fmt: skip

    def _add_choice(
        self, name: str, label: str, choices: list[tuple[str, str]], now: str, usual: str | None
    ) -> None:
        """A value that is one of few words, or that of a parameter which holds such words.

        `usual` is what an empty one means, None where it has to be chosen.
        """
        sent = now.replace(", ", ",")
        if sent and sent not in dict(choices):
            choices = [*choices, (sent, now)]
        empty = [] if usual is None else [("", f"как обычно: {dict(choices)[usual]}")]
        self.fields[name] = forms.ChoiceField(
            label=label, required=usual is None, initial=sent, choices=[*empty, *choices]
        )

    def _add_value(self, name: str, label: str, kind: Kind, now: str, usual: str | None) -> None:
        """A value that is typed; where a parameter fits, it can be chosen instead."""
        offered = _parameters(self.criteria, kind, now)
        is_parameter = now in dict(offered)
        if offered:
            self.fields[_SOURCE.format(name)] = forms.ChoiceField(
                label=label, required=False, initial=now if is_parameter else "",
                choices=[("", OWN_VALUE), *offered],
            )  # fmt: skip
            label = f"{label}: {OWN_VALUE}"
        self.fields[name] = OwnValue(
            label=label, required=usual is None, initial="" if is_parameter else now,
            widget=forms.TextInput(attrs={} if kind is CORRIDORS else NUMBERS),
            help_text=f"Нужно {kind.expected}." + (f" Пусто — {usual}." if usual else ""),
        )  # fmt: skip

    def _check(self, name: str, typed: str, kind: Kind) -> None:
        reader = Reader(self.criteria.parameters)
        reader.value(typed, kind, "")
        for mistake in reader.mistakes:
            self.add_error(name, _sentence(mistake))

    def _works(self, name: str, codes: list[str]) -> Any:
        """What stood there where the same works are ticked: it may name parameters."""
        if set(codes) == set(self.fields[name].initial):
            return self.said.get(name) or []
        return written_cells(cells_in(codes))


def _choices(name: str, kind: Kind, criteria: Criteria) -> list[tuple[str, str]]:
    """Words to choose from, with the parameters that hold such words; empty for what is typed."""
    of_setting = ARGUMENT_SETTINGS.get(name)
    if of_setting is not None:
        choices = list(SETTINGS[of_setting].choices)
        same = [of_setting] if of_setting in criteria.parameters else []
    else:
        choices = [(word, OPTION_TITLES.get(word, word)) for word in kind.options]
        same = [one for one in criteria.parameters if SETTINGS[one].kind.options == kind.options]
    if not choices:
        return []
    return choices + [(f"${one}", _parameter_words(one, criteria)) for one in same]


def _parameters(criteria: Criteria, kind: Kind, now: str) -> list[tuple[str, str]]:
    """Parameters that hold values of the kind, and the one that stands there in any case."""
    fitting = [
        name for name in criteria.parameters if SETTINGS[name].kind is kind or now == f"${name}"
    ]
    return [(f"${name}", _parameter_words(name, criteria)) for name in fitting]


def _parameter_words(name: str, criteria: Criteria) -> str:
    now = SETTINGS[name].shown(criteria.parameters[name])
    return f"{now or 'пусто'} — параметр «{SETTINGS[name].title}»"


def _sentence(mistake: str) -> str:
    said = mistake.partition(": ")[2]
    return said[:1].upper() + said[1:]


def _text(value: Any) -> str:
    return "" if value is None else ", ".join(_words(value))


def _words(value: Any) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else [str(value)]
