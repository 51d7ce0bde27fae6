"""A lint over the rules: what they say is handed to a solver, which finds what says nothing.

`python -m tests.lint` prints every finding; the suite fails on one that accepted.yaml does not give
a reason for, and on a reason for something that is no finding any more.
"""
