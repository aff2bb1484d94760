"""The parameters that criteria may have: their names, kinds and titles."""

from dataclasses import dataclass
from typing import Any

from assessments.domain.rules import kinds
from assessments.domain.rules.cases import LEVELS
from assessments.domain.rules.kinds import CriteriaError, Kind, choice, choices
from assessments.domain.rules.ranks import CEIL, FLOOR
from assessments.domain.rules.values import MARK, SCORE


@dataclass(frozen=True, slots=True)
class Setting:
    """How one parameter is called, read and written.

    `choices` are the values of one that is chosen, not typed: as a form sends them, and in words.
    """

    name: str
    title: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()

    def read(self, value: object) -> Any:
        """The value behind a text, number or list; CriteriaError says what is expected."""
        try:
            return self.kind.read(value)
        except ValueError as error:
            raise CriteriaError(f"Параметр {self.name}: {self.kind.complaint(value)}.") from error

    def plain(self, value: Any) -> Any:
        """`value` as JSON holds it."""
        return self.kind.plain(value)

    def sent(self, value: Any) -> str:
        """`value` as a form sends it."""
        plain = self.plain(value)
        return ",".join(map(str, plain)) if isinstance(plain, list) else str(plain)

    def shown(self, value: Any) -> str:
        """`value` as people read it."""
        if self.choices:
            return dict(self.choices).get(self.sent(value), "")
        return self.kind.shown(value)


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("threshold", "доля не преодолевших порог, с которой результат считается низким, %",
                kinds.PERCENT),
        Setting("k", "сколько низких процедур включает школу в перечень", kinds.COUNT),
        Setting("min_participants", "наименьшее число участников, при котором результат учтён",
                kinds.NUMBER),
        Setting("repeat_years", "сколько лет подряд низка одна и та же процедура", kinds.YEARS),
        Setting("years", "сколько последних лет подряд", kinds.YEARS),
        Setting("min_fails", "сколько не преодолевших порог считается провалом", kinds.COUNT),
        Setting("worst_percent", "доля школ с худшими результатами, %", kinds.PERCENT),
        Setting("best_percent", "доля школ с лучшими результатами, %", kinds.PERCENT),
        Setting("context_percent", "доля школ с наименьшим индексом условий, %", kinds.PERCENT),
        Setting("among", "среди школ какой территории", choice(*LEVELS),
                (("municipality", "муниципалитета"), ("region", "региона"), ("country", "страны"))),
        Setting("rank_rounding", "как округлять число школ в доле", choice(FLOOR, CEIL),
                ((FLOOR, "вниз"), (CEIL, "вверх"))),
        Setting("mean_measures", "какие средние сравниваются", choices(MARK, SCORE),
                (("mark,score", "средняя отметка и средний балл"), (MARK, "средняя отметка"),
                 (SCORE, "средний балл"))),
        Setting("mean_references", "с какими территориями сравниваются средние",
                choices(*LEVELS),
                (("municipality", "с муниципалитетом"), ("region", "с регионом"),
                 ("municipality,region", "с муниципалитетом и регионом"),
                 ("country", "со страной"), ("region,country", "с регионом и страной"),
                 ("municipality,country", "с муниципалитетом и страной"),
                 ("municipality,region,country", "с муниципалитетом, регионом и страной"))),
        Setting("corridors", "коридоры отметок: «2» не меньше / «4» / «5» не больше, %",
                kinds.CORRIDORS),
        Setting("vpr_subjects", "предметы ВПР", kinds.SUBJECTS),
        Setting("vpr_grades", "классы ВПР", kinds.GRADES),
        Setting("oge_subjects", "предметы ОГЭ", kinds.SUBJECTS),
        Setting("ege_subjects", "предметы ЕГЭ со стобалльной шкалой, кроме математики",
                kinds.SUBJECTS),
        Setting("ege_mathematics", "уровни ЕГЭ по математике", kinds.LEVELS,
                (("ege_base,ege_profile", "базовый и профильный"), ("ege_base", "базовый"),
                 ("ege_profile", "профильный"), ("", "не учитывать"))),
        Setting("ege_russian_minimum", "минимальный балл ЕГЭ по русскому языку",
                kinds.RUSSIAN_MINIMUM, (("24", "24, для аттестата"), ("36", "36, для вуза"))),
        Setting("at_risk_procedures", "сколько низких процедур ставит школу в зону риска",
                kinds.COUNT),
        Setting("at_risk_share", "доля, с которой школа в зоне риска, %", kinds.PERCENT),
        Setting("at_risk_growth", "рост доли за год, с которого школа в зоне риска, п. п.",
                kinds.PERCENT),
    )
}  # fmt: skip
