"""The portal: what an enterprise shows, proposes and learns; on a phone first."""

from app.web.portal import drafts, home, members, products, profile

routes = [route for part in (home, products, drafts, profile, members) for route in part.router.routes]
