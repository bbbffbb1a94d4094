"""The product's addresses and the bare ones."""

from django.urls import path

from kuulluksi.config.urls import urlpatterns as product
from tests.bench import bare

urlpatterns = [
    path("bare/", bare.give),
    path("bare/survey/", bare.answer),
    path("bare/list/", bare.listed),
    *product,
]
