"""Pages of campaigns, their matters, requests and follow-up."""
