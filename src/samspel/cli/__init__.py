"""The command line: parses, calls one use case, prints."""

import gc

SELDOM = (20_000, 20, 50)
"""How seldom the collector of rings looks: a command loads much and throws little away, from its first import on."""

gc.set_threshold(*SELDOM)
