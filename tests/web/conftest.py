"""What tests of pages may ask for."""

from whole_web import application, client, desk, few_draws, no_answers, no_packets, nothing_kept, web_home

__all__ = ["application", "client", "desk", "few_draws", "no_answers", "no_packets", "nothing_kept", "web_home"]
