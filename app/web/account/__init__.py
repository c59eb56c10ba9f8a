"""Signing in, registering, links that were handed over, and everything of one's own."""

from app.web.account import closing, confirming, links, own, passkeys, registering, signing

routes = [route for part in (signing, registering, links, confirming, own, closing, passkeys) for route in part.router.routes]
