"""The server of the upload API: FastAPI on uvicorn, SQLAlchemy on SQLite or PostgreSQL."""

from callsheet.backend.app import create_app
from callsheet.backend.db.api_keys import ApiKeys
from callsheet.backend.server import serve
from callsheet.backend.services import open_backend_database

__all__ = ["ApiKeys", "create_app", "open_backend_database", "serve"]
