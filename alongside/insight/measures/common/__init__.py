"""The rules that several measures share, one a file: read them in the order of `tables.py`."""
