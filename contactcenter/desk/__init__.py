"""Information desks: tickets of the one line, the board of a waiting room, appointments, day end.

Everything here works inside the caller's transaction and is told the time, as the queue does.
"""
