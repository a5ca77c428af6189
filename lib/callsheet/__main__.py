"""`python -m callsheet` is the command line."""

from callsheet.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
