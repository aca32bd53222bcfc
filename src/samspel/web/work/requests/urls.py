"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.requests import answer_views as answers
from samspel.web.work.requests import request_views as requests

urlpatterns: list[URLPattern] = [
    path("fragor/ny/", requests.start, name="request_start"),
    path("svar/<str:secret>/", answers.show, name="request_answer"),
    path("svar/<str:secret>/formular.csv", answers.send_form, name="request_answer_form"),
    path("<int:unit>/fragor/", requests.show_all, name="requests"),
    path("<int:unit>/fragor/ny/", requests.make, name="request_new"),
    path("<int:unit>/fragor/<int:number>/", requests.show, name="request"),
    path("<int:unit>/fragor/<int:number>/brev.<document:kind>", requests.send_letter, name="request_letter"),
    path("<int:unit>/fragor/<int:number>/paminnelse.<document:kind>", requests.send_reminder, name="request_reminder"),
    path("<int:unit>/fragor/<int:number>/formular.csv", requests.send_form, name="request_form"),
    path("<int:unit>/fragor/<int:number>/skickat/<int:letter>/", requests.send_kept, name="request_kept"),
]
