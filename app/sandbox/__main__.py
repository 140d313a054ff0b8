"""`python -m app.sandbox`: the whole site."""

import sys

from app.sandbox.site import run

sys.exit(run(sys.argv[1:]))
