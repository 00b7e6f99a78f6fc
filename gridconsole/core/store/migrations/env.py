"""Alembic's entry: runs the steps on the connection that the store hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=False,  # the store's own transaction holds all steps
)
context.run_migrations()
