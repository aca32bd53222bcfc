"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.mandates import lists, overview, people

urlpatterns: list[URLPattern] = [
    path("<int:unit>/uppdrag/", overview.show, name="mandates"),
    path("<int:unit>/uppdrag/val/", overview.choose, name="mandate_settings"),
    path("<int:unit>/uppdrag/personer/", people.show_all, name="mandate_people"),
    path("<int:unit>/uppdrag/personer/ny/", people.add, name="mandate_new"),
    path("<int:unit>/uppdrag/personer/<int:holder>/", people.show, name="mandate_holder"),
    path("<int:unit>/uppdrag/personer/<int:holder>/uppgifter.json", people.send_data, name="mandate_holder_data"),
    path("<int:unit>/uppdrag/personer/<int:holder>/<int:post>/", people.change_one, name="mandate_post"),
    path("<int:unit>/uppdrag/lista/", lists.show, name="mandate_import"),
    path("<int:unit>/uppdrag/lista/mall.csv", lists.send_example, name="mandate_example"),
]
