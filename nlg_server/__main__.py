"""`python -m nlg_server` is the `truephrase` command."""

from nlg_server.cli import main

if __name__ == "__main__":
    main()
