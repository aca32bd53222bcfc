"""The program, as `python -m samspel`."""

from samspel.cli.main import run

if __name__ == "__main__":
    run()
