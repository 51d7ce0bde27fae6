"""A telephone provider on one machine: it takes orders as the real one does, runs the documents it
is given, and tells the app by signed webhooks. No account, no cost, nothing leaves the machine.
"""
