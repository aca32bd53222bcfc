"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.campaigns import campaign_views as campaigns
from samspel.web.work.campaigns import decision_views as decisions
from samspel.web.work.campaigns import follow_views as follow
from samspel.web.work.campaigns import matter_views as matters
from samspel.web.work.campaigns import news_views as news

urlpatterns: list[URLPattern] = [
    path("driv/nytt/", campaigns.start, name="campaign_start"),
    path("nytt-i-siffrorna/", news.show, name="figure_news"),
    path("<int:unit>/driv/", campaigns.show_all, name="campaigns"),
    path("<int:unit>/driv/nytt/", campaigns.write, name="campaign_new"),
    path("<int:unit>/driv/vantar/", matters.show_waits, name="waits"),
    path("<int:unit>/driv/organ/", matters.show_bodies, name="bodies"),
    path("<int:unit>/driv/<int:number>/", campaigns.show, name="campaign"),
    path("<int:unit>/driv/<int:number>/andra/", campaigns.write, name="campaign_form"),
    path("<int:unit>/driv/<int:number>/papper/<int:paper>/", campaigns.send_paper, name="campaign_paper_file"),
    path("<int:unit>/driv/<int:number>/uppfoljning/", follow.show, name="campaign_follow"),
    path("<int:unit>/driv/<int:number>/arende/nytt/", matters.write, name="matter_new"),
    path("<int:unit>/driv/<int:number>/arende/<int:matter>/", matters.show, name="matter"),
    path("<int:unit>/driv/<int:number>/arende/<int:matter>/andra/", matters.write, name="matter_form"),
    path("<int:unit>/driv/<int:number>/arende/<int:matter>/beslut/", decisions.show, name="decision"),
]
