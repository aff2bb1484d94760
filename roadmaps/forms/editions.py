"""Forms of a plan's life: the order that approves it, the scan that came later."""

from __future__ import annotations

from typing import Any

from django import forms

from core.office.errors import UnreadableFileError
from core.web.forms import DateInput
from core.web.uploads import read_upload
from roadmaps.actions.editions import Order
from roadmaps.actions.order_scans import OrderScan, read_scan
from roadmaps.forms.plans import OrderFields

SCAN_TYPES = ".pdf,.jpg,.jpeg,.png,application/pdf,image/*"


class ForceForm(OrderFields):
    """The order that is known when a plan comes in force without an approved edition."""


class _ScanField(forms.FileField):
    """A scan that is judged by its content."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.ClearableFileInput(attrs={"accept": SCAN_TYPES}),
            error_messages={
                "required": "Выберите скан приказа.",
                "empty": "Файл пустой. Проверьте, тот ли файл выбран.",
            },
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> OrderScan | None:
        """The scan as it will be kept; None where none was chosen."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return read_scan(read_upload(upload), upload.name)
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error


class ApprovalForm(forms.Form):
    """The order that approves a plan or an amendment to it."""

    order_number = forms.CharField(
        label="Номер приказа",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20"}),
        error_messages={"required": "Впишите номер приказа."},
    )
    order_date = forms.DateField(
        label="Дата приказа",
        widget=DateInput(),
        error_messages={"required": "Укажите дату приказа."},
    )
    in_force_from = forms.DateField(
        label="Действует с",
        required=False,
        widget=DateInput(),
        help_text="Если день не назван, план действует с даты приказа.",
    )
    scan = _ScanField(
        label="Скан приказа",
        required=False,
        help_text="PDF или снимок. Можно приложить позже на странице «Редакции».",
    )

    def clean(self) -> dict[str, Any]:
        """The plan is not in force before its order."""
        cleaned = super().clean() or {}
        order_date, starts = cleaned.get("order_date"), cleaned.get("in_force_from")
        if order_date and starts and starts < order_date:
            self.add_error("in_force_from", "План не может действовать раньше приказа о нём.")
        return cleaned

    @property
    def order(self) -> Order:
        """What a valid form says."""
        return Order(
            number=self.cleaned_data["order_number"],
            day=self.cleaned_data["order_date"],
            in_force_from=self.cleaned_data["in_force_from"] or self.cleaned_data["order_date"],
            scan=self.cleaned_data["scan"],
        )


class ScanForm(forms.Form):
    """The scan of an order that was not at hand at the approval."""

    scan = _ScanField(label="Скан приказа", help_text="PDF или снимок JPG, PNG.")
