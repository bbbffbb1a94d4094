"""Addresses of the staff pages of statements."""

from django.urls import path

from kuulluksi.web.staff.statements import (
    acts,
    auditing,
    beginning,
    leaving_out,
    listing,
    outline,
    parts,
    section,
    sections,
    signing,
)

urlpatterns = [
    path("", listing.listed, name="statements"),
    path("uusi/", beginning.begin, name="statement-new"),
    path("<int:statement>/", outline.outline, name="statement"),
    path("<int:statement>/osat/", sections.sections, name="statement-sections"),
    path("<int:statement>/osa/<slug:section>/", section.section, name="statement-section"),
    path(
        "<int:statement>/osa/<slug:section>/nakyma/",
        section.preview,
        name="statement-section-preview",
    ),
    path(
        "<int:statement>/osa/<slug:section>/tarkastus/",
        auditing.audit,
        name="statement-section-audit",
    ),
    path("<int:statement>/tekijat/", parts.parts, name="statement-parts"),
    path("<int:statement>/vaihe/", acts.advance, name="statement-advance"),
    path("<int:statement>/allekirjoitus/", signing.sign, name="statement-sign"),
    path("<int:statement>/kesken/", leaving_out.left_out, name="statement-left-out"),
    path("<int:statement>/pohja/", outline.plan, name="statement-plan"),
    path("<int:statement>/esikatselu/", outline.preview, name="statement-preview"),
    path("<int:statement>/tiedosto/<slug:form>/", outline.file, name="statement-draft-file"),
]
