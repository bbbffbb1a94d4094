"""Addresses of the staff pages of surveys."""

from django.urls import include, path

from kuulluksi.web.staff.surveys import interview, invitations, keying, paper, plan, waves

urlpatterns = [
    path("kyselylomakkeet/", include("kuulluksi.web.staff.surveys.urls_documents")),
    path("kyselyt/", plan.surveys, name="surveys"),
    path("kyselyt/suunnitelma.csv", plan.export, {"kind": "csv"}, name="surveys-csv"),
    path("kyselyt/suunnitelma.xlsx", plan.export, {"kind": "xlsx"}, name="surveys-xlsx"),
    path("kyselyt/uusi/", plan.new_survey, name="survey-new"),
    path("kyselyt/<int:survey>/", plan.survey, name="survey"),
    path("kyselyt/<int:survey>/muokkaa/", plan.edit_survey, name="survey-edit"),
    path("kyselyt/<int:survey>/peru/", plan.cancel, name="survey-cancel"),
    path("kyselyt/<int:survey>/siirra/", plan.move, name="survey-move"),
    path("kierros/uusi/<int:survey>/", waves.new_wave, name="wave-new"),
    path("kierros/<slug:wave>/", waves.wave, name="wave"),
    path("kierros/<slug:wave>/kutsut/", invitations.invitations, name="wave-invitations"),
    path("kierros/<slug:wave>/muokkaa/", waves.edit_wave, name="wave-edit"),
    path("kierros/<slug:wave>/tavoitteet/", waves.goals, name="wave-goals"),
    path("kierros/<slug:wave>/avaa/", waves.open_wave, name="wave-open"),
    path("kierros/<slug:wave>/sulje/", waves.close_wave, name="wave-close"),
    path("kierros/<slug:wave>/poista/", waves.remove_wave, name="wave-remove"),
    path("kierros/<slug:wave>/lupaus/", waves.promise, name="wave-promise"),
    path(
        "kierros/<slug:wave>/haastattelu/<slug:place>/",
        interview.interview,
        name="wave-interview",
    ),
    path("kierros/<slug:wave>/paperi/<slug:place>/", paper.paper, name="wave-paper"),
    path(
        "kierros/<slug:wave>/paperi/<slug:place>/jaettu/",
        keying.handed_out,
        name="wave-papers-given",
    ),
    path("kierros/<slug:wave>/erat/", keying.batches, name="wave-batches"),
    path("era/<int:batch>/", keying.batch, name="batch"),
    path("era/<int:batch>/valmis/", keying.finish, name="batch-done"),
    path("era/<int:batch>/poista/", keying.abandon, name="batch-abandon"),
    path("era/<int:batch>/arkki/", keying.new_sheet, name="batch-sheet-new"),
    path("era/<int:batch>/arkki/<int:sheet>/", keying.sheet, name="batch-sheet"),
    path("era/<int:batch>/arkki/<int:sheet>/uudelleen/", keying.again, name="batch-again"),
    path("era/<int:batch>/arkki/<int:sheet>/erot/", keying.settle, name="batch-differences"),
    path("era/<int:batch>/arkki/<int:sheet>/poista/", keying.take_out, name="batch-sheet-remove"),
]
