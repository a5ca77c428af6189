"""Serves the upload API: FastAPI on uvicorn, SQLAlchemy on SQLite or PostgreSQL."""

from callsheet.backend.app import create_app
from callsheet.backend.keys import Keys
from callsheet.backend.services import open_backend_database
from callsheet.backend.serving import serve

__all__ = ["Keys", "create_app", "open_backend_database", "serve"]
