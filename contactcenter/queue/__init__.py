"""One queue for phone, kiosk, callbacks and desk; the database is its only truth.

Everything here works inside the caller's write transaction and is told the time. Rows are locked in
one order everywhere, so that no two of us wait for each other: task, reservation, agent, periods.
"""
