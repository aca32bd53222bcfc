"""Records of content/ on the words that stand on the pages."""

import msgspec

from samspel.catalogue.records.base import Record


class Word(Record, frozen=True, kw_only=True):
    """A word in one language: `forms` are others that it stands in, and `text` what it means in a sentence or two."""

    name: str
    forms: list[str] = msgspec.field(default_factory=list)
    text: str

    @property
    def written(self) -> tuple[str, ...]:
        """All that it may stand as, the name first."""
        return (self.name, *self.forms)


class Term(Record, frozen=True, kw_only=True):
    """A term in both languages. One that is too common, or means other things too, is not linked where it stands."""

    id: str
    is_linked: bool = True
    sv: Word
    en: Word
