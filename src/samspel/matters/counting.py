"""Counts of votes in a text: what yes means, the numbers, and what came of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from samspel.matters.reading import Count
from samspel.matters.words import Token

Understand = Callable[[Sequence[Token]], str]
"""What a proposal's words mean: an outcome, or nothing."""
"""What a phrase of a vote proposition means: an outcome, or nothing."""
NEAR = 3
FOLLOWS = 2
WINS = "vinner"
THIRD = 3
FEWER = ("inte", "ej", "icke", "färre", "mindre", "understiger")


def find_counts(sentences: Sequence[Sequence[Token]], understand: Understand) -> list[Count]:
    """The counts of a text in their order; what yes means may stand in a sentence before the numbers."""
    counts: list[Count] = []
    yes_means = no_means = ""
    yes = no = None
    for words in sentences:
        if any(word.tag == "preparatory" for word in words):
            continue
        told_yes, told_no = find_meaning(words, understand)
        if told_yes or told_no:
            yes_means, no_means = told_yes or yes_means, told_no or no_means
            if counts and not (counts[-1].yes_means or counts[-1].no_means):
                counts[-1] = replace(counts[-1], yes_means=told_yes, no_means=told_no)
        if has_sides(words):
            counts.append(_read_sides(words, understand))
            continue
        told = find_numbers(words)
        yes, no, abstained = told[0] if told[0] is not None else yes, told[1] if told[1] is not None else no, told[2]
        is_cast = any(word.tag == "casting" for word in words)
        if yes is not None and no is not None:
            counts.append(
                Count(yes_means=yes_means, no_means=no_means, yes=yes, no=no, abstained=abstained, is_cast=is_cast)
            )
            yes_means = no_means = ""
            yes = no = None
    if (yes_means or no_means) and not counts:
        counts.append(Count(yes_means=yes_means, no_means=no_means, yes=None, no=None))
    return counts


def _list_sides(words: Sequence[Token]) -> list[int]:
    """Where numbers of votes stand that are told with what they were for: `20 röster för …`."""
    found: list[int] = []
    for at, word in enumerate(words):
        follows = [one.text for one in words[at + 1 : at + 4]]
        kinds = [one.tag for one in words[at + 1 : at + 4]]
        told = "för" in follows and not {"yes", "no", "matter"} & set(kinds[: follows.index("för")])
        if word.number is not None and told and not any(one.number is not None for one in words[at + 1 : at + 4]):
            found.append(at)
    return found


def has_sides(words: Sequence[Token]) -> bool:
    """Whether a sentence tells two numbers of votes, each with what it was for."""
    return len(_list_sides(words)) > 1


def _read_sides(words: Sequence[Token], understand: Understand) -> Count:
    """The first side as yes, the second as no."""
    first, second = _list_sides(words)[:2]
    start = next(at for at in range(first, len(words)) if words[at].text == "för")
    other = next(at for at in range(second, len(words)) if words[at].text == "för")
    end = second - 1 if words[second - 1].text in ("och", "mot", ",") else second
    return Count(
        yes_means=understand(words[start + 1 : end]),
        no_means=understand(words[other + 1 :]),
        yes=words[first].number,
        no=words[second].number,
    )


def find_meaning(words: Sequence[Token], understand: Understand) -> tuple[str, str]:
    """What yes and no mean by a sentence: `ja för …, nej för …`, or `den som vill … röstar ja`."""
    told = {"yes": "", "no": ""}
    side = find_winner(words)
    if side:
        told[side] = understand(words[FOLLOWS:])
        return told["yes"], told["no"]
    for at, word in enumerate(words):
        if word.tag not in told:
            continue
        side = str(word.tag)
        meaning = _read_after(words, at, understand) or _read_before(words, at, understand)
        told[side] = told[side] or meaning
    return told["yes"], told["no"]


def find_winner(words: Sequence[Token]) -> str:
    """The side whose victory a sentence only imagines: `vinner nej har fullmäktige beslutat att …`."""
    texts = [word.text for word in words[:3]]
    if texts[:1] == [WINS] and len(words) > FOLLOWS and words[1].tag in ("yes", "no"):
        return str(words[1].tag)
    if texts[:1] == ["om"] and texts[2:3] == [WINS] and words[1].tag in ("yes", "no"):
        return str(words[1].tag)
    return ""


def _read_after(words: Sequence[Token], at: int, understand: Understand) -> str:
    start = next(
        (place + 1 for place in range(at + 1, min(at + NEAR + 1, len(words))) if _opens_meaning(words[place])), None
    )
    if start is None or any(word.tag in ("yes", "no") for word in words[at + 1 : start]):
        return ""
    end = next((place for place in range(start, len(words)) if words[place].tag in ("yes", "no")), len(words))
    while end > start and (words[end - 1].number is not None or words[end - 1].text in (",", "och", "mot", ";")):
        end -= 1
    return understand(words[start:end])


def _opens_meaning(word: Token) -> bool:
    return word.tag == "means" or word.text in ("=", "är", "på")


def _read_before(words: Sequence[Token], at: int, understand: Understand) -> str:
    """`Den som vill bifalla motionen röstar ja`."""
    if at == 0 or words[at - 1].tag not in ("votes", "propose") or words[at - 1].text.split()[0][:4] != "röst":
        return ""
    start = next(
        (
            place + 1
            for place in range(at - 2, -1, -1)
            if words[place].tag in ("yes", "no", "wants") or words[place].text == ";"
        ),
        0,
    )
    return understand(words[start : at - 1])


def find_numbers(words: Sequence[Token]) -> tuple[int | None, int | None, int | None]:
    """Yes, no and abstained as a sentence tells them, before or after their word."""
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for at, word in enumerate(words):
        side = str(word.tag) if word.tag in ("yes", "no") else "abstained" if word.text.startswith("avst") else ""
        if not side or side in numbers:
            continue
        for place in _places_near(words, at):
            number = words[place].number
            if number is not None and place not in taken:
                numbers[side] = number
                taken.add(place)
                break
    return numbers.get("yes"), numbers.get("no"), numbers.get("abstained")


def _places_near(words: Sequence[Token], at: int) -> list[int]:
    """Where the number of a word may stand: just before it, or after it with a colon or a small word between."""
    near = [at - 1] if at else []
    near += (
        [at - 2]
        if at > 1 and words[at - 1].text in ("st", "röster", "ledamöter", "(", "röstar", "röstade", "röst")
        else []
    )
    near += [at - 2] if at > 1 and words[at - 1].text == "som" else []
    if at + 1 < len(words):
        near.append(at + 1)
    if at + 2 < len(words) and (words[at + 1].text in (":", "=", "röster", "-", "–") or words[at + 1].tag == "get"):
        near.append(at + 2)
    return near


def judge_count(count: Count) -> str:
    """The outcome that a count gives; `tie` for a tie, and empty when it cannot be told."""
    if count.yes is None or count.no is None:
        return ""
    if count.yes == count.no:
        return "tie"
    if count.yes > count.no:
        return count.yes_means
    if count.no_means:
        return count.no_means
    return "no" if count.yes_means in ("yes", "looked_into") else ""


def has_third(words: Sequence[Token]) -> bool | None:
    """Whether `17 av 49 närvarande` is a third, or is said to be one; None when nothing is told."""
    for at in range(len(words) - 2):
        part, whole = words[at].number, words[at + 2].number
        follows = " ".join(word.text for word in words[at + 3 : at + 6])
        if words[at + 1].text == "av" and part is not None and whole is not None and "närvarande" in follows:
            return part * THIRD >= whole
    tags, texts = {word.tag for word in words}, {word.text for word in words}
    told = "tredjedel" in texts and tags & {"return", "table"} and "hedged" not in tags
    return texts.isdisjoint(FEWER) if told else None
