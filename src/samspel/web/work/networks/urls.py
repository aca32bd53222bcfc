"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.networks import meeting_views as meetings
from samspel.web.work.networks import member_views as members
from samspel.web.work.networks import network_views as networks
from samspel.web.work.networks import share_views as sharing

urlpatterns: list[URLPattern] = [
    path("<int:unit>/driv/<int:number>/dela/", sharing.show, name="campaign_share"),
    path("<int:unit>/natverk/", networks.show_all, name="network"),
    path("<int:unit>/natverk/medlemmar/", members.show, name="network_members"),
    path("<int:unit>/natverk/driv/<int:number>/", networks.show, name="network_campaign"),
    path("<int:unit>/natverk/moten/", meetings.show_all, name="meetings"),
    path("<int:unit>/natverk/moten/nytt/", meetings.write, name="meeting_new"),
    path("<int:unit>/natverk/moten/<int:number>/", meetings.show, name="meeting"),
    path("<int:unit>/natverk/moten/<int:number>/andra/", meetings.write, name="meeting_form"),
    path("<int:unit>/natverk/moten/<int:number>/<str:kind>/", meetings.send, name="meeting_file"),
]
