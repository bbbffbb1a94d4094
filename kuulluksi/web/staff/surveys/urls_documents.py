"""Addresses of the questionnaires and of their editor."""

from django.urls import path

from kuulluksi.web.staff.surveys import (
    documents,
    editor,
    editor_bank,
    editor_items,
    editor_settings,
)

ONE = "<slug:document>/<int:version>/"

urlpatterns = [
    path("", documents.documents, name="documents"),
    path("uusi/", documents.new, name="document-new"),
    path("tiedosto/", documents.from_file, name="document-file"),
    path("pankki/<slug:instrument>/", documents.instrument, name="document-instrument"),
    path(ONE, editor.document, name="document"),
    path(f"{ONE}json/", documents.as_json, name="document-json"),
    path(f"{ONE}puhelin/", documents.phone, name="document-phone"),
    path(f"{ONE}paperi/", documents.on_paper, name="document-paper"),
    path(f"{ONE}uusi-versio/", documents.next_version, name="document-next"),
    path(f"{ONE}tiedot/", editor_settings.heading, name="document-heading"),
    path(f"{ONE}jarjestys/", editor.arrange, name="document-arrange"),
    path(f"{ONE}poista/", editor.remove, name="document-remove"),
    path(f"{ONE}nakyma/", editor_items.preview, name="document-preview"),
    path(f"{ONE}sivu/<slug:page_id>/", editor_settings.settings, name="document-page"),
    path(f"{ONE}sivu/<slug:page_id>/uusi/", editor_items.new_item, name="document-item-new"),
    path(f"{ONE}sivu/<slug:page_id>/pankista/", editor_bank.from_bank, name="document-bank"),
    path(f"{ONE}kysymys/<slug:item_id>/", editor_items.item, name="document-item"),
    path(f"{ONE}asteikko/<slug:scale_name>/", editor_settings.scale, name="document-scale"),
]
