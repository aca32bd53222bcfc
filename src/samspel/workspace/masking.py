"""Numbers of records as they stand in addresses, where the number itself would tell in which order they came."""

from hashlib import blake2b

from django.conf import settings

HALF, ROUNDS = 14, 6
MASK = (1 << HALF) - 1
MOST = 1 << 2 * HALF
"""What is above is left as it is: no workspace holds so many remarks."""


def mask(number: int) -> int:
    """The number that stands for it: another for each, in no order, and the same every time on this machine."""
    if not 0 <= number < MOST:
        return number
    left, right = number >> HALF, number & MASK
    for turn in range(ROUNDS):
        left, right = right, left ^ _stir(turn, right)
    return left << HALF | right


def unmask(number: int) -> int:
    """What a number stands for."""
    if not 0 <= number < MOST:
        return number
    left, right = number >> HALF, number & MASK
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _stir(turn, left), left
    return left << HALF | right


def _stir(turn: int, half: int) -> int:
    key = blake2b(str(settings.SECRET_KEY).encode(), digest_size=32).digest()
    return int.from_bytes(blake2b(bytes([turn]) + half.to_bytes(2, "big"), key=key, digest_size=2).digest()) & MASK
