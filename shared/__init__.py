"""What the kiosk and the contact center both believe: catalog, diagnosis, routing, intake and storage."""
