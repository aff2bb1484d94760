"""Forms of photographed sheets."""

from django import forms

from roadmaps.forms.work import ManyFiles, ManyFilesField


class SheetsForm(forms.Form):
    """Pictures from the camera or from the device."""

    camera = ManyFilesField(
        label="Снять камерой",
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*", "capture": "environment"}),
    )
    pictures = ManyFilesField(
        label="Выбрать снимки",
        required=False,
        widget=ManyFiles(attrs={"multiple": True, "accept": "image/jpeg,image/png"}),
    )


class BindForm(forms.Form):
    """The name of the document that the sheets become."""

    name = forms.CharField(label="Название документа", required=False, max_length=150)
