"""The public website, for phones and desktops: every page is whole without a script, has an address, and can be sent on."""

from app.web.site import addresses, browse, centre, home, makers, product, questions

routes = [route for part in (home, browse, product, makers, questions, centre, addresses) for route in part.router.routes]
