"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.units import pages, people

urlpatterns: list[URLPattern] = [
    path("", pages.show_all, name="work"),
    path("ny/", pages.make, name="unit_new"),
    path("roller/", people.show_table, name="roles"),
    path("<int:unit>/", pages.show, name="unit"),
    path("<int:unit>/medlemmar/", people.show, name="unit_people"),
    path("<int:unit>/andra/", pages.change, name="unit_change"),
]
