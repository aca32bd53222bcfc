"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.exchange import pages

urlpatterns: list[URLPattern] = [
    path("personuppgifter/", pages.show_privacy, name="privacy"),
    path("exempel/", pages.show_example, name="example"),
    path("<int:unit>/filer/", pages.show, name="exchange"),
    path("<int:unit>/filer/allt.zip", pages.send_all, name="exchange_file"),
    path("<int:unit>/filer/kalender.ics", pages.send_calendar, name="calendar_file"),
    path("<int:unit>/filer/logg/", pages.show_log, name="work_log"),
]
