"""The people who work here: their accounts, what they are let do, their first passwords."""
