"""Numbers of tables and figures in the order in which a document shows them."""


class Captions:
    """Counts tables and figures of one document while it is composed."""

    def __init__(self) -> None:
        self._tables = 0
        self._figures = 0

    def table(self, title: str) -> str:
        """«Таблица 1. …»."""
        self._tables += 1
        return f"Таблица {self._tables}. {title}"

    def figure(self, title: str) -> str:
        """«Рисунок 1. …»."""
        self._figures += 1
        return f"Рисунок {self._figures}. {title}"
