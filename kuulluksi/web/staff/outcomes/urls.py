"""Addresses of the staff pages that tell what came of it."""

from django.urls import URLPattern, URLResolver, include, path

from kuulluksi.web.staff.outcomes import effects, measure_acts, measure_trial, measures

urlpatterns: list[URLPattern | URLResolver] = [
    path("toimenpiteet/", measures.measures, name="measures"),
    path("toimenpiteet/uusi/", measures.new_measure, name="measure-new"),
    path("toimenpiteet/<int:measure>/", measures.measure, name="measure"),
    path("toimenpiteet/<int:measure>/muokkaus/", measures.edit_measure, name="measure-edit"),
    path("toimenpiteet/<int:measure>/vaihe/", measure_acts.advance, name="measure-advance"),
    path("toimenpiteet/<int:measure>/liita/", measure_acts.link, name="measure-link"),
    path("toimenpiteet/<int:measure>/kokeilu/", measure_trial.trial, name="measure-trial"),
    path("toimenpiteet/<int:measure>/julkaisu/", measure_acts.publish, name="measure-publish"),
    path("toimenpiteet/<int:measure>/tavoite/", effects.target, name="measure-target"),
    path("toimenpiteet/<int:measure>/vaikutus/", effects.effect, name="measure-effect"),
    path("", include("kuulluksi.web.staff.outcomes.urls_use")),
]
