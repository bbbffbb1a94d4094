"""Addresses of the public pages of surveys. What has a fixed word stands before what has a wave."""

from django.urls import path

from kuulluksi.web.public.surveys import answering, optout, plan, poster, promise, resume

urlpatterns = [
    path("kyselyt/", plan.surveys, name="surveys"),
    path("kysely/jatka/", resume.resume, name="survey-resume"),
    path("kysely/linkki/<str:link>/", answering.invited, name="invited"),
    path("kysely/linkki/<str:link>/ei/", optout.opt_out, name="opt-out"),
    path("kysely/<slug:wave>/", answering.wave, name="wave"),
    path("kysely/<slug:wave>/tulos/", promise.promise, name="promise"),
    path("kysely/<slug:wave>/<slug:place>/", answering.answer, name="answer"),
    path("kysely/<slug:wave>/<slug:place>/ryhma/", answering.group, name="group"),
    path("juliste/kysely/<slug:wave>/<slug:place>/", poster.poster, name="poster-wave"),
]
