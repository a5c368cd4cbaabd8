"""Fault injection: readers' claims corrupted on purpose, and how many of the corrupted fields were accepted all the same."""
