"""How form fields are drawn: label above, hint under it, error beside the field."""

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Fields by our own templates in templates/forms/."""

    field_template_name = "forms/field.html"
