"""What axe finds on a page, and whether anything is shown that it has not looked at yet."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

Size: TypeAlias = tuple[int, int]
"""The width and height of a window, in px of the page."""
CONTRAST = "color-contrast"
"""Two thirds of axe's work."""
COLOURS = (CONTRAST, "link-in-text-block")
"""The rules that look at colours."""
SCROLLED = ("scrollable-region-focusable",)
"""The only rule on by itself that looks at how wide things are; `color-contrast` looks at what lies behind."""

WORDED = (
    "frame-title-unique",
    "html-has-lang",
    "html-lang-valid",
    "html-xml-lang-mismatch",
    "image-redundant-alt",
    "landmark-unique",
    "valid-lang",
)
"""The rules that go by which words stand somewhere, beside whether any do."""
BUILD = """() => {
    const leads = /^(href|formaction|action|src|srcset|download|hx-.*|data-.*)$/;
    const says = /^(title|alt|placeholder|content|value|label|lang|hreflang|datetime|aria-label|aria-valuetext)$/;
    const tell = ({ name, value }) =>
        leads.test(name) || says.test(name) ? `${name}:${value.trim() !== ''}` : `${name}=${value}`;
    const explains = (node) => (node.getAttribute('id') ?? '').startsWith('o-');
    const walk = (node) => {
        if (node.nodeType === 3) return node.data.trim() ? '.' : '';
        if (node.nodeType !== 1 || ['SCRIPT', 'STYLE'].includes(node.tagName) || explains(node)) return '';
        if (node.matches('a.term')) return '.';
        if (node.matches('svg')) return `<svg ${node.getAttribute('role')} ${node.querySelector('title') !== null}>`;
        const within = [...node.childNodes].map(walk).join('').replace(/[.]+/g, '.');
        return `<${node.tagName} ${[...node.attributes].map(tell).join(' ')}>${within}</>`;
    };
    return walk(document.documentElement);
}"""
"""The page's elements with their attributes, and where there are words, but not which, nor which of them are explained;
nor what is drawn in a picture, which axe does not look into.
"""

LOOKS = """() => {
    const opaque = /^rgb\\(/;
    const behind = (part) => {
        const seen = [];
        for (let at = part; at; at = at.parentElement) {
            const { backgroundColor: colour, backgroundImage: image, opacity, filter } = getComputedStyle(at);
            if (opacity !== '1' || filter !== 'none') seen.push(opacity, filter);
            if (image !== 'none') seen.push(image);
            if (colour !== 'rgba(0, 0, 0, 0)') seen.push(colour);
            if (opaque.test(colour) && image === 'none' && !part.closest('svg')) break;
        }
        return seen;
    };
    const holdsWords = (part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
        part.textContent.trim().length > 1;
    const look = (part) => {
        const { color, fill, textShadow, fontSize, fontWeight } = getComputedStyle(part);
        const size = parseFloat(fontSize);
        const large = size >= 24 || (size >= 18.66 && fontWeight >= 700);
        const drawn = part.closest('svg') ? fill : '';
        const off = part.closest(':disabled, [aria-disabled=true], label:has(:disabled)') !== null;
        return [color, drawn, textShadow, large, off, ...behind(part)].join(' ');
    };
    const laid = (part) => {
        const { position, transform, float, marginTop, marginLeft, zIndex } = getComputedStyle(part);
        const lies = [position === 'relative' ? 'static' : position, transform, float, zIndex].join(' ');
        const moved = parseFloat(marginTop) < 0 || parseFloat(marginLeft) < 0;
        const kind = `${part.tagName}.${part.getAttribute('class')}`;
        return lies === 'static none none auto' && !moved ? [] : [`${kind} ${lies} ${moved}`];
    };
    const shown = [...document.querySelectorAll('body *')].filter((part) =>
        part.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }));
    const before = window.shownBefore ?? new Set();
    const fresh = shown.filter((part) => !before.has(part)).length;
    window.shownBefore = new Set([...before, ...shown]);
    const words = shown.filter(holdsWords).map(look);
    const over = shown.filter((part) => !part.closest('svg')).flatMap(laid);
    return [[...new Set([...words, ...over])], fresh];
}"""
"""How words look (colour, what is behind, whether they are large, and off, which makes axe leave them alone; it does
not judge a single letter) and what is laid over something else; and how many elements are shown that were not when the
page was looked at last.
"""

BEYOND = """() => {
    const scrolls = (part) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(part).overflowX);
    const edge = document.documentElement.clientWidth + 1;
    const cut = [...document.querySelectorAll('body *')].filter((part) => {
        const box = part.getBoundingClientRect();
        if (!box.width || box.right <= edge) return false;
        for (let at = part.parentElement; at; at = at.parentElement) if (scrolls(at)) return false;
        return true;
    });
    return cut.map((part) => part.outerHTML.slice(0, 100));
}"""
"""What sticks out to the right of the window, where nothing lets one scroll to it."""


@dataclass(frozen=True)
class Sight:
    """What is to be seen on a page at one width, in one language."""

    looks: frozenset[str]
    fresh: int

    def looks_as(self, other: "Sight") -> bool:
        """Whether all words look as words of the other do, and nothing is laid over them in another way."""
        return self.looks <= other.looks


def look_at(page: Page) -> Sight:
    """What is to be seen now."""
    looks, fresh = page.evaluate(LOOKS)
    return Sight(frozenset(looks), fresh)


def check_open(page: Page, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
    """Fail for anything that axe finds, by all its rules, by some, or by all but some."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    if only:
        options["runOnly"] = {"type": "rule", "values": only}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("(options) => axe.run(options)", options))
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


_PASSED: set[tuple[str, frozenset[str], int]] = set()
"""What axe has found nothing on: how it is built, how it looks, and its width."""
_READABLE: set[str] = set()
"""How words and what is laid over others look on the pages where the rule of contrast found nothing."""


def check_once(page: Page, sight: Sight) -> None:
    """Fail for anything that axe finds. A page that is built and looks as one that passed, mostly the same page in
    another language, is asked only for what goes by its words.
    """
    width = page.evaluate("innerWidth")
    known = (page.evaluate(BUILD), sight.looks, width)
    if known in _PASSED:
        check_open(page, only=WORDED)
    else:
        check_looks(page, sight)
    _PASSED.add(known)


def check_looks(page: Page, sight: Sight, *, only: tuple[str, ...] = ()) -> None:
    """Fail for anything that axe finds, by all its rules or by some; by that of contrast only where something looks as
    nothing did that it found nothing on.
    """
    if sight.looks <= _READABLE:
        left = tuple(rule for rule in only if rule != CONTRAST)
        if left or not only:
            check_open(page, only=left, without=(CONTRAST,))
        return
    check_open(page, only=only)
    if not only or CONTRAST in only:
        _READABLE.update(sight.looks)


PHONE, DESK = (360, 800), (1280, 800)
ZOOMED = ((640, 512), (320, 256))
"""A desk of 1280 by 1024 at 200 and 400 per cent (WCAG 1.4.10), as the page sees it; nothing asks for the pixels of the
screen. 320 is the narrowest phone too.
"""


def check_widths_and_languages(page: Page, path: str) -> None:
    """Fail for what axe finds on a page on a phone, on a desk, zoomed and in English, and for sideways scrolling.

    Swedish on a phone is held to every rule; where nothing else is shown and no words look otherwise, the rest is not
    asked again for what cannot differ. See docs/decisions.
    """
    phone = open_at(page, path, PHONE)
    check_once(page, phone)
    check_others(page, phone, again=SCROLLED, anew=())
    check_once(page, open_at(page, f"/en{path}", PHONE))
    for size in (*ZOOMED, DESK):
        set_size(page, size)
        check_spread(page, size)


def check_others(page: Page, seen: Sight, *, again: tuple[str, ...] | None, anew: tuple[str, ...]) -> None:
    """The open page zoomed and on a desk: by the rules `again`, if any, and by those of `anew` (none: all rules) where
    something is shown or looks as it did at no size before.
    """
    for size in (*ZOOMED, DESK):
        sight = widen(page, size)
        if sight.fresh or not sight.looks_as(seen):
            check_looks(page, sight, only=anew)
        elif again is not None:
            check_open(page, only=again)
        seen = Sight(seen.looks | sight.looks, 0)


def open_at(page: Page, address: str, size: Size) -> Sight:
    """Open an address at a size that it fits."""
    set_size(page, size)
    page.goto(address)
    check_spread(page, size)
    return look_at(page)


def widen(page: Page, size: Size) -> Sight:
    """The same page at another size, which it fits too."""
    set_size(page, size)
    check_spread(page, size)
    return look_at(page)


def set_size(page: Page, size: Size) -> None:
    """Give the window another size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def check_spread(page: Page, size: Size) -> None:
    """Fail for a page that scrolls sideways, and for words that are cut off beyond its edge."""
    spread = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert spread <= 0, (page.url, size)
    assert page.evaluate(BEYOND) == [], (page.url, size)
