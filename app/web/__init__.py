"""The only package that knows HTTP: the website, the kiosk, the JSON catalogue, and what they share."""
