"""The pages of a unit: its menu, and the trail of every page of the workspace. A new page adds its lines here."""

from typing import TYPE_CHECKING, NamedTuple

from samspel.workspace.permissions import may

if TYPE_CHECKING:
    from samspel.workspace.models import Account, Unit


class Entry(NamedTuple):
    """A page of a unit in its menu: what one must be allowed to do there, the name of its address, and the key of its
    words; under `<key>_text` a sentence says what the page is for.
    """

    action: str
    name: str
    key: str


ENTRIES = (
    Entry("unit.read", "unit", "workspace.menu.unit"),
    Entry("campaign.read", "campaigns", "campaign.title"),
    Entry("voice.read", "voices", "voices.menu"),
    Entry("request.read", "requests", "request.title"),
    Entry("mandate.count", "mandates", "workspace.menu.mandates"),
    Entry("network.read", "network", "network.title"),
    Entry("export.take", "exchange", "exchange.menu"),
    Entry("unit.read", "exchange", "exchange.menu_calendar"),
    Entry("account.change", "unit_people", "workspace.menu.people"),
)
"""In the order in which they are shown, the unit's own page first; of two for one page the first that one may open."""
WORK = "work"
TRAILS = {
    WORK: ("place", "workspace.title"),
    "unit_new": (WORK, "workspace.unit.new"),
    "unit": (WORK, ""),
    "roles": (WORK, "workspace.people.table"),
    "unit_people": ("unit", "workspace.people.title"),
    "unit_change": ("unit", "workspace.unit.change"),
    "voices": ("unit", "voices.title"),
    "exchange": ("unit", ""),
    "work_log": ("exchange", "exchange.log.title"),
    "privacy": (WORK, "exchange.privacy.title"),
    "voice": ("voices", "voices.one"),
    "workplace": ("voices", ""),
    "voice_leave": ("front", "voices.leave.title"),
    "voice_follow": ("front", "voices.follow.title"),
    "voice_followed": ("front", "voices.follow.title"),
    "campaign_start": (WORK, "campaign.new"),
    "figure_news": (WORK, "campaign.news.title"),
    "campaigns": ("unit", "campaign.title"),
    "campaign_new": ("campaigns", "campaign.new"),
    "campaign": ("campaigns", ""),
    "campaign_form": ("campaign", "campaign.change"),
    "request_start": (WORK, "request.new"),
    "requests": ("unit", "request.title"),
    "request_new": ("requests", "request.new"),
    "request": ("requests", ""),
    "request_answer": ("front", "request.answer.title"),
    "mandates": ("unit", "mandate.title"),
    "mandate_settings": ("mandates", "mandate.settings.title"),
    "mandate_people": ("mandates", "mandate.people.title"),
    "mandate_new": ("mandate_people", "mandate.form.add"),
    "mandate_holder": ("mandate_people", ""),
    "mandate_post": ("mandate_holder", "mandate.form.post_change"),
    "mandate_import": ("mandates", "mandate.import.title"),
    "campaign_follow": ("campaign", "campaign.follow"),
    "campaign_share": ("campaign", "network.share"),
    "bulk_campaigns": ("campaigns", "bulk.campaigns"),
    "bulk_tasks": ("campaigns", "bulk.tasks"),
    "bulk_posts": ("mandate_people", "bulk.posts"),
    "bulk_voices": ("voices", "bulk.voices"),
    "network": ("unit", "network.title"),
    "network_members": ("network", "network.members_link"),
    "network_campaign": ("network", ""),
    "meetings": ("network", "meeting.title"),
    "meeting_new": ("meetings", "meeting.new"),
    "meeting": ("meetings", ""),
    "meeting_form": ("meeting", "meeting.change"),
    "waits": ("campaigns", "following.waits"),
    "bodies": ("campaigns", "campaign.bodies"),
    "matter_new": ("campaign", "campaign.new_matter"),
    "matter": ("campaign", ""),
    "matter_form": ("matter", "campaign.change"),
    "decision": ("matter", "campaign.read_decision"),
    "account": (WORK, "account.yours"),
    "account_change_password": ("account", "account.change_password"),
    "mfa_index": ("account", "account.two_steps"),
    "mfa_activate_totp": ("mfa_index", "account.app_add"),
    "mfa_deactivate_totp": ("mfa_index", "account.app_remove"),
    "mfa_view_recovery_codes": ("mfa_index", "account.codes"),
    "mfa_generate_recovery_codes": ("mfa_view_recovery_codes", "account.codes_new"),
    "mfa_list_webauthn": ("mfa_index", "account.keys"),
    "mfa_add_webauthn": ("mfa_list_webauthn", "account.key_add"),
    "mfa_edit_webauthn": ("mfa_list_webauthn", "account.key_rename"),
    "mfa_remove_webauthn": ("mfa_list_webauthn", "account.key_remove"),
}
"""Every page of the workspace by the name of its address: the page above it and the text that names it; empty for a
page that is named after its thing, by `guards.name_page`.
"""


def list_entries(account: "Account", unit: "Unit") -> tuple[Entry, ...]:
    """What the account may open of the unit."""
    found: dict[str, Entry] = {}
    for entry in ENTRIES:
        if entry.name not in found and may(account, entry.action, unit):
            found[entry.name] = entry
    return tuple(found.values())
