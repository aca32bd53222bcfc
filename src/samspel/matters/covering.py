"""Which words of a sentence decide: not those of a title, a quotation, a reason, somebody's proposal or opinion."""

from collections.abc import Sequence

from samspel.catalogue.records.matters import Tag
from samspel.matters.words import QUOTES, Token

NOT_DECIDING = ("propose", "opinion")
ENDS_OF_TITLE = ("stop", "because", "condition", "limited", "rest", "parts", "except", "follow", "partly")
SENT = ("return", "table", "refer")
PURPOSES = (("för", "att"), ("uppdrag", "att"), ("uppdraget", "att"), ("syfte", "att"), ("direktiv", "att"))
FIRST_WORDS = 2
FINDS, AGREES = ("finner", "fann"), "instämmer"
DEMAND = "yrkande"
UNDONE, ARTICLES = ("överklag", "överpröv", "ompröv"), ("ett", "en", "eventuellt", "eventuell")
HELD = ("anse", "förklara")
OUGHT = ("bör", "borde")
MODAL = ("ska", "skall", "kan", "bör", "har")
REQUEST = "begäran"
NEAR = 4
LONGEST_NAMES = 16
NUMBERING = ("nummer", "nr", "diarienummer", "/", ":", "-", "–")


def cover(words: Sequence[Token], heads: frozenset[Tag], fillers: frozenset[str]) -> list[bool]:
    """Whether each word is open: one that may decide."""
    open_ = [True] * len(words)
    _cover_marks(words, open_)
    _cover_asides(words, open_, heads)
    _cover_told(words, open_)
    _cover_titles(words, open_, heads, fillers)
    _cover_purposes(words, open_, heads, fillers)
    _cover_reasons(words, open_, heads, fillers)
    _cover_proposals(words, open_, heads)
    return open_


def _cover_marks(words: Sequence[Token], open_: list[bool]) -> None:
    """Quotations, and what stands in brackets unless it tells what a proposal says."""
    inside = False
    bracket: int | None = None
    for at, word in enumerate(words):
        if word.text in QUOTES:
            inside = not inside and any(later.text in QUOTES for later in words[at + 1 :])
            open_[at] = False
        elif inside:
            open_[at] = False
        elif word.text == "(":
            bracket = at
        elif word.text == ")" and bracket is not None:
            if bracket == 0 or words[bracket - 1].tag not in ("proposal", "proposed"):
                open_[bracket : at + 1] = [False] * (at + 1 - bracket)
            bracket = None


def _cover_asides(words: Sequence[Token], open_: list[bool], heads: frozenset[Tag]) -> None:
    """What is told of the matter between commas: `motionen, som bifölls i nämnden, avslås`."""
    for at in range(len(words) - 2):
        if words[at].tag != "matter" or words[at + 1].text != "," or words[at + 2].text != "som":
            continue
        end = next((place for place in range(at + 3, len(words)) if words[place].text == ","), None)
        if end is not None and any(word.tag in heads for word in words[end:]):
            open_[at + 1 : end + 1] = [False] * (end - at)


def _cover_told(words: Sequence[Token], open_: list[bool]) -> None:
    """What is only spoken of: `beslutet att bifalla motionen överklagas`, `ett bifall skulle kosta`."""
    undone = any(map(_is_undoing, words))
    for at, word in enumerate(words[:-1]):
        if undone and word.text.endswith("beslutet") and words[at + 1].text in ("att", "om"):
            end = next((to for to in range(at + 1, len(words)) if _is_undoing(words[to])), len(words))
            open_[at:end] = [False] * (end - at)
        decided = any(one.tag == "decide" for one in words[: at + 1])
        if word.text in ARTICLES and words[at + 1].is_noun and words[at + 1].tag is not None and not decided:
            open_[at + 1] = False


def _is_undoing(word: Token) -> bool:
    return word.tag == "set_aside" or word.text.startswith(UNDONE)


def _cover_titles(words: Sequence[Token], open_: list[bool], heads: frozenset[Tag], fillers: frozenset[str]) -> None:
    """What a matter is about: `motionen om att inte lägga ned linjen`."""
    at = 0
    while at < len(words):
        start = _find_title(words, open_, at)
        if start is None:
            at += 1
            continue
        end = _end_title(words, start, heads, fillers)
        has_verb = any(
            _is_active(words[place], heads) and open_[place] for place in range(_clause_start(words, at), at)
        )
        passives = [place for place in range(start, end) if words[place].tag in heads and _is_told_last(words[place])]
        if passives and not has_verb:
            end = passives[-1]
        open_[start:end] = [False] * (end - start)
        at = max(end, at + 1)


def _find_title(words: Sequence[Token], open_: list[bool], at: int) -> int | None:
    """Where the title of the matter at a place begins."""
    if words[at].tag != "matter" or not open_[at]:
        return None
    place = at + 1
    while place < len(words) and not open_[place]:
        place += 1
    place = skip_number(words, place)
    if _skip_movers(words, place) > place:
        return place
    if place < len(words) and words[place].tag in ("proposal", "matter") and words[place].text != REQUEST:
        place += 1
    if place >= len(words) or words[place].tag != "about":  # what a request asks is told after it, and is no title
        return None
    says = any(word.is_noun and word.tag is not None for word in words[place + 1 : place + 2])
    if says and DEMAND in words[at].text:  # `yrkandet om avslag`
        return None
    follows = words[place + 1 : place + 4]
    if any(word.tag in ("point", "rest") for word in follows):
        return None
    return place


def _skip_movers(words: Sequence[Token], place: int) -> int:
    """Past who moved it, where its title follows: `motion 4 av Anna Sand (MP) och Bo Ek (S) om …`."""
    if place >= len(words) or words[place].text not in ("av", "från"):
        return place
    for at in range(place + 1, min(place + LONGEST_NAMES, len(words))):
        if words[at].tag == "about":
            return at
        if words[at].tag not in (None, "and", "office"):
            break
    return place


def skip_number(words: Sequence[Token], place: int) -> int:
    """Past the number of a matter: `nr 17/2019`, `2027:4`."""
    while place < len(words) and (words[place].number is not None or words[place].text in NUMBERING):
        place += 1
    return place


def _end_title(words: Sequence[Token], start: int, heads: frozenset[Tag], fillers: frozenset[str]) -> int:
    for place in range(start + 1, len(words)):
        word = words[place]
        if word.text == ";" or word.tag in ENDS_OF_TITLE:
            return place
        if (word.tag == "and" or word.text == ",") and _meets_head(words, place + 1, heads, fillers):
            return place
    return len(words)


def _meets_head(words: Sequence[Token], at: int, heads: frozenset[Tag], fillers: frozenset[str]) -> bool:
    """Whether a verb follows with nothing but small words between."""
    for word in words[at : at + NEAR]:
        if word.tag in heads or word.tag in ("decide", "task", "give"):
            return not word.is_noun
        if word.text not in fillers and word.tag not in ("and", "stop", "not", "point", "rest"):
            return False
    return False


def _clause_start(words: Sequence[Token], at: int) -> int:
    for place in range(at - 1, -1, -1):
        if words[place].text == ";" or words[place].tag in ("stop",):
            return place + 1
        if words[place].tag == "matter":
            return place + 1
    return 0


def _cover_purposes(words: Sequence[Token], open_: list[bool], heads: frozenset[Tag], fillers: frozenset[str]) -> None:
    """What a matter is put off or sent back for: `återremitteras för att belysa följderna av ett bifall`."""
    put_off = next((at for at, word in enumerate(words) if word.tag in SENT and open_[at]), None)
    if put_off is None:
        return
    for at in range(put_off + 1, len(words) - 1):
        if (words[at].text, words[at + 1].text) not in PURPOSES:
            continue
        ends = (place for place in range(at + 2, len(words)) if _leads_on(words, place, heads, fillers))
        end = next(ends, len(words))
        open_[at:end] = [False] * (end - at)
        return


def _leads_on(words: Sequence[Token], place: int, heads: frozenset[Tag], fillers: frozenset[str]) -> bool:
    """Whether a purpose or a reason ends here, and the decision goes on."""
    if words[place].text == ";" or words[place].tag == "stop":
        return True
    begins = words[place].tag == "and" or words[place].text == ","
    return begins and words[place + 1 : place + 2] != [] and _meets_head(words, place + 1, heads, fillers)


def _is_active(word: Token, heads: frozenset[Tag]) -> bool:
    return word.tag in heads and not _is_told_last(word)


def _is_told_last(word: Token) -> bool:
    """Whether a verb stands after what it is about."""
    return word.is_passive or word.tag in ("answer", "withdraw")


def _cover_reasons(words: Sequence[Token], open_: list[bool], heads: frozenset[Tag], fillers: frozenset[str]) -> None:
    """What follows `då`, `eftersom` and the like; where the sentence begins so, all verbs but the last."""
    for at, word in enumerate(words):
        if word.tag != "because" or not open_[at]:
            continue
        if at < FIRST_WORDS and not any(one.tag in heads for one in words[:at]):
            _cover_first_reason(words, open_, heads)
            continue
        end = len(words)
        for place in range(at + 1, len(words)):
            if words[place].text == ";" or words[place].tag == "stop":
                end = place
                break
            if words[at - 1].text.startswith(HELD) and words[place].text in ("vara", "som") and place + 2 == len(words):
                end = place  # `anses, med hänvisning till …, vara besvarad`
                break
            leads = words[place].tag == "and" or (words[place].text == "," and words[at - 1].text == ",")
            if leads and _meets_head(words, place + 1, heads, fillers):
                end = place
                break
        open_[at:end] = [False] * (end - at)


def _cover_first_reason(words: Sequence[Token], open_: list[bool], heads: frozenset[Tag]) -> None:
    decided = next((place for place, word in enumerate(words) if word.tag == "decide"), len(words))
    found = [place for place, word in enumerate(words) if word.tag in heads and open_[place]]
    comma = next((place for place, word in enumerate(words) if word.text == ","), len(words))
    for place in (
        one for one, word in enumerate(words) if word.tag == "not" and found and one < min(decided, found[-1])
    ):
        between = words[place + 1 : found[-1]]  # the reason is denied, not the verb that follows it
        if not any(word.tag in ("matter", "point", "decide") or word.text in MODAL for word in between):
            open_[place] = False
    for place in found[:-1]:
        if place < decided and (place < comma or comma == len(words)):
            open_[place] = False
    if decided < len(words):
        for place in range(decided):
            open_[place] = open_[place] and words[place].tag not in NOT_DECIDING


def _cover_proposals(words: Sequence[Token], open_: list[bool], heads: frozenset[Tag]) -> None:
    """What somebody proposes or thinks, from the verb on; and nouns before it (`avslag yrkas`)."""
    at = next((place for place, word in enumerate(words) if word.tag in NOT_DECIDING and open_[place]), None)
    if at is None or (words[at].text.startswith(AGREES) and words[0].tag in ("council", "board", "committee")):
        return
    for place in range(at):
        if words[place].tag in heads and words[place].is_noun:
            open_[place] = False
    while at is not None:
        ends = (place for place in range(at + 1, len(words)) if _ends_proposal(words, at, place, heads))
        end = next(ends, len(words))
        open_[at:end] = [False] * (end - at)
        later = range(end, len(words))
        at = next((place for place in later if words[place].tag in NOT_DECIDING and open_[place]), None)


def _ends_proposal(words: Sequence[Token], at: int, place: int, heads: frozenset[Tag]) -> bool:
    """Whether what somebody proposes or thinks ends: where the chair finds, or an opinion leads on to a verb."""
    word = words[place]
    if word.text == ";" or (word.tag == "decide" and word.text.startswith(FINDS)):
        return True
    if word.text in FINDS and words[place + 1 : place + 2] != [] and words[place + 1].tag == "approve":
        return True  # `finner bifall för yrkandet om …`
    follows = words[place + 1 : place + 2 * NEAR]
    leads = any(one.tag in heads and one.tag != "refer" and not one.is_noun for one in follows)
    leads = leads and not any(one.tag in NOT_DECIDING for one in follows)
    decides = words[at].text in OUGHT and follows[:1] != [] and follows[0].tag == "decide"
    return word.tag in ("and", "stop") and (decides or (words[at].tag == "opinion" and leads))
