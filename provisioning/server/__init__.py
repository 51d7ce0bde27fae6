"""The city's server: several processes of the contact center behind one proxy."""
