"""Measures the machine reading through the command line alone; `make eval` prints the table."""
