"""Groups of words that name points (att-satser): by numeral, word, range, letter, or as the rest."""

from collections.abc import Sequence
from dataclasses import replace

from samspel.catalogue.records.matters import Lexicon, Tag
from samspel.matters.words import DASHES, Token

LAST, SOME = "last", "some"
"""A point that is named by its place alone, and points that are told by what they are about."""
BEFORE_LAST = f"{LAST}-1"
"""The last point but one; with more than two from the end, they are told by how far from it."""
THESE = ("denna", "detta", "dessa", "den", "det", "de")
ARTICLES, NUMBER, PARTS = ("den", "det", "de"), ("nummer", "nr"), ("del", "delen", "delar", "delarna")
JOINS = frozenset((",", "och", "samt", "eller", "respektive", "till", *DASHES))
LONGEST_RANGE = 40


def speaks_of_points(tokens: Sequence[Token]) -> bool:
    """Whether words name points, so that `den sista` and `nummer 2` alone do so too."""
    return any(_is_point(tokens, at) for at in range(len(tokens)))


def group_points(tokens: Sequence[Token], lexicon: Lexicon, *, spoken: bool = False) -> list[Token]:
    """The tokens, each group that names points as one `point` with its numbers, as `rest`, or as the whole matter.
    `spoken` says whether the text has spoken of points before.
    """
    grouped: list[Token] = []
    at = 0
    speaks = spoken or speaks_of_points(tokens)
    while at < len(tokens):
        made = _read_group(tokens, at, lexicon, speaks)
        if made is None:
            grouped.append(tokens[at])
            at += 1
        else:
            end, token = made
            grouped.append(token)
            at = end
    return grouped


def name_excepted(words: list[Token], earlier: Sequence[Token], heads: frozenset[Tag]) -> list[Token]:
    """The words, with what begins them as the points that were excepted before: `… utom den tredje. Denna bifalls.`"""
    if not words or words[0].text not in THESE:
        return words
    verb = words[1] if len(words) > 1 else None
    if verb is None or verb.tag not in heads or not verb.is_passive:
        return words
    at = next((place for place in range(len(earlier) - 1, -1, -1) if earlier[place].tag == "except"), len(earlier))
    meant = next((word.points for word in earlier[at:] if word.tag == "point"), ())
    return [replace(words[0], tag="point", points=meant), *words[1:]] if meant else words


def _read_group(tokens: Sequence[Token], at: int, lexicon: Lexicon, speaks: bool) -> tuple[int, Token] | None:
    """The end of the group that begins here, and its token."""
    end, before = _read_before(tokens, at, lexicon)
    noun = tokens[end] if end < len(tokens) else None
    owned = bool(before) and at > 0 and tokens[at - 1].tag == "matter" and tokens[at - 1].is_genitive
    owned = owned or (
        bool(before)
        and [one.tag for one in tokens[end + 2 : end + 3]] == ["matter"]
        and tokens[end + 1].text in ("i", "av")
    )
    named = noun is not None and (_is_point(tokens, end) or (owned and (noun.tag == "proposal" or noun.text in PARTS)))
    if noun is None or not (named or (speaks and before == ("all",) and noun.tag == "proposal")):
        return _read_bare(tokens, at, lexicon, before, end) if speaks else None
    after_end, after = _read_after(tokens, end + 1, lexicon)
    numbers = (*before, *after)
    text = " ".join(token.text for token in tokens[at:after_end])
    if "rest" in before:
        return after_end, Token(text=text, tag="rest")
    if "all" in before and not after:
        return after_end, Token(text=text, tag="matter")
    return after_end, Token(text=text, tag="point", points=numbers or (SOME,))


def _is_bare_number(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a number alone names a point: `alla utom 2 och 4 bifalls`, `2 och 4 avslås`."""
    if tokens[at].number is None or (at and tokens[at - 1].tag != "except"):
        return False
    end, _ = _read_after(tokens, at, lexicon)
    return at > 0 or (end < len(tokens) and tokens[end].tag in ("approve", "reject", "answer", "return"))


def _read_bare(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, before: tuple[str, ...], end: int
) -> tuple[int, Token] | None:
    """A group with no noun of its own, where points are spoken of: `den sista`, `de två första`, `nummer 2`."""
    led = at > 0 and tokens[at - 1].text in ARTICLES
    if before and led and (before[0].isdigit() or before[0].startswith(LAST)):
        return end, Token(text=" ".join(before), tag="point", points=before)
    if tokens[at].text in NUMBER or _is_bare_number(tokens, at, lexicon):
        after_end, after = _read_after(tokens, at + (tokens[at].text in NUMBER), lexicon)
        if after:
            return after_end, Token(text=" ".join(after), tag="point", points=after)
    return None


def _is_point(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names a point; a proposal or demand does where a number stands after it."""
    token = tokens[at]
    if token.tag == "point":
        return True
    numbered = at + 1 < len(tokens) and tokens[at + 1].number is not None
    return token.text.startswith(("yrkande", "förslag")) and numbered and token.tag in ("proposal", "matter")


def _read_before(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Ordinals and the like before the noun: `första och tredje`, `de två första`, `samtliga`, `övriga`."""
    found: list[str] = []
    count, start = 0, at
    while at < len(tokens):
        token = tokens[at]
        if token.text in lexicon.ordinals:
            number = lexicon.ordinals[token.text]
            found += [str(one) for one in range(1, count + 1)] if count and number == 1 else [str(number)]
        elif token.number is not None and token.text.endswith((":a", ":e")):
            found.append(str(token.number))
        elif token.text in lexicon.last:
            found += _count_from_end(count, is_before=at > start and tokens[at - 1].text in lexicon.nearly)
        elif token.text in lexicon.nearly and at + 1 < len(tokens) and tokens[at + 1].text in lexicon.last:
            pass
        elif token.text in lexicon.every:
            found.append("all")
        elif token.tag == "rest":
            found.append("rest")
        elif token.text in lexicon.numerals and _leads(tokens, at, lexicon):
            count = lexicon.numerals[token.text]
        elif not (found and token.text in JOINS and _leads(tokens, at, lexicon)):
            break
        at += 1
    if count and not found:
        owner = tokens[start - 1] if start else None
        whole = owner is not None and owner.tag == "matter" and owner.is_genitive
        is_share = start > 1 and tokens[start - 2].text == "av"  # three of the motion's five
        found.append("all" if whole and not is_share else SOME)
    return at, tuple(found)


def _count_from_end(count: int, *, is_before: bool) -> list[str]:
    """The last point, the last but one, or so many of the last."""
    if is_before:
        return [BEFORE_LAST]
    return [f"{LAST}-{back}" if back else LAST for back in range(max(count, 1) - 1, -1, -1)]


def _leads(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the next word goes on naming points."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if follows is None:
        return False
    known = (*lexicon.ordinals, *lexicon.last, *lexicon.every)
    return follows.text in known or follows.tag == "point" or follows.text.endswith((":a", ":e"))


def _read_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Numbers after the noun: `1`, `1 och 3`, `1–3`, `ett`, `a och b`."""
    found: list[str] = []
    is_range = False
    while at < len(tokens):
        token = tokens[at]
        number = _number(tokens, at, lexicon)
        if number is not None:
            start = int(found[-1]) + 1 if is_range and found and found[-1].isdigit() else number
            found += [str(one) for one in range(start, min(number, start + LONGEST_RANGE) + 1)]
        elif (token.text in NUMBER and not found) or (found and _closes(tokens, at, lexicon)):
            at += 1
            continue
        elif found and token.text in JOINS and _counts(tokens, at + 1, lexicon):
            is_range = token.text in (*DASHES, "till")
            at += 1
            continue
        else:
            break
        is_range = False
        at += 1
    return at, tuple(found)


def _closes(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a bracket only closes a point's number and another follows: `i), ii) och iii)`."""
    opened = [token.text for token in tokens[:at]]
    if tokens[at].text != ")" or opened.count("(") > opened.count(")"):
        return False
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return follows is None or follows.text not in JOINS or _counts(tokens, at + 2, lexicon)


def _number(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """The number that a word of a list of points has: `3`, `tre`, `c`, `iii`."""
    token = tokens[at]
    if token.number is not None:
        return token.number
    if len(token.text) == 1 and "a" <= token.text <= "h":
        return ord(token.text) - ord("a") + 1
    roman = lexicon.romans.get(token.text)
    if roman is not None and (len(token.text) > 1 or _is_roman(tokens, at, lexicon)):
        return roman
    return lexicon.numerals.get(token.text)


def _is_roman(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether one letter is a numeral and no word: a verb, a mark or another numeral follows it."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if follows is None or follows.text in (")", ":", ",", *DASHES) or follows.tag in ("approve", "reject", "answer"):
        return True
    if follows.text in JOINS and at + 2 < len(tokens):
        return tokens[at + 2].text in lexicon.romans
    return at > 1 and tokens[at - 1].text in JOINS and tokens[at - 2].text in lexicon.romans


def _counts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a number of a point stands here, not the beginning of another group."""
    if at >= len(tokens):
        return False
    follows = tokens[at + 1].tag if at + 1 < len(tokens) else None
    named = tokens[at].text in lexicon.numerals and follows == "point"
    return not named and _number(tokens, at, lexicon) is not None
