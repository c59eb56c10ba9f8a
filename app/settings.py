"""Every setting of an installation, typed, read once from the environment by main and cli and then passed on."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, computed_field
from pydantic_settings import BaseSettings, SettingsConfigDict

_SECRETS = Path("/run/secrets")


class Settings(BaseSettings):
    """Environment variables begin with ETALASE_; secrets may also be files of that name in /run/secrets."""

    model_config = SettingsConfigDict(
        env_prefix="ETALASE_", secrets_dir=_SECRETS if _SECRETS.is_dir() else None, extra="forbid", frozen=True
    )

    data: Path = Field(default=Path(), description="Folder of the embedded database and of local pictures.")
    database_url: str = Field(default="", description="postgresql://user:password@host/name; empty: SQLite in the data folder.")
    media_store: str = Field(default="", description="s3://bucket/prefix; empty: the folder media/ in the data folder.")
    s3_endpoint: str = Field(default="", description="Address of an S3-compatible store; empty: that of AWS.")
    s3_region: str = "us-east-1"
    s3_key: SecretStr = SecretStr("")
    s3_secret: SecretStr = SecretStr("")

    pack: str = Field(default="north-sulawesi", description="Name of a shipped pack, or the folder of your own.")
    public_url: str = Field(default="", description="https address of the public site as phones reach it; empty: that of the request.")
    allowed_hosts: tuple[str, ...] = Field(default=("*",), description="Host names that are answered.")
    proxies: str = Field(default="127.0.0.1", description="Addresses of the reverse proxy whose X-Forwarded headers are believed.")

    smtp_host: str = Field(default="", description="The server that takes letters; empty: they are only noted in the log.")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_tls: Literal["starttls", "tls", "none"] = Field(default="starttls", description="How the way to it is kept private.")
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = Field(default="", description="Who letters come from: an address, or a name and <address>.")

    upload_hours: int = Field(default=24, ge=1, description="An upload that is not whole by then, or not used, is removed.")
    uploads_open: int = Field(default=100, ge=1, description="Unfinished uploads that an enterprise may have at once.")
    upload_daily_mb: int = Field(default=4000, ge=1, description="What an enterprise may send in a day.")
    paper_mb: int = Field(default=20, ge=1, description="Largest certificate or other paper.")
    sheet_mb: int = Field(default=50, ge=1, description="Largest list of products.")
    photos_mb: int = Field(default=500, ge=1, description="Largest ZIP file of photos.")
    job_threads: int = Field(default=2, ge=0, le=16, description="Jobs that a server process runs at once; 0: `etalase work` runs them.")

    question_days: int = Field(default=180, ge=1, le=3650, description="How long a question to a maker is kept; its form says so.")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    threads: int = Field(default=16, ge=2, le=128, description="Threads that answer requests, and as many database connections.")
    answer_cache_mb: int = Field(default=64, ge=0, description="Memory of the answer cache of each worker; 0 switches it off.")
    kiosk_idle_seconds: int = Field(
        default=60, ge=10, le=3600, description="Untouched for so long, the kiosk asks whether anybody is there."
    )
    kiosk_warning_seconds: int = Field(default=25, ge=20, le=300, description="Time to answer; WCAG 2.2.1 wants 20 s or more.")
    log_format: Literal["console", "json"] = "console"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        if self.database_url:
            scheme, _, rest = self.database_url.partition("://")
            return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else self.database_url
        return f"sqlite:///{self.data / 'etalase.db'}"

    @property
    def media_folder(self) -> Path:
        """Where local pictures live when no other store is set."""
        return self.data / "media"

    @property
    def upload_folder(self) -> Path:
        """Where files lie that are on their way in, whatever the store."""
        return self.data / "uploads"
