"""What is kept on this machine: answers, reports, networks."""
