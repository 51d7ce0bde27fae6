"""The telephone: one port, two providers behind it, and the same signed webhooks from both."""
