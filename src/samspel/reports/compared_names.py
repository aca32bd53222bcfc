"""What was done with the names of a comparison: those left out, those read as another, and those read as no place."""

from collections.abc import Iterable, Iterator, Mapping

from samspel.catalogue.texts import Texts


def describe_lost(texts: Texts, lost: Iterable[str]) -> Iterator[str]:
    """The names that nothing has, of each what is wrong with it; nothing where there are none."""
    told = tuple(lost)
    if told:
        yield " ".join((texts("comparison.without"), *told))


def describe_read(
    texts: Texts, taken: Mapping[str, str], passed_over: Iterable[str], mended: Mapping[str, str] | None = None
) -> Iterator[str]:
    """What was mended, what was taken without its accents, each with the name instead, and what was passed over."""
    for key, pairs in (("mended", mended), ("taken", taken)):
        if pairs:
            yield texts(f"comparison.{key}", names=", ".join(f"{word} → {name}" for word, name in pairs.items()))
    passed = list(passed_over)
    if passed:
        yield texts("comparison.passed_over", names=texts.listing(passed))
