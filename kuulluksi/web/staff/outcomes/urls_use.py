"""Addresses of circles of reply, of voices put together, and of the yearly round."""

from django.urls import path

from kuulluksi.web.staff.outcomes import circles, clusters, using

urlpatterns = [
    path("vastauskehat/", circles.circles, name="circles"),
    path("vastauskehat/<int:circle>/", circles.circle, name="circle"),
    path("koosteet/uusi/", clusters.new_cluster, name="cluster-new"),
    path("koosteet/<int:cluster>/", clusters.cluster, name="cluster"),
    path("tiedon-kaytto/", using.use, name="use"),
    path("tiedon-kaytto/uusi/", using.new_round, name="use-new"),
    path("tiedon-kaytto/<int:year>/<slug:unit>/", using.report, name="use-report"),
]
