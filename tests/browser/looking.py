"""What axe finds on a page, and whether anything is shown that it has not looked at yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, ViewportSize

Size: TypeAlias = tuple[int, int]
"""The width and height of a window, in px of the page."""
Wanted: TypeAlias = Literal["edges", "looks", "build"]
"""Whether a page fits its window; how words look on it too; how it is built too."""
CONTRAST = "color-contrast"
"""Two thirds of axe's work, where it is asked for all words of a page."""
LINKS = "link-in-text-block"
"""The other rule that looks at colours."""
SCROLLED = "scrollable-region-focusable"
"""The only rule on by itself that looks at how wide things are; contrast looks at what lies behind."""
LOOK = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
ASK = (Path(__file__).parent / "asking.js").read_text(encoding="utf-8")
Of: TypeAlias = Literal["all", "thin", "words"]
"""Whether axe looks at all of a page, at two of what comes again and again there, or at some words of each kind."""

PHONE, DESK = (360, 800), (1280, 800)
ZOOMED = ((640, 512), (320, 256))
"""A desk of 1280 by 1024 at 200 and 400 per cent (WCAG 1.4.10), as the page sees it; nothing asks for the pixels of the
screen. 320 is the narrowest phone too.
"""
LIGHTNESS = r"Math.max(...getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).map(Number))"
"""How light the page is, of 255."""
DARK = 80
"""How light it may be in the dark."""


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What is to be seen on a page at one size: how words look, what is laid over something else and how, what can be
    scrolled, how many parts are shown, how many of them were not when the page was looked at before, and, where it was
    asked for, how the page is built.
    """

    looks: frozenset[str]
    laid: frozenset[str]
    scrolled: frozenset[str]
    shown: int
    fresh: int
    build: str

    def looks_as(self, other: "Sight") -> bool:
        """Whether all words look as words of the other do, and nothing is laid over them in another way."""
        return self.looks <= other.looks and self.laid <= other.laid


def look_at(page: Page, *, wanted: Wanted = "looks") -> Sight:
    """What is to be seen now; fails where the page does not fit its window."""
    page.wait_for_load_state()  # somebody may have followed a link
    seen = check_edges(page, wanted=wanted)
    return Sight(**seen | {kinds: frozenset(seen[kinds]) for kinds in ("looks", "laid", "scrolled")})


def check_edges(page: Page, *, wanted: Wanted = "edges") -> dict[str, Any]:
    """Fail for a page that scrolls sideways, and for words that are cut off beyond its edge; what else was wanted."""
    seen: dict[str, Any] = page.evaluate(LOOK, wanted)
    assert seen.pop("spread") <= 0, (page.url, page.viewport_size)
    assert seen.pop("beyond") == [], (page.url, page.viewport_size)
    assert seen.pop("twice", []) == [], (page.url, "ids that stand twice")
    return seen


def check_open(page: Page, *, of: Of = "all", without: tuple[str, ...] = ()) -> None:
    """Fail for anything that axe finds, by all its rules or by all but some."""
    ask_axe(page, {"rules": {rule: {"enabled": False} for rule in without}}, of=of)


def check_by(page: Page, *rules: str, of: Of = "all", known: Iterable[str] = ()) -> None:
    """Fail for anything that axe finds by some rules; of words, of those that do not look in a way that is known."""
    ask_axe(page, {"runOnly": {"type": "rule", "values": rules}}, of=of, known=known)


def ask_axe(page: Page, options: dict[str, Any], *, of: Of, known: Iterable[str] = ()) -> None:
    """Fail for anything that axe finds."""
    asked = [options | {"resultTypes": ["violations"]}, of, list(known)]
    told = page.evaluate(ASK, asked)
    if told is None:  # the page has no axe yet
        page.evaluate(f"{AXE_SCRIPT};0")
        told = page.evaluate(ASK, asked)
    found = AxeResults(told)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


_PASSED: set[tuple[object, ...]] = set()
"""What axe has found nothing on: how it is built, how it looks, what scrolls, and its width."""
_READABLE: set[str] = set()
"""How words look, and what is laid over others, on the pages where the rule of contrast found nothing."""
_REACHED: set[str] = set()
"""What can be scrolled and is reached by keys."""


def check_once(page: Page, sight: Sight) -> None:
    """Fail for anything that axe finds, unless the page is built and looks as one that passed, mostly the same page in
    another language.
    """
    assert page.viewport_size is not None
    known = (sight.build, sight.looks, sight.laid, sight.scrolled, page.viewport_size["width"])
    if known not in _PASSED:
        check_looks(page, sight)
    _PASSED.add(known)


def check_looks(page: Page, sight: Sight) -> None:
    """Fail for anything that axe finds."""
    check_open(page, of="thin", without=(CONTRAST, SCROLLED))
    check_scrolled(page, sight)
    check_contrast(page, sight)


def check_scrolled(page: Page, sight: Sight) -> None:
    """Fail for what scrolls and no key reaches, of what is of no kind that passed."""
    if not sight.scrolled <= _REACHED:
        check_by(page, SCROLLED)
    _REACHED.update(sight.scrolled)


def check_colours(page: Page, sight: Sight) -> None:
    """Fail for what axe finds about colours."""
    check_by(page, LINKS, of="thin")
    check_contrast(page, sight)


def check_contrast(page: Page, sight: Sight) -> None:
    """Fail for words that are hard to read, of those that look as none did where none was found, or that lie where
    something is laid over others as nothing was there.
    """
    if not (sight.looks | sight.laid) <= _READABLE:
        check_by(page, CONTRAST, of="words", known=(sight.looks | sight.laid) & _READABLE)
    _READABLE.update(sight.looks, sight.laid)


def check_widths_and_languages(page: Page, path: str) -> None:
    """Fail for what axe finds on a page on a phone, on a desk, zoomed and in English, and for sideways scrolling.

    Swedish on a phone is held to every rule; where nothing else is shown and no words look otherwise, the rest is not
    asked again for what cannot differ. See docs/decisions.
    """
    phone = open_at(page, path, PHONE)
    check_once(page, phone)
    check_others(page, phone, (*ZOOMED, DESK))
    check_english(page, path)


def check_english(page: Page, path: str) -> None:
    """Fail for what axe finds on a page in English on a phone and for sideways scrolling at any size, from that of the
    window on.
    """
    page.goto(f"/en{path}")
    check_edges(page)
    for size in (DESK, *ZOOMED):
        if page.viewport_size != as_window(size):
            set_size(page, size)
            check_edges(page)
    set_size(page, PHONE)
    check_once(page, look_at(page, wanted="build"))


def check_others(page: Page, seen: Sight, sizes: tuple[Size, ...]) -> Sight:
    """The open page at other sizes: by all rules where something is shown that was not at any size before, by those of
    colours where something looks as nothing did, and by that of what scrolls. What is to be seen at the last.
    """
    for size in sizes:
        sight = widen(page, size)
        if sight.fresh:
            check_looks(page, sight)
        elif not sight.looks_as(seen):
            check_colours(page, sight)
        check_scrolled(page, sight)
        seen = replace(sight, looks=seen.looks | sight.looks, laid=seen.laid | sight.laid)
    return seen


def check_dark(page: Page, light: Sight) -> None:
    """Fail for words of the open page that are hard to read in the dark at any size, beginning at the present one, and
    for what is shown in the dark or the light alone.
    """
    page.emulate_media(color_scheme="dark")
    seen = look_at(page)
    assert page.evaluate(LIGHTNESS) < DARK, page.url
    assert seen.shown == light.shown, (page.url, "what is shown in the light or the dark alone")
    check_colours(page, seen)
    for size in (*ZOOMED, PHONE):
        sight = widen(page, size)
        assert not sight.fresh, (page.url, size, "what is shown in the dark alone")
        if not sight.looks_as(seen):
            check_colours(page, sight)
        seen = replace(sight, looks=seen.looks | sight.looks, laid=seen.laid | sight.laid)
    page.emulate_media(color_scheme="light")


def open_at(page: Page, address: str, size: Size) -> Sight:
    """Open an address at a size that it fits."""
    set_size(page, size)
    page.goto(address)
    return look_at(page, wanted="build")


def widen(page: Page, size: Size) -> Sight:
    """The same page at another size, which it fits too."""
    set_size(page, size)
    return look_at(page)


def set_size(page: Page, size: Size) -> None:
    """Give the window another size."""
    page.set_viewport_size(as_window(size))


def as_window(size: Size) -> ViewportSize:
    """The size as the browser takes it."""
    return {"width": size[0], "height": size[1]}
