"""What supervisors see of the line and steer at it: the board, other people's calls, settings.

Nothing here names a citizen, a number or a matter.
"""
