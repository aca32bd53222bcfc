"""Addresses."""

from django.urls import URLPattern, path

from samspel.web.work.bulk import driven, held, said

urlpatterns: list[URLPattern] = [
    path("<int:unit>/driv/flera/", driven.change_campaign_list, name="bulk_campaigns"),
    path("<int:unit>/driv/flera/uppgifter/", driven.change_task_list, name="bulk_tasks"),
    path("<int:unit>/uppdrag/flera/", held.change_post_list, name="bulk_posts"),
    path("<int:unit>/roster/flera/", said.change_voice_list, name="bulk_voices"),
]
