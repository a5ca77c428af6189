"""Alembic's entry point: runs the revisions on the connection that `callsheet.database.migrate` passes."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table=context.config.attributes["version_table"])
context.run_migrations()
