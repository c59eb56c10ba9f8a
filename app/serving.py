"""Starts the server: uvicorn over the application, with the limits that it needs."""

from collections.abc import Callable

import uvicorn

from app.main import create_app
from app.settings import Settings

GRACE_SECONDS = 30
"""How long a stopping server goes on with answers it has begun; without a limit uvicorn may wait for ever."""


def app() -> Callable[..., object]:
    """What each worker process builds for itself."""
    return create_app(Settings())


def serve(settings: Settings) -> None:
    """Answer until told to stop."""
    uvicorn.run(
        "app.serving:app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=15,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
