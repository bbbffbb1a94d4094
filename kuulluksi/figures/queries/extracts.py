"""What has been taken past the protected figures."""

from kuulluksi.figures.models import Extract
from kuulluksi.surveys.models import Wave


def of_wave(wave: Wave) -> list[Extract]:
    """Everything that was taken of a wave, the newest first."""
    found = Extract.objects.filter(what__wave=wave.code).select_related("by")
    return list(found.order_by("-on", "-pk"))
