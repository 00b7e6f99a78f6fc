"""Everything that a writer needs, imported once by the process from which the writers are forked."""

import alembic.command  # noqa: F401
import pypinyin  # noqa: F401
import sqlcipher3  # noqa: F401

import gridconsole.console
import tests.soak.killing  # noqa: F401
