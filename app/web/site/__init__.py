"""The public website, for phones and desktops: every page is whole without a script, has an address, and can be sent on."""

from fastapi import APIRouter

from app.web.site import addresses, browse, centre, home, makers, product

router = APIRouter(include_in_schema=False)
for _part in (home, browse, product, makers, centre, addresses):
    router.include_router(_part.router)
