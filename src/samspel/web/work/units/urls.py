"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.units import pages

urlpatterns: list[URLPattern] = [
    path("", pages.show_all, name="work"),
    path("ny/", pages.make, name="unit_new"),
    path("<int:unit>/", pages.show, name="unit"),
    path("<int:unit>/andra/", pages.change, name="unit_change"),
]
