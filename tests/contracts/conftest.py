"""The workspace with its pages, for the contracts that hold for every face."""

from workspace import application, client, desk, web_home

__all__ = ["application", "client", "desk", "web_home"]
