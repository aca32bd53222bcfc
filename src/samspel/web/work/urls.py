"""Addresses of the workspace: Swedish words in plain letters, the unit's number first where a page is about one."""

from django.urls import URLPattern, URLResolver

from samspel.web.work.bulk import urls as bulk
from samspel.web.work.campaigns import urls as campaigns
from samspel.web.work.exchange import urls as exchange
from samspel.web.work.mandates import urls as mandates
from samspel.web.work.networks import urls as networks
from samspel.web.work.requests import urls as requests
from samspel.web.work.units import urls as units
from samspel.web.work.voices import urls as voices

urlpatterns: list[URLPattern | URLResolver] = [
    *units.urlpatterns,
    *voices.urlpatterns,
    *campaigns.urlpatterns,
    *requests.urlpatterns,
    *mandates.urlpatterns,
    *networks.urlpatterns,
    *bulk.urlpatterns,
    *exchange.urlpatterns,
]
