"""Verdicts as a shape and a word, so that nothing rests on colour alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samspel.needs.verdict import Verdict

SHAPES = {
    Verdict.LARGE: '<path d="M8 1.2 15.4 14.4H.6z"/>',
    Verdict.SOME: '<circle class="line" cx="8" cy="8" r="6.4"/><path d="M8 1.6a6.4 6.4 0 0 1 0 12.8z"/>',
    Verdict.UNKNOWN: '<path class="line" d="M4.6 5.4a3.4 3.4 0 1 1 5 3Q8 9.2 8 10.8"/><circle cx="8" cy="14" r="1.3"/>',
    Verdict.SIMILAR: '<path class="line" d="M2 5.4h12M2 10.6h12"/>',
    Verdict.SMALL: '<path class="line" d="M1.6 4.4h12.8L8 13.4z"/>',
    Verdict.NOT_HERE: '<path class="line" d="M2 8h12"/>',
    Verdict.MET: '<path class="line" d="m1.8 8.6 4.2 4.2 8.2-9.4"/>',
}


def render_badge(badge: str, words: str) -> SafeString:
    """A verdict, by its value, as a shape before its words; in outline where the value is followed by how weakly it is
    known.
    """
    verdict, _, weak = badge.partition(" ")
    return format_html(
        '<span class="badge badge-{}{}">'
        '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>{}</span>',
        verdict,
        f" badge-{weak}" if weak else "",
        mark_safe(SHAPES[Verdict(verdict)]),
        words,
    )
