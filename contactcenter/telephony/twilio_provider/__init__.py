"""The telephone network through Twilio: the only place that knows the twilio package."""
