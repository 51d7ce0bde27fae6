"""How the line served over some days: every figure from the log of periods, and recomputable.

`tests/recompute_report.py` works the same figures out again, from the tables alone.
"""
