"""The tags that put words into templates, all of them from the catalogue of texts."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samspel.catalogue.texts import Explanation
from samspel.needs.verdict import Strength, Verdict
from samspel.reports.needs import badge_verdict, label_verdict
from samspel.terms.place import Place
from samspel.web.badges import render_badge
from samspel.web.shared import get_desk, get_texts
from samspel.web.views.errors import explain_all
from samspel.web.whereabouts import keep_place, lead_to, lead_to_demand

register = template.Library()


@register.simple_tag(takes_context=True)
def t(context: Context, key: str, **facts: Any) -> str:
    """The text under `key`, its placeholders filled."""
    told: str = context["texts"](key, **facts)
    return told


@register.filter
def said(name: str) -> str:
    """The name of a place in the language of the page."""
    return get_texts().said(name)


@register.filter
def as_paragraph(body: SafeString | str) -> SafeString | str:
    """What is set already as it is; words alone as a paragraph of their own."""
    return body if isinstance(body, SafeString) or not body else format_html("<p>{}</p>", body)


@register.simple_tag(takes_context=True)
def field_label(context: Context, name: str) -> str:
    """What a field of allauth's forms is called."""
    told: str = context["texts"](f"account.field.{name}")
    return told


@register.simple_tag(takes_context=True)
def keep(context: Context, name: str, part: str = "") -> str:
    """The address of a general page that keeps to the place one is in, or of the place's own page in its stead."""
    here: Place | None = context["inside"]
    return keep_place(reverse(name, args=[part]), here) if part else lead_to(name, here)


@register.simple_tag(takes_context=True)
def to_demand(context: Context, demand: str) -> str:
    """The address of a demand: of the place's page of it within a place."""
    return lead_to_demand(demand, context["inside"])


@register.simple_tag
def troubles(place: Place) -> list[Explanation]:
    """What cannot be read or does not count of what is kept for a place."""
    return [explanation for error in get_desk().find_troubles(place) for explanation in explain_all(get_texts(), error)]


@register.simple_tag
def badge(verdict: Verdict, strength: Strength | None = None) -> SafeString:
    """A verdict as shape and word, drawn in outline where a figure only indicates it."""
    return render_badge(badge_verdict(verdict, strength), label_verdict(get_texts(), verdict, strength))
