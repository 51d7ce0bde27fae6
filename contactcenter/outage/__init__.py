"""The line out of order, or practicing that: the mode, the paper, and putting it right after."""
