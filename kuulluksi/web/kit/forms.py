"""What forms of both faces share: what was typed, and faults that can be listed first."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import clean_text


@dataclass(frozen=True)
class Fault:
    """One fault: the field it stands beside, and what to do."""

    field: str
    sentence: str


class Typed(forms.CharField):
    """What somebody typed, without the signs that no key writes."""

    def to_python(self, value: Any) -> str:
        return clean_text(str(super().to_python(value)))


class NamingForm(forms.Form):
    """A form whose ids are its names, and whose faults can be listed first on the page."""

    use_required_attribute = False

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id="%s")

    @property
    def faults(self) -> list[Fault]:
        errors: ErrorDict = self.errors
        return [
            Fault(name if name in self.fields else "content", str(found[0]))
            for name, found in errors.items()
        ]

    def refuse(self, refused: Refused) -> None:
        """Puts the sentence of a rule beside its field."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.sentence)
