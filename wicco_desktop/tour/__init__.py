"""The guided tour of ``demo``: see ``visit``."""

from wicco_desktop.tour.visit import run_tour

__all__ = ["run_tour"]
