"""Etalase: the product catalogue and touchscreen kiosk of a business centre."""
