"""The HTTP server around the workspace: waitress, with bounds on what one client can take."""
