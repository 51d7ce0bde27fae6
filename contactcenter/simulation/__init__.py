"""Made-up callers, and agents who take their calls: for demonstrations, training and load.

Everybody here is drawn by a seed, calls the local provider only, and has a number of a block that
nobody was given: by that their calls are told from real ones, and removed.
"""
