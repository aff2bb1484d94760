"""The rules engine: what a criteria set may say about a school, and whether it is so.

A rule is a tree: predicates joined by «и», «или», «не», «k из n» and «в m из n лет». Its values
are three: true, false, and «нельзя оценить» (None) where data are missing (DOMAIN.md 2.3).
"""

from assessments.domain.rules.categories import Category

__all__ = ["Category"]
