"""How I want to be met: the form with the list, and the card that it makes.

The card is made of what was sent and answered in the same breath. What stands on it is stored
nowhere and logged nowhere; of the wishes of the list a unit gets a count (`cases.actions.choose`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from kuulluksi.cases import queries
from kuulluksi.cases.actions import choose
from kuulluksi.cases.models import Wish
from kuulluksi.org.models import Unit
from kuulluksi.pure import deadlines, wishes
from kuulluksi.web.kit import clock, receipts
from kuulluksi.web.kit import nonce as nonces
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.forms import NamingForm, Typed

LONGEST = 1000


class WishForm(NamingForm):
    """Wishes of the list, own words, or both."""

    nonce = Typed(widget=forms.HiddenInput, required=False)
    wishes = forms.MultipleChoiceField(
        label=gettext_lazy("What helps me"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
        required=False,
    )
    own = Typed(
        label=gettext_lazy("In my own words"),
        help_text=gettext_lazy("These words stand only on the card. We do not store them."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "own", "rows": 3}),
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the card"), choices=list(NAMES.items())
    )

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        first = {"nonce": nonces.fresh(), "language": get_language() or "fi"}
        super().__init__(data, {**first, **(initial or {})})
        self.listed = {str(wish.pk): wish for wish in queries.wishes_in_use()}
        language = get_language() or "fi"
        self.fields["wishes"] = forms.MultipleChoiceField(
            label=self.fields["wishes"].label,
            widget=forms.CheckboxSelectMultiple,
            error_messages=self.fields["wishes"].error_messages,
            choices=[(key, wish.wish.best(language)) for key, wish in self.listed.items()],
            required=False,
        )

    def clean(self) -> None:
        if self.errors.keys() & {"wishes", "own"}:
            return
        if not self.cleaned_data.get("wishes") and not self.cleaned_data.get("own"):
            field = "wishes" if self.listed else "own"
            self.add_error(field, _("Choose at least one wish, or write in your own words."))

    @property
    def chosen(self) -> list[Wish]:
        """In the order of the list, whatever the order of sending."""
        picked = set(self.cleaned_data["wishes"])
        return [wish for key, wish in self.listed.items() if key in picked]

    def count(self, unit: Unit) -> None:
        """Counts the wishes for a unit once for each form. What a program sent, or what comes from
        an older form, makes a card all the same."""
        nonce = nonces.read(self.cleaned_data["nonce"])
        if nonce is not None and not nonce.too_young:
            choose(unit, self.chosen, nonce=nonce.value, key_name=nonce.key_name, at=clock.now())


@dataclass(frozen=True)
class Card:
    """A card in the client's language. `over`: by how many characters the own words are too long
    for a QR code; `hopeless`: even without them it would be too long."""

    language: str
    heading: str
    wishes: list[str]
    own: str
    plain: str
    made_on: date
    qr: SafeString | None
    over: int
    hopeless: bool

    @property
    def lines(self) -> int:
        return self.plain.count("\n") + 2


def card(form: WishForm) -> Card:
    """The card of a valid form."""
    language, own = form.cleaned_data["language"], form.cleaned_data["own"]
    with override(language):
        heading = _("How I want to be met")
    chosen = [wish.wish.best(language) for wish in form.chosen]
    plain = wishes.card(heading, chosen, own)
    over = wishes.too_long(plain, own)
    return Card(
        language=language,
        heading=heading,
        wishes=chosen,
        own=own,
        plain=plain,
        made_on=deadlines.day(clock.now()),
        qr=None if over else receipts.qr(plain, error="l"),
        over=over,
        hopeless=over > len(own),
    )
