"""How the C library gives memory back."""

import ctypes

M_MMAP_THRESHOLD = -3
"""The setting of mallopt(3) by which blocks from a size on are pieces of memory of their own."""
LARGE = 2**21
"""Bytes from which a block is one."""


def give_back_large_blocks() -> bool:
    """Let large arrays go back to the system as soon as they are let go of, for as long as the program runs; whether
    the C library can (glibc). Left to itself it raises the size from which it does so with each block that it frees,
    and keeps the rest: arrays come and go by turns, so that a third more than is in use may be held.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE))
    except (OSError, AttributeError, TypeError):  # another C library, or none that can be asked
        return False
