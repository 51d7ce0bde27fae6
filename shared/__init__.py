"""What kiosk and contact center both believe: catalog, diagnosis, routing, intake, storage."""
