"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.voices import inbox, leaving, workplaces

urlpatterns: list[URLPattern] = [
    path("rost/folj/", leaving.show_followed, name="voice_follow"),
    path("rost/folj/<str:code>/", leaving.show_followed, name="voice_followed"),
    path("rost/<str:code>/", leaving.leave, name="voice_leave"),
    path("<int:unit>/roster/", inbox.show_all, name="voices"),
    path("<int:unit>/roster/arbetsplats/", workplaces.make, name="workplace_new"),
    path("<int:unit>/roster/arbetsplats/<int:number>/", workplaces.show, name="workplace"),
    path(
        "<int:unit>/roster/arbetsplats/<int:number>/lunchrumsblad.<document:kind>",
        workplaces.send_poster,
        name="workplace_poster",
    ),
    path("<int:unit>/roster/<int:number>/", inbox.show, name="voice"),
]
