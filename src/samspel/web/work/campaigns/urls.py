"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.campaigns import campaign_views as campaigns

urlpatterns: list[URLPattern] = [
    path("driv/nytt/", campaigns.start, name="campaign_start"),
    path("<int:unit>/driv/", campaigns.show_all, name="campaigns"),
    path("<int:unit>/driv/nytt/", campaigns.write, name="campaign_new"),
    path("<int:unit>/driv/<int:number>/", campaigns.show, name="campaign"),
    path("<int:unit>/driv/<int:number>/andra/", campaigns.write, name="campaign_form"),
    path("<int:unit>/driv/<int:number>/papper/<int:paper>/", campaigns.send_paper, name="campaign_paper_file"),
]
