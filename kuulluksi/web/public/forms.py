"""The form for a voice: what is asked, what must be answered, what is said when it is not."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases import queries as cases
from kuulluksi.cases.actions import NewFeedback
from kuulluksi.cases.enums import Concerns, FeedbackKind, Hope, Speaker, Topic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import answers
from kuulluksi.pure.text import fold
from kuulluksi.voices import rules
from kuulluksi.voices.actions import NewVoice
from kuulluksi.voices.enums import MAY_BE_PUBLISHED, About, Channel, Publicity
from kuulluksi.voices.queries import Terms
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.kit.nonce import Nonce

THIS = "this"
# No row has a key of so many digits.
LONGEST_KEY = 19
LONGEST_PAGE = 500
PHONE = re.compile(r"\+?[0-9][0-9 \-()]{4,18}[0-9]")
METER = "meter-"
CHECK_EMAIL = gettext_lazy("Check the e-mail address. For example: name@mail.example")
CHECK_CONTACT = gettext_lazy("Check the contact: an e-mail address or a phone number.")


class Shared(dict[str, forms.Field]):
    """Fields that all forms of a class share instead of each copying them: none changes them."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


class GiveForm(forms.Form):
    """One voice. Only what it concerns, its kind and the words must be there."""

    nonce = Typed(widget=forms.HiddenInput, required=False)
    # People do not see this field; whatever fills it in is held for review.
    website = Typed(required=False)
    channel = forms.ChoiceField(choices=Channel.choices, required=False)
    about = forms.ChoiceField(
        choices=[(THIS, ""), *About.choices],
        error_messages={"required": gettext_lazy("Choose what your feedback concerns.")},
    )
    place = Typed(required=False, max_length=200)
    place_pick = Typed(required=False)
    service = Typed(required=False)
    page = Typed(required=False)
    kind = forms.ChoiceField(
        choices=FeedbackKind.choices,
        error_messages={"required": gettext_lazy("Choose what kind of feedback you give.")},
    )
    words = Typed(required=False, strip=False)
    concerns = forms.ChoiceField(choices=Concerns.choices, required=False)
    may_discuss = forms.BooleanField(required=False)
    topics = forms.MultipleChoiceField(choices=Topic.choices, required=False)
    hope = forms.ChoiceField(choices=Hope.choices, required=False)
    speaker = forms.ChoiceField(choices=Speaker.choices, required=False)
    named = forms.ChoiceField(choices=[("no", ""), ("yes", "")], required=False)
    name = Typed(
        required=False,
        max_length=120,
        error_messages={"max_length": gettext_lazy("The name is too long: 120 characters fit.")},
    )
    contact = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"null_characters_not_allowed": CHECK_CONTACT},
    )
    urgent = forms.BooleanField(required=False)
    publicity = forms.ChoiceField(
        choices=[(choice, "") for choice in (*MAY_BE_PUBLISHED, Publicity.HANDLER_ONLY)],
        required=False,
    )

    def __init__(self, *args: Any, on: date, at: Unit | Service | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.at = at
        self.to_unit: Unit | None = at if isinstance(at, Unit) else None
        self.to_service: Service | None = at if isinstance(at, Service) else None
        self.matches: list[Unit] = []
        self.meter = cases.meter()

    def clean_words(self) -> str:
        try:
            return rules.check_words(
                str(self.cleaned_data["words"]),
                "words",
                _("Tell us what happened. One sentence is enough."),
            )
        except Refused as refused:
            raise ValidationError(refused.sentence) from refused

    def clean_page(self) -> str:
        """The address of a page without its query, which might carry somebody's matters; of a very
        long one the beginning."""
        try:
            parts = urlsplit(str(self.cleaned_data["page"]).strip())
        except ValueError:
            return ""
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return ""
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, parts.path, "", ""))[:LONGEST_PAGE]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_about(data)
        self._clean_contact(data)
        self._clean_meter(data)
        return data

    def _clean_about(self, data: dict[str, Any]) -> None:
        about = data.get("about")
        if about == THIS and self.at is None:
            self.add_error("about", _("Choose what your feedback concerns."))
        if about in (None, THIS):
            return
        self.to_unit = self.to_service = None
        if about == About.UNIT:
            self._find_place(data)
        elif about == About.SERVICE:
            picked = data.get("service", "")
            if picked.isdecimal() and len(picked) < LONGEST_KEY:
                self.to_service = org.services(self.on).filter(pk=int(picked)).first()
            if self.to_service is None:
                self.add_error("service", _("Choose the service from the list."))

    def _find_place(self, data: dict[str, Any]) -> None:
        picked = data.get("place_pick", "")
        if picked.isdecimal() and len(picked) < LONGEST_KEY:
            self.to_unit = org.units(self.on).filter(pk=int(picked)).first()
            if self.to_unit is not None:
                return
        typed = data.get("place", "").strip()
        if not typed:
            self.add_error("place", _("Write the name of the place, or choose “I do not know”."))
            return
        found = list(org.find_units(typed, self.on)[:9])
        exact = [
            unit
            for unit in found
            if fold(typed) in {fold(name) for name in unit.name.to_json().values()}
        ]
        if len(exact or found) == 1:
            self.to_unit = (exact or found)[0]
        elif found:
            self.matches = found[:8]
            self.add_error("place", _("Several places have this name. Choose one of them."))
        else:
            self.add_error(
                "place",
                _("We do not find this place. Check the name, or choose “I do not know”."),
            )

    def _clean_contact(self, data: dict[str, Any]) -> None:
        if data.get("named") != "yes":
            data["contact"] = data["name"] = ""
            return
        contact = data.get("contact", "").strip()
        if not contact:
            self.add_error("contact", _("Write an e-mail address or a phone number."))
        elif "@" in contact:
            try:
                check_email(contact)
            except ValidationError:
                self.add_error("contact", CHECK_EMAIL)
        elif not PHONE.fullmatch(contact):
            self.add_error("contact", CHECK_CONTACT)
        data["contact"] = contact

    def _clean_meter(self, data: dict[str, Any]) -> None:
        raw = {item.id: self.data.get(METER + item.id, "") for item in self.meter.items}
        try:
            data["answers"] = answers.clean(self.meter, raw)
        except answers.BadAnswers as bad:
            for item in bad.faults:
                self.add_error(None, ValidationError(_("Choose a number from 1 to 5."), code=item))

    def new_voice(self, nonce: Nonce, hold_reason: str, authority: Authority) -> NewVoice:
        """The shared voice of a valid form."""
        data = self.cleaned_data
        about = data["about"]
        if about == THIS:
            about = About.UNIT if self.to_unit else About.SERVICE
        return NewVoice(
            nonce=nonce.value,
            key_name=nonce.key_name,
            language=get_language() or "fi",
            channel=data["channel"] or Channel.WEB,
            about=about,
            words=data["words"],
            unit=self.to_unit,
            service=self.to_service,
            kind=data["kind"],
            topics=frozenset(data["topics"]),
            concerns_handler=data["concerns"] == Concerns.HANDLER,
            publicity=data["publicity"] or Publicity.HANDLER_ONLY,
            contact=data["contact"],
            contact_name=data["name"],
            hold_reason=hold_reason,
            budget=authority.day_budget,
            terms=Terms(authority.revision, authority.answer_days),
            urgent=data["urgent"],
        )

    def new_feedback(self) -> NewFeedback:
        """What the form asks beyond the shared voice."""
        data = self.cleaned_data
        concerns = data["concerns"] or Concerns.NOBODY
        return NewFeedback(
            kind=data["kind"],
            topics=frozenset(data["topics"]),
            hope=data["hope"],
            speaker=data["speaker"],
            concerns=concerns,
            may_discuss=data["may_discuss"] and concerns != Concerns.NOBODY,
            page=data["page"],
            answers=data["answers"],
        )


GiveForm.base_fields = Shared(GiveForm.base_fields)


def check_email(address: str) -> None:
    """An address to which a letter can be sent. Quoted ones are allowed on paper, but no mail
    service gives them out, and they may hold anything."""
    validate_email(address)
    if '"' in address or not address.isprintable():
        raise ValidationError(CHECK_EMAIL)
