"""Codes and secrets that are read aloud, written down or sent: how they are drawn, and what is kept of them."""

import hashlib
import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those of a code: none that is taken for another."""


def draw_code(length: int) -> str:
    """A new code."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def digest_secret(secret: str, of: str = "") -> str:
    """What is kept of a secret, with what it is `of`, so that one is never taken for another. Without a key of this
    machine: a branch that moves takes its codes along, and nobody goes through sixty bits of them.
    """
    told = f"samspel.{of}:{secret}" if of else secret
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()
