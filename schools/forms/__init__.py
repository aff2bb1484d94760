"""Forms about people, their roles, schools and their risk profiles."""

from schools.forms.context import ContextFilterForm, ContextUploadForm
from schools.forms.people import PersonForm, RoleForm
from schools.forms.register import RegisterForm
from schools.forms.risks import RiskForm
from schools.forms.schools import SchoolForm
from schools.forms.weights import WeightsForm

__all__ = [
    "ContextFilterForm",
    "ContextUploadForm",
    "PersonForm",
    "RegisterForm",
    "RiskForm",
    "RoleForm",
    "SchoolForm",
    "WeightsForm",
]
