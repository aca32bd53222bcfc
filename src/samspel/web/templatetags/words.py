"""The tags that put words into templates, all of them from the catalogue of texts."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samspel.catalogue.texts import Explanation
from samspel.needs.verdict import Verdict
from samspel.reports.needs import label_verdict
from samspel.terms.place import Place
from samspel.web.shared import get_desk, get_texts
from samspel.web.views.errors import explain_all

register = template.Library()

# Each verdict has a shape of its own, so that nothing rests on colour alone.
SHAPES = {
    Verdict.LARGE: '<path d="M8 1.2 15.4 14.4H.6z"/>',
    Verdict.SOME: '<circle class="line" cx="8" cy="8" r="6.4"/><path d="M8 1.6a6.4 6.4 0 0 1 0 12.8z"/>',
    Verdict.UNKNOWN: '<path class="line" d="M4.6 5.4a3.4 3.4 0 1 1 5 3Q8 9.2 8 10.8"/><circle cx="8" cy="14" r="1.3"/>',
    Verdict.NOT_HERE: '<path class="line" d="M2 8h12"/>',
    Verdict.MET: '<path class="line" d="m1.8 8.6 4.2 4.2 8.2-9.4"/>',
}


@register.simple_tag(takes_context=True)
def t(context: Context, key: str, **facts: Any) -> str:
    """The text under `key`, its placeholders filled."""
    told: str = context["texts"](key, **facts)
    return told


@register.simple_tag
def troubles(place: Place) -> list[Explanation]:
    """What cannot be read or does not count of what is kept for a place."""
    return [explanation for error in get_desk().find_troubles(place) for explanation in explain_all(get_texts(), error)]


@register.simple_tag
def badge(verdict: Verdict) -> SafeString:
    """A verdict as shape and word."""
    return format_html(
        '<span class="badge badge-{}">'
        '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>{}</span>',
        verdict.value,
        mark_safe(SHAPES[verdict]),
        label_verdict(get_texts(), verdict),
    )


@register.simple_tag
def heading(level: int, text: str, identity: str = "") -> SafeString:
    """A heading whose level depends on where it stands."""
    if identity:
        return format_html('<h{0} id="{1}">{2}</h{0}>', level, identity, text)
    return format_html("<h{0}>{1}</h{0}>", level, text)
