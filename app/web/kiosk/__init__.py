"""The touchscreen: every screen is a page of its own that works without a script; scripts only make it calmer and quicker."""

from app.web.kiosk import attract, browse, home, makers, product, search

routes = [route for part in (attract, home, browse, search, product, makers) for route in part.router.routes]
