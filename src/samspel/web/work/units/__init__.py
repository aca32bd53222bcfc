"""Pages of units, accounts, roles and invitations."""
