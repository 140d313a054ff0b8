"""The central contract's SQL."""
