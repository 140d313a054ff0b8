"""Portun Gatehouse: the core. It never imports Qt; the screens stand in `ui`."""

__version__ = "0.1.0"
