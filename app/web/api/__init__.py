"""The catalogue as JSON, for programs; versioned under /api/v1."""

from app.web.api import catalogue, centre

routes = [*catalogue.router.routes, *centre.router.routes]
