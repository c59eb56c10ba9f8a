"""Log lines: for people on a console, or one JSON object a line. They hold no words that a person typed and no address of a person."""

import logging

import structlog

from app.settings import Settings


def configure(settings: Settings) -> None:
    """Set up logging of this process, also for libraries that use the standard module."""
    shared: list[structlog.typing.Processor] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    last: structlog.typing.Processor
    if settings.log_format == "json":
        shared.append(structlog.processors.format_exc_info)
        last = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        last = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)  # the rich one prints values
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", force=True)
