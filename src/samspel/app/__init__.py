"""What the program can do: one function each, without words, the same for the web and the command line."""
