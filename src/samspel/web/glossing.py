"""Words that explain themselves where they stand: the first place of a term in a page's running text links to its
explanation at the foot of the page, which shows under the text when it is asked for.

A link is read aloud with its explanation, works from a keyboard and without script, and can be copied with its
sentence, which a button cannot. Only text right after the tag of a paragraph, item or explanation is looked at, so that
no link stands within another and no figure or paper is touched.
"""

import re
from functools import cache
from html import escape
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from samspel.catalogue.glossary import compile_terms
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.glossary import Term
from samspel.terms.alphabet import capitalise
from samspel.web.middleware_base import Middleware
from samspel.web.shared import get_catalogue, get_lang, get_texts

MOST = 5
"""Terms that one page explains: more would be in the way."""
WITHOUT = frozenset(("help", "glossary"))
"""The pages that explain the words themselves."""

_START, _END, _PAPER = '<main id="main"', "</main>", '<div class="preview">'
_TEXT = re.compile(r"(<(?:p|li|dd)(?: class=\"(?:pale|lead)\")?>)([^<]{12,})")


class GlossingMiddleware(Middleware):
    """Explains the words of every whole page."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, and explain what comes back if it is a page."""
        response = self._respond(request)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if isinstance(response, HttpResponse) and _is_page(response) and name not in WITHOUT:
            response.content = explain_words(response.content.decode(), get_lang()).encode()
        return response


def _is_page(response: HttpResponse) -> bool:
    """Whether it is a page, and no error."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and response.status_code == HTTPStatus.OK


def explain_words(page: str, lang: Lang) -> str:
    """The page with links from its first terms, and what they mean after its main part."""
    start, end = page.find(_START), page.rfind(_END)
    if start < 0 or end < 0:
        return page
    paper = page.find(_PAPER, start, end)
    last = paper if paper >= 0 else end
    pattern, forms = _compile(lang)
    found: list[Term] = []

    def link(match: re.Match[str]) -> str:
        term = forms[match[0].casefold()]
        if term in found or len(found) == MOST or f">{match[0]}</a>" in page:  # a name leads to one page only
            return match[0]
        found.append(term)
        return f'<a class="term" id="t-{term.id}" href="#o-{term.id}" aria-describedby="o-{term.id}">{match[0]}</a>'

    def mark(part: re.Match[str]) -> str:
        return part[0] if len(found) == MOST else part[1] + pattern.sub(link, part[2])

    marked = _TEXT.sub(mark, page[start:last])
    end += len(_END)
    return page[:start] + marked + page[last:end] + _set_explanations(found) + page[end:] if found else page


def _set_explanations(found: list[Term]) -> str:
    told = "".join(_set_explanation(term) for term in found)
    return (
        f'<aside class="explained wrap on-screen" aria-label="{escape(get_texts()("web.words.title"))}">{told}</aside>'
    )


def _set_explanation(term: Term) -> str:
    texts = get_texts()
    name, meaning = texts.of(term).name, texts.of(term).text
    back = f'<a href="#t-{term.id}">{escape(texts("web.words.back", word=name))}</a>'
    return f'<p id="o-{term.id}"><b>{escape(capitalise(name))}</b> {escape(meaning)} {back}</p>'


@cache
def _compile(lang: Lang) -> tuple[re.Pattern[str], dict[str, Term]]:
    linked = [term for term in get_catalogue().glossary.values() if term.is_linked]
    pattern, forms = compile_terms(linked, lang)
    return pattern, dict(forms)
