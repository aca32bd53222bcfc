"""What the program can do, one function a use case; the web and the command line call the same ones."""
