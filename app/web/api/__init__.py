"""The catalogue as JSON, for programs; versioned under /api/v1."""

from fastapi import APIRouter

from app.web.api import catalogue, centre

router = APIRouter(prefix="/api/v1")
router.include_router(centre.router)
router.include_router(catalogue.router)
