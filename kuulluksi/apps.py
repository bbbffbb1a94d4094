"""The one Django application: its rooms are kept apart by the linter, not by app labels."""

from django.apps import AppConfig


class KuulluksiConfig(AppConfig):
    name = "kuulluksi"
    label = "kuulluksi"
    default_auto_field = "django.db.models.BigAutoField"
