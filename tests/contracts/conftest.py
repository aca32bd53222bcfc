"""The workspace with its pages, for the contracts that hold for every face."""

from whole_web import application, client, desk, few_draws, nothing_left, web_home

__all__ = ["application", "client", "desk", "few_draws", "nothing_left", "web_home"]
