"""What is shown, in any shape: blocks and tables, and their renderers. Knows nothing of what they are about."""
