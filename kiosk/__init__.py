"""The touchscreen app on the device.

`kiosk.app` assembles it; the lab needs only what the kiosk says, and starts without the rest.
"""
