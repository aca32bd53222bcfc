"""Pages of what goes in and out: files, calendar, log, personal data, networks."""
