"""Where in the workspace a page is: the unit that it is of, and what its things are called. Known once somebody has
been let in, so that an error's page names nothing that one may not see.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from samspel.workspace.models import Account, Unit

KEY = "samspel.work"


@dataclass(slots=True)
class Here:
    """Who has been let in to which unit; `labels` name pages after their things, by the name of the address."""

    account: "Account"
    unit: "Unit"
    labels: dict[str, str] = field(default_factory=dict)


def find_here(request: HttpRequest) -> Here | None:
    """Where the page is, after `enter`."""
    found = request.META.get(KEY)
    return found if isinstance(found, Here) else None


def enter(request: HttpRequest, account: "Account", unit: "Unit") -> None:
    """Let the account in to the unit: the page has its menu from now on."""
    request.META[KEY] = Here(account, unit, {"unit": unit.name})


def name_page(request: HttpRequest, name: str, label: str) -> None:
    """Name a page of the trail after its thing. Raises RuntimeError where nobody has been let in."""
    here = find_here(request)
    if here is None:
        raise RuntimeError(name)
    here.labels[name] = label
