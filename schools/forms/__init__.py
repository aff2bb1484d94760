"""Forms about people, their roles, schools and their risk profiles."""

from schools.forms.people import PersonForm, RoleForm
from schools.forms.register import RegisterForm
from schools.forms.risks import RiskForm
from schools.forms.schools import SchoolForm

__all__ = ["PersonForm", "RegisterForm", "RiskForm", "RoleForm", "SchoolForm"]
