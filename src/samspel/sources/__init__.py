"""Outside data in: answers from municipalities and regions, kept on this machine."""
