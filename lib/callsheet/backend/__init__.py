"""Serves the upload API: FastAPI on uvicorn, SQLAlchemy on SQLite or PostgreSQL."""

from callsheet.backend.app import create_app
from callsheet.backend.serving import serve

__all__ = ["create_app", "serve"]
