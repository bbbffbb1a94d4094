"""The bare view: the least that a Django form and a Django list can be, to measure against.

The same middleware, pool, workers and durability; a form of twelve fields with CSRF, one row and
seven child rows; a form of twenty fields with CSRF and a row for each; a list of fifty rows behind
the same sign-in.
"""

import secrets
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

CHILDREN = 7
FIELDS = 20
PAGE = 50
CHOICES = [(value, value) for value in ("one", "two", "three", "four")]


class BareRow(models.Model):
    subject = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    place = models.CharField(max_length=100)
    words = models.TextField()
    hope = models.CharField(max_length=10, blank=True)
    speaker = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    page = models.CharField(max_length=500, blank=True)
    public = models.BooleanField(default=False)
    due_on = models.DateField()
    objects: ClassVar[models.Manager["BareRow"]] = models.Manager()

    class Meta:
        app_label = "bare"
        indexes = [models.Index(fields=["due_on", "id"], name="bare_due")]


class BareChild(models.Model):
    row = models.ForeignKey(BareRow, models.CASCADE)
    item = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    objects: ClassVar[models.Manager["BareChild"]] = models.Manager()

    class Meta:
        app_label = "bare"


class BareAnswer(models.Model):
    id = models.BigIntegerField(primary_key=True)
    given = models.BigIntegerField()
    item = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    objects: ClassVar[models.Manager["BareAnswer"]] = models.Manager()

    class Meta:
        app_label = "bare"


class BareForm(forms.Form):
    subject = forms.CharField(max_length=100)
    kind = forms.ChoiceField(choices=CHOICES)
    place = forms.CharField(max_length=100)
    words = forms.CharField(widget=forms.Textarea)
    hope = forms.ChoiceField(choices=CHOICES, required=False)
    speaker = forms.ChoiceField(choices=CHOICES, required=False)
    name = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(required=False)
    phone = forms.CharField(max_length=40, required=False)
    page = forms.URLField(required=False, assume_scheme="https")
    public = forms.BooleanField(required=False)
    due_on = forms.DateField()


class BareQuestions(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(FIELDS):
            self.fields[f"item-{number}"] = forms.IntegerField(
                label=f"I have been given enough information, {number}", min_value=1, max_value=5
            )


def give(request: HttpRequest) -> HttpResponse:
    form = BareForm(request.POST or None)
    if not form.is_valid():
        return render(request, "bare/form.html", {"form": form})
    with transaction.atomic():
        row = BareRow.objects.create(**form.cleaned_data)
        BareChild.objects.bulk_create(
            [BareChild(row=row, item=f"item-{n}", value=n) for n in range(CHILDREN)]
        )
    return HttpResponse(render_to_string("bare/thanks.html", {"row": row}))


def answer(request: HttpRequest) -> HttpResponse:
    form = BareQuestions(request.POST or None)
    if not form.is_valid():
        return render(
            request, "bare/form.html", {"form": form}, status=422 if form.is_bound else 200
        )
    given = secrets.randbits(63)
    rows = [
        BareAnswer(id=secrets.randbits(63), given=given, item=item, value=value)
        for item, value in form.cleaned_data.items()
    ]
    with transaction.atomic():
        BareAnswer.objects.bulk_create(rows)
    return HttpResponse(render_to_string("bare/thanks.html", {"row": rows[0]}))


@login_required
def listed(_request: HttpRequest) -> HttpResponse:
    rows = BareRow.objects.order_by("due_on", "id")[:PAGE]
    return HttpResponse(render_to_string("bare/list.html", {"rows": rows}))
