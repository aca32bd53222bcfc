"""What a decision's text tells besides: the reason, the condition, until when and what for."""

import re
from collections.abc import Sequence

from samspel.catalogue.records.matters import Kind
from samspel.matters.reading import Effect
from samspel.matters.words import Vocabulary

NO_REASON = "no_reason"
_NEXT_CLAUSE = re.compile(r",\s*(?:samt\s+|och\s+|dels\s+)?att\s", re.I)
"""Where the next att-sats of a decision begins."""


def find_reason(texts: Sequence[str], effect: Effect, vocabulary: Vocabulary) -> str:
    """The code of why what was not granted was not, NO_REASON where none is given; of a part only one that is given,
    and nothing of what was granted.
    """
    if effect not in ("no", "answered", "lapsed", "partly"):
        return ""
    none = "" if effect == "partly" else NO_REASON
    return next((found for text in texts if (found := vocabulary.find_reason(text)) is not None), none)


def find_condition(texts: Sequence[str], vocabulary: Vocabulary, kind: Kind) -> str:
    """The words of the condition or limit, as the text has them, to the next att-sats or the end of the sentence."""
    for text in texts:
        for token in vocabulary.tag(text, kind):
            if token.tag in ("condition", "limited"):
                at = text.casefold().find(token.text)
                if at >= 0:
                    return _NEXT_CLAUSE.split(text[at:])[0].rstrip(" .;")
    return ""


def find_until(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """When a tabled matter comes back, as the text has it."""
    return _find_words(texts, vocabulary.until)


def find_purpose(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """What a matter was sent back for, as the text has it."""
    return _find_words(texts, vocabulary.purpose)


def _find_words(texts: Sequence[str], pattern: re.Pattern[str]) -> str:
    return next((found[1].strip() for text in texts if (found := pattern.search(text))), "")
