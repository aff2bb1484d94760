"""The table of responsible parties."""

import django_tables2 as tables

from roadmaps.models import Party


class PartyTable(tables.Table):
    """Whom the office's plans name, and what follows from it."""

    name = tables.Column(
        verbose_name="Ответственный",
        linkify=("roadmaps:party", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "wide"}},
    )
    kind = tables.Column(verbose_name="Вид")
    fans_out = tables.Column(verbose_name="Поручать", empty_values=())
    user = tables.Column(verbose_name="Сотрудник", default="—", order_by=("user__full_name", "pk"))
    activity_count = tables.Column(
        verbose_name="Мероприятий", attrs={"td": {"class": "number"}, "th": {"class": "number"}}
    )

    class Meta:
        model = Party
        fields = ("name", "kind", "fans_out", "user", "activity_count")
        attrs = {"caption": "Ответственные"}
        empty_text = "Ответственных пока нет: они появятся, когда будет создана дорожная карта."

    def render_fans_out(self, record: Party) -> str:
        """«каждой школе», or one assignment."""
        return "каждой школе" if record.fans_out else "одно поручение"
