"""Learns from examples of what people say which of several things a remark is about.

A ridge regression on the parts of each example (T. Hastie et al., The Elements of Statistical Learning, 3.4.1) in its
dual form, since examples are fewer than parts, solved by conjugate gradients. Nothing is drawn at random.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack

from samspel.search.hearing import Hearing
from samspel.terms.arrays import Floats

SHARES = (0.5, 1.2, 0.7, 0.7)
"""How much each channel of parts counts: words, letters, matters, and matters that meet."""
FEWEST = (1, 1, 1, 2)
"""In so many examples a part of each channel must stand to be looked at."""
HELD = 1.0
"""How much the weights are held back, beside an example that counts whole."""
STEPS = 16
"""Of the solver: then no weight is more than some hundredths from its end."""


@dataclass(frozen=True, slots=True)
class Example:
    """What is said, the number of the thing that it is said of, and how much it counts, 0 to 1."""

    text: str
    about: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Heard:
    """How like a remark is to what is said of each thing (0 to about 1), and what each of its words gave."""

    words: tuple[str, ...]
    """As they were written."""
    scores: Floats
    by_word: Floats
    """Shape (words, things); matters that meet are no word's own, and a part of two words counts for both."""


class Learned:
    """What was learned of a number of things from examples of what is said of them."""

    def __init__(self, hearing: Hearing, examples: Sequence[Example], things: int) -> None:
        self._hearing = hearing
        read = [tuple(hearing.read(example.text)) for example in examples]
        self._known = sorted({word for words in read for word in words})
        told = [hearing.part(words) for words in read]
        self._channels = [_Channel([parts[number] for parts in told], number) for number in range(len(SHARES))]
        parts = csr_array(hstack([channel.weigh([one[channel.number] for one in told]) for channel in self._channels]))
        about = np.zeros((len(examples), things))
        about[np.arange(len(examples)), [example.about for example in examples]] = 1.0
        learned = _solve(parts, HELD / np.array([[example.weight] for example in examples]), about)
        ends = np.cumsum([len(channel.numbers) for channel in self._channels])[:-1]
        self._weights: list[Floats] = np.split(learned, ends)

    def hear(self, remark: str) -> Heard:
        """Set a remark beside all that was learned."""
        read = self._hearing.read(remark)
        words = tuple(read)
        parts = self._hearing.part(words, self._known)
        scores = np.zeros(self._weights[0].shape[1])
        by_word = np.zeros((len(words), len(scores)))
        own = [self._hearing.part((word,), self._known) for word in words]
        for channel, weights in zip(self._channels, self._weights, strict=True):
            columns, values = channel.find(parts[channel.number])
            scores += values @ weights[columns]
            gave = dict(zip(columns.tolist(), values.tolist(), strict=True))
            for row, word in enumerate(own):
                for column in (channel.numbers[part] for part in word[channel.number] if part in channel.numbers):
                    by_word[row] += gave.get(column, 0.0) * weights[column]
        return Heard(tuple(read.values()), scores, by_word)


def _solve(parts: csr_array, held: Floats, about: Floats) -> Floats:
    """The weight of each part for each thing; shape (parts, things)."""
    turned = csr_array(parts.T)
    found, left = np.zeros_like(about), about.copy()
    way, size = left.copy(), (left**2).sum(axis=0)
    for _ in range(STEPS):
        ahead = parts @ (turned @ way) + held * way
        length = size / np.maximum((way * ahead).sum(axis=0), 1e-30)
        found += length * way
        left -= length * ahead
        way *= (left**2).sum(axis=0) / np.maximum(size, 1e-30)
        way += left
        size = (left**2).sum(axis=0)
    return np.asarray(turned @ found)


class _Channel:
    """The parts of one kind that examples have, each with how rare it is."""

    def __init__(self, told: Sequence[tuple[str, ...]], number: int) -> None:
        self.number = number
        counted = Counter(part for parts in told for part in parts)
        known = sorted(part for part, count in counted.items() if count >= FEWEST[number])
        self.numbers = {part: column for column, part in enumerate(known)}
        self._rarity = np.log1p(len(told) / np.array([counted[part] for part in known], dtype=float))

    def find(self, parts: tuple[str, ...]) -> tuple[npt.NDArray[np.int64], Floats]:
        """The columns of the known among some parts, and their values: of all together the channel's share long."""
        columns = np.array([self.numbers[part] for part in parts if part in self.numbers], dtype=np.int64)
        values = self._rarity[columns]
        return columns, SHARES[self.number] * values / max(float(np.linalg.norm(values)), 1e-9)

    def weigh(self, told: Sequence[tuple[str, ...]]) -> csr_array:
        """A row for each example."""
        rows = [self.find(parts) for parts in told]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows])
        values = np.concatenate([values for _, values in rows])
        return csr_array((values, columns, ends), shape=(len(told), len(self.numbers)))
