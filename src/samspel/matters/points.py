"""Groups of words that name points (att-satser): by numeral, word, range, letter, or as the rest."""

from collections.abc import Sequence

from samspel.catalogue.records.matters import Lexicon
from samspel.matters.words import DASHES, Token

LAST, SOME = "last", "some"
"""A point that is named by its place alone, and points that are told by what they are about."""
JOINS = frozenset((",", "och", "samt", "eller", "respektive", "till", *DASHES))
LONGEST_RANGE = 40


def group_points(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, each group that names points as one `point` with its numbers, as `rest`, or as the whole matter."""
    grouped: list[Token] = []
    at = 0
    speaks = any(token.tag == "point" for token in tokens)
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
    if noun is None or not (_is_point(tokens, end) or (owned and noun.tag == "proposal")):
        if speaks and before and before[0].isdigit() and at and tokens[at - 1].text in ("den", "det", "de"):
            return end, Token(text=" ".join(before), tag="point", points=before)
        return None
    after_end, after = _read_after(tokens, end + 1, lexicon)
    numbers = (*before, *after)
    text = " ".join(token.text for token in tokens[at:after_end])
    if "rest" in before:
        return after_end, Token(text=text, tag="rest")
    if "all" in before and not after:
        return after_end, Token(text=text, tag="matter")
    return after_end, Token(text=text, tag="point", points=numbers or (SOME,))


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
            found.append(LAST)
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
        number = token.number if token.number is not None else lexicon.numerals.get(token.text)
        letter = token.text if len(token.text) == 1 and "a" <= token.text <= "h" else ""
        if number is not None:
            start = int(found[-1]) + 1 if is_range and found and found[-1].isdigit() else number
            found += [str(one) for one in range(start, min(number, start + LONGEST_RANGE) + 1)]
        elif letter:
            found.append(str(ord(letter) - ord("a") + 1))
        elif found and token.text in JOINS and _counts(tokens, at + 1, lexicon):
            is_range = token.text in (*DASHES, "till")
            at += 1
            continue
        else:
            break
        is_range = False
        at += 1
    return at, tuple(found)


def _counts(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a number of a point stands here, not the beginning of another group."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    follows = tokens[at + 1].tag if at + 1 < len(tokens) else None
    if token.number is not None:
        return True
    if len(token.text) == 1 and "a" <= token.text <= "h":
        return True
    return token.text in lexicon.numerals and follows != "point"
