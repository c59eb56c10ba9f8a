"""The touchscreen: every screen is a page of its own that works without a script; scripts only make it calmer and quicker."""

from fastapi import APIRouter

from app.web.kiosk import attract, browse, home, makers, product, search

router = APIRouter(include_in_schema=False)
for _part in (attract, home, browse, search, product, makers):
    router.include_router(_part.router)
