"""The Django application, so that its templates, tags and static files are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The workspace."""

    name = "samspel.web"
    label = "web"
